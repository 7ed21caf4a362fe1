#include <gtest/gtest.h>

#include "core/catalog/entities.h"
#include "tests/unit/sync/authority_world.h"

namespace fieldfare {
namespace {

namespace catalog = core::catalog;
using core::ErrorCode;
using sync::Verdict;
using tests::AuthorityWorld;
using tests::customer_name;
using Kind = sync::Verdict::Kind;

constexpr auto code = catalog::customer.at("code");

struct Authority : testing::Test {
    AuthorityWorld world;
    AuthorityWorld::Device& li = world.enrol(world.li);
    AuthorityWorld::Device& zhao = world.enrol(world.zhao);
    AuthorityWorld::Device& wang = world.enrol(world.wang);
    AuthorityWorld::Device& sun = world.enrol(world.sun);
    core::Uuid acme = world.id();

    void file_acme() { ASSERT_EQ(world.save(li, {world.new_customer(li, acme, world.li)}).kind, Kind::applied); }
};

TEST_F(Authority, files_a_customer_and_gives_it_a_code) {
    const auto verdict = world.save(li, {world.new_customer(li, acme, world.li)});
    EXPECT_EQ(verdict.kind, Kind::applied);
    ASSERT_EQ(verdict.rows.size(), 1u);
    EXPECT_EQ(verdict.rows[0].text(code), "202311001");
    EXPECT_EQ(world.customer(acme).clocks.of({catalog::customer.fields[code].id, ""}).device, 0u);
    const auto second = world.save(zhao, {world.new_customer(zhao, world.id(), world.zhao)});
    EXPECT_EQ(second.rows.at(0).text(code), "202311002");
}

TEST_F(Authority, takes_a_repeated_batch_once_and_answers_the_same) {
    const auto request = world.request(li, {{world.new_customer(li, acme, world.li)}});
    const auto first = world.push(li, request);
    ASSERT_TRUE(first.ok());
    const auto head = world.ledger.head();
    const auto history = world.ledger.history_size();
    const auto again = world.push(li, request);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->mark, first->mark);
    EXPECT_EQ(again->chain, first->chain);
    ASSERT_EQ(again->verdicts.size(), 1u);
    EXPECT_EQ(again->verdicts[0].seq, first->verdicts[0].seq);
    EXPECT_EQ(world.ledger.head(), head);
    EXPECT_EQ(world.ledger.history_size(), history);
}

TEST_F(Authority, refuses_a_gap_and_says_where_to_go_on) {
    file_acme();
    auto request = world.request(li, {{world.set_name(li, acme, "x")}});
    request.after = 5;
    request.groups[0].number = 6;
    const auto reply = world.push(li, request);
    ASSERT_FALSE(reply.ok());
    EXPECT_EQ(reply.error().code, ErrorCode::sequence_gap);
    EXPECT_EQ(reply.error().detail, "1");
}

TEST_F(Authority, notices_a_phone_with_another_history) {
    file_acme();
    auto fork = world.request(li, {{world.set_name(li, acme, "x")}});
    fork.after = 0;
    fork.chain = {};
    fork.groups[0].number = 1;
    const auto reply = world.push(li, fork);
    ASSERT_FALSE(reply.ok());
    EXPECT_EQ(reply.error().code, ErrorCode::chain_mismatch);
    EXPECT_EQ(world.customer(acme).text(customer_name), "Customer");
}

TEST_F(Authority, refuses_revoked_and_foreign_devices) {
    file_acme();
    const auto request = world.request(li, {{world.set_name(li, acme, "x")}});
    auto other_epoch = request;
    other_epoch.epoch = 9;
    EXPECT_EQ(world.push(li, other_epoch).error().code, ErrorCode::epoch_changed);
    world.ledger.revoke(li.principal.device);
    EXPECT_EQ(world.push(li, request).error().code, ErrorCode::device_revoked);
}

TEST_F(Authority, a_bad_group_does_not_block_the_next) {
    file_acme();
    auto bad = world.set_name(li, acme, "");
    const auto good = world.set_name(li, acme, "Good");
    const auto reply = world.push(li, {{bad}, {good}});
    ASSERT_TRUE(reply.ok());
    EXPECT_EQ(reply->verdicts[0].kind, Kind::quarantined);
    EXPECT_EQ(reply->verdicts[0].reason, ErrorCode::missing_field);
    EXPECT_EQ(reply->verdicts[1].kind, Kind::applied);
    EXPECT_EQ(world.customer(acme).text(customer_name), "Good");
    const auto kept = world.ledger.kept(li.principal.device, 2);
    ASSERT_TRUE(kept.has_value());
    EXPECT_EQ(kept->changes.size(), 1u);
}

TEST_F(Authority, a_group_takes_effect_whole_or_not_at_all) {
    file_acme();
    const auto head = world.ledger.head();
    auto visit = world.new_visit(li, world.id(), acme);
    auto broken = world.set_name(li, acme, "");
    EXPECT_EQ(world.save(li, {visit, broken}).kind, Kind::quarantined);
    EXPECT_FALSE(world.ledger.find(catalog::interaction, visit.row));
    EXPECT_EQ(world.ledger.head(), head);
    EXPECT_EQ(world.save(li, {world.new_visit(li, visit.row, acme), world.set_name(li, acme, "Both")}).kind,
              Kind::applied);
    EXPECT_EQ(world.ledger.head(), head + 1);
}

TEST_F(Authority, a_server_assigned_field_is_not_for_devices) {
    file_acme();
    const auto verdict = world.save(li, {world.set_field(li, acme, code, std::string("X1"))});
    EXPECT_EQ(verdict.kind, Kind::quarantined);
    EXPECT_EQ(verdict.reason, ErrorCode::assigned_field);
}

TEST_F(Authority, a_visit_waits_for_its_customer_and_is_settled_when_it_comes) {
    const auto visit = world.new_visit(li, world.id(), acme);
    const auto waiting = world.save(li, {visit});
    EXPECT_EQ(waiting.kind, Kind::waiting);
    EXPECT_EQ(waiting.detail, "customer " + acme.text());
    const auto reply = world.push(li, {{world.new_customer(li, acme, world.li)}});
    ASSERT_TRUE(reply.ok());
    ASSERT_EQ(reply->verdicts.size(), 2u);
    EXPECT_EQ(reply->verdicts[1].number, 1u);
    EXPECT_EQ(reply->verdicts[1].kind, Kind::applied);
    EXPECT_TRUE(world.ledger.find(catalog::interaction, visit.row));
    auto ask = world.request(li, {});
    ask.ask = {1};
    const auto answer = world.push(li, ask);
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ(answer->verdicts.at(0).kind, Kind::applied);
}

TEST_F(Authority, a_reference_to_a_person_that_does_not_exist_is_quarantined) {
    auto change = world.new_customer(li, acme, world.li);
    change.cells.push_back({catalog::customer.fields[catalog::customer.at("service_contact")].id, {}, world.id(), {}});
    const auto verdict = world.save(li, {change});
    EXPECT_EQ(verdict.kind, Kind::quarantined);
    EXPECT_EQ(verdict.reason, ErrorCode::unknown_reference);
}

TEST_F(Authority, nobody_writes_with_another_users_stamp) {
    file_acme();
    auto forged = world.set_name(li, acme, "forged");
    forged.stamp.device = sun.principal.device;
    const auto verdict = world.save(li, {forged});
    EXPECT_EQ(verdict.kind, Kind::quarantined);
    EXPECT_EQ(world.customer(acme).text(customer_name), "Customer");
}

TEST_F(Authority, stamps_of_the_server_are_forged_and_those_of_a_number_nobody_has_are_not) {
    file_acme();
    auto change = world.set_name(li, acme, "forged");
    change.stamp.device = 0;
    EXPECT_EQ(world.save(li, {change}).kind, Kind::quarantined);
    change = world.set_name(li, acme, "from a forgotten enrolment");
    change.stamp.device = 4'000'000;
    EXPECT_EQ(world.save(li, {change}).kind, Kind::applied);
    EXPECT_EQ(world.customer(acme).text(customer_name), "from a forgotten enrolment");
}

TEST_F(Authority, an_unreadable_group_is_quarantined_and_the_chain_goes_on) {
    file_acme();
    auto request = world.request(li, {{}, {world.set_name(li, acme, "after")}});
    request.unreadable[2] = {{ErrorCode::unknown_entity, "warehouse"}, "bytes"};
    const auto reply = world.push(li, request);
    ASSERT_TRUE(reply.ok());
    EXPECT_EQ(reply->verdicts[0].reason, ErrorCode::unknown_entity);
    EXPECT_EQ(reply->verdicts[1].kind, Kind::applied);
    const auto again = world.push(li, request);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->chain, reply->chain);
    EXPECT_EQ(world.ledger.kept_bytes(li.principal.device, 2), "bytes") << "as it came, for whoever will read it";
}

TEST_F(Authority, what_a_phone_leaves_unread_is_bounded_and_its_reason_is_not) {
    const std::string large(3 * 1024 * 1024, 'x');
    for (std::uint64_t number = 1; number <= 7; ++number) {
        auto request = world.request(li, {{}});
        request.unreadable[number] = {{ErrorCode::unknown_entity, "warehouse"}, large};
        ASSERT_TRUE(world.push(li, request).ok());
    }
    EXPECT_EQ(world.ledger.kept_bytes(li.principal.device, 5)->size(), large.size());
    EXPECT_EQ(world.ledger.kept_bytes(li.principal.device, 6), "");
    EXPECT_EQ(world.ledger.kept_bytes(li.principal.device, 7), "");
    auto ask = world.request(li, {});
    ask.ask = {7};
    EXPECT_EQ(world.push(li, ask)->verdicts.at(0).reason, ErrorCode::unknown_entity);
    // What waits is never cut: it is settled from here.
    EXPECT_EQ(world.save(li, {world.new_visit(li, world.id(), acme)}).kind, Kind::waiting);
    EXPECT_EQ(world.push(li, {{world.new_customer(li, acme, world.li)}})->verdicts.at(1).kind, Kind::applied);
}

TEST_F(Authority, a_phone_that_enrols_again_learns_what_became_of_what_had_waited) {
    EXPECT_EQ(world.save(li, {world.new_visit(li, world.id(), acme)}).kind, Kind::waiting);
    world.clock.advance(1000);
    auto& again = world.enrol(world.li);
    again.number = 1;  // its numbers go on
    world.clock.advance(1000);
    world.save(wang, {world.new_customer(wang, acme, world.li)});
    auto ask = world.request(again, {});
    ask.ask = {1};
    const auto answer = world.push(again, ask);
    ASSERT_TRUE(answer.ok());
    ASSERT_EQ(answer->verdicts.size(), 1u);
    EXPECT_EQ(answer->verdicts[0].kind, Kind::applied);
    // Another phone of the same person that is in use is somebody else.
    auto& tablet = world.enrol(world.li);
    world.save(tablet, {world.new_visit(tablet, world.id(), acme)});
    world.clock.advance(1000);
    auto& third = world.enrol(world.li);
    third.number = 1;
    world.clock.advance(1000);
    world.save(tablet, {world.new_visit(tablet, world.id(), acme)});
    ask = world.request(third, {});
    ask.ask = {2};
    EXPECT_TRUE(world.push(third, ask)->verdicts.empty());
}

TEST_F(Authority, a_loser_is_recorded_with_both_people_and_both_values) {
    file_acme();
    auto by_wang = world.set_name(wang, acme, "by Wang");
    world.clock.advance(1000);
    auto by_li = world.set_name(li, acme, "by Li");
    EXPECT_EQ(world.save(li, {by_li}).kind, Kind::applied);
    const auto late = world.save(wang, {by_wang});
    EXPECT_EQ(late.kind, Kind::superseded);
    ASSERT_EQ(late.rows.size(), 1u);
    EXPECT_EQ(late.rows[0].text(customer_name), "by Li");
    const auto conflicts = world.ledger.conflicts();
    ASSERT_EQ(conflicts.size(), 1u);
    const auto& conflict = conflicts.front();
    EXPECT_EQ(conflict.key.loser, by_wang.stamp);
    EXPECT_EQ(conflict.loser_user, world.wang);
    EXPECT_EQ(conflict.winner_user, world.li);
    EXPECT_EQ(conflict.loser_values.at(0).value, core::Value(std::string("by Wang")));
    EXPECT_EQ(conflict.winner_values.at(0).value, core::Value(std::string("by Li")));
    EXPECT_EQ(conflict.loser_base, by_wang.cells[0].base);
}

TEST_F(Authority, a_conflict_can_be_restored_as_a_new_write) {
    file_acme();
    const auto by_wang = world.set_name(wang, acme, "by Wang");
    world.clock.advance(1000);
    world.save(li, {world.set_name(li, acme, "by Li")});
    world.save(wang, {by_wang});
    const auto conflict = world.ledger.conflicts().at(0);
    auto lead = wang.principal;
    lead.device = 0;
    const auto verdict = world.authority.write(*world.ledger, lead, {sync::restore_of(world.customer(acme), conflict)});
    ASSERT_TRUE(verdict.ok()) << verdict.error().describe();
    EXPECT_EQ(verdict->kind, Kind::applied);
    EXPECT_EQ(world.customer(acme).text(customer_name), "by Wang");
}

TEST_F(Authority, replaying_old_groups_from_a_new_enrolment_makes_no_conflict) {
    file_acme();
    const auto first = world.set_name(li, acme, "first");
    world.save(li, {first});
    const auto second = world.set_name(li, acme, "second");
    world.save(li, {second});
    auto& again = world.enrol(world.li);
    const auto head = world.ledger.head();
    again.number = 7;  // its numbers go on
    const auto reply = world.push(again, {{first}, {second}});
    ASSERT_TRUE(reply.ok()) << reply.error().describe();
    EXPECT_EQ(world.ledger.head(), head);
    EXPECT_TRUE(world.ledger.conflicts().empty());
    EXPECT_EQ(world.customer(acme).text(customer_name), "second");
}

TEST_F(Authority, the_first_push_of_a_new_enrolment_may_come_twice) {
    file_acme();
    auto& again = world.enrol(world.li);
    again.number = 7;  // its numbers go on
    const auto first = world.request(again, {{world.set_name(li, acme, "first")}});
    const auto answer = world.push(again, first);
    ASSERT_TRUE(answer.ok()) << answer.error().describe();
    const auto head = world.ledger.head();
    const auto repeated = world.push(again, first);
    ASSERT_TRUE(repeated.ok()) << repeated.error().describe();
    EXPECT_EQ(repeated->mark, answer->mark);
    EXPECT_EQ(repeated->chain, answer->chain);
    EXPECT_EQ(world.ledger.head(), head);
    auto other = first;
    other.groups[0].changes[0].stamp.time.packed += 1;
    EXPECT_EQ(world.push(again, other).error().code, ErrorCode::chain_mismatch);
}

// A form stood open while the stamp it shows was replaced.
TEST_F(Authority, an_edit_over_ones_own_quarantined_edit_is_no_conflict) {
    file_acme();
    const auto seen = world.customer(acme).clocks.row;
    auto bad = world.set_name(li, acme, "");
    bad.cells[0].base = seen;
    ASSERT_EQ(world.save(li, {bad}).kind, Kind::quarantined);
    auto worse = world.set_name(li, acme, "");
    worse.cells[0].base = bad.stamp;
    auto good = world.set_name(li, acme, "Good");
    good.cells[0].base = worse.stamp;
    const auto reply = world.push(li, {{worse}, {good}});
    ASSERT_TRUE(reply.ok());
    EXPECT_EQ(reply->verdicts.at(1).kind, Kind::applied);
    EXPECT_TRUE(world.ledger.conflicts().empty());
    // What somebody else wrote meanwhile was not seen.
    auto other = world.set_name(wang, acme, "by Wang");
    other.cells[0].base = good.stamp;
    ASSERT_EQ(world.save(wang, {other}).kind, Kind::applied);
    auto again = world.set_name(li, acme, "");
    again.cells[0].base = good.stamp;
    auto late = world.set_name(li, acme, "late");
    late.cells[0].base = again.stamp;
    ASSERT_TRUE(world.push(li, {{again}, {late}}).ok());
    EXPECT_EQ(world.ledger.conflicts().size(), 1u);
}

// Written under one number, refused under the next, gone on from and sent again under a third.
TEST_F(Authority, what_stands_aside_under_an_earlier_enrolment_is_still_ones_own) {
    file_acme();
    auto bad = world.set_name(li, acme, "");
    auto& second = world.enrol(world.li);
    ASSERT_EQ(world.save(second, {bad}).kind, Kind::quarantined);
    auto& third = world.enrol(world.li);
    auto good = world.set_name(third, acme, "Good");
    good.cells[0].base = bad.stamp;
    EXPECT_EQ(world.save(third, {good}).kind, Kind::applied);
    EXPECT_TRUE(world.ledger.conflicts().empty());
    ASSERT_EQ(world.ledger->kept_of(second.principal.device).value().size(), 1u);
    bad.cells[0].value = std::string("put right");
    world.save(third, {bad});
    EXPECT_TRUE(world.ledger->kept_of(second.principal.device).value().empty());
}

TEST_F(Authority, an_edit_over_ones_own_waiting_edit_is_no_conflict_whatever_becomes_of_that) {
    file_acme();
    const auto beta = world.id();
    auto first = world.set_name(li, acme, "First");
    const auto visit = world.new_visit(li, world.id(), beta);
    ASSERT_EQ(world.save(li, {first, visit}).kind, Kind::waiting);
    auto second = world.set_name(li, acme, "Second");
    second.cells[0].base = first.stamp;
    world.save(li, {second});
    EXPECT_TRUE(world.ledger.conflicts().empty()) << "he has seen what lies under both";
    {
        const auto given_up = world.ledger.savepoint();
        const auto as_before = li;
        core::Change told{core::ChangeKind::discard, &catalog::customer, acme, first.stamp, {}, {}};
        core::Change also{core::ChangeKind::discard, &catalog::interaction, visit.row, visit.stamp, {}, {}};
        world.save(li, {told, also});
        EXPECT_TRUE(world.ledger.conflicts().empty());
        li = as_before;
    }
    world.save(li, {world.new_customer(li, beta, world.li)});
    EXPECT_TRUE(world.ledger.find(catalog::interaction, visit.row));
    EXPECT_EQ(world.customer(acme).text(customer_name), "Second");
    EXPECT_TRUE(world.ledger.conflicts().empty());
}

TEST_F(Authority, a_refused_edit_over_ones_own_waiting_edit_settles_no_conflict) {
    file_acme();
    const auto filed = world.customer(acme).clocks.row;
    const auto base = world.set_name(li, acme, "Base");
    world.save(li, {base});
    auto unseen = world.set_name(wang, acme, "by Wang");
    unseen.cells[0].base = filed;
    world.save(wang, {unseen});
    ASSERT_EQ(world.ledger.conflicts().size(), 1u);
    auto waits = world.set_name(li, acme, "waits");
    waits.cells[0].base = base.stamp;
    ASSERT_EQ(world.save(li, {waits, world.new_visit(li, world.id(), world.id())}).kind, Kind::waiting);
    auto bad = world.set_name(li, acme, "");
    bad.cells[0].base = waits.stamp;
    ASSERT_EQ(world.save(li, {bad}).kind, Kind::quarantined);
    ASSERT_EQ(world.ledger.conflicts().size(), 1u);
    EXPECT_EQ(world.ledger.conflicts()[0].key.loser, base.stamp);
    auto good = world.set_name(li, acme, "good");
    good.cells[0].base = waits.stamp;
    world.save(li, {good});
    ASSERT_EQ(world.ledger.conflicts().size(), 1u);
    EXPECT_EQ(world.ledger.conflicts()[0].key.loser, unseen.stamp)
        << "Li has not seen that, and what lay under it he has";
}

TEST_F(Authority, an_edit_that_comes_after_the_one_made_over_it_is_no_conflict) {
    file_acme();
    auto backup = std::make_optional(world.ledger.savepoint());
    const auto at_backup = li;
    const auto wang_at_backup = wang;
    const auto first = world.set_name(li, acme, "First");
    world.save(li, {first});
    const auto second = world.set_name(wang, acme, "Second");
    ASSERT_EQ(second.cells[0].base, first.stamp);
    world.save(wang, {second});
    // The server is set back, and who wrote over it is the first to send again.
    backup.reset();
    li = at_backup;
    wang = wang_at_backup;
    world.save(wang, {second});
    EXPECT_EQ(world.save(li, {first}).kind, Kind::superseded);
    EXPECT_EQ(world.customer(acme).text(customer_name), "Second");
    EXPECT_TRUE(world.ledger.conflicts().empty());
}

TEST_F(Authority, what_is_sent_again_or_given_up_is_asked_after_no_more) {
    file_acme();
    const auto kind_of = [&](std::uint64_t number) {
        return world.ledger->past_group(li.principal.device, 1, number).value()->verdict.kind;
    };
    auto first = world.set_name(li, acme, "");
    auto second = world.set_field(li, acme, catalog::customer.at("note"), std::string("two"));
    ASSERT_EQ(world.save(li, {first, second}).kind, Kind::quarantined);
    const auto number = li.number;
    // Half of it is not all of it.
    world.save(li, {second});
    EXPECT_EQ(kind_of(number), Kind::quarantined);
    EXPECT_EQ(world.save(li, {first, second}).kind, Kind::quarantined) << "it may be refused once more";
    EXPECT_EQ(kind_of(number), Kind::superseded);
    EXPECT_FALSE(world.ledger.kept(li.principal.device, number)) << "the later group holds it";
    const auto again = li.number;
    const auto give_up = [](core::Change change) {
        change.kind = core::ChangeKind::discard;
        change.cells.clear();
        return change;
    };
    const auto before = world.ledger.history_size();
    const auto told = world.save(li, {give_up(first), give_up(second)});
    EXPECT_EQ(told.kind, Kind::applied);
    EXPECT_EQ(told.seq, world.ledger.head()) << "the row is pulled again";
    EXPECT_EQ(kind_of(again), Kind::superseded);
    EXPECT_TRUE(world.ledger.kept(li.principal.device, again));
    EXPECT_EQ(world.ledger.history_size(), before);
    // A page that stood open still shows the name that was refused.
    auto late = world.set_name(li, acme, "Late");
    late.cells[0].base = first.stamp;
    EXPECT_EQ(world.save(li, {late}).kind, Kind::applied);
    EXPECT_TRUE(world.ledger.conflicts().empty());
}

TEST_F(Authority, what_a_refused_group_gave_up_itself_need_not_come_again) {
    file_acme();
    auto first = world.set_name(li, acme, "");
    auto second = world.set_field(li, acme, catalog::customer.at("note"), std::string("two"));
    const auto give_up = [](core::Change change) {
        change.kind = core::ChangeKind::discard;
        change.cells.clear();
        return change;
    };
    // Sent again without the part that was replaced meanwhile, refused once more, then given up.
    ASSERT_EQ(world.save(li, {first, second}).kind, Kind::quarantined);
    ASSERT_EQ(world.save(li, {give_up(second), first}).kind, Kind::quarantined);
    const auto number = li.number;
    EXPECT_EQ(world.save(li, {give_up(first)}).kind, Kind::applied);
    const auto past = world.ledger->past_group(li.principal.device, 1, number).value();
    EXPECT_EQ(past->verdict.kind, Kind::superseded);
}

TEST_F(Authority, nobody_gives_up_what_another_person_wrote) {
    file_acme();
    auto refused = world.set_name(li, acme, "");
    ASSERT_EQ(world.save(li, {refused}).kind, Kind::quarantined);
    const auto number = li.number;
    refused.kind = core::ChangeKind::discard;
    refused.cells.clear();
    EXPECT_EQ(world.save(wang, {refused}).kind, Kind::quarantined);
    const auto past = world.ledger->past_group(li.principal.device, 1, number).value();
    EXPECT_EQ(past->verdict.kind, Kind::quarantined);
    // A row that he may not see is not moved by it either.
    auto foreign = refused;
    foreign.row = world.id();
    foreign.stamp = world.stamp(li);
    const auto head = world.ledger.head();
    EXPECT_EQ(world.save(li, {foreign}).kind, Kind::applied);
    EXPECT_EQ(world.ledger.head(), head);
}

TEST_F(Authority, an_edit_over_ones_own_replaced_stamp_is_no_conflict) {
    file_acme();
    auto first = world.set_name(li, acme, "from a clock ahead");
    first.stamp = world.stamp(li, world.clock.wall() + 3'600'000);
    world.save(li, {first});
    auto second = world.set_name(li, acme, "from the open form");
    second.cells[0].base = first.stamp;
    EXPECT_EQ(world.save(li, {second}).kind, Kind::applied);
    EXPECT_EQ(world.customer(acme).text(customer_name), "from the open form");
    EXPECT_TRUE(world.ledger.conflicts().empty());
    // Nobody else can have seen that stamp.
    auto third = world.set_name(wang, acme, "by Wang");
    third.cells[0].base = first.stamp;
    EXPECT_EQ(world.save(wang, {third}).kind, Kind::merged);
    EXPECT_EQ(world.ledger.conflicts().size(), 1u);
}

// Removing an element leaves the stamp of the removal nowhere in the row.
TEST_F(Authority, a_stamp_that_is_given_is_none_that_the_device_used_before) {
    file_acme();
    const auto& entity = catalog::customer;
    const auto tags = entity.fields[entity.at("tags")].id;
    const auto tag = [&](bool on, core::Stamp base, core::Stamp stamp) {
        return core::Change{
            core::ChangeKind::update, &entity, acme, stamp, {{tags, "重点", std::int64_t{on ? 1 : 0}, base}}, {}};
    };
    const auto ahead = world.clock.wall() + core::HybridClock::allowed_drift_ms / 2;
    const auto added = world.stamp(li, ahead);
    core::Stamp removed = added;
    ++removed.time.packed;
    world.save(li, {tag(true, {}, added)});
    world.save(li, {tag(false, added, removed)});
    const auto verdict = world.save(li, {tag(true, added, world.stamp(li, ahead + 3'600'000))});
    ASSERT_EQ(verdict.restamps.size(), 1u);
    EXPECT_GT(verdict.restamps[0].to.time, removed.time);
}

TEST_F(Authority, a_group_without_changes_takes_effect_as_nothing) {
    const auto head = world.ledger.head();
    const auto verdict = world.save(li, {});
    EXPECT_EQ(verdict.kind, Kind::applied);
    EXPECT_EQ(world.ledger.head(), head);
}

TEST_F(Authority, a_revived_row_is_flagged_once_whatever_comes_first) {
    file_acme();
    core::Change remove{core::ChangeKind::remove,   &catalog::customer, acme, world.stamp(li), {},
                        world.customer(acme).clocks};
    const auto edit = world.set_name(wang, acme, "still here");
    world.save(li, {remove});
    EXPECT_TRUE(world.customer(acme).deleted());
    world.save(wang, {edit});
    EXPECT_FALSE(world.customer(acme).deleted());
    world.save(wang, {world.set_name(wang, acme, "again")});
    const auto conflicts = world.ledger.conflicts();
    ASSERT_EQ(conflicts.size(), 1u);
    EXPECT_EQ(conflicts.front().kind, sync::Conflict::Kind::revived);
    // Somebody removes it knowing all that: nothing is open any more.
    remove.stamp = world.stamp(li);
    remove.seen = world.customer(acme).clocks;
    remove.seen.deletion.reset();
    world.save(li, {remove});
    EXPECT_TRUE(world.customer(acme).deleted());
    EXPECT_TRUE(world.ledger.conflicts().empty());
}

}  // namespace
}  // namespace fieldfare
