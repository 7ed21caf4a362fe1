// What a phone could not send goes on from another one.
#include "sync/client/rescue.h"

#include "tests/unit/sync/engine_world.h"

namespace fieldfare {
namespace {

namespace catalog = core::catalog;
namespace journal = core::journal;
namespace rescue = sync::rescue;
using core::ErrorCode;
using tests::EngineTest;

struct RescueTest : EngineTest {
    // What stands in the phone's outbox, as a file.
    core::Bytes file() { return *rescue::write(*li.store, code); }
    core::Result<std::size_t> take_in(tests::Phone& phone, const core::Bytes& bytes) {
        FF_ASSIGN(const auto contents, rescue::read(bytes, code));
        FF_ASSIGN(auto transaction, phone.store->begin());
        FF_ASSIGN(const auto taken, rescue::take_in(transaction, contents));
        FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
        return taken;
    }
    const std::string code = rescue::new_code(world.random);
};

TEST_F(RescueTest, another_phone_of_the_same_person_sends_what_was_left) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    const auto beta = li.file_customer("Beta");
    const auto visit = li.log(beta, "never sent");
    li.rename(acme, "Acme & Sons");
    const auto bytes = file();
    tests::Phone next(world, world.li, folder.file("next.db"));
    EXPECT_EQ(*take_in(next, bytes), 3u) << "before it has pulled anything";
    EXPECT_TRUE(next.customer(beta).has_value());
    EXPECT_TRUE(next.row(catalog::interaction, visit).has_value());
    next.settle(server);
    EXPECT_EQ(world.customer(acme).text(tests::customer_name), "Acme & Sons");
    EXPECT_TRUE(world.ledger.find(catalog::interaction, visit));
    EXPECT_EQ(next.pending(), 0);
    EXPECT_EQ(*next.customer(acme), world.customer(acme));
    // The first phone comes back after all: nothing counts twice, nothing is a conflict.
    li.settle(server);
    EXPECT_EQ(li.pending(), 0);
    next.settle(server);
    EXPECT_EQ(*li.customer(acme), *next.customer(acme));
    EXPECT_TRUE(world.ledger.conflicts().empty());
}

TEST_F(RescueTest, the_same_file_again_brings_nothing) {
    li.file_customer("Acme");
    const auto bytes = file();
    EXPECT_EQ(*take_in(li, bytes), 0u) << "it is all here";
    tests::Phone next(world, world.li, folder.file("next.db"));
    EXPECT_EQ(*take_in(next, bytes), 1u);
    EXPECT_EQ(*take_in(next, bytes), 0u);
    next.settle(server);
    EXPECT_EQ(*take_in(next, bytes), 0u) << "sent or not";
}

TEST_F(RescueTest, what_the_server_keeps_aside_is_in_it_too) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    li.rename_in_vain(acme, "refused");
    li.settle(server);
    ASSERT_EQ(journal::counts(li.store->read())->quarantined, 1);
    EXPECT_EQ(rescue::read(file(), code)->groups.size(), 1u);
}

TEST_F(RescueTest, nothing_unsent_is_no_file) {
    li.file_customer("Acme");
    li.settle(server);
    EXPECT_EQ(rescue::write(*li.store, code).error().code, ErrorCode::not_found);
}

TEST_F(RescueTest, it_is_for_its_person_and_its_code_alone) {
    li.file_customer("Acme");
    const auto bytes = file();
    tests::Phone zhao(world, world.zhao, folder.file("zhao.db"));
    EXPECT_EQ(take_in(zhao, bytes).error().code, ErrorCode::forbidden);
    EXPECT_EQ(zhao.pending(), 0);
    EXPECT_EQ(rescue::read(bytes, rescue::new_code(world.random)).error().code, ErrorCode::storage_key_wrong);
    std::string spoken;
    for (const auto letter : code) {
        if (letter != '-') spoken += letter == '0' ? 'o' : static_cast<char>(std::tolower(letter));
    }
    EXPECT_TRUE(rescue::read(bytes, spoken).ok()) << "as somebody types it";
    const std::string plain(bytes.begin(), bytes.end());
    EXPECT_EQ(plain.find("Acme"), std::string::npos);
}

TEST_F(RescueTest, every_damaged_byte_and_every_cut_is_noticed) {
    li.file_customer("Acme");
    const auto bytes = file();
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        auto damaged = bytes;
        damaged[at] ^= 0x20;
        EXPECT_FALSE(rescue::read(damaged, code).ok()) << at;
        EXPECT_FALSE(rescue::read(std::span(bytes).first(at), code).ok()) << at;
    }
}

}  // namespace
}  // namespace fieldfare
