#include "core/rows/column_text.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "core/catalog/entities.h"
#include "tests/support/samples.h"

namespace fieldfare::core {
namespace {

using catalog::customer;

TEST(ColumnText, SetsReadAsJson) {
    EXPECT_EQ(set_to_text({}), "[]");
    EXPECT_EQ(set_to_text({"phone", "visit"}), R"(["phone","visit"])");
    EXPECT_EQ(map_to_text({{"a", std::int64_t{1}}, {"b", 1.0}, {"c", "x"}}), R"({"a":1,"b":1.0,"c":"x"})");
}

TEST(ColumnText, AnySetAndMapComeBack) {
    EXPECT_TRUE(rc::check([](std::uint64_t seed) {
        SeededRandom random(seed);
        const auto set = test::random_value(customer.fields[customer.at("tags")], random);
        if (const auto* strings = std::get_if<StringSet>(&set)) {
            RC_ASSERT(set_from_text(set_to_text(*strings)).value() == *strings);
        }
        const auto map = test::random_value(customer.fields[customer.at("custom")], random);
        if (const auto* scalars = std::get_if<ScalarMap>(&map)) {
            RC_ASSERT(map_from_text(map_to_text(*scalars)).value() == *scalars);
        }
    }));
}

TEST(ColumnText, DamageIsSeen) {
    for (const std::string_view bad : {"", "[", "[1]", "[\"a\",]", "[\"a\"\"b\"]", "[\"a\", \"a\"]", "{}", "null"}) {
        const auto set = set_from_text(bad);
        ASSERT_FALSE(set.ok()) << bad;
        EXPECT_EQ(set.error().code, ErrorCode::storage_corrupt) << bad;
    }
    for (const std::string_view bad : {"", "[]", "{\"a\":[]}", "{\"a\":null}", "null"}) {
        EXPECT_EQ(map_from_text(bad).error().code, ErrorCode::storage_corrupt) << bad;
    }
}

}  // namespace
}  // namespace fieldfare::core
