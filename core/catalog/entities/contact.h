#pragma once

#include "core/catalog/enumerations.h"

namespace fieldfare::core::catalog {

// A person at the customer.
// clang-format off
inline constexpr Field contact_fields[] = {
    {.id = 1, .name = "customer", .type = Type::reference, .label = {"客户", "Customer"}, .rule = Rule::log,
     .required = true, .indexed = true, .refers_to = "customer", .section = "identity", .hidden = true},
    {.id = 2, .name = "name", .label = {"联系人", "Name"}, .required = true, .expected = true, .searched = true,
     .max_length = 60, .section = "identity", .source = "T4-1"},
    {.id = 3, .name = "title", .label = {"职务", "Job title"}, .expected = true, .searched = true, .max_length = 60,
     .section = "identity", .source = "T4-1"},
    {.id = 4, .name = "form_of_address", .label = {"称呼", "Form of address"}, .max_length = 40, .section = "identity",
     .source = "TIM-03"},
    {.id = 5, .name = "is_primary", .type = Type::boolean, .label = {"主联系人", "Main contact"}, .section = "identity",
     .source = "T0-1"},
    {.id = 6, .name = "decision_role", .type = Type::enumeration, .label = {"决策角色", "Role in decisions"},
     .choices = &decision_role, .section = "identity"},
    {.id = 7, .name = "decision_order", .type = Type::integer, .label = {"决策链次序", "Place in the decision chain"},
     .section = "identity", .minimum = 1, .maximum = 100},
    {.id = 8, .name = "phone", .label = {"联系方式", "Phone"}, .expected = true, .indexed = true, .searched = true,
     .sensitivity = Sensitivity::contact_data, .max_length = 40, .section = "contact_data", .source = "T4-1"},
    {.id = 9, .name = "email", .label = {"邮箱", "E-mail"}, .sensitivity = Sensitivity::contact_data, .max_length = 254,
     .section = "contact_data"},
    {.id = 10, .name = "wechat", .label = {"微信", "WeChat"}, .sensitivity = Sensitivity::contact_data,
     .max_length = 60, .section = "contact_data"},
    {.id = 11, .name = "preferred_channels", .type = Type::set, .label = {"偏好渠道", "Preferred channels"},
     .rule = Rule::set, .choices = &channel, .section = "preferences"},
    {.id = 12, .name = "preferred_times", .label = {"偏好时间", "Preferred times"}, .section = "preferences",
     .source = "TIM-01"},
    {.id = 13, .name = "visit_consent", .type = Type::boolean, .label = {"同意上门拜访", "Agrees to visits"},
     .section = "preferences", .source = "CAD-06"},
    {.id = 14, .name = "birthday", .type = Type::date, .label = {"生日", "Birthday"},
     .sensitivity = Sensitivity::personal, .section = "preferences", .source = "TIM-05"},
    {.id = 15, .name = "preferences", .label = {"个人偏好", "Personal preferences"}, .rule = Rule::note,
     .sensitivity = Sensitivity::personal, .max_length = 1000, .multiline = true, .section = "preferences",
     .source = "SEC-13"},
    {.id = 16, .name = "departed", .type = Type::boolean, .label = {"已离职", "Has left"}, .section = "other"},
    {.id = 17, .name = "note", .label = {"备注", "Remark"}, .rule = Rule::note, .searched = true, .max_length = 2000, .multiline = true,
     .section = "other"},
    {.id = 18, .name = "custom", .type = Type::map, .label = {"自定义", "Custom"}, .rule = Rule::map,
     .section = "other"},
};
// clang-format on
inline constexpr Entity contact{.id = 7,
                                .name = "contact",
                                .label = {"联系人", "Contact"},
                                .plural = {"联系人", "Contacts"},
                                .scope = Scope::customer,
                                .scope_field = "customer",
                                .fields = contact_fields};

}  // namespace fieldfare::core::catalog
