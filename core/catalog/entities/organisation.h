#pragma once

#include "core/catalog/enumerations.h"

namespace fieldfare::core::catalog {

// The company that runs Fieldfare: one row. Only administrators change it, on the server.
// clang-format off
inline constexpr Field organisation_fields[] = {
    {.id = 1, .name = "name", .label = {"组织名称", "Organisation"}, .rule = Rule::assigned, .required = true,
     .section = "identity"},
    {.id = 2, .name = "time_zone", .label = {"业务时区", "Business time zone"}, .rule = Rule::assigned,
     .required = true, .max_length = 64, .section = "identity"},
    {.id = 3, .name = "currency", .label = {"币种", "Currency"}, .rule = Rule::assigned, .required = true,
     .max_length = 3, .section = "identity"},
    {.id = 4, .name = "language", .type = Type::enumeration, .label = {"语言", "Language"}, .rule = Rule::assigned,
     .choices = &language, .section = "identity"},
    {.id = 5, .name = "code_template", .label = {"客户编号格式", "Customer code template"}, .rule = Rule::assigned,
     .required = true, .max_length = 40, .section = "policy", .source = "CODE-01"},
    {.id = 6, .name = "policy_presets", .type = Type::set, .label = {"采用的规则集", "Policies in force"},
     .rule = Rule::assigned, .choices = &policy_preset, .section = "policy"},
    {.id = 7, .name = "record_target_minutes", .type = Type::integer,
     .label = {"记录目标时限（分钟）", "Record within (target)"}, .rule = Rule::assigned, .unit = Unit::minutes,
     .section = "policy", .source = "REC-01", .minimum = 1, .maximum = 10080},
    {.id = 8, .name = "record_limit_minutes", .type = Type::integer,
     .label = {"记录最长时限（分钟）", "Record within (limit)"}, .rule = Rule::assigned, .unit = Unit::minutes,
     .section = "policy", .source = "REC-02", .minimum = 1, .maximum = 10080},
    {.id = 9, .name = "first_followup_days", .type = Type::integer,
     .label = {"建档后首次跟进（天）", "First follow-up after filing (days)"}, .rule = Rule::assigned,
     .unit = Unit::days, .section = "policy", .source = "CAD-22", .minimum = 0, .maximum = 365},
    {.id = 10, .name = "high_value_amount", .type = Type::money,
     .label = {"高价值客户年合作额", "Annual amount of a high-value customer"}, .rule = Rule::assigned,
     .unit = Unit::fen, .section = "policy", .source = "CLS-02", .minimum = 0},
};
// clang-format on
inline constexpr Entity organisation{.id = 1,
                                     .name = "organisation",
                                     .label = {"组织", "Organisation"},
                                     .plural = {"组织", "Organisations"},
                                     .scope = Scope::organisation,
                                     .scope_field = {},
                                     .fields = organisation_fields};

}  // namespace fieldfare::core::catalog
