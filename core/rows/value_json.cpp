#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/rows/json.h"
#include "core/rows/limits.h"
#include "core/rows/reader.h"
#include "core/rows/typing.h"

namespace fieldfare::core {
namespace {

using nlohmann::json;

struct ToJson {
    Type type;
    json operator()(std::monostate) const { return nullptr; }
    json operator()(std::int64_t value) const { return type == Type::boolean ? json(value != 0) : json(value); }
    json operator()(double value) const { return value; }
    json operator()(const std::string& value) const { return value; }
    json operator()(const Uuid& value) const { return value.text(); }
    json operator()(const StringSet& value) const { return value; }
    json operator()(const ScalarMap& map) const {
        json object = json::object();
        for (const auto& [key, value] : map) {
            object[key] = std::visit([](const auto& scalar) { return json(scalar); }, value);
        }
        return object;
    }
};

std::optional<std::int64_t> integer_of(const json& source) {
    if (source.is_number_unsigned()) {
        const auto value = source.get<std::uint64_t>();
        if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
        return static_cast<std::int64_t>(value);
    }
    if (source.is_number_integer()) return source.get<std::int64_t>();
    return std::nullopt;
}

std::optional<std::string> clean_text_of(const json& source) {
    if (!source.is_string()) return std::nullopt;
    const auto& text = source.get_ref<const std::string&>();
    if (text.size() > limits::text_bytes || !is_clean_utf8(text)) return std::nullopt;
    return text;
}

std::optional<double> real_of(const json& source) {
    if (!source.is_number()) return std::nullopt;
    const auto value = source.get<double>();
    if (!std::isfinite(value)) return std::nullopt;
    return value == 0.0 ? 0.0 : value;
}

std::optional<Scalar> scalar_of(const json& source) {
    if (source.is_number_float()) {
        if (const auto value = real_of(source)) return Scalar(*value);
    } else if (source.is_number()) {
        if (const auto value = integer_of(source)) return Scalar(*value);
    } else if (auto text = clean_text_of(source)) {
        return Scalar(*std::move(text));
    }
    return std::nullopt;
}

std::optional<StringSet> set_of(const json& source) {
    if (!source.is_array() || source.size() > limits::held_set_elements) return std::nullopt;
    StringSet set;
    set.reserve(source.size());
    for (const auto& element : source) {
        auto text = clean_text_of(element);
        if (!text) return std::nullopt;
        set.push_back(*std::move(text));
    }
    std::sort(set.begin(), set.end());
    if (std::adjacent_find(set.begin(), set.end()) != set.end()) return std::nullopt;
    return set;
}

std::optional<ScalarMap> map_of(const json& source) {
    if (!source.is_object() || source.size() > limits::held_map_keys) return std::nullopt;
    ScalarMap map;
    for (const auto& [key, value] : source.items()) {
        auto scalar = scalar_of(value);
        if (!scalar || !is_clean_utf8(key)) return std::nullopt;
        map.emplace(key, *std::move(scalar));
    }
    return map;
}

template <typename T>
std::optional<Value> lift(std::optional<T> value) {
    if (!value) return std::nullopt;
    return Value(*std::move(value));
}

std::optional<Value> read(Type type, const json& source) {
    switch (type) {
        case Type::text:
        case Type::date:
        case Type::enumeration:
            return lift(clean_text_of(source));
        case Type::integer:
        case Type::timestamp:
        case Type::money:
            return lift(integer_of(source));
        case Type::boolean:
            if (!source.is_boolean()) return std::nullopt;
            return Value(std::int64_t{source.get<bool>() ? 1 : 0});
        case Type::real:
            return lift(real_of(source));
        case Type::reference:
            return source.is_string() ? lift(Uuid::parse(source.get_ref<const std::string&>())) : std::nullopt;
        case Type::set:
            return lift(set_of(source));
        case Type::map:
            return lift(map_of(source));
    }
    return std::nullopt;
}

}  // namespace

int nesting_of(std::string_view text) {
    int depth = 0;
    int deepest = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\') ++i;
            if (c == '"') in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            deepest = std::max(deepest, ++depth);
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return deepest;
}

Result<json> parse_json(std::string_view text, std::size_t max_bytes) {
    if (text.size() > max_bytes) return ErrorCode::too_large;
    if (nesting_of(text) > limits::json_depth) return ErrorCode::too_deep;
    auto parsed = json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (parsed.is_discarded()) return Error{ErrorCode::malformed, "not JSON"};
    return parsed;
}

json value_to_json(const Field& field, const Value& value) {
    return std::visit(ToJson{field.type}, value);
}

Result<Value> value_from_json(const Entity& entity, const Field& field, const json& source) {
    if (source.is_null()) return Value{};
    auto value = read(field.type, source);
    if (!value) return Error{ErrorCode::wrong_type, std::string(entity.name) + "." + std::string(field.name)};
    return *std::move(value);
}

}  // namespace fieldfare::core
