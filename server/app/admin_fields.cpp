#include <algorithm>

#include "core/catalog/entities.h"
#include "core/rows/json.h"
#include "server/app/admin_handlers.h"
#include "server/app/fields.h"

namespace fieldfare::server::admin {

using core::Result;
using core::catalog::custom_field;
using nlohmann::json;

Result<json> field_add(const AdminHost& host, const json& command) {
    NewField field;
    field.entity = text_of(command, "entity");
    field.key = text_of(command, "key");
    field.type = text_of(command, "type");
    field.label_zh = text_of(command, "label_zh");
    field.label_en = text_of(command, "label_en");
    if (const auto choices = command.find("choices"); choices != command.end() && choices->is_array()) {
        for (const auto& choice : *choices) {
            if (!choice.is_string()) return {core::ErrorCode::wrong_type, "custom_field.choices"};
            field.choices.push_back(choice.get<std::string>());
        }
        std::ranges::sort(field.choices);
        if (std::ranges::adjacent_find(field.choices) != field.choices.end()) {
            return {core::ErrorCode::invalid_argument, "custom_field.choices: one stands twice"};
        }
    }
    if (const auto position = command.find("position"); position != command.end()) {
        if (!position->is_number_integer()) return {core::ErrorCode::wrong_type, "custom_field.position"};
        field.position = position->get<std::int64_t>();
    }
    return write(host, [&](WriteScope& scope) -> Result<json> {
        FF_TRY(add_field(scope, host, field));
        return json{{"field", field.entity + "." + field.key}};
    });
}

Result<json> field_list(const AdminHost& host, const json&) {
    return write(host, [&](WriteScope& scope) -> Result<json> {
        FF_ASSIGN(const auto fields, list_fields(scope.database, scope.org));
        json items = json::array();
        for (const auto& row : fields) items.push_back(core::fields_to_json(row, core::Nulls::written));
        return json{{"items", items}};
    });
}

Result<json> field_retire(const AdminHost& host, const json& command) {
    const auto undo = command.find("undo");
    const bool retired = undo == command.end() || !undo->is_boolean() || !undo->get<bool>();
    return write(host, [&](WriteScope& scope) -> Result<json> {
        FF_TRY(retire_field(scope, host, text_of(command, "entity"), text_of(command, "key"), retired));
        return json::object();
    });
}

}  // namespace fieldfare::server::admin
