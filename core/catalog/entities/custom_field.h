#pragma once

#include "core/catalog/enumerations.h"

namespace fieldfare::core::catalog {

// A field that the organisation added itself. Its `key` is the key in the `custom` map of the entity it belongs to.
// clang-format off
inline constexpr Field custom_field_fields[] = {
    {.id = 1, .name = "entity", .type = Type::enumeration, .label = {"所属表", "Belongs to"}, .rule = Rule::assigned,
     .required = true, .indexed = true, .choices = &custom_target, .section = "identity"},
    {.id = 2, .name = "key", .label = {"键", "Key"}, .rule = Rule::assigned, .required = true, .max_length = 40,
     .section = "identity"},
    {.id = 3, .name = "type", .type = Type::enumeration, .label = {"类型", "Type"}, .rule = Rule::assigned,
     .required = true, .choices = &custom_type, .section = "identity"},
    {.id = 4, .name = "label_zh", .label = {"中文名称", "Chinese label"}, .rule = Rule::assigned, .required = true,
     .max_length = 60, .section = "identity"},
    {.id = 5, .name = "label_en", .label = {"英文名称", "English label"}, .rule = Rule::assigned, .max_length = 60,
     .section = "identity"},
    {.id = 6, .name = "choices", .type = Type::set, .label = {"选项", "Choices"}, .rule = Rule::assigned,
     .section = "identity"},
    {.id = 7, .name = "position", .type = Type::integer, .label = {"次序", "Position"}, .rule = Rule::assigned,
     .section = "other", .minimum = 0, .maximum = 10000},
    {.id = 8, .name = "retired", .type = Type::boolean, .label = {"停用", "Retired"}, .rule = Rule::assigned,
     .section = "other"},
};
// clang-format on
inline constexpr Entity custom_field{.id = 5,
                                     .name = "custom_field",
                                     .label = {"自定义字段", "Custom field"},
                                     .plural = {"自定义字段", "Custom fields"},
                                     .scope = Scope::organisation,
                                     .scope_field = {},
                                     .fields = custom_field_fields};

}  // namespace fieldfare::core::catalog
