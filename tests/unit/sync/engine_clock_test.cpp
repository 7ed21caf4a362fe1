// Phones whose clocks are wrong.
#include "tests/unit/sync/engine_world.h"

namespace fieldfare {
namespace {

namespace catalog = core::catalog;
using core::Error;
using core::ErrorCode;
using tests::EngineTest;
using tests::Phone;

TEST_F(EngineTest, a_wrong_clock_is_corrected_and_poisons_nobody) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    // An edit stamped by a clock a year ahead, before the phone learned better.
    li.store->hybrid_clock().set_offset(365LL * 24 * 3600 * 1000);
    li.rename(acme, "from the future");
    li.settle(server);
    const auto limit = world.clock.wall() + core::HybridClock::allowed_drift_ms;
    EXPECT_LE(world.customer(acme).clocks.newest().time.ms(), limit);
    EXPECT_EQ(*li.customer(acme), world.customer(acme));
    EXPECT_EQ(li.store->hybrid_clock().offset(), 0);
}

// The clock of a phone is a day ahead; the server takes a push, and its answer is lost. The pull comes next.
TEST_F(EngineTest, a_pull_before_the_repeated_push_of_a_wrong_clock_misses_nothing) {
    li.settle(server);
    li.store->hybrid_clock().set_offset(tests::day_ms);
    const auto acme = li.file_customer("Acme");
    li.engine->wake();
    const auto push = li.next();
    ASSERT_EQ(push->path, sync::path::push);
    server.answer(li.principal, *push);
    li.absorb(*push, Error{ErrorCode::timed_out, ""});
    Phone wang(world, world.wang, folder.file("wang.db"));
    wang.settle(server);
    wang.rename(acme, "by Wang");
    wang.settle(server);
    li.engine->wake();
    const auto pull = li.next();
    ASSERT_TRUE(pull->path.starts_with(sync::path::pull));
    ASSERT_TRUE(li.absorb(*pull, server.answer(li.principal, *pull)).pulled);
    li.settle(server);
    EXPECT_EQ(*li.customer(acme), world.customer(acme));
    EXPECT_EQ(li.customer(acme)->text(catalog::customer.at("name")), "by Wang");
    EXPECT_FALSE(li.customer(acme)->text(catalog::customer.at("code")).empty());
}

TEST_F(EngineTest, an_edit_from_the_future_that_lost_gives_way_to_the_value_passed_over) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    Phone wang(world, world.wang, folder.file("wang.db"));
    wang.settle(server);
    // Ahead, and still believed.
    wang.store->hybrid_clock().set_offset(core::HybridClock::allowed_drift_ms / 2);
    wang.rename(acme, "by Wang");
    wang.engine->wake();
    const auto push = wang.next();
    wang.absorb(*push, server.answer(wang.principal, *push));
    li.store->hybrid_clock().set_offset(tests::day_ms);
    li.rename(acme, "by Li");
    li.engine->wake();
    li.absorb(*li.next(), Error{ErrorCode::offline, ""});
    li.engine->wake();
    const auto pull = li.next();
    ASSERT_TRUE(pull->path.starts_with(sync::path::pull));
    ASSERT_TRUE(li.absorb(*pull, server.answer(li.principal, *pull)).pulled);
    ASSERT_EQ(li.customer(acme)->text(catalog::customer.at("name")), "by Li");
    li.settle(server);
    EXPECT_EQ(world.customer(acme).text(catalog::customer.at("name")), "by Wang");
    EXPECT_EQ(*li.customer(acme), world.customer(acme));
}

}  // namespace
}  // namespace fieldfare
