#include "core/catalog/validation.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>

#include "core/catalog/entities.h"
#include "core/rows/limits.h"
#include "tests/support/samples.h"

namespace fieldfare::core {
namespace {

using catalog::contact;
using catalog::customer;
using catalog::interaction;

CustomFields custom_fields() {
    CustomFields fields;
    fields.define("customer", "floor", {Type::integer, {}, false});
    fields.define("customer", "grade", {Type::enumeration, {"gold", "silver"}, false});
    fields.define("customer", "fax", {Type::text, {}, true});
    return fields;
}

Change update() {
    return {ChangeKind::update, &customer, test::sample_id(1), {Hlc{100}, 1}, {}, {}};
}

CellChange cell(const Entity& entity, std::string_view field, Value value, std::string key = {}) {
    return {entity.fields[entity.position(field)].id, std::move(key), std::move(value), {}};
}

// What the check of one customer cell says; internal when nothing is wrong.
Error verdict(const Change& change, Author author = Author::device) {
    const auto status = validate(change, author, custom_fields());
    return status.ok() ? Error{} : status.error();
}

Error verdict(std::string_view field, Value value, std::string key = {}) {
    auto change = update();
    change.cells.push_back(cell(customer, field, std::move(value), std::move(key)));
    return verdict(change);
}

const Error fine{};

Error error(ErrorCode code, std::string detail) {
    return {code, std::move(detail)};
}

TEST(Validation, SampleGroupIsFine) {
    EXPECT_TRUE(validate(test::sample_group(), Author::device, custom_fields()).ok());
}

TEST(Validation, TypesMustFit) {
    EXPECT_EQ(verdict("name", "新名"), fine);
    EXPECT_EQ(verdict("name", std::int64_t{1}), error(ErrorCode::wrong_type, "customer.name"));
    EXPECT_EQ(verdict("staff_count", "200"), error(ErrorCode::wrong_type, "customer.staff_count"));
    EXPECT_EQ(verdict("owner", "0190a6b2-7c3d-7e4f-8a5b-6c7d8e9f0a02").code, ErrorCode::wrong_type);
    EXPECT_EQ(verdict("note", Value{}), fine) << "emptied";
}

TEST(Validation, RequiredFieldsCannotBeEmptied) {
    for (const Value& blank : {Value{}, Value(""), Value("  \t")}) {
        EXPECT_EQ(verdict("name", blank), error(ErrorCode::missing_field, "customer.name"));
    }
}

TEST(Validation, NewRowNeedsAllRequiredFields) {
    auto change = test::sample_group().changes[0];
    ASSERT_EQ(verdict(change), fine);
    for (const std::string_view name : {"customer", "author", "started_at", "logged_at", "channels"}) {
        auto lacking = change;
        const auto id = interaction.fields[interaction.position(name)].id;
        std::erase_if(lacking.cells, [&](const CellChange& given) { return given.field == id; });
        EXPECT_EQ(verdict(lacking), error(ErrorCode::missing_field, "interaction." + std::string(name)));
    }
    for (auto& given : change.cells) {
        if (std::holds_alternative<StringSet>(given.value)) given.value = StringSet{};
    }
    EXPECT_EQ(verdict(change), error(ErrorCode::missing_field, "interaction.channels"));
}

TEST(Validation, ChoicesAreClosed) {
    EXPECT_EQ(verdict("stage", "won"), fine);
    EXPECT_EQ(verdict("stage", "成交"), error(ErrorCode::unknown_enum_value, "customer.stage"));
    EXPECT_EQ(verdict("focus", std::int64_t{1}, "price"), fine);
    EXPECT_EQ(verdict("focus", std::int64_t{1}, "prize").code, ErrorCode::unknown_enum_value);
    EXPECT_EQ(verdict("focus", std::int64_t{0}, "prize"), fine) << "what was a choice once may be removed";
}

TEST(Validation, LengthIsInCharacters) {
    const auto repeated = [](std::string_view piece, std::size_t times) {
        std::string text;
        for (std::size_t i = 0; i < times; ++i) text += piece;
        return text;
    };
    EXPECT_EQ(verdict("name", repeated("客", 200)), fine);
    EXPECT_EQ(verdict("name", repeated("客", 201)), error(ErrorCode::too_long, "customer.name"));
    EXPECT_EQ(verdict("note", repeated("客", 10'000)), fine);
    EXPECT_EQ(verdict("note", repeated("客", 10'001)).code, ErrorCode::too_long);
    EXPECT_EQ(verdict("tags", std::int64_t{1}, repeated("客", 201)).code, ErrorCode::too_long);
    EXPECT_EQ(verdict("name", std::string("a\0b", 3)).code, ErrorCode::invalid_argument);
    EXPECT_EQ(verdict("name", "\xff").code, ErrorCode::invalid_argument);
}

TEST(Validation, NumbersHaveRanges) {
    EXPECT_EQ(verdict("staff_count", std::int64_t{0}), fine);
    EXPECT_EQ(verdict("staff_count", std::int64_t{-1}), error(ErrorCode::out_of_range, "customer.staff_count"));
    EXPECT_EQ(verdict("satisfaction_score", std::int64_t{6}).code, ErrorCode::out_of_range);
    EXPECT_EQ(verdict("growing_industry", std::int64_t{2}).code, ErrorCode::out_of_range);
    EXPECT_EQ(verdict("won_at", std::int64_t{-1}).code, ErrorCode::out_of_range);
    EXPECT_EQ(verdict("won_at", std::numeric_limits<std::int64_t>::max()).code, ErrorCode::out_of_range);
}

TEST(Validation, PositionsAreOnEarth) {
    const auto position = [](double latitude, double longitude) {
        auto change = update();
        change.cells = {cell(customer, "latitude", latitude), cell(customer, "longitude", longitude),
                        cell(customer, "location_accuracy", Value{})};
        return verdict(change).code;
    };
    EXPECT_EQ(position(31.2, 121.5), fine.code);
    EXPECT_EQ(position(90.5, 121.5), ErrorCode::out_of_range);
    EXPECT_EQ(position(31.2, -181), ErrorCode::out_of_range);
    EXPECT_EQ(position(std::numeric_limits<double>::quiet_NaN(), 0), ErrorCode::out_of_range);
}

TEST(Validation, DatesAreRealDays) {
    for (const std::string_view day : {"2024-02-29", "0001-01-01", "9999-12-31"}) EXPECT_TRUE(is_date(day)) << day;
    for (const std::string_view no : {"2023-02-29", "2024-04-31", "2024-13-01", "2024-00-10", "2024-1-01", "2024/01/01",
                                      "2024-01-1x", "", "0000-01-01", "2024-01-010", "+024-01-01"}) {
        EXPECT_FALSE(is_date(no)) << no;
    }
    EXPECT_EQ(verdict("filed_on", "2023-02-29"), error(ErrorCode::invalid_argument, "customer.filed_on"));
}

TEST(Validation, GroupsAreWrittenTogether) {
    auto change = update();
    change.cells = {cell(customer, "province", "上海"), cell(customer, "city", "上海")};
    EXPECT_EQ(verdict(change), error(ErrorCode::group_incomplete, "customer.address"));
    change.cells.push_back(cell(customer, "address", Value{}));
    EXPECT_EQ(verdict(change), fine);
}

TEST(Validation, FactsNeverChange) {
    Change change{ChangeKind::update, &interaction, test::sample_id(1), {Hlc{100}, 1}, {}, {}};
    change.cells.push_back(cell(interaction, "started_at", std::int64_t{5}));
    EXPECT_EQ(verdict(change), error(ErrorCode::immutable_field, "interaction.started_at"));
    change.cells[0] = cell(interaction, "feedback", "改为九月");
    EXPECT_EQ(verdict(change), fine);
}

TEST(Validation, AssignedFieldsAreTheServers) {
    auto change = update();
    change.cells.push_back(cell(customer, "code", "202405001"));
    EXPECT_EQ(verdict(change, Author::device), error(ErrorCode::assigned_field, "customer.code"));
    EXPECT_EQ(verdict(change, Author::server), fine);
}

TEST(Validation, DevicesCannotAddWhatTheServerAssigns) {
    Change change{ChangeKind::add, &catalog::user, test::sample_id(1), {Hlc{100}, 1}, {}, {}};
    change.cells.push_back(cell(catalog::user, "phone", "123"));
    EXPECT_EQ(verdict(change, Author::device), error(ErrorCode::assigned_field, "user.name"));
    EXPECT_EQ(verdict(change, Author::server), error(ErrorCode::missing_field, "user.name"));
}

TEST(Validation, ElementsAndKeysStandInTheirPlace) {
    EXPECT_EQ(verdict("tags", std::int64_t{1}, "重点"), fine);
    EXPECT_EQ(verdict("tags", std::int64_t{1}).code, ErrorCode::malformed) << "no key";
    EXPECT_EQ(verdict("tags", std::int64_t{1}, " ").code, ErrorCode::invalid_argument) << "a blank word";
    EXPECT_EQ(verdict("tags", std::int64_t{2}, "重点").code, ErrorCode::out_of_range);
    EXPECT_EQ(verdict("tags", StringSet{"重点"}, "重点").code, ErrorCode::wrong_type);
    EXPECT_EQ(verdict("name", "x", "key").code, ErrorCode::malformed);
    EXPECT_EQ(verdict("collaborators", std::int64_t{1}, test::sample_id(5).text()), fine);
    EXPECT_EQ(verdict("collaborators", std::int64_t{1}, "李强").code, ErrorCode::unknown_reference);
    EXPECT_EQ(verdict("collaborators", std::int64_t{1}, Uuid{}.text()).code, ErrorCode::unknown_reference);
}

TEST(Validation, CustomFieldsMustBeDefined) {
    EXPECT_EQ(verdict("custom", std::int64_t{3}, "floor"), fine);
    EXPECT_EQ(verdict("custom", Value{}, "forgotten"), fine) << "removing is always allowed";
    EXPECT_EQ(verdict("custom", "three", "floor"), error(ErrorCode::wrong_type, "customer.custom[floor]"));
    EXPECT_EQ(verdict("custom", "x", "unheard"), error(ErrorCode::unknown_field, "customer.custom[unheard]"));
    EXPECT_EQ(verdict("custom", "gold", "grade"), fine);
    EXPECT_EQ(verdict("custom", "lead", "grade").code, ErrorCode::unknown_enum_value);
    EXPECT_EQ(verdict("custom", "1234", "fax").code, ErrorCode::immutable_field) << "retired";
    EXPECT_EQ(verdict("custom", std::int64_t{3}).code, ErrorCode::malformed) << "no key";
}

TEST(Validation, NilIdsAreRefused) {
    auto change = update();
    change.cells.push_back(cell(customer, "name", "x"));
    change.row = {};
    EXPECT_EQ(verdict(change), error(ErrorCode::invalid_argument, "customer.id"));
    EXPECT_EQ(verdict("owner", Uuid{}), error(ErrorCode::unknown_reference, "customer.owner"));
}

TEST(Validation, FrameOfAChange) {
    EXPECT_EQ(verdict(update()).code, ErrorCode::malformed) << "an update of nothing";
    auto change = update();
    change.cells.push_back(cell(customer, "name", "x"));
    change.stamp = {};
    EXPECT_EQ(verdict(change), error(ErrorCode::invalid_argument, "customer.stamp"));
    change = update();
    change.cells = {cell(customer, "name", "x"), cell(customer, "name", "y")};
    EXPECT_EQ(verdict(change), error(ErrorCode::malformed, "customer.name")) << "one cell twice";
    change = update();
    change.cells.push_back({900, "", "x", {}});
    EXPECT_EQ(verdict(change), error(ErrorCode::unknown_field, "customer.#900"));
    change.kind = ChangeKind::remove;
    EXPECT_EQ(verdict(change).code, ErrorCode::malformed) << "a removal writes no cell";
    change.cells.clear();
    EXPECT_EQ(verdict(change), fine);
    change.kind = ChangeKind::add;
    change.cells = {cell(customer, "name", "x")};
    change.cells[0].base = {Hlc{5}, 1};
    EXPECT_EQ(verdict(change), error(ErrorCode::invalid_argument, "customer.name")) << "a new row replaces nothing";
}

TEST(Validation, FrameOfAGroup) {
    EXPECT_EQ(validate(Group{0, test::sample_group().changes}, Author::device, {}).error().code,
              ErrorCode::invalid_argument);
    EXPECT_EQ(validate(Group{1, {}}, Author::device, {}).error().code, ErrorCode::malformed);
    Group group{1, std::vector<Change>(limits::changes_per_group + 1, test::sample_group().changes[0])};
    EXPECT_EQ(validate(group, Author::device, {}).error().code, ErrorCode::too_large);
}

TEST(Validation, WholeSetsAndMapsHaveBounds) {
    const auto& channels = interaction.fields[interaction.at("channels")];
    EXPECT_TRUE(validate_value(interaction, channels, StringSet{"phone", "visit"}).ok());
    EXPECT_EQ(validate_value(interaction, channels, StringSet{"visit", "phone"}).error().code, ErrorCode::malformed);
    const auto& tags = customer.fields[customer.at("tags")];
    StringSet many;
    for (std::size_t i = 0; i <= limits::set_elements; ++i) many.push_back(std::to_string(10'000 + i));
    EXPECT_EQ(validate_value(customer, tags, many).error().code, ErrorCode::too_large);
    const auto& custom = customer.fields[customer.at("custom")];
    EXPECT_EQ(validate_value(customer, custom, ScalarMap{{"", std::int64_t{1}}}).error().code,
              ErrorCode::invalid_argument);
}

TEST(Validation, RowsThatGrewTooLargeAreSeen) {
    auto row = test::sample_customer();
    EXPECT_TRUE(within_limits(row).ok());
    StringSet many;
    for (std::size_t i = 0; i <= limits::set_elements; ++i) many.push_back(std::to_string(10'000 + i));
    row.values[customer.at("tags")] = many;
    EXPECT_EQ(within_limits(row).error(), error(ErrorCode::too_large, "customer.tags"));
    many.pop_back();
    row.values[customer.at("tags")] = many;
    EXPECT_TRUE(within_limits(row).ok());
    for (std::size_t i = 0; i <= limits::row_clock_cells; ++i) {
        row.clocks.cells.push_back({{1, std::to_string(i)}, {}, {}});
    }
    EXPECT_EQ(within_limits(row).error(), error(ErrorCode::too_large, "customer.clocks"));
}

TEST(Validation, AnythingThatTypesAllowGetsAnAnswer) {
    std::size_t refused = 0;
    EXPECT_TRUE(rc::check([&](std::uint64_t seed) {
        SeededRandom random(seed);
        const auto status = validate(test::random_change(random), Author::device, custom_fields());
        if (status.ok()) return;
        ++refused;
        RC_ASSERT(!status.error().detail.empty());
    }));
    EXPECT_GT(refused, 50u);
}

}  // namespace
}  // namespace fieldfare::core
