#include "server/dashboard/masked.h"

#include <nlohmann/json.hpp>

#include "core/rows/json.h"

namespace fieldfare::server::dashboard {

core::Status Masked::put(const core::Row& row, nlohmann::json& answer) {
    FF_ASSIGN(const auto hidden, veil_.over(row));
    auto fields = core::fields_to_json(row, core::Nulls::written);
    auto names = nlohmann::json::array();
    for (const auto& field : row.entity->fields) {
        if (!hidden.hides(field)) continue;
        const std::string name(field.name);
        fields.erase(name);
        names.push_back(name);
    }
    answer["fields"] = std::move(fields);
    answer["masked"] = std::move(names);
    return {};
}

}  // namespace fieldfare::server::dashboard
