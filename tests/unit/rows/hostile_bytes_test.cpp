#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <nlohmann/json.hpp>

#include "core/rows/codec.h"
#include "core/rows/json.h"
#include "tests/support/samples.h"

// Bytes that nobody vouches for: cut off, bent, or plain noise. A decoder gives an error, or something whose encoding
// is the very bytes it read; it never reads beyond them (the sanitizer builds watch that).
namespace fieldfare::core {
namespace {

using Bytes = std::vector<std::uint8_t>;

bool coded(const Error& error) {
    return error.code == ErrorCode::malformed || error.code == ErrorCode::too_large ||
           error.code == ErrorCode::unknown_entity;
}

// Newer fields are dropped, so a row need not give back all it was read from.
void expect_row_survives(const Bytes& bytes) {
    const auto row = decode_row(bytes);
    if (!row.ok()) {
        ASSERT_TRUE(coded(row.error())) << row.error().describe();
        return;
    }
    EXPECT_EQ(decode_row(encode_row(*row)).value(), *row);
}

void expect_group_survives(const Bytes& bytes) {
    const auto group = decode_group(bytes);
    if (!group.ok()) {
        ASSERT_TRUE(coded(group.error())) << group.error().describe();
        return;
    }
    EXPECT_EQ(encode_group(*group), bytes);
}

TEST(HostileBytes, EveryTruncationOfARowIsRefused) {
    for (const auto& row : {test::sample_customer(), test::sample_visit()}) {
        const auto bytes = encode_row(row);
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            const auto decoded = decode_row(std::span(bytes).first(size));
            ASSERT_FALSE(decoded.ok()) << size;
            EXPECT_EQ(decoded.error().code, ErrorCode::malformed) << size;
        }
    }
}

TEST(HostileBytes, EveryTruncationOfAGroupIsRefused) {
    const auto bytes = encode_group(test::sample_group());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const auto decoded = decode_group(std::span(bytes).first(size));
        ASSERT_FALSE(decoded.ok()) << size;
        EXPECT_EQ(decoded.error().code, ErrorCode::malformed) << size;
    }
}

TEST(HostileBytes, EveryBentBitOfARow) {
    const auto good = encode_row(test::sample_customer());
    for (std::size_t i = 0; i < good.size() * 8; ++i) {
        auto bent = good;
        bent[i / 8] = static_cast<std::uint8_t>(bent[i / 8] ^ 1u << (i % 8));
        expect_row_survives(bent);
    }
}

TEST(HostileBytes, EveryBentBitOfAGroup) {
    const auto good = encode_group(test::sample_group());
    for (std::size_t i = 0; i < good.size() * 8; ++i) {
        auto bent = good;
        bent[i / 8] = static_cast<std::uint8_t>(bent[i / 8] ^ 1u << (i % 8));
        expect_group_survives(bent);
    }
}

TEST(HostileBytes, RandomFlipsAndNoise) {
    EXPECT_TRUE(rc::check([](std::uint64_t seed) {
        SeededRandom random(seed);
        auto row = encode_row(test::random_row(random));
        auto group = encode_group(test::random_group(random));
        for (int flips = 0; flips < 4; ++flips) {
            row[random.below(row.size())] = static_cast<std::uint8_t>(random.next());
            group[random.below(group.size())] = static_cast<std::uint8_t>(random.next());
        }
        expect_row_survives(row);
        expect_group_survives(group);
        Bytes noise(random.below(200));
        random.fill(noise);
        expect_row_survives(noise);
        expect_group_survives(noise);
    }));
}

TEST(HostileBytes, HugeCountsAllocateNothing) {
    const Bytes count{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01};
    EXPECT_EQ(decode_groups(count).error().code, ErrorCode::malformed);
    Bytes group{1};
    group.insert(group.end(), count.begin(), count.end());
    EXPECT_EQ(decode_group(group).error().code, ErrorCode::malformed);
}

// What decodes may be shown as JSON before anybody validated it.
TEST(HostileBytes, WhateverDecodesCanBeShown) {
    const auto good = encode_group(test::sample_group());
    std::size_t shown = 0;
    for (std::size_t i = 0; i < good.size() * 8; ++i) {
        auto bent = good;
        bent[i / 8] = static_cast<std::uint8_t>(bent[i / 8] ^ 1u << (i % 8));
        const auto group = decode_group(bent);
        if (!group.ok()) continue;
        shown += group_to_json(*group).dump().size() > 2 ? 1 : 0;
    }
    EXPECT_GT(shown, 100u);
}

}  // namespace
}  // namespace fieldfare::core
