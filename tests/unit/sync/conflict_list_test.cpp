// What somebody overwrote unseen comes to the phone of its author, and what he decides about it to the server.
#include "core/conflicts/inbox.h"
#include "server/store/conflicts.h"
#include "tests/unit/sync/engine_world.h"

namespace fieldfare {
namespace {

namespace catalog = core::catalog;
namespace inbox = core::inbox;
using core::ConflictDecision;
using core::Uuid;
using tests::EngineTest;
using tests::Phone;

struct ConflictListTest : EngineTest {
    Phone wang{world, world.wang, folder.file("wang.db")};  // his lead

    std::vector<core::OwnConflict> open(Phone& phone) { return *inbox::open(phone.store->read()); }
    std::string name(Phone& phone, const Uuid& id) {
        return std::string(phone.customer(id)->text(catalog::customer.at("name")));
    }
    void decide(Phone& phone, const core::OwnConflict& conflict, ConflictDecision decision) {
        auto transaction = phone.store->begin();
        core::Status done;
        if (decision == ConflictDecision::kept) done = inbox::keep(*transaction, conflict);
        if (decision == ConflictDecision::reopened) done = inbox::reopen(*transaction, conflict, {});
        if (decision == ConflictDecision::restored) {
            const auto stood = inbox::restore(*transaction, conflict);
            if (!stood) done = stood.error();
        }
        ASSERT_TRUE(done.ok()) << done.error().describe();
        ASSERT_TRUE(transaction->commit().ok());
    }
    // Both saw "Acme"; li's name came first and lost to the one that wang wrote later without having seen it.
    Uuid overwritten() {
        const auto acme = li.file_customer("Acme");
        li.settle(server);
        wang.settle(server);
        li.rename(acme, "Acme Ltd");
        world.clock.advance(1000);
        wang.rename(acme, "Acme & Sons");
        li.settle(server);
        wang.settle(server);
        return acme;
    }
};

TEST_F(ConflictListTest, the_one_who_lost_sees_it_once_and_the_other_does_not) {
    const auto acme = overwritten();
    EXPECT_TRUE(open(li).empty()) << "nobody told it yet";
    li.settle(server);
    wang.settle(server);
    li.settle(server);
    ASSERT_EQ(open(li).size(), 1u);
    EXPECT_TRUE(open(wang).empty());
    const auto conflict = open(li).front();
    EXPECT_EQ(conflict.lost.row, acme);
    EXPECT_EQ(conflict.by, world.wang);
    EXPECT_EQ(conflict.lost.cells.at(0).value, core::Value(std::string("Acme Ltd")));
    EXPECT_EQ(conflict.kept.cells.at(0).value, core::Value(std::string("Acme & Sons")));
    ASSERT_TRUE(conflict.before.has_value());
    EXPECT_EQ(conflict.before->cells.at(0).value, core::Value(std::string("Acme")));
    li.restart();
    ASSERT_EQ(open(li).size(), 1u);
    EXPECT_EQ(li.engine->status(*li.store)->conflicts, 1);
}

TEST_F(ConflictListTest, who_knew_what_he_replaced_makes_no_conflict) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    wang.settle(server);
    wang.rename(acme, "Acme & Sons");
    wang.settle(server);
    li.settle(server);
    EXPECT_TRUE(open(li).empty());
}

TEST_F(ConflictListTest, a_restored_value_goes_to_everybody_and_is_settled) {
    const auto acme = overwritten();
    li.settle(server);
    decide(li, open(li).front(), ConflictDecision::restored);
    EXPECT_EQ(name(li, acme), "Acme Ltd");
    EXPECT_TRUE(open(li).empty());
    li.settle(server);
    wang.settle(server);
    EXPECT_EQ(name(wang, acme), "Acme Ltd");
    EXPECT_TRUE(open(wang).empty()) << "li had seen what he replaced";
    EXPECT_TRUE(inbox::held(li.store->read())->empty());
    EXPECT_TRUE((*world.ledger).own_conflicts(sync::audience_of(li.principal))->empty());
}

TEST_F(ConflictListTest, a_decision_survives_a_lost_answer_and_a_restart) {
    overwritten();
    li.settle(server);
    decide(li, open(li).front(), ConflictDecision::kept);
    li.restart();
    EXPECT_TRUE(open(li).empty());
    li.engine->wake();
    bool lost = false;
    while (const auto request = li.next()) {
        const auto answer = server.answer(li.who(server), *request);
        if (request->path == sync::path::conflicts && !lost) {
            lost = true;
            li.absorb(*request, core::Error{core::ErrorCode::offline, {}});
            li.engine->wake();
            continue;
        }
        li.absorb(*request, answer);
    }
    EXPECT_TRUE(lost);
    EXPECT_TRUE(inbox::held(li.store->read())->empty());
    EXPECT_TRUE((*world.ledger).own_conflicts(sync::audience_of(li.principal))->empty());
}

TEST_F(ConflictListTest, a_decision_is_taken_back) {
    overwritten();
    li.settle(server);
    const auto conflict = open(li).front();
    decide(li, conflict, ConflictDecision::kept);
    li.settle(server);
    decide(li, conflict, ConflictDecision::reopened);
    EXPECT_EQ(open(li).size(), 1u);
    li.settle(server);
    EXPECT_EQ(open(li), std::vector{conflict});
    EXPECT_FALSE(*inbox::has_decisions(li.store->read()));
}

// Nobody heard of the decision, so nobody need hear that it was taken back: what he decided elsewhere meanwhile stands.
TEST_F(ConflictListTest, what_was_decided_and_taken_back_before_an_exchange_takes_nothing_back_elsewhere) {
    const auto acme = overwritten();
    li.settle(server);
    Phone second(world, world.li, folder.file("li-2.db"));
    second.settle(server);
    const auto conflict = open(li).front();
    decide(li, conflict, ConflictDecision::kept);
    decide(li, conflict, ConflictDecision::reopened);
    EXPECT_EQ(open(li), std::vector{conflict});
    EXPECT_FALSE(*inbox::has_decisions(li.store->read()));
    decide(second, conflict, ConflictDecision::restored);
    second.settle(server);
    li.settle(server);
    second.settle(server);
    EXPECT_EQ(name(li, acme), "Acme Ltd");
    EXPECT_TRUE(open(li).empty());
    EXPECT_TRUE(open(second).empty());
}

// Once it was on its way the server may know of it, whatever came back and however often he decides.
TEST_F(ConflictListTest, a_decision_whose_answer_was_lost_is_taken_back_on_the_server) {
    overwritten();
    li.settle(server);
    const auto conflict = open(li).front();
    decide(li, conflict, ConflictDecision::kept);
    li.engine->wake();
    while (const auto request = li.next()) {
        const auto answer = server.answer(li.who(server), *request);
        if (request->path == sync::path::conflicts) break;
        li.absorb(*request, answer);
    }
    li.restart();
    decide(li, conflict, ConflictDecision::reopened);
    decide(li, conflict, ConflictDecision::kept);
    decide(li, conflict, ConflictDecision::reopened);
    li.settle(server);
    EXPECT_EQ(open(li), std::vector{conflict});
    EXPECT_FALSE(*inbox::has_decisions(li.store->read()));
    EXPECT_EQ((*world.ledger).own_conflicts(sync::audience_of(li.principal))->size(), 1u);
}

TEST_F(ConflictListTest, another_phone_of_the_same_person_shows_the_same) {
    overwritten();
    li.settle(server);
    Phone second(world, world.li, folder.file("li-2.db"));
    second.settle(server);
    EXPECT_EQ(open(second), open(li));
    decide(second, open(second).front(), ConflictDecision::kept);
    second.settle(server);
    li.settle(server);
    EXPECT_TRUE(open(li).empty());
    li.enrol_anew();
    li.settle(server);
    EXPECT_TRUE(open(li).empty());
}

TEST_F(ConflictListTest, nobody_decides_for_another_person) {
    overwritten();
    li.settle(server);
    const auto conflict = open(li).front();
    // As a client that is not ours would.
    sync::ConflictsRequest request;
    request.held = {{conflict.id, ConflictDecision::kept}};
    sync::Authority authority(world.clock, world.random, 11);
    const auto reply = authority.conflicts(*world.ledger, wang.principal, request);
    ASSERT_TRUE(reply.ok());
    EXPECT_EQ(reply->gone, std::vector{conflict.id});
    EXPECT_TRUE(reply->conflicts.empty());
    li.settle(server);
    EXPECT_EQ(open(li).size(), 1u);
}

TEST_F(ConflictListTest, what_leaves_the_phone_takes_its_conflicts_along) {
    const auto acme = overwritten();
    li.settle(server);
    ASSERT_EQ(open(li).size(), 1u);
    world.give(acme, world.sun);
    li.settle(server);
    EXPECT_FALSE(li.customer(acme).has_value());
    EXPECT_TRUE(inbox::held(li.store->read())->empty());
    world.give(acme, world.li);
    li.settle(server);
    EXPECT_EQ(open(li).size(), 1u) << "it is in sight again";
}

// The lead lost something, then it is hidden from him, then shown again.
TEST_F(ConflictListTest, what_is_hidden_is_not_listed_and_comes_whole_when_it_is_shown) {
    constexpr auto revenue_at = catalog::customer.at("annual_revenue");
    const auto set_revenue = [&](Phone& phone, const Uuid& id, std::int64_t value) {
        ASSERT_TRUE(core::customers::edit(*phone.store, *phone.customer(id), {{revenue_at, value}}).ok());
    };
    const auto mask = [&](core::Classes classes) {
        ASSERT_TRUE(world.authority.mask(*world.ledger, world.org, "lead", classes).ok());
    };
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    wang.settle(server);
    set_revenue(wang, acme, 1);
    world.clock.advance(1000);
    set_revenue(li, acme, 2);
    li.settle(server);
    wang.settle(server);
    ASSERT_EQ(open(wang).size(), 1u);
    const auto conflict = open(wang).front();
    mask(core::Classes::every());
    EXPECT_EQ(world.authority.pull(*world.ledger, wang.principal, {})->conflicts, core::Digest{});
    wang.settle(server);
    EXPECT_TRUE(inbox::held(wang.store->read())->empty());
    mask({});
    wang.settle(server);
    EXPECT_EQ(open(wang), std::vector{conflict});
    EXPECT_EQ(open(wang).at(0).lost.cells.at(0).value, core::Value(std::int64_t{1}));
}

TEST_F(ConflictListTest, whoever_decides_first_settles_it_and_opens_it_again) {
    overwritten();
    li.settle(server);
    const auto conflict = open(li).front();
    const auto state = [&] {
        EXPECT_TRUE(world.ledger->write_through().ok());
        return (*server::find_conflict(world.ledger.database(), 1, conflict.id))->state;
    };
    decide(li, conflict, ConflictDecision::kept);
    // His lead was faster, on the dashboard.
    EXPECT_TRUE(world.ledger->write_through().ok());
    ASSERT_TRUE(server::settle_conflict(world.ledger.database(), 1, conflict.id, sync::ConflictState::restored,
                                        world.wang, world.clock.wall())
                    .ok());
    li.settle(server);
    EXPECT_EQ(state(), sync::ConflictState::restored);
    decide(li, conflict, ConflictDecision::reopened);
    li.settle(server);
    EXPECT_EQ(state(), sync::ConflictState::restored);
    EXPECT_TRUE(inbox::held(li.store->read())->empty());
}

TEST_F(ConflictListTest, what_this_version_does_not_know_is_asked_for_once) {
    overwritten();
    sync::EngineOptions options;
    options.encoding = sync::Encoding::json;
    Phone old(world, world.li, folder.file("old.db"), options);
    int asked = 0;
    const auto exchange = [&](std::string_view known) {
        old.engine->wake();
        while (const auto request = old.next()) {
            auto answer = server.answer(old.who(server), *request);
            if (request->path == sync::path::conflicts) {
                ++asked;
                for (auto at = answer.body.find(known); at != std::string::npos; at = answer.body.find(known)) {
                    answer.body.replace(at, known.size(), R"("entity":"warehouse")");
                }
            }
            old.absorb(*request, answer);
        }
    };
    constexpr std::string_view customers = R"("entity":"customer")";
    exchange(customers);
    EXPECT_EQ(asked, 1);
    exchange(customers);
    EXPECT_EQ(asked, 1);
    overwritten();
    li.settle(server);
    exchange(customers);
    EXPECT_EQ(asked, 2) << "there is more now";
    old.restart();
    exchange("nothing else");
    EXPECT_EQ(open(old).size(), 2u) << "as after an upgrade";
}

TEST_F(ConflictListTest, what_a_lost_row_lacked_comes_with_it) {
    const auto acme = overwritten();
    li.settle(server);
    {
        auto transaction = li.store->begin();
        ASSERT_TRUE(transaction->erase(catalog::customer, acme).ok());
        ASSERT_TRUE(transaction->commit().ok());
    }
    ASSERT_TRUE(open(li).empty());
    li.settle(server);
    world.clock.advance(tests::day_ms);
    li.settle(server);
    EXPECT_TRUE(li.customer(acme).has_value());
    EXPECT_EQ(open(li).size(), 1u);
}

}  // namespace
}  // namespace fieldfare
