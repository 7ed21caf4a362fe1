#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "server/app/admin.h"

// The administration's commands, one file a subject: JSON members in, JSON members out. Include from their sources
// only.
namespace fieldfare::server::admin {

core::Result<nlohmann::json> user_add(const AdminHost& host, const nlohmann::json& command);
core::Result<nlohmann::json> user_change(const AdminHost& host, const nlohmann::json& command);
core::Result<nlohmann::json> user_handover(const AdminHost& host, const nlohmann::json& command);
core::Result<nlohmann::json> customer_merge(const AdminHost& host, const nlohmann::json& command);
core::Result<nlohmann::json> customer_unmerge(const AdminHost& host, const nlohmann::json& command);
core::Result<nlohmann::json> erase(const AdminHost& host, const nlohmann::json& command);
core::Result<nlohmann::json> user_list(const AdminHost& host, const nlohmann::json& command);
core::Result<nlohmann::json> user_password(const AdminHost& host, const nlohmann::json& command);
core::Result<nlohmann::json> device_enrol(const AdminHost& host, const nlohmann::json& command);
core::Result<nlohmann::json> device_list(const AdminHost& host, const nlohmann::json& command);
core::Result<nlohmann::json> device_revoke(const AdminHost& host, const nlohmann::json& command);
core::Result<nlohmann::json> field_add(const AdminHost& host, const nlohmann::json& command);
core::Result<nlohmann::json> field_list(const AdminHost& host, const nlohmann::json& command);
core::Result<nlohmann::json> field_retire(const AdminHost& host, const nlohmann::json& command);
core::Result<nlohmann::json> mask_set(const AdminHost& host, const nlohmann::json& command);
core::Result<nlohmann::json> mask_list(const AdminHost& host, const nlohmann::json& command);
core::Result<nlohmann::json> quarantine_list(const AdminHost& host, const nlohmann::json& command);
core::Result<nlohmann::json> quarantine_show(const AdminHost& host, const nlohmann::json& command);
core::Result<nlohmann::json> quarantine_clear(const AdminHost& host, const nlohmann::json& command);
core::Result<nlohmann::json> import_customers(const AdminHost& host, const nlohmann::json& command);

// A text member; empty if there is none.
std::string text_of(const nlohmann::json& command, const char* name);
// Runs inside the writer's transaction and brings its answer out.
core::Result<nlohmann::json> write(const AdminHost& host,
                                   const std::function<core::Result<nlohmann::json>(WriteScope&)>& work);

}  // namespace fieldfare::server::admin
