#include "core/rows/codec.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <limits>

#include "core/catalog/entities.h"
#include "core/rows/limits.h"
#include "tests/support/samples.h"

namespace fieldfare::core {
namespace {

using catalog::customer;

TEST(Varint, HasOneFormPerNumber) {
    for (const auto value : {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128}, std::uint64_t{16384},
                             std::numeric_limits<std::uint64_t>::max()}) {
        Bytes bytes;
        Writer(bytes).varint(value);
        Reader reader(bytes);
        EXPECT_EQ(reader.varint(), value);
        EXPECT_TRUE(reader.finish().ok());
    }
    for (const Bytes& padded : {Bytes{0x80, 0x00}, Bytes{0xff, 0x80, 0x00}}) {
        Reader reader(padded);
        reader.varint();
        EXPECT_EQ(reader.status().error().code, ErrorCode::malformed);
    }
}

TEST(Varint, MoreThan64BitsAreRefused) {
    Bytes bytes(9, 0xff);
    bytes.push_back(0x02);
    Reader reader(bytes);
    reader.varint();
    EXPECT_FALSE(reader.ok());
}

TEST(Zigzag, CoversTheWholeRange) {
    for (const auto value : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1},
                             std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
        Bytes bytes;
        Writer(bytes).zigzag(value);
        EXPECT_EQ(Reader(bytes).zigzag(), value);
    }
}

TEST(Real, NotANumberInfinityAndNegativeZeroAreRefused) {
    for (const double value :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), -0.0}) {
        Bytes bytes;
        Writer(bytes).fixed64(std::bit_cast<std::uint64_t>(value));
        Reader reader(bytes);
        reader.real();
        EXPECT_EQ(reader.status().error().code, ErrorCode::malformed) << value;
    }
}

TEST(Text, OnlyCleanUtf8) {
    for (const std::string_view bad :
         {std::string_view("\0", 1), std::string_view("\xc0\x80"), std::string_view("\xed\xa0\x80"),
          std::string_view("\xf4\x90\x80\x80"), std::string_view("\xe5\xae"), std::string_view("\x80"),
          std::string_view("\xff")}) {
        EXPECT_FALSE(is_clean_utf8(bad));
    }
    EXPECT_TRUE(is_clean_utf8("客户 😀 \xf4\x8f\xbf\xbf"));
    EXPECT_EQ(utf8_length("客户😀a"), 4u);
}

TEST(RowCodec, SamplesComeBack) {
    for (const auto& row : {test::sample_customer(), test::sample_visit()}) {
        const auto decoded = decode_row(encode_row(row));
        ASSERT_TRUE(decoded.ok());
        EXPECT_EQ(*decoded, row);
    }
}

TEST(RowCodec, AnyRowComesBack) {
    EXPECT_TRUE(rc::check([](std::uint64_t seed) {
        SeededRandom random(seed);
        const auto row = test::random_row(random);
        const auto decoded = decode_row(encode_row(row));
        RC_ASSERT(decoded.ok());
        RC_ASSERT(*decoded == row);
    }));
}

TEST(RowCodec, EmptyRowIsItsHeadAlone) {
    const Row row(catalog::team, test::sample_id(9));
    const auto bytes = encode_row(row);
    EXPECT_EQ(bytes.size(), 1u + 16u + 8u + 1u + 1u + 1u);
    EXPECT_EQ(decode_row(bytes).value(), row);
}

// A row as a newer program would write it: one field more at the end, which this one does not know.
TEST(RowCodec, NewerFieldsAtTheEndArePassedOver) {
    Row row(catalog::team, test::sample_id(9));
    row.values[catalog::team.at("name")] = "华东一队";
    auto bytes = encode_row(row);
    // Bitmap length 1, bits 1, text: make it length 6 with bit 5 set, and append a text.
    const std::size_t bitmap_at = 1 + 16 + 8 + 1 + 1;
    ASSERT_EQ(bytes[bitmap_at], 1);
    ASSERT_EQ(bytes[bitmap_at + 1], 0b1);
    bytes[bitmap_at] = 6;
    bytes[bitmap_at + 1] = 0b100001;
    bytes.insert(bytes.end(), {2, 'h', 'i'});
    EXPECT_EQ(decode_row(bytes).value(), row);

    const auto decoded = decode_row_of_any_version(bytes);
    ASSERT_TRUE(decoded.ok());
    EXPECT_EQ(decoded->row, row);
    ASSERT_TRUE(decoded->newer.has_value());
    EXPECT_EQ(decoded->newer->bytes, bytes);
    EXPECT_FALSE(decode_row_of_any_version(encode_row(row))->newer.has_value());
}

TEST(RowCodec, BitmapEndsWithAFilledField) {
    const Row row(catalog::team, test::sample_id(9));
    auto bytes = encode_row(row);
    bytes.back() = 1;
    bytes.push_back(0);
    EXPECT_EQ(decode_row(bytes).error().code, ErrorCode::malformed);
}

TEST(RowCodec, UnknownEntityIsNamed) {
    auto bytes = encode_row(Row(catalog::team, test::sample_id(9)));
    bytes[0] = 100;
    EXPECT_EQ(decode_row(bytes).error().code, ErrorCode::unknown_entity);
    const auto decoded = decode_row_of_any_version(bytes);
    ASSERT_TRUE(decoded.ok());
    EXPECT_FALSE(decoded->row.has_value());
    ASSERT_TRUE(decoded->newer.has_value());
    EXPECT_EQ(decoded->newer->entity, 100);
    EXPECT_EQ(decoded->newer->id, test::sample_id(9));
}

TEST(RowCodec, BytesAfterTheEndAreRefused) {
    auto bytes = encode_row(test::sample_visit());
    bytes.push_back(0);
    EXPECT_EQ(decode_row(bytes).error().code, ErrorCode::malformed);
}

// Edits that each keep the limit of a set may meet above it; such a row can still be read.
TEST(RowCodec, SetAboveTheLimitOfAChangeIsReadable) {
    auto row = test::sample_customer();
    StringSet many;
    for (std::size_t i = 0; i < 2 * limits::set_elements; ++i) many.push_back(std::to_string(10'000 + i));
    row.values[customer.at("tags")] = many;
    EXPECT_EQ(decode_row(encode_row(row)).value(), row);
}

TEST(GroupCodec, SampleComesBack) {
    const auto group = test::sample_group();
    EXPECT_EQ(decode_group(encode_group(group)).value(), group);
}

TEST(GroupCodec, AnyGroupComesBackAndHasOneEncoding) {
    EXPECT_TRUE(rc::check([](std::uint64_t seed) {
        SeededRandom random(seed);
        const auto group = test::random_group(random);
        const auto bytes = encode_group(group);
        const auto decoded = decode_group(bytes);
        RC_ASSERT(decoded.ok());
        RC_ASSERT(*decoded == group);
        RC_ASSERT(encode_group(*decoded) == bytes);
    }));
}

TEST(GroupCodec, OrderOfCellsDoesNotShow) {
    auto group = test::sample_group();
    const auto bytes = encode_group(group);
    for (auto& change : group.changes) std::reverse(change.cells.begin(), change.cells.end());
    EXPECT_EQ(encode_group(group), bytes);
}

TEST(GroupCodec, CellsOfUnknownFieldsAreKept) {
    auto group = test::sample_group();
    group.changes[1].cells.push_back({4000, "", "from a newer program", {}});
    EXPECT_EQ(decode_group(encode_group(group)).value(), group);
}

TEST(GroupCodec, BatchComesBack) {
    const std::vector<Group> groups{test::sample_group(), {13, {}}, test::sample_group()};
    const auto bytes = encode_groups(groups);
    EXPECT_EQ(decode_groups(bytes).value(), groups);
    const auto parts = split_groups(bytes);
    ASSERT_TRUE(parts.ok());
    ASSERT_EQ(parts->size(), 3u);
    EXPECT_EQ(decode_group((*parts)[2]).value(), groups[2]);
}

TEST(GroupCodec, OneBadGroupDoesNotHideTheOthers) {
    const std::vector<Group> groups{{13, {}}, test::sample_group()};
    auto bytes = encode_groups(groups);
    const std::size_t changes_of_first = 3;
    bytes[changes_of_first] = 0x7f;
    EXPECT_FALSE(decode_groups(bytes).ok());
    const auto parts = split_groups(bytes);
    ASSERT_TRUE(parts.ok());
    EXPECT_EQ(decode_group((*parts)[0]).error().code, ErrorCode::malformed);
    EXPECT_TRUE(decode_group((*parts)[1]).ok());
}

TEST(GroupCodec, TooManyChangesAreTooLarge) {
    Group group{1, {}};
    Change change{ChangeKind::revive, &catalog::team, test::sample_id(1), {Hlc{1}, 1}, {}, {}};
    group.changes.assign(limits::changes_per_group + 1, change);
    EXPECT_EQ(decode_group(encode_group(group)).error().code, ErrorCode::too_large);
}

TEST(GroupCodec, TextBeyondTheLimitIsTooLarge) {
    auto group = test::sample_group();
    group.changes[1].cells[0].value = std::string(limits::text_bytes + 1, 'a');
    EXPECT_EQ(decode_group(encode_group(group)).error().code, ErrorCode::too_large);
}

}  // namespace
}  // namespace fieldfare::core
