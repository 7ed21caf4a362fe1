#include "core/rows/json.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <nlohmann/json.hpp>

#include "core/catalog/entities.h"
#include "tests/support/samples.h"

namespace fieldfare::core {
namespace {

using catalog::customer;
using nlohmann::json;

constexpr std::size_t max_bytes = 1 << 20;

TEST(Json, AnyRowComesBackThroughText) {
    EXPECT_TRUE(rc::check([](std::uint64_t seed) {
        SeededRandom random(seed);
        const auto row = test::random_row(random);
        const auto parsed = parse_json(row_to_json(row).dump(), max_bytes);
        RC_ASSERT(parsed.ok());
        const auto decoded = row_from_json(*parsed);
        RC_ASSERT(decoded.ok());
        RC_ASSERT(*decoded == row);
    }));
}

TEST(Json, AnyGroupComesBackThroughText) {
    EXPECT_TRUE(rc::check([](std::uint64_t seed) {
        SeededRandom random(seed);
        const auto group = test::random_group(random);
        const auto parsed = parse_json(group_to_json(group).dump(), max_bytes);
        RC_ASSERT(parsed.ok());
        const auto decoded = group_from_json(*parsed);
        RC_ASSERT(decoded.ok());
        RC_ASSERT(*decoded == group);
    }));
}

TEST(Json, BooleansStampsAndIdsAreReadable) {
    Row row(catalog::contact, test::sample_id(1));
    row.values[catalog::contact.at("visit_consent")] = std::int64_t{1};
    row.values[catalog::contact.at("customer")] = test::sample_id(2);
    row.clocks.row = {Hlc{1234567890123456789u}, 3};
    const auto object = row_to_json(row);
    EXPECT_EQ(object["fields"]["visit_consent"], true);
    EXPECT_EQ(object["fields"]["customer"], "0190a6b2-7c3d-7e4f-8a5b-6c7d8e9f0a02");
    EXPECT_EQ(object["clocks"]["row"], "1234567890123456789.3");
    EXPECT_FALSE(object["fields"].contains("name"));
    EXPECT_TRUE(fields_to_json(row, Nulls::written).at("name").is_null());
}

TEST(Json, LifeOfARowComesBack) {
    auto row = test::sample_customer();
    row.clocks.set({Cell{}, {Hlc{1234567890123456789u}, 3}, {}});
    EXPECT_EQ(row_from_json(row_to_json(row)).value(), row);
}

ErrorCode code_of(const json& change) {
    const auto result = change_from_json(change);
    return result.ok() ? ErrorCode::internal : result.error().code;
}

json valid_change() {
    return {{"kind", "update"},
            {"entity", "customer"},
            {"row", test::sample_id(1).text()},
            {"stamp", "100.1"},
            {"cells", json::array({{{"field", "name"}, {"value", "新名"}, {"base", "50.1"}}})}};
}

TEST(Json, FaultsAreCoded) {
    ASSERT_TRUE(change_from_json(valid_change()).ok());

    auto change = valid_change();
    change["entity"] = "customers";
    EXPECT_EQ(code_of(change), ErrorCode::unknown_entity);
    change = valid_change();
    change["cells"][0]["field"] = "nickname";
    EXPECT_EQ(code_of(change), ErrorCode::unknown_field);
    EXPECT_EQ(change_from_json(change).error().detail, "customer.nickname");
    change = valid_change();
    change["cells"][0]["value"] = 12;
    EXPECT_EQ(code_of(change), ErrorCode::wrong_type);
    change = valid_change();
    change["cells"][0]["value"] = std::string("a\0b", 3);
    EXPECT_EQ(code_of(change), ErrorCode::wrong_type);
    change = valid_change();
    change["stamp"] = 100;
    EXPECT_EQ(code_of(change), ErrorCode::malformed);
    change = valid_change();
    change["kind"] = "upsert";
    EXPECT_EQ(code_of(change), ErrorCode::malformed);
    change = valid_change();
    change.erase("row");
    EXPECT_EQ(code_of(change), ErrorCode::malformed);
    change = valid_change();
    change["cells"].push_back(change["cells"][0]);
    EXPECT_EQ(code_of(change), ErrorCode::malformed) << "one cell twice";
    change = valid_change();
    change["cells"][0] = {{"field", "tags"}, {"value", true}};
    EXPECT_EQ(code_of(change), ErrorCode::malformed) << "an element needs its key";
    change = valid_change();
    change["cells"][0]["key"] = "k";
    EXPECT_EQ(code_of(change), ErrorCode::malformed) << "a plain field has no key";
    EXPECT_EQ(code_of(json(1)), ErrorCode::malformed);
    EXPECT_EQ(code_of(json::array()), ErrorCode::malformed);
}

TEST(Json, NumbersBeyondInt64AreRefused) {
    const auto& field = customer.fields[customer.at("staff_count")];
    EXPECT_FALSE(value_from_json(customer, field, json(std::uint64_t{1} << 63)).ok());
    EXPECT_FALSE(value_from_json(customer, field, json(1.5)).ok());
    EXPECT_EQ(value_from_json(customer, field, json(-5)).value(), Value(std::int64_t{-5}));
}

TEST(Json, SetsAreSortedOnTheWayInAndRepeatsRefused) {
    const auto& field = customer.fields[customer.at("tags")];
    EXPECT_EQ(value_from_json(customer, field, json({"b", "a"})).value(), Value(StringSet{"a", "b"}));
    EXPECT_FALSE(value_from_json(customer, field, json({"a", "a"})).ok());
}

TEST(ParseJson, BoundsSizeAndDepth) {
    EXPECT_TRUE(parse_json(R"({"a":[1,"]]]]\"[["]})", 100).ok());
    EXPECT_EQ(parse_json("[1,2,3]", 6).error().code, ErrorCode::too_large);
    EXPECT_EQ(parse_json(std::string(100'000, '['), max_bytes).error().code, ErrorCode::too_deep);
    EXPECT_EQ(parse_json(std::string(17, '[') + std::string(17, ']'), max_bytes).error().code, ErrorCode::too_deep);
    EXPECT_TRUE(parse_json(std::string(16, '[') + std::string(16, ']'), max_bytes).ok());
    for (const std::string_view bad : {"", "{", "nul", "{\"a\":1,}", "\"\xff\"", "1 2"}) {
        EXPECT_EQ(parse_json(bad, max_bytes).error().code, ErrorCode::malformed) << bad;
    }
}

TEST(ParseJson, EveryTruncationOfAGroupIsRefused) {
    const auto text = group_to_json(test::sample_group()).dump();
    for (std::size_t size = 0; size < text.size(); ++size) {
        EXPECT_FALSE(parse_json(std::string_view(text).substr(0, size), max_bytes).ok()) << size;
    }
}

}  // namespace
}  // namespace fieldfare::core
