// What the server refuses blocks nothing, and makes way when its author gives it up.
#include "tests/unit/sync/engine_world.h"

namespace fieldfare {
namespace {

namespace catalog = core::catalog;
namespace journal = core::journal;
using core::ErrorCode;
using tests::EngineTest;
using tests::Phone;

TEST_F(EngineTest, a_quarantined_group_blocks_nothing_and_is_shown) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    // The customer goes to another rep while Li edits it, unaware and later.
    world.give(acme, world.sun);
    world.clock.advance(60'000);
    li.rename(acme, "too late");
    const auto beta = li.file_customer("Beta");
    li.settle(server);
    EXPECT_EQ(li.pending(), 0);
    const auto items = journal::outbox(li.store->read());
    ASSERT_EQ(items->size(), 1u);
    EXPECT_EQ(items->front().state, journal::State::quarantined);
    EXPECT_EQ(items->front().reason, ErrorCode::not_in_scope);
    EXPECT_TRUE(world.ledger.find(catalog::customer, beta));
    EXPECT_FALSE(li.customer(acme).has_value());  // it left his scope
}

TEST_F(EngineTest, what_is_given_up_makes_way_for_what_the_server_holds) {
    const auto acme = li.file_customer("a name that Wang corrects");
    li.settle(server);
    Phone wang(world, world.wang, folder.file("wang.db"));
    wang.settle(server);
    wang.rename(acme, "Acme");
    wang.settle(server);
    li.settle(server);
    // One that a comparison of the values would keep and one that it would not.
    for (const auto* name : {"Zzz", "AAA"}) {
        li.rename_in_vain(acme, name);
        li.settle(server);
        li.give_up(li.refused());
        EXPECT_EQ(li.customer(acme)->text(catalog::customer.at("name")), name) << "until the server's value comes";
        li.settle(server);
        EXPECT_EQ(*li.customer(acme), world.customer(acme));
        EXPECT_EQ(li.customer(acme)->text(catalog::customer.at("name")), "Acme");
        EXPECT_EQ(li.pending(), 0);
    }
    EXPECT_TRUE(world.ledger.conflicts().empty());
}

TEST_F(EngineTest, who_edits_or_removes_what_he_gave_up_has_seen_what_lay_under_it) {
    const auto acme = li.file_customer("Acme");
    const auto beta = li.file_customer("Beta");
    li.settle(server);
    for (const auto& id : {acme, beta}) {
        li.rename_in_vain(id, "refused");
        li.settle(server);
        const auto form = *li.customer(id);  // a page that stands open
        li.give_up(li.refused());
        if (id == acme) {
            const auto saved =
                core::customers::edit(*li.store, form, {{catalog::customer.at("name"), std::string("New")}});
            ASSERT_TRUE(saved.ok());
        } else {
            ASSERT_TRUE(core::customers::remove(*li.store, id).ok());
        }
        li.settle(server);
        EXPECT_EQ(*li.row(catalog::customer, id), *world.ledger.find(catalog::customer, id));
    }
    EXPECT_EQ(world.customer(acme).text(catalog::customer.at("name")), "New");
    EXPECT_TRUE(world.customer(beta).deleted());
    EXPECT_TRUE(world.ledger.conflicts().empty());
}

// He saved it when the customer was not his any more; who may, takes it in his name.
TEST_F(EngineTest, what_somebody_else_took_leaves_the_outbox) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    world.give(acme, world.sun);
    world.clock.advance(1000);
    li.rename(acme, "Acme Ltd");
    li.settle(server);
    const auto number = li.refused();
    li.settle(server);
    EXPECT_EQ(li.refused(), number) << "nobody has decided yet";
    sync::Principal director;
    director.org = world.org;
    director.role = "director";
    sync::Authority authority(world.clock, world.random, 11);
    ASSERT_TRUE(authority.accept(*world.ledger, director, li.principal.device, li.principal.epoch, number).ok());
    li.settle(server);
    EXPECT_TRUE(core::journal::outbox(li.store->read())->empty());
    EXPECT_EQ(world.customer(acme).text(catalog::customer.at("name")), "Acme Ltd");
    EXPECT_EQ(li.engine->status(*li.store)->quarantined, 0);
}

// Both at once: it took effect under its former number, and its author, who has no right now either, need not know of
// it a second time. Between the two he saved something that the server had to put at another time.
TEST_F(EngineTest, what_somebody_else_took_while_its_author_sent_it_again_took_effect_once) {
    const auto acme = li.file_customer("Acme");
    const auto own = li.file_customer("Own");
    li.settle(server);
    world.give(acme, world.sun);
    world.clock.advance(1000);
    li.rename(acme, "Acme Ltd");
    li.settle(server);
    const auto number = li.refused();
    li.store->hybrid_clock().set_offset(tests::day_ms);
    li.rename(own, "Own Ltd");
    li.send_again(number);
    sync::Principal director;
    director.org = world.org;
    director.role = "director";
    sync::Authority authority(world.clock, world.random, 11);
    ASSERT_TRUE(authority.accept(*world.ledger, director, li.principal.device, li.principal.epoch, number).ok());
    const auto taken = world.customer(acme);
    li.settle(server);
    EXPECT_TRUE(core::journal::outbox(li.store->read())->empty());
    EXPECT_EQ(world.customer(acme), taken);
    EXPECT_TRUE(world.ledger.conflicts().empty());
    EXPECT_EQ(li.engine->status(*li.store)->quarantined, 0);
}

}  // namespace
}  // namespace fieldfare
