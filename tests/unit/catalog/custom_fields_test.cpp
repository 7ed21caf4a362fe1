#include "core/catalog/custom_fields.h"

#include <gtest/gtest.h>

#include "core/catalog/entities.h"
#include "tests/support/samples.h"

namespace fieldfare::core {
namespace {

using catalog::custom_field;

Row definition(std::string_view key, std::string_view type) {
    Row row(custom_field, test::sample_id(1));
    row.values[custom_field.at("entity")] = "customer";
    row.values[custom_field.at("key")] = std::string(key);
    row.values[custom_field.at("type")] = std::string(type);
    return row;
}

TEST(CustomFields, ComeFromTheirRows) {
    auto grade = definition("grade", "enumeration");
    grade.values[custom_field.at("choices")] = StringSet{"gold", "silver"};
    grade.values[custom_field.at("retired")] = std::int64_t{1};
    const Row rows[] = {grade, definition("floor", "integer")};
    const auto fields = CustomFields::from_rows(rows);
    const auto* found = fields.find("customer", "grade");
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->type, Type::enumeration);
    EXPECT_EQ(found->choices, (StringSet{"gold", "silver"}));
    EXPECT_TRUE(found->retired);
    ASSERT_NE(fields.find("customer", "floor"), nullptr);
    EXPECT_EQ(fields.find("customer", "floor")->type, Type::integer);
    EXPECT_EQ(fields.find("contact", "floor"), nullptr);
}

TEST(CustomFields, PassOverWhatIsNoDefinition) {
    auto deleted = definition("gone", "text");
    deleted.clocks.deletion = Deletion{};
    const Row rows[] = {deleted, definition("odd", "hologram"), test::sample_customer()};
    const auto fields = CustomFields::from_rows(rows);
    EXPECT_EQ(fields.find("customer", "gone"), nullptr);
    EXPECT_EQ(fields.find("customer", "odd"), nullptr);
}

}  // namespace
}  // namespace fieldfare::core
