#include "core/rows/digest.h"

#include <gtest/gtest.h>

#include "core/catalog/entities.h"

namespace fieldfare::core {
namespace {

Row customer_at(std::uint8_t number, std::uint64_t time) {
    Row row(catalog::customer, {});
    row.id.bytes[15] = number;
    row.clocks.row = {Hlc{time}, 3};
    return row;
}

// docs/protocol.md §6.6 shows this value: whoever writes a client compares with it.
TEST(Digest, IsWhatTheProtocolSays) {
    auto row = customer_at(7, 1000);
    EXPECT_EQ(digest_of(row).hex(), "14c42ddfbb6f7426a73cc5744cd092d3");
    row.values[catalog::customer.at("name")] = std::string("values do not count");
    EXPECT_EQ(digest_of(row), digest_of(customer_at(7, 1000)));
}

TEST(Digest, DiffersWithEveryPartOfAVersion) {
    const auto row = customer_at(7, 1000);
    auto edited = row;
    edited.clocks.set({{3, ""}, {Hlc{2000}, 1}, {}});
    auto deleted = row;
    deleted.clocks.deletion = Deletion{{Hlc{3000}, 1}, row.clocks.row, {}};
    auto contact = Row(catalog::contact, row.id);
    contact.clocks = row.clocks;
    for (const auto& other : {customer_at(8, 1000), customer_at(7, 1001), edited, deleted, contact}) {
        EXPECT_NE(digest_of(other), digest_of(row));
    }
}

TEST(Digest, IsASumThatTakesBackWhatItWasGiven) {
    Digest sum;
    for (std::uint8_t i = 0; i < 50; ++i) sum += digest_of(customer_at(i, 1000 + i));
    const auto before = sum;
    sum += digest_of(customer_at(99, 5));
    EXPECT_NE(sum, before);
    sum -= digest_of(customer_at(99, 5));
    EXPECT_EQ(sum, before);
    Digest backwards;
    for (std::uint8_t i = 50; i > 0; --i) backwards += digest_of(customer_at(i - 1, 999 + i));
    EXPECT_EQ(backwards, sum);
}

TEST(Digest, GoesThroughBytesAndText) {
    const auto digest = digest_of(customer_at(1, 2));
    EXPECT_EQ(Digest::from_bytes(digest.bytes()), digest);
    EXPECT_EQ(Digest::from_hex(digest.hex()), digest);
    EXPECT_FALSE(Digest::from_hex("00"));
    EXPECT_FALSE(Digest::from_hex(std::string(32, 'g')));
    const auto bytes = digest.bytes();
    EXPECT_FALSE(Digest::from_bytes(std::span(bytes).first(15)));
}

TEST(Digest, BucketsComeToTheWhole) {
    BucketDigests buckets{};
    Digest sum;
    for (std::uint8_t i = 0; i < 50; ++i) {
        const auto row = customer_at(i, 1);
        buckets[bucket_of(row.id)] += digest_of(row);
        sum += digest_of(row);
    }
    EXPECT_EQ(total(buckets), sum);
}

}  // namespace
}  // namespace fieldfare::core
