#include "core/catalog/value_checks.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "core/catalog/validation.h"
#include "core/rows/limits.h"
#include "core/rows/reader.h"
#include "core/rows/typing.h"

namespace fieldfare::core {

bool is_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const auto number = [&](std::size_t from, std::size_t count) {
        int value = 0;
        for (const char c : text.substr(from, count)) {
            if (c < '0' || c > '9') return -1;
            value = value * 10 + (c - '0');
        }
        return value;
    };
    const int year = number(0, 4);
    const int month = number(5, 2);
    const int day = number(8, 2);
    if (year < 1 || month < 1 || day < 1) return false;
    return std::chrono::year_month_day{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                       std::chrono::day(static_cast<unsigned>(day))}
        .ok();
}

namespace value_checks {
namespace {

// The last millisecond of the year 9999.
constexpr std::int64_t last_timestamp = 253'402'300'799'999;

Fault check_text(std::string_view text, std::size_t max_characters) {
    if (!is_clean_utf8(text)) return ErrorCode::invalid_argument;
    if (text.size() > limits::text_bytes || utf8_length(text) > max_characters) return ErrorCode::too_long;
    return {};
}

Fault check_integer(const Field& field, std::int64_t value) {
    if (field.type == Type::boolean && value != 0 && value != 1) return ErrorCode::out_of_range;
    if (field.type == Type::timestamp && (value < 0 || value > last_timestamp)) return ErrorCode::out_of_range;
    if (value < field.minimum || value > field.maximum) return ErrorCode::out_of_range;
    return {};
}

Fault check_real(const Field& field, double value) {
    if (!std::isfinite(value)) return ErrorCode::out_of_range;
    const bool in_range = value >= static_cast<double>(field.minimum) && value <= static_cast<double>(field.maximum);
    return in_range ? Fault{} : ErrorCode::out_of_range;
}

Fault check_string(const Field& field, const std::string& text) {
    if (field.type == Type::date) return is_date(text) ? Fault{} : ErrorCode::invalid_argument;
    if (field.type == Type::enumeration) {
        return field.choices->find(text) != nullptr ? Fault{} : ErrorCode::unknown_enum_value;
    }
    return check_text(text, field.max_length != 0 ? field.max_length : limits::text_characters);
}

Fault check_set(const Field& field, const StringSet& set) {
    if (set.size() > limits::set_elements) return ErrorCode::too_large;
    for (std::size_t i = 0; i < set.size(); ++i) {
        if (i > 0 && set[i - 1] >= set[i]) return ErrorCode::malformed;
        if (const auto fault = check_element(field, set[i])) return fault;
    }
    return {};
}

Fault check_map(const ScalarMap& map) {
    if (map.size() > limits::map_keys) return ErrorCode::too_large;
    for (const auto& [key, scalar] : map) {
        if (const auto fault = check_map_key(key)) return fault;
        if (const auto* text = std::get_if<std::string>(&scalar)) {
            if (const auto fault = check_text(*text, limits::map_text_characters)) return fault;
        }
        if (const auto* real = std::get_if<double>(&scalar); real != nullptr && !std::isfinite(*real)) {
            return ErrorCode::out_of_range;
        }
    }
    return {};
}

struct CheckWhole {
    const Field& field;
    Fault operator()(std::monostate) const { return {}; }
    Fault operator()(std::int64_t value) const { return check_integer(field, value); }
    Fault operator()(double value) const { return check_real(field, value); }
    Fault operator()(const std::string& value) const { return check_string(field, value); }
    Fault operator()(const Uuid& id) const { return id.is_nil() ? Fault{ErrorCode::unknown_reference} : Fault{}; }
    Fault operator()(const StringSet& set) const { return check_set(field, set); }
    Fault operator()(const ScalarMap& map) const { return check_map(map); }
};

// The field that a custom field amounts to, for the checks that both share.
Field plain_field(Type type) {
    Field field;
    field.type = type;
    field.max_length = limits::map_text_characters;
    return field;
}

}  // namespace

bool is_blank(const Value& value) {
    if (is_null(value)) return true;
    if (const auto* set = std::get_if<StringSet>(&value)) return set->empty();
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr && text->find_first_not_of(" \t\r\n") == std::string::npos;
}

Fault check_whole(const Field& field, const Value& value) {
    if (!fits(field.type, value)) return ErrorCode::wrong_type;
    return std::visit(CheckWhole{field}, value);
}

Fault check_element(const Field& field, std::string_view element) {
    if (field.choices != nullptr) {
        return field.choices->find(element) != nullptr ? Fault{} : ErrorCode::unknown_enum_value;
    }
    if (!field.refers_to.empty()) {
        const auto id = Uuid::parse(element);
        const bool canonical = id && !id->is_nil() && id->text() == element;
        return canonical ? Fault{} : ErrorCode::unknown_reference;
    }
    if (is_blank(Value(std::string(element)))) return ErrorCode::invalid_argument;
    return check_text(element, limits::element_characters);
}

Fault check_map_key(std::string_view key) {
    if (key.empty()) return ErrorCode::invalid_argument;
    return check_text(key, limits::map_key_characters);
}

Fault check_custom(const CustomField& custom, const Value& value) {
    if (is_null(value)) return {};
    if (custom.retired) return ErrorCode::immutable_field;
    if (!fits(custom.type, value)) return ErrorCode::wrong_type;
    if (custom.type == Type::enumeration) {
        const auto& code = std::get<std::string>(value);
        const bool known = std::binary_search(custom.choices.begin(), custom.choices.end(), code);
        return known ? Fault{} : ErrorCode::unknown_enum_value;
    }
    return check_whole(plain_field(custom.type), value);
}

}  // namespace value_checks
}  // namespace fieldfare::core
