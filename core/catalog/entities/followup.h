#pragma once

#include "core/catalog/enumerations.h"

namespace fieldfare::core::catalog {

// One item of a customer's follow-up plan. Which interaction fulfilled it follows from `interaction.followup`.
// clang-format off
inline constexpr Field followup_fields[] = {
    {.id = 1, .name = "customer", .type = Type::reference, .label = {"客户", "Customer"}, .rule = Rule::log,
     .required = true, .indexed = true, .refers_to = "customer", .section = "plan", .hidden = true},
    {.id = 2, .name = "contact", .type = Type::reference, .label = {"对接人", "Contact"}, .refers_to = "contact",
     .section = "plan", .source = "T3-1"},
    {.id = 3, .name = "author", .type = Type::reference, .label = {"制定人", "Planned by"}, .rule = Rule::log,
     .refers_to = "user", .section = "plan", .hidden = true, .signs = true},
    {.id = 4, .name = "owner", .type = Type::reference, .label = {"负责人", "Owner"}, .required = true, .indexed = true,
     .refers_to = "user", .section = "plan", .source = "T3-1"},
    {.id = 5, .name = "collaborators", .type = Type::set, .label = {"协同人员", "Collaborators"}, .rule = Rule::set,
     .refers_to = "user", .section = "plan"},
    {.id = 6, .name = "goal", .label = {"维护目标", "Goal"}, .searched = true, .max_length = 500, .section = "plan",
     .source = "T3-1"},
    {.id = 7, .name = "cycle", .type = Type::enumeration, .label = {"跟进周期", "Cycle"}, .choices = &cycle,
     .section = "plan", .source = "T3-1"},
    {.id = 8, .name = "first_on", .type = Type::date, .label = {"首次跟进时间", "First follow-up"}, .section = "plan",
     .source = "T4-2"},
    {.id = 9, .name = "due_on", .type = Type::date, .label = {"下次跟进时间", "Due"}, .rule = Rule::group,
     .group = "due", .required = true, .indexed = true, .section = "plan", .source = "T3-1"},
    {.id = 10, .name = "due_rule", .label = {"到期规则", "Rule of the due day"}, .rule = Rule::group, .group = "due",
     .max_length = 40, .section = "plan", .hidden = true},
    {.id = 11, .name = "planned_at", .type = Type::timestamp, .label = {"计划时间", "Planned for"}, .section = "plan",
     .source = "TIM-01"},
    {.id = 12, .name = "important", .type = Type::boolean, .label = {"重要", "Important"}, .section = "plan",
     .source = "TIM-02"},
    {.id = 13, .name = "booked", .type = Type::boolean, .label = {"已预约", "Booked"}, .section = "plan",
     .source = "TIM-02"},
    {.id = 14, .name = "methods", .type = Type::set, .label = {"跟进方式", "Methods"}, .rule = Rule::set,
     .choices = &channel, .section = "plan", .source = "T3-1"},
    {.id = 15, .name = "talking_points", .label = {"沟通要点", "Talking points"}, .rule = Rule::note, .searched = true, .max_length = 2000,
     .multiline = true, .section = "plan", .source = "T3-1"},
    {.id = 16, .name = "next_action", .label = {"下一步行动", "Next action"}, .rule = Rule::note, .max_length = 1000, .multiline = true,
     .section = "plan", .source = "T3-1"},
    {.id = 17, .name = "resources", .label = {"所需资源", "Resources needed"}, .rule = Rule::note, .max_length = 1000, .multiline = true,
     .section = "plan", .source = "T4-2"},
    {.id = 18, .name = "status", .type = Type::enumeration, .label = {"完成状态", "Status"}, .rule = Rule::status,
     .group = "status", .required = true, .choices = &followup_status, .section = "plan", .source = "T3-1"},
    {.id = 19, .name = "completed_at", .type = Type::timestamp, .label = {"完成时间", "Completed at"},
     .rule = Rule::group, .group = "status", .section = "plan", .hidden = true},
    {.id = 20, .name = "note", .label = {"备注", "Remark"}, .rule = Rule::note, .searched = true, .max_length = 2000, .multiline = true,
     .section = "other", .source = "T4-2"},
    {.id = 21, .name = "custom", .type = Type::map, .label = {"自定义", "Custom"}, .rule = Rule::map,
     .section = "other"},
};
// clang-format on
inline constexpr Entity followup{.id = 8,
                                 .name = "followup",
                                 .label = {"跟进计划", "Follow-up"},
                                 .plural = {"跟进计划", "Follow-ups"},
                                 .scope = Scope::customer,
                                 .scope_field = "customer",
                                 .fields = followup_fields,
                                 .order_field = "due_on"};

}  // namespace fieldfare::core::catalog
