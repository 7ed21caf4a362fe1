#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "core/base/hlc.h"
#include "core/base/result.h"
#include "core/base/uuid.h"

// Reading members of JSON objects that nobody vouches for. Internal to core/rows.
namespace fieldfare::core::members {

inline Error malformed(std::string_view name) {
    return {ErrorCode::malformed, std::string(name)};
}

// Null when there is no such member.
inline const nlohmann::json* find(const nlohmann::json& object, const char* name) {
    if (!object.is_object()) return nullptr;
    const auto found = object.find(name);
    return found == object.end() ? nullptr : &*found;
}

inline Result<std::string> text(const nlohmann::json& object, const char* name) {
    const auto* member = find(object, name);
    if (member == nullptr || !member->is_string()) return malformed(name);
    return member->get<std::string>();
}

inline Result<Stamp> stamp(const nlohmann::json& object, const char* name) {
    FF_ASSIGN(const auto written, text(object, name));
    const auto parsed = Stamp::parse(written);
    if (!parsed) return malformed(name);
    return *parsed;
}

// Zero when there is no such member.
inline Result<Stamp> stamp_or_zero(const nlohmann::json& object, const char* name) {
    if (find(object, name) == nullptr) return Stamp{};
    return stamp(object, name);
}

inline Result<Uuid> uuid(const nlohmann::json& object, const char* name) {
    FF_ASSIGN(const auto written, text(object, name));
    const auto parsed = Uuid::parse(written);
    if (!parsed) return malformed(name);
    return *parsed;
}

// An array of at most `max` things.
inline Result<const nlohmann::json*> array(const nlohmann::json& object, const char* name, std::size_t max) {
    const auto* member = find(object, name);
    if (member == nullptr || !member->is_array()) return malformed(name);
    if (member->size() > max) return Error{ErrorCode::too_large, name};
    return member;
}

}  // namespace fieldfare::core::members
