#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/rows/codec.h"
#include "core/rows/json.h"
#include "tests/golden/golden.h"
#include "tests/support/samples.h"

// Bytes on the wire and in databases. A change here breaks what older programs wrote: it needs a new protocol version.
namespace fieldfare::core {
namespace {

std::string hex(const Bytes& bytes) {
    constexpr std::size_t bytes_per_line = 32;
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        text += fmt::format("{:02x}", bytes[i]);
        if (i % bytes_per_line == bytes_per_line - 1 || i + 1 == bytes.size()) text += "\n";
    }
    return text;
}

TEST(Golden, Row) {
    const auto row = test::sample_customer();
    test::expect_golden("tests/golden/row.hex", hex(encode_row(row)));
    test::expect_golden("tests/golden/row.json", row_to_json(row).dump(2) + "\n");
}

TEST(Golden, Change) {
    const auto change = test::sample_group().changes[1];
    Bytes bytes;
    Writer writer(bytes);
    write_change(writer, change);
    test::expect_golden("tests/golden/change.hex", hex(bytes));
    test::expect_golden("tests/golden/change.json", change_to_json(change).dump(2) + "\n");
}

TEST(Golden, Group) {
    const auto group = test::sample_group();
    test::expect_golden("tests/golden/group.hex", hex(encode_group(group)));
    test::expect_golden("tests/golden/group.json", group_to_json(group).dump(2) + "\n");
}

TEST(Golden, Batch) {
    test::expect_golden("tests/golden/batch.hex", hex(encode_groups({test::sample_group(), {13, {}}})));
}

}  // namespace
}  // namespace fieldfare::core
