#pragma once

#include "core/catalog/enumerations.h"

namespace fieldfare::core::catalog {

// A phone that was enrolled. The server keeps this row from what the device tells at each exchange.
// clang-format off
inline constexpr Field device_fields[] = {
    {.id = 1, .name = "user", .type = Type::reference, .label = {"使用人", "User"}, .rule = Rule::assigned,
     .required = true, .indexed = true, .refers_to = "user", .section = "identity"},
    {.id = 2, .name = "number", .type = Type::integer, .label = {"设备号", "Number"}, .rule = Rule::assigned,
     .required = true, .indexed = true, .section = "identity", .minimum = 1, .maximum = 4294967295},
    {.id = 3, .name = "name", .label = {"设备名称", "Device"}, .rule = Rule::assigned, .required = true,
     .section = "identity"},
    {.id = 4, .name = "platform", .type = Type::enumeration, .label = {"平台", "Platform"}, .rule = Rule::assigned,
     .choices = &platform, .section = "identity"},
    {.id = 5, .name = "app_version", .label = {"应用版本", "App version"}, .rule = Rule::assigned, .max_length = 40,
     .section = "identity"},
    {.id = 6, .name = "enrolled_at", .type = Type::timestamp, .label = {"登记时间", "Enrolled"}, .rule = Rule::assigned,
     .section = "other"},
    {.id = 7, .name = "last_contact_at", .type = Type::timestamp, .label = {"最近联系", "Last contact"},
     .rule = Rule::assigned, .section = "other"},
    {.id = 8, .name = "complete_to", .type = Type::timestamp, .label = {"数据完整至", "Complete to"},
     .rule = Rule::assigned, .section = "other"},
    {.id = 9, .name = "revoked_at", .type = Type::timestamp, .label = {"注销时间", "Revoked"}, .rule = Rule::assigned,
     .section = "other"},
};
// clang-format on
inline constexpr Entity device{.id = 4,
                               .name = "device",
                               .label = {"设备", "Device"},
                               .plural = {"设备", "Devices"},
                               .scope = Scope::user,
                               .scope_field = "user",
                               .fields = device_fields};

}  // namespace fieldfare::core::catalog
