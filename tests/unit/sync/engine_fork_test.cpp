// Phones whose data was copied: restored from an older backup, or cloned to a twin. Both lives go on, nothing is lost
// in either.
#include "core/journal/fork.h"
#include "tests/unit/sync/engine_world.h"

namespace fieldfare {
namespace {

namespace catalog = core::catalog;
namespace journal = core::journal;
using core::Error;
using core::ErrorCode;
using tests::EngineTest;
using tests::Phone;

struct Forks : EngineTest {
    std::string name_on_server(const core::Uuid& id) {
        return std::string(world.customer(id).text(catalog::customer.at("name")));
    }
    bool has(const core::Uuid& visit) { return world.ledger.find(catalog::interaction, visit).has_value(); }
    std::int64_t devices() { return *world.ledger.database().integer("SELECT COUNT(*) FROM device_state"); }
    void expect_same(std::initializer_list<Phone*> phones, const core::Uuid& customer) {
        for (auto* phone : phones) {
            EXPECT_EQ(*phone->customer(customer), world.customer(customer));
            EXPECT_EQ(phone->pending(), 0);
            EXPECT_EQ(phone->state().cursor, world.ledger.head());
        }
    }
};

TEST_F(Forks, a_copy_under_another_install_knows_it_before_it_talks_and_both_lose_nothing) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    const auto shared = li.log(acme, "saved before the copy, unsent");
    Phone twin(li, folder.file("twin.db"), world.id());
    ASSERT_TRUE(twin.state().fork.has_value());
    EXPECT_GE(twin.store->hybrid_clock().device(), journal::first_unassigned_number);
    const auto on_twin = twin.log(acme, "on the twin, before it talked");
    const auto on_phone = li.log(acme, "on the phone");
    EXPECT_GE(twin.row(catalog::interaction, on_twin)->clocks.row.device, journal::first_unassigned_number);
    EXPECT_EQ(twin.next()->path, sync::path::fork);
    twin.settle(server);
    li.settle(server);
    const auto later = twin.log(acme, "on the twin, later");
    twin.settle(server);
    li.settle(server);
    for (const auto& visit : {shared, on_twin, on_phone, later}) EXPECT_TRUE(has(visit));
    EXPECT_EQ(twin.state().forked_from, li.state().device);
    EXPECT_NE(twin.state().device, li.state().device);
    EXPECT_NE(twin.state().token, li.state().token);
    EXPECT_EQ(twin.engine->status(*twin.store)->forked_from, li.state().device);
    EXPECT_EQ(twin.row(catalog::interaction, later)->clocks.row.device, twin.state().device);
    expect_same({&li, &twin}, acme);
    EXPECT_TRUE(world.ledger.conflicts().empty());
}

TEST_F(Forks, a_phone_set_back_to_an_older_database_goes_on_as_another_device_by_itself) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    Phone restored(li, folder.file("restored.db"), li.install);
    EXPECT_FALSE(restored.state().fork.has_value());
    const auto lost_life = li.log(acme, "sent, and gone with the phone");
    li.settle(server);
    world.clock.advance(60'000);
    const auto visit = restored.log(acme, "after the restore");
    restored.settle(server);
    EXPECT_TRUE(has(visit));
    EXPECT_TRUE(has(lost_life));
    EXPECT_TRUE(restored.row(catalog::interaction, lost_life).has_value());
    EXPECT_EQ(restored.state().forked_from, li.principal.device);
    expect_same({&restored}, acme);
}

TEST_F(Forks, the_twin_that_talks_second_forks_and_what_both_had_unsent_arrives_once) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    const auto shared = li.log(acme, "unsent when the data was copied");
    Phone twin(li, folder.file("twin.db"), li.install);
    world.clock.advance(10);
    const auto a = li.log(acme, "on one");
    world.clock.advance(10);
    const auto b = twin.log(acme, "on the other");
    li.settle(server);
    twin.settle(server);
    li.settle(server);
    const auto history = world.ledger.history_size();
    for (const auto& visit : {shared, a, b}) EXPECT_TRUE(has(visit));
    EXPECT_NE(twin.state().device, li.state().device);
    expect_same({&li, &twin}, acme);
    const auto adds = *world.ledger.database().integer("SELECT COUNT(*) FROM history WHERE kind=1 AND entity=" +
                                                       std::to_string(catalog::interaction.id));
    EXPECT_EQ(adds, 3);
    twin.settle(server);
    EXPECT_EQ(world.ledger.history_size(), history);
}

TEST_F(Forks, an_edit_that_the_server_had_under_another_stamp_gives_way_to_what_came_after_it) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    li.store->hybrid_clock().set_offset(3'600'000);
    li.rename(acme, "from the future");
    Phone restored(li, folder.file("restored.db"), world.id());
    li.settle(server);
    world.clock.advance(60'000);
    li.rename(acme, "after it");
    li.settle(server);
    ASSERT_EQ(name_on_server(acme), "after it");
    // It pulls before it has heard that its stamp was replaced, and takes its own edit for the newer one.
    restored.engine->wake();
    while (const auto request = restored.next()) {
        const bool push = request->path == sync::path::push;
        if (push) {
            restored.absorb(*request, Error{ErrorCode::offline, ""});
            restored.engine->wake();
        } else if (restored.absorb(*request, server.answer(restored.who(server), *request)).pulled) {
            break;
        }
    }
    ASSERT_EQ(restored.customer(acme)->text(catalog::customer.at("name")), "from the future");
    restored.settle(server);
    EXPECT_EQ(restored.engine->status(*restored.store)->book.repaired, 0) << "nothing was left to be put right";
    expect_same({&restored}, acme);
}

TEST_F(Forks, a_copy_that_the_server_knows_more_of_than_it_sent_forks_before_it_saves_more) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    li.log(acme, "unsent when the data was copied");
    Phone twin(li, folder.file("twin.db"), li.install);
    li.log(acme, "only here");
    li.settle(server);
    twin.settle(server);
    EXPECT_EQ(twin.state().forked_from, li.principal.device);
}

TEST_F(Forks, a_lost_answer_to_the_request_costs_no_number) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    Phone twin(li, folder.file("twin.db"), world.id());
    const auto visit = twin.log(acme, "on the twin");
    const auto before = devices();
    for (int i = 0; i < 3; ++i) {
        const auto request = twin.next();
        ASSERT_EQ(request->path, sync::path::fork);
        server.answer(twin.who(server), *request);
        twin.absorb(*request, Error{ErrorCode::timed_out, ""});
        twin.restart();
    }
    twin.settle(server);
    EXPECT_EQ(devices(), before + 1);
    EXPECT_TRUE(has(visit));
}

TEST_F(Forks, a_copy_of_a_copy_is_a_third_device) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    Phone twin(li, folder.file("twin.db"), world.id());
    const auto b = twin.log(acme, "on the twin, before it talked");
    Phone third(twin, folder.file("third.db"), world.id());        // taken while the twin's request was not answered
    Phone unaware(twin, folder.file("unaware.db"), twin.install);  // and one that takes itself for the twin
    EXPECT_NE(third.state().fork->token, twin.state().fork->token);
    world.clock.advance(10);
    const auto c = third.log(acme, "on the third");
    const auto d = unaware.log(acme, "on the fourth");
    const auto e = twin.log(acme, "on the twin");
    for (auto* phone : {&twin, &third, &unaware, &li, &twin, &third, &unaware}) phone->settle(server);
    for (const auto& visit : {b, c, d, e}) EXPECT_TRUE(has(visit));
    std::set<core::DeviceNumber> numbers;
    std::set<std::string> tokens;
    for (auto* phone : {&li, &twin, &third, &unaware}) {
        numbers.insert(phone->state().device);
        tokens.insert(phone->state().token);
    }
    EXPECT_EQ(numbers.size(), 4u);
    EXPECT_EQ(tokens.size(), 4u);
    expect_same({&li, &twin, &third, &unaware}, acme);
}

TEST_F(Forks, each_twin_can_be_revoked_alone_and_a_copy_of_a_revoked_phone_becomes_none) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    Phone twin(li, folder.file("twin.db"), world.id());
    twin.settle(server);
    Phone late(li, folder.file("late.db"), world.id());
    world.ledger.revoke(li.principal.device);
    const auto visit = twin.log(acme, "the original is revoked");
    twin.settle(server);
    EXPECT_TRUE(has(visit));
    const auto before = devices();
    late.log(acme, "kept");
    const auto request = late.next();
    late.absorb(*request, server.answer(late.who(server), *request));
    EXPECT_EQ(late.engine->status(*late.store)->state, sync::SyncStatus::State::stopped);
    EXPECT_EQ(late.pending(), 1);
    EXPECT_EQ(devices(), before);
    late.enrol_anew();
    late.settle(server);
    EXPECT_EQ(late.pending(), 0);
}

// The clock went back, so both go on from the last stamp that they know, one step each.
TEST_F(Forks, one_stamp_on_two_edits_of_one_cell_is_told_apart) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    world.clock.set_wall(world.clock.wall() - 60'000);
    Phone twin(li, folder.file("twin.db"), li.install);
    li.rename(acme, "on one");
    twin.rename(acme, "on the other");
    ASSERT_EQ(li.customer(acme)->clocks.newest(), twin.customer(acme)->clocks.newest());
    li.settle(server);
    twin.settle(server);
    EXPECT_EQ(name_on_server(acme), "on the other");
    twin.rename(acme, "and once more");
    twin.settle(server);
    li.settle(server);
    EXPECT_EQ(name_on_server(acme), "and once more");
    expect_same({&li, &twin}, acme);
    ASSERT_EQ(world.ledger.conflicts().size(), 1u);
    EXPECT_EQ(world.ledger.conflicts().front().loser_values.front().value, core::Value{std::string("on one")});
}

TEST_F(Forks, the_original_is_told_apart_from_a_copy_that_was_faster) {
    const auto acme = li.file_customer("Acme");
    const auto beta = li.file_customer("Beta");
    li.settle(server);
    world.clock.set_wall(world.clock.wall() - 60'000);
    Phone twin(li, folder.file("twin.db"), li.install);
    li.rename(acme, "only here");
    li.settle(server);
    twin.rename(beta, "only there");
    twin.rename(acme, "there");
    li.rename(beta, "here");
    ASSERT_NE(li.customer(beta)->clocks.newest(), twin.customer(beta)->clocks.newest());
    twin.settle(server);
    li.settle(server);
    twin.settle(server);
    expect_same({&li, &twin}, acme);
    expect_same({&li, &twin}, beta);
    std::set<core::Value> names;
    for (const auto& conflict : world.ledger.conflicts()) {
        for (const auto& value : conflict.loser_values) names.insert(value.value);
    }
    names.insert(core::Value{name_on_server(acme)});
    names.insert(core::Value{name_on_server(beta)});
    for (const auto* name : {"only here", "only there", "there", "here"}) {
        EXPECT_TRUE(names.contains(core::Value{std::string(name)})) << name;
    }
}

TEST_F(Forks, what_waited_for_the_original_is_settled_for_its_copy_too) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    // A visit at a customer that the server has not got: filed on another phone of his, and told by nobody yet.
    Phone other(world, world.li, folder.file("other.db"));
    const auto beta = other.file_customer("Beta");
    const auto row = *other.customer(beta);
    {
        auto transaction = li.store->begin();
        ASSERT_TRUE(transaction->put(row).ok());
        ASSERT_TRUE(transaction->commit().ok());
    }
    const auto visit = li.log(beta, "early");
    li.settle(server);
    ASSERT_EQ(journal::counts(li.store->read())->waiting, 1);
    Phone twin(li, folder.file("twin.db"), world.id());
    twin.settle(server);
    ASSERT_EQ(journal::counts(twin.store->read())->waiting, 1);
    other.settle(server);
    EXPECT_TRUE(has(visit));
    for (auto* phone : {&li, &twin}) {
        phone->settle(server);
        EXPECT_EQ(journal::counts(phone->store->read())->waiting, 0);
    }
    expect_same({&li, &twin, &other}, acme);
}

TEST_F(Forks, what_one_twin_gave_up_the_other_one_still_decides_about) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    li.rename_in_vain(acme, "refused");
    Phone twin(li, folder.file("twin.db"), li.install);
    twin.settle(server);
    twin.give_up(twin.refused());
    twin.settle(server);
    EXPECT_EQ(*twin.customer(acme), world.customer(acme));
    li.settle(server);
    ASSERT_EQ(journal::counts(li.store->read())->quarantined, 1);
    li.give_up(li.refused());
    for (auto* phone : {&li, &twin}) phone->settle(server);
    expect_same({&li, &twin}, acme);
}

TEST_F(Forks, a_server_with_which_no_number_fits_is_not_asked_for_ever) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    li.log(acme, "unsent");
    int forks = 0;
    for (int i = 0; i < 40; ++i) {
        li.engine->journal_grew();
        const auto request = li.next();
        if (!request) break;
        if (request->path == sync::path::fork) {
            ++forks;
            li.absorb(*request, server.answer(li.who(server), *request));
        } else if (request->path == sync::path::push) {
            li.absorb(*request, sync::HttpResponse{409, "1", std::string(sync::json_type), "",
                                                   sync::error_body(Error{ErrorCode::chain_mismatch, "1"})});
        } else {
            li.absorb(*request, server.answer(li.who(server), *request));
        }
    }
    EXPECT_EQ(forks, 3);
    EXPECT_EQ(li.engine->status(*li.store)->state, sync::SyncStatus::State::stopped);
    EXPECT_EQ(li.pending(), 1);
    li.settle(server);
    EXPECT_EQ(li.pending(), 0);
}

TEST_F(Forks, a_database_from_before_installs_were_known_belongs_to_the_one_that_opens_it) {
    ASSERT_TRUE(li.store->database().execute("UPDATE sync_state SET install = NULL").ok());
    li.restart();
    EXPECT_FALSE(li.state().fork.has_value());
    EXPECT_EQ(li.state().install, li.install);
    li.install = world.id();
    li.restart();
    EXPECT_TRUE(li.state().fork.has_value());
}

}  // namespace
}  // namespace fieldfare
