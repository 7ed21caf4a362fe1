// The join of rows is a join: any order, any grouping, any repetition gives the same row.
#include <gtest/gtest.h>
// Needs GoogleTest before it.
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

#include "core/rows/codec.h"
#include "sync/merge/merge.h"
#include "tests/merge_laws/replicas.h"

namespace rc {
template <>
struct Arbitrary<fieldfare::tests::Event> {
    static Gen<fieldfare::tests::Event> arbitrary() {
        using fieldfare::tests::Event;
        return gen::build<Event>(gen::set(&Event::replica), gen::set(&Event::what), gen::set(&Event::which),
                                 gen::set(&Event::value), gen::set(&Event::skew));
    }
};
}  // namespace rc

namespace fieldfare {
namespace {

using tests::Event;

core::Row join(core::Row a, const core::Row& b) {
    sync::merge_rows(a, b);
    return a;
}

RC_GTEST_PROP(MergeLaws, commutative, (const std::vector<Event>& events)) {
    const auto rows = tests::diverge(2, events);
    RC_ASSERT(join(rows[0], rows[1]) == join(rows[1], rows[0]));
}

RC_GTEST_PROP(MergeLaws, associative, (const std::vector<Event>& events)) {
    const auto rows = tests::diverge(3, events);
    RC_ASSERT(join(join(rows[0], rows[1]), rows[2]) == join(rows[0], join(rows[1], rows[2])));
}

RC_GTEST_PROP(MergeLaws, idempotent, (const std::vector<Event>& events)) {
    const auto rows = tests::diverge(2, events);
    RC_ASSERT(join(rows[0], rows[0]) == rows[0]);
    const auto both = join(rows[0], rows[1]);
    RC_ASSERT(join(both, rows[1]) == both);
    RC_ASSERT(join(both, both) == both);
}

RC_GTEST_PROP(MergeLaws, replicas_converge_in_any_order, (const std::vector<Event>& events, std::uint32_t seed)) {
    const auto rows = tests::diverge(4, events);
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    auto expected = rows[0];
    for (const auto& row : rows) sync::merge_rows(expected, row);
    for (std::uint32_t round = 0; round < 6; ++round) {
        std::rotate(order.begin(), order.begin() + (seed + round) % order.size(), order.end());
        if (round % 2 == 1) std::swap(order[0], order[(seed >> 8) % order.size()]);
        auto merged = rows[order[0]];
        // Everything arrives twice.
        for (const auto at : order) sync::merge_rows(merged, rows[at]);
        for (const auto at : order) sync::merge_rows(merged, rows[at]);
        RC_ASSERT(merged == expected);
        RC_ASSERT(core::encode_row(merged) == core::encode_row(expected));
    }
}

RC_GTEST_PROP(MergeLaws, says_whether_it_changed_the_row, (const std::vector<Event>& events)) {
    const auto rows = tests::diverge(2, events);
    auto merged = rows[0];
    const bool changed = sync::merge_rows(merged, rows[1]);
    RC_ASSERT(changed == (merged != rows[0]));
}

RC_GTEST_PROP(MergeLaws, a_merged_row_survives_the_codec, (const std::vector<Event>& events)) {
    const auto rows = tests::diverge(2, events);
    const auto both = join(rows[0], rows[1]);
    const auto back = core::decode_row(core::encode_row(both));
    RC_ASSERT(back.ok());
    RC_ASSERT(*back == both);
}

}  // namespace
}  // namespace fieldfare
