// A phone's exchanges with its server: nothing is lost, nothing comes twice, and all converge.
#include "tests/unit/sync/engine_world.h"

namespace fieldfare {
namespace {

namespace catalog = core::catalog;
namespace journal = core::journal;
using core::Error;
using core::ErrorCode;
using sync::HttpResponse;
using tests::EngineTest;
using tests::Phone;

TEST_F(EngineTest, what_was_saved_offline_arrives_and_the_code_comes_back) {
    const auto acme = li.file_customer("Acme");
    const auto visit = li.log(acme, "first visit");
    EXPECT_GT(li.pending(), 0);
    li.settle(server);
    EXPECT_EQ(li.pending(), 0);
    ASSERT_TRUE(world.ledger.find(catalog::interaction, visit));
    EXPECT_EQ(li.customer(acme)->text(catalog::customer.at("code")),
              world.customer(acme).text(catalog::customer.at("code")));
    EXPECT_EQ(*li.customer(acme), world.customer(acme));
    EXPECT_EQ(li.state().cursor, world.ledger.head());
    EXPECT_FALSE(li.next().has_value());
}

TEST_F(EngineTest, a_lost_reply_costs_nothing) {
    const auto acme = li.file_customer("Acme");
    const auto request = li.next();
    ASSERT_TRUE(request.has_value());
    server.answer(li.principal, *request);  // the server took it; the answer is lost
    const auto history = world.ledger.history_size();
    EXPECT_TRUE(li.absorb(*request, Error{ErrorCode::timed_out, ""}).error.has_value());
    EXPECT_GT(li.pending(), 0);
    li.restart();
    li.settle(server);
    EXPECT_EQ(li.pending(), 0);
    EXPECT_EQ(world.ledger.history_size(), history);
    EXPECT_EQ(*li.customer(acme), world.customer(acme));
}

TEST_F(EngineTest, an_answer_that_comes_twice_is_taken_once) {
    li.file_customer("Acme");
    li.file_customer("Beta");
    li.engine->wake();
    for (int i = 0; i < 20; ++i) {
        const auto request = li.next();
        if (!request) break;
        const auto answer = server.answer(li.principal, *request);
        EXPECT_FALSE(li.absorb(*request, answer).error);
        EXPECT_FALSE(li.absorb(*request, answer).error);
    }
    li.settle(server);
    EXPECT_EQ(li.pending(), 0);
    EXPECT_EQ(li.state().cursor, world.ledger.head());
}

TEST_F(EngineTest, a_captive_portal_means_offline_and_keeps_everything) {
    li.file_customer("Acme");
    const auto request = li.next();
    ASSERT_TRUE(request.has_value());
    const auto outcome = li.absorb(*request, HttpResponse{200, "", "text/html", "", "<html>Welcome</html>"});
    ASSERT_TRUE(outcome.error.has_value());
    EXPECT_EQ(outcome.error->code, ErrorCode::not_our_server);
    const auto status = li.engine->status(*li.store);
    EXPECT_EQ(status->state, sync::SyncStatus::State::offline);
    EXPECT_EQ(status->pending, 1);
    EXPECT_FALSE(li.next().has_value());
    li.settle(server);
    EXPECT_EQ(li.pending(), 0);
}

TEST_F(EngineTest, waits_grow_to_a_bound_and_end_when_the_network_changes) {
    li.file_customer("Acme");
    core::MonotonicMs longest = 0;
    for (int i = 0; i < 12; ++i) {
        const auto request = li.next();
        ASSERT_TRUE(request.has_value());
        li.absorb(*request, Error{ErrorCode::offline, ""});
        EXPECT_FALSE(li.next().has_value());
        const auto wait = li.engine->wake_at() - world.clock.monotonic();
        longest = std::max(longest, wait);
        EXPECT_GE(wait, 500);
        EXPECT_LE(wait, 60'000);
        world.clock.advance(wait);
    }
    EXPECT_GT(longest, 25'000);
    const auto request = li.next();
    li.absorb(*request, Error{ErrorCode::offline, ""});
    EXPECT_FALSE(li.next().has_value());
    li.engine->wake();
    EXPECT_TRUE(li.next().has_value());
}

TEST_F(EngineTest, a_revoked_device_stops_with_the_reason_and_keeps_its_work) {
    li.file_customer("Acme");
    world.ledger.revoke(li.principal.device);
    const auto request = li.next();
    const auto outcome = li.absorb(*request, server.answer(li.principal, *request));
    EXPECT_EQ(outcome.error->code, ErrorCode::device_revoked);
    EXPECT_EQ(li.engine->status(*li.store)->state, sync::SyncStatus::State::stopped);
    EXPECT_FALSE(li.next().has_value());
    world.clock.advance(10'000'000);
    EXPECT_FALSE(li.next().has_value());
    EXPECT_EQ(li.pending(), 1);
}

TEST_F(EngineTest, two_phones_converge_and_the_loser_is_recorded_once) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    Phone wang(world, world.wang, folder.file("wang.db"));
    wang.settle(server);
    ASSERT_TRUE(wang.customer(acme).has_value());
    world.clock.advance(1000);
    wang.rename(acme, "by Wang");
    world.clock.advance(1000);
    li.rename(acme, "by Li");
    li.log(acme, "offline");
    wang.log(acme, "offline too");
    for (int i = 0; i < 2; ++i) {
        li.settle(server);
        wang.settle(server);
    }
    EXPECT_EQ(*li.customer(acme), *wang.customer(acme));
    EXPECT_EQ(*li.customer(acme), world.customer(acme));
    EXPECT_EQ(li.customer(acme)->text(catalog::customer.at("name")), "by Li");
    // Both visits moved the customer's state as well; here the name counts.
    int names = 0;
    for (const auto& conflict : world.ledger.conflicts()) {
        const auto at = catalog::customer.position(conflict.key.cell.field);
        if (catalog::customer.fields[at].name == "name") ++names;
        RecordProperty("conflict", std::string(catalog::customer.fields[at].name));
    }
    EXPECT_EQ(names, 1);
}

TEST_F(EngineTest, an_unsent_newer_edit_stays_on_the_screen_while_older_ones_arrive) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    Phone wang(world, world.wang, folder.file("wang.db"));
    wang.settle(server);
    wang.rename(acme, "older");
    wang.settle(server);
    world.clock.advance(5000);
    li.rename(acme, "newer, unsent");
    // The pull is answered, the push is not.
    li.engine->wake();
    for (int i = 0; i < 6; ++i) {
        const auto request = li.next();
        if (!request) {
            li.engine->wake();
            continue;
        }
        if (request->path == sync::path::push) {
            li.absorb(*request, Error{ErrorCode::offline, ""});
        } else {
            li.absorb(*request, server.answer(li.principal, *request));
        }
    }
    EXPECT_EQ(li.state().cursor, world.ledger.head());
    EXPECT_EQ(li.customer(acme)->text(catalog::customer.at("name")), "newer, unsent");
    EXPECT_EQ(li.pending(), 1);
}

TEST_F(EngineTest, pages_are_committed_together_and_a_broken_pull_goes_on) {
    const auto acme = li.file_customer("Acme");
    for (int i = 0; i < 20; ++i) li.log(acme, "visit " + std::to_string(i));
    li.settle(server);
    Phone wang(world, world.wang, folder.file("wang.db"));
    server.limits.items = 4;
    int pages = 0;
    while (const auto request = wang.next()) {
        const auto answer = server.answer(wang.principal, *request);
        EXPECT_FALSE(wang.absorb(*request, answer).error);
        if (!request->path.starts_with(sync::path::pull)) continue;
        ++pages;
        const bool committed = wang.state().cursor > 0;
        EXPECT_EQ(wang.customer(acme).has_value(), committed);
        if (pages % 3 == 0) wang.restart();
        if (committed) break;
    }
    EXPECT_GT(pages, 4);
    EXPECT_TRUE(wang.customer(acme).has_value());
    EXPECT_EQ(*journal::staged_count(wang.store->read()), 0);
}

TEST_F(EngineTest, acknowledged_groups_are_dropped_after_thirty_days) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    const auto groups = [&] { return *li.store->database().integer("SELECT count(*) FROM journal_groups"); };
    for (int day = 0; day < 40; ++day) {
        li.log(acme, "visit");
        li.settle(server);
        world.clock.advance(tests::day_ms);
    }
    EXPECT_GE(groups(), 30);
    EXPECT_LE(groups(), 33);
}

TEST_F(EngineTest, json_and_binary_lead_to_the_same) {
    sync::EngineOptions options;
    options.encoding = sync::Encoding::json;
    Phone wang(world, world.wang, folder.file("wang.db"), options);
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    wang.settle(server);
    wang.rename(acme, "by JSON");
    wang.settle(server);
    li.settle(server);
    EXPECT_EQ(*li.customer(acme), *wang.customer(acme));
    EXPECT_EQ(li.customer(acme)->text(catalog::customer.at("name")), "by JSON");
}

TEST_F(EngineTest, a_phone_says_whose_it_is_before_the_first_pull_and_takes_the_servers_rows_after_it) {
    const auto name_of = [&](const core::Entity& entity, const core::Uuid& id) {
        const auto row = li.store->read().get(entity, id);
        EXPECT_TRUE(row.ok());
        return row.ok() ? std::string(row->text(entity.position("name"))) : std::string();
    };
    EXPECT_EQ(name_of(catalog::user, world.li), "as enrolled");
    EXPECT_EQ(name_of(catalog::organisation, world.org), "as enrolled");
    li.settle(server);
    EXPECT_EQ(name_of(catalog::user, world.li), "Li");
    EXPECT_NE(li.store->read().get(catalog::user, world.li)->clocks.row, core::Stamp{});
}

TEST_F(EngineTest, what_a_former_enrolment_asked_for_is_passed_over) {
    li.settle(server);
    const auto former = li.principal;
    const auto acme = li.file_customer("Acme");
    li.engine->journal_grew();
    const auto push = li.next();
    ASSERT_TRUE(push);
    const auto late = server.answer(former, *push);
    li.enrol_anew();
    EXPECT_FALSE(li.absorb(*push, late).error);
    EXPECT_EQ(li.pending(), 1);
    EXPECT_EQ(li.state().chain, sync::ChainHash{});
    li.settle(server);
    EXPECT_EQ(li.pending(), 0);
    EXPECT_EQ(world.customer(acme).text(catalog::customer.at("name")), "Acme");
    EXPECT_TRUE(world.ledger.conflicts().empty());
}

TEST_F(EngineTest, a_phone_that_stopped_goes_on_once_it_is_enrolled_anew) {
    li.settle(server);
    const auto acme = li.file_customer("Acme");
    li.engine->journal_grew();
    const auto push = li.next();
    ASSERT_TRUE(push);
    li.absorb(*push, sync::HttpResponse{403,
                                        "1",
                                        std::string(sync::json_type),
                                        {},
                                        sync::error_body(core::Error{core::ErrorCode::device_revoked, {}})});
    ASSERT_EQ(li.engine->status(*li.store)->state, sync::SyncStatus::State::stopped);
    li.enrol_anew();
    // The answer to its first push is lost.
    const auto lost = li.next();
    ASSERT_TRUE(lost);
    server.answer(li.principal, *lost);
    li.absorb(*lost, core::Error{core::ErrorCode::timed_out, {}});
    li.settle(server);
    EXPECT_EQ(li.pending(), 0);
    EXPECT_EQ(world.customer(acme).text(catalog::customer.at("name")), "Acme");
}

// The pages that stood staged were of the former enrolment's cursor.
TEST_F(EngineTest, a_new_enrolment_begins_its_pull_at_the_beginning) {
    server.limits.items = 3;
    const auto staged = [&] { return *core::journal::staged_count(li.store->read()); };
    while (staged() == 0) {
        const auto request = li.next();
        ASSERT_TRUE(request);
        li.absorb(*request, server.answer(li.principal, *request));
    }
    li.enrol_anew();
    li.settle(server);
    EXPECT_TRUE(li.row(catalog::organisation, world.org));
    EXPECT_FALSE(li.row(catalog::organisation, world.org)->clocks.row.is_zero());
}

TEST_F(EngineTest, a_second_user_cannot_take_over_a_store) {
    li.file_customer("Acme");
    sync::EnrolReply reply;
    reply.org = world.org;
    reply.user = world.zhao;
    const auto recorded = sync::record_enrolment(*li.store, "http://server", reply);
    ASSERT_FALSE(recorded.ok());
    EXPECT_EQ(recorded.error().code, ErrorCode::already_exists);
}

}  // namespace
}  // namespace fieldfare
