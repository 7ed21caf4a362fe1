#pragma once

#include "core/catalog/enumerations.h"

namespace fieldfare::core::catalog {

// A sales team. Its lead is a user; users come after teams, so the lead is found through `user.role`, not stored here.
// clang-format off
inline constexpr Field team_fields[] = {
    {.id = 1, .name = "name", .label = {"团队名称", "Team"}, .rule = Rule::assigned, .required = true, .searched = true,
     .section = "identity"},
    {.id = 2, .name = "active", .type = Type::boolean, .label = {"启用", "Active"}, .rule = Rule::assigned,
     .section = "identity"},
    {.id = 3, .name = "note", .label = {"备注", "Remark"}, .rule = Rule::assigned, .max_length = 1000,
     .multiline = true, .section = "other"},
};
// clang-format on
inline constexpr Entity team{.id = 2,
                             .name = "team",
                             .label = {"团队", "Team"},
                             .plural = {"团队", "Teams"},
                             .scope = Scope::organisation,
                             .scope_field = {},
                             .fields = team_fields};

}  // namespace fieldfare::core::catalog
