#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/app/admin.h"
#include "server/store/canonical_store.h"

// Fields that the organisation defines for itself: rows of `custom_field`, which forms and validation follow.
namespace fieldfare::server {

core::Result<std::vector<core::Row>> list_fields(core::sqlite::Connection& database, Org org);

struct NewField {
    std::string entity;  // codes of the catalog's custom_target and custom_type
    std::string key;     // a-z, 0-9 and _, beginning with a letter; stands in data for ever
    std::string type;
    std::string label_zh;
    std::string label_en;
    core::StringSet choices;               // enumeration
    std::optional<std::int64_t> position;  // among the fields of its entity; unset: the last
};
// unknown_enum_value (entity, type), invalid_argument (key, choices), missing_field (labels, choices), already_exists,
// and what validation says.
core::Status add_field(WriteScope& scope, const AdminHost& host, const NewField& field);
// A retired field keeps its values and takes no new ones. not_found.
core::Status retire_field(WriteScope& scope, const AdminHost& host, const std::string& entity, const std::string& key,
                          bool retired);

}  // namespace fieldfare::server
