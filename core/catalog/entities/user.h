#pragma once

#include "core/catalog/enumerations.h"

namespace fieldfare::core::catalog {

// A person who works with Fieldfare. Role, team and sign-in address are the server's to write.
// clang-format off
inline constexpr Field user_fields[] = {
    {.id = 1, .name = "name", .label = {"姓名", "Name"}, .rule = Rule::assigned, .required = true, .searched = true,
     .section = "identity"},
    {.id = 2, .name = "email", .label = {"邮箱", "E-mail"}, .rule = Rule::assigned, .indexed = true, .max_length = 254,
     .section = "identity"},
    {.id = 3, .name = "phone", .label = {"电话", "Phone"}, .max_length = 40, .section = "contact_data"},
    {.id = 4, .name = "title", .label = {"职务", "Job title"}, .section = "identity"},
    {.id = 5, .name = "role", .type = Type::enumeration, .label = {"角色", "Role"}, .rule = Rule::assigned,
     .required = true, .choices = &role, .section = "identity"},
    {.id = 6, .name = "team", .type = Type::reference, .label = {"团队", "Team"}, .rule = Rule::assigned,
     .indexed = true, .refers_to = "team", .section = "identity"},
    {.id = 7, .name = "active", .type = Type::boolean, .label = {"在职", "Active"}, .rule = Rule::assigned,
     .section = "identity"},
    {.id = 8, .name = "language", .type = Type::enumeration, .label = {"语言", "Language"}, .choices = &language,
     .section = "preferences"},
};
// clang-format on
inline constexpr Entity user{.id = 3,
                             .name = "user",
                             .label = {"成员", "Member"},
                             .plural = {"成员", "Members"},
                             .scope = Scope::organisation,
                             .scope_field = {},
                             .fields = user_fields};

}  // namespace fieldfare::core::catalog
