// Servers that were set back, and customers that leave the phone.
#include "core/journal/resend.h"
#include "tests/unit/sync/engine_world.h"

namespace fieldfare {
namespace {

namespace catalog = core::catalog;
namespace journal = core::journal;
using core::Error;
using core::ErrorCode;
using tests::EngineTest;

TEST_F(EngineTest, a_server_restored_from_a_backup_gets_back_what_it_lost) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    auto backup = std::make_optional(world.ledger.savepoint());
    const auto visit = li.log(acme, "after the backup");
    li.settle(server);
    ASSERT_TRUE(world.ledger.find(catalog::interaction, visit));
    li.engine->news(world.ledger.head() + 40);  // of which nothing will be left
    backup.reset();
    server.restored(12);
    ASSERT_FALSE(world.ledger.find(catalog::interaction, visit));
    li.settle(server);
    EXPECT_TRUE(world.ledger.find(catalog::interaction, visit));
    EXPECT_EQ(li.state().server_epoch, 12u);
    EXPECT_EQ(li.state().cursor, world.ledger.head());
    EXPECT_EQ(li.pending(), 0);
}

TEST_F(EngineTest, a_restored_server_does_not_get_what_was_given_up_and_hears_of_it_again) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    auto backup = std::make_optional(world.ledger.savepoint());
    li.rename_in_vain(acme, "refused");
    li.settle(server);
    const auto number = li.refused();
    li.give_up(number);
    li.settle(server);
    const auto past = [&](std::uint64_t group) {
        return world.ledger->past_group(li.principal.device, 1, group).value();
    };
    EXPECT_EQ(past(number)->verdict.kind, sync::Verdict::Kind::superseded) << "nobody is asked to look after it";
    EXPECT_TRUE(world.ledger.kept(li.principal.device, number)) << "what it said is known all the same";
    backup.reset();
    server.restored(12);
    li.settle(server);
    EXPECT_EQ(past(number)->verdict.kind, sync::Verdict::Kind::applied);
    EXPECT_EQ(past(number + 1)->verdict.kind, sync::Verdict::Kind::applied);
    EXPECT_FALSE(world.ledger.kept(li.principal.device, number));
    EXPECT_EQ(*li.customer(acme), world.customer(acme));
    EXPECT_EQ(li.pending(), 0);
    EXPECT_EQ(journal::counts(li.store->read())->quarantined, 0);
}

TEST_F(EngineTest, what_was_saved_for_a_customer_goes_out_before_the_customer_goes_off_the_phone) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    const auto visit = li.log(acme, "while it was his");
    world.clock.advance(1000);
    world.give(acme, world.sun);
    li.engine->wake();
    li.absorb(*li.next(), Error{ErrorCode::offline, ""});  // the push does not come through, the pull does
    li.engine->wake();
    const auto pull = li.next();
    ASSERT_TRUE(pull->path.starts_with(sync::path::pull));
    EXPECT_FALSE(li.absorb(*pull, server.answer(li.principal, *pull)).error);
    EXPECT_TRUE(li.customer(acme).has_value());
    EXPECT_TRUE(li.row(catalog::interaction, visit).has_value());
    ASSERT_EQ(li.next()->path, sync::path::push);
    li.settle(server);
    EXPECT_TRUE(world.ledger.find(catalog::interaction, visit));
    EXPECT_FALSE(li.customer(acme).has_value());
    EXPECT_FALSE(li.row(catalog::interaction, visit).has_value());
}

TEST_F(EngineTest, a_server_restored_from_a_backup_goes_on_past_work_whose_customer_left_the_phone) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    std::optional<core::Uuid> beta;
    {
        const auto lost = world.ledger.savepoint();
        li.log(acme, "the customer leaves later");
        beta = li.file_customer("Beta");
        li.settle(server);
        world.give(acme, world.sun);
        li.settle(server);
        ASSERT_FALSE(li.customer(acme).has_value());
    }
    server.restored(12);
    li.settle(server);
    EXPECT_TRUE(world.ledger.find(catalog::customer, *beta));
    EXPECT_EQ(li.pending(), 0);
    EXPECT_NE(li.engine->status(*li.store)->state, sync::SyncStatus::State::stopped);
}

TEST_F(EngineTest, a_change_of_rights_that_a_restored_server_lost_is_made_again_and_all_agree) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    tests::Phone wang(world, world.wang, folder.file("wang.db"));
    tests::Phone zhao(world, world.zhao, folder.file("zhao.db"));
    auto backup = std::make_optional(world.ledger.savepoint());
    world.give(acme, world.zhao);
    zhao.settle(server);
    zhao.rename(acme, "by Zhao");
    zhao.settle(server);
    wang.settle(server);
    backup.reset();
    server.restored(12);
    for (auto* phone : {&zhao, &wang, &li}) phone->settle(server);
    EXPECT_EQ(world.customer(acme).text(catalog::customer.at("name")), "Acme");
    const auto number = zhao.refused();
    world.clock.advance(1000);
    world.give(acme, world.zhao);
    auto transaction = zhao.store->begin();
    ASSERT_TRUE(journal::resend(*transaction, number).ok());
    ASSERT_TRUE(transaction->commit().ok());
    for (auto* phone : {&zhao, &wang, &li}) phone->settle(server);
    EXPECT_EQ(world.customer(acme).text(catalog::customer.at("name")), "by Zhao");
    EXPECT_EQ(*zhao.customer(acme), world.customer(acme));
    EXPECT_EQ(*wang.customer(acme), world.customer(acme));
    EXPECT_FALSE(li.customer(acme).has_value());
}

}  // namespace
}  // namespace fieldfare
