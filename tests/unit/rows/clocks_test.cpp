#include "core/rows/clocks.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/support/samples.h"

namespace fieldfare::core {
namespace {

Stamp stamp(std::uint64_t time, DeviceNumber device = 1) {
    return {Hlc{time}, device};
}

const Cell name{3, ""};
const Cell tag{24, "vip"};

Clocks row_at(std::uint64_t time) {
    Clocks clocks;
    clocks.row = stamp(time);
    return clocks;
}

TEST(Clocks, CellWithoutExceptionHasTheRowsStamp) {
    auto clocks = row_at(10);
    clocks.set({name, stamp(20), {}});
    EXPECT_EQ(clocks.of(name), stamp(20));
    EXPECT_EQ(clocks.of(tag), stamp(10));
    EXPECT_EQ(clocks.find(tag), nullptr);
}

TEST(Clocks, SetKeepsExceptionsSortedAndUnique) {
    auto clocks = row_at(10);
    clocks.set({tag, stamp(30), stamp(20)});
    clocks.set({name, stamp(20), {}});
    clocks.set({name, stamp(40), {}});
    ASSERT_EQ(clocks.cells.size(), 2u);
    EXPECT_EQ(clocks.cells[0], (CellClock{name, stamp(40), {}}));
    EXPECT_EQ(clocks.cells[1].cell, tag);
}

TEST(Clocks, NewestLooksEverywhere) {
    auto clocks = row_at(10);
    EXPECT_EQ(clocks.newest(), stamp(10));
    clocks.set({tag, stamp(30), {}});
    EXPECT_EQ(clocks.newest(), stamp(30));
    clocks.set({tag, stamp(30), stamp(35)});
    EXPECT_EQ(clocks.newest(), stamp(35));
    clocks.deletion = Deletion{stamp(50), stamp(10), {}};
    EXPECT_EQ(clocks.newest(), stamp(50));
}

TEST(Clocks, DeletionHoldsWhileNothingUnseenWasWritten) {
    auto clocks = row_at(10);
    clocks.set({name, stamp(20), {}});
    clocks.deletion = Deletion{stamp(50), stamp(10), {{name, stamp(20), {}}}};
    EXPECT_TRUE(clocks.deleted());
}

TEST(Clocks, UnseenEditRevives) {
    auto clocks = row_at(10);
    clocks.deletion = Deletion{stamp(50), stamp(10), {}};
    ASSERT_TRUE(clocks.deleted());
    clocks.set({name, stamp(11), {}});
    EXPECT_FALSE(clocks.deleted()) << "the edit is older than the deletion, but its author had not seen it";
}

TEST(Clocks, EditOfACellSeenInANewerStateRevives) {
    auto clocks = row_at(10);
    clocks.set({name, stamp(21), {}});
    clocks.deletion = Deletion{stamp(50), stamp(10), {{name, stamp(20), {}}}};
    EXPECT_FALSE(clocks.deleted());
}

TEST(Clocks, RowAddedAnewRevives) {
    auto clocks = row_at(60);
    clocks.deletion = Deletion{stamp(50), stamp(10), {}};
    EXPECT_FALSE(clocks.deleted());
}

TEST(ClocksBlob, RowNeverEditedNeedsNone) {
    EXPECT_TRUE(encode_clocks(row_at(10)).empty());
    EXPECT_EQ(decode_clocks(stamp(10), {}).value(), row_at(10));
}

TEST(ClocksBlob, ComesBackAsItWas) {
    EXPECT_TRUE(rc::check([](std::uint64_t seed) {
        SeededRandom random(seed);
        const auto clocks = test::random_clocks(random);
        const auto decoded = decode_clocks(clocks.row, encode_clocks(clocks));
        RC_ASSERT(decoded.ok());
        RC_ASSERT(*decoded == clocks);
    }));
}

TEST(ClocksBlob, TypicalEditTakesFewBytes) {
    Clocks clocks;
    clocks.row = {Hlc::at(1'715'763'600'000), 7};
    clocks.set({name, {Hlc::at(1'715'763'660'000), 7}, {}});
    EXPECT_LE(encode_clocks(clocks).size(), 10u);
}

// A revive writes no field but the row's life, field 0.
TEST(ClocksBlob, LifeOfARowComesBack) {
    auto clocks = row_at(10);
    clocks.deletion = Deletion{stamp(50), stamp(10), {}};
    clocks.set({Cell{}, stamp(60), {}});
    EXPECT_FALSE(clocks.deleted());
    EXPECT_EQ(decode_clocks(clocks.row, encode_clocks(clocks)).value(), clocks);
}

TEST(ClocksBlob, LifeOfARowHasNoKey) {
    const Bytes keyed{1, 1, 0 << 2 | 2, 1, 'k', 0, 1};
    EXPECT_EQ(decode_clocks(stamp(10), keyed).error().code, ErrorCode::malformed);
}

TEST(ClocksBlob, OtherVersionIsRefused) {
    EXPECT_EQ(decode_clocks(stamp(10), Bytes{2, 0}).error().code, ErrorCode::malformed);
}

TEST(ClocksBlob, EmptyOneHasOneEncodingOnly) {
    EXPECT_EQ(decode_clocks(stamp(10), Bytes{1, 0}).error().code, ErrorCode::malformed);
}

TEST(ClocksBlob, UnsortedCellsAreRefused) {
    const Bytes sorted{1, 2, 3 << 2, 0, 1, 4 << 2, 0, 1};
    const Bytes unsorted{1, 2, 4 << 2, 0, 1, 3 << 2, 0, 1};
    EXPECT_TRUE(decode_clocks(stamp(10), sorted).ok());
    EXPECT_EQ(decode_clocks(stamp(10), unsorted).error().code, ErrorCode::malformed);
}

}  // namespace
}  // namespace fieldfare::core
