// What somebody overwrote unseen comes to the phone of its author, and what he decides about it to the server.
#include "core/conflicts/inbox.h"
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

}  // namespace
}  // namespace fieldfare
