#include "server/app/import_values.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "core/catalog/validation.h"

namespace fieldfare::server {
namespace {

using core::Field;
using core::Result;
using core::Type;
using core::Value;

constexpr std::size_t longest_number = 32;

std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

core::Error wrong(std::string_view what) {
    return {core::ErrorCode::invalid_argument, std::string(what)};
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

std::optional<double> parse_number(std::string text) {
    for (const auto* blank : {",", "，", " "}) replace_all(text, blank, "");
    if (text.empty() || text.size() > longest_number) return std::nullopt;
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
    return number;
}

// A field's choice by code or label; the handbooks write 级 and 类 for the same.
std::optional<std::string> choice_of(const core::Enumeration& choices, std::string_view text) {
    const auto wanted = lower(text);
    for (const auto& choice : choices.choices) {
        if (wanted == lower(choice.code) || text == choice.label.zh || wanted == lower(choice.label.en)) {
            return std::string(choice.code);
        }
    }
    std::string other(text);
    replace_all(other, "级", "类");
    for (const auto& choice : choices.choices) {
        if (other == choice.label.zh) return std::string(choice.code);
    }
    return std::nullopt;
}

std::vector<std::string> words_of(std::string text) {
    for (const auto* separator : {"、", "，", "；", ";", ",", "/", "+", "|"}) replace_all(text, separator, "\n");
    std::vector<std::string> words;
    std::size_t from = 0;
    while (from <= text.size()) {
        const auto end = std::min(text.find('\n', from), text.size());
        auto word = text.substr(from, end - from);
        while (!word.empty() && word.front() == ' ') word.erase(word.begin());
        while (!word.empty() && word.back() == ' ') word.pop_back();
        if (!word.empty()) words.push_back(std::move(word));
        from = end + 1;
    }
    return words;
}

Result<Value> date_value(std::string text) {
    replace_all(text, "年", "-");
    replace_all(text, "月", "-");
    replace_all(text, "日", "");
    for (auto& c : text) {
        if (c == '/' || c == '.') c = '-';
    }
    int parts[3] = {};
    const char* at = text.data();
    const char* end = text.data() + text.size();
    for (int i = 0; i < 3; ++i) {
        const auto [next, error] = std::from_chars(at, end, parts[i]);
        const bool last = i == 2;
        if (error != std::errc{} || (last ? next != end : next == end || *next != '-')) return wrong("no date");
        at = next + 1;
    }
    auto date = fmt::format("{:04}-{:02}-{:02}", parts[0], parts[1], parts[2]);
    if (!core::is_date(date)) return wrong("no such day");
    return Value{std::move(date)};
}

Result<Value> set_value(const Field& field, const std::string& cell, const FindPerson& people) {
    core::StringSet set;
    for (const auto& word : words_of(cell)) {
        std::string element = word;
        if (field.choices != nullptr) {
            const auto code = choice_of(*field.choices, word);
            if (!code) return wrong("not one of the choices: " + word);
            element = *code;
        } else if (field.refers_to == "user") {
            FF_ASSIGN(const auto id, people(word));
            element = id.text();
        }
        const auto place = std::lower_bound(set.begin(), set.end(), element);
        if (place == set.end() || *place != element) set.insert(place, element);
    }
    if (set.empty()) return Value{};
    return Value{std::move(set)};
}

}  // namespace

std::optional<std::int64_t> parse_amount(std::string_view text) {
    std::string number(text);
    double factor = 100;
    for (const auto* unit : {"元", "人民币", "CNY", "¥", "￥"}) replace_all(number, unit, "");
    constexpr std::pair<std::string_view, double> scales[] = {{"亿", 1e8}, {"万", 1e4}, {"千", 1e3}};
    for (const auto& [unit, scale] : scales) {
        if (!number.ends_with(unit)) continue;
        number.resize(number.size() - unit.size());
        factor *= scale;
        break;
    }
    const auto value = parse_number(number);
    if (!value || std::abs(*value * factor) > 9e15) return std::nullopt;
    return std::llround(*value * factor);
}

Result<Value> import_value(const Field& field, const std::string& cell, const FindPerson& people) {
    if (cell.empty() || cell == "-") return Value{};
    switch (field.type) {
        case Type::text:
            return Value{cell};
        case Type::date:
            return date_value(cell);
        case Type::integer: {
            std::string text = cell;
            replace_all(text, "人", "");
            const auto number = parse_number(text);
            if (!number || *number != std::floor(*number) || std::abs(*number) > 9e15) return wrong("no whole number");
            return Value{static_cast<std::int64_t>(*number)};
        }
        case Type::money: {
            const auto amount = parse_amount(cell);
            if (!amount) return wrong("no amount");
            return Value{*amount};
        }
        case Type::real: {
            const auto number = parse_number(cell);
            if (!number) return wrong("no number");
            return Value{*number};
        }
        case Type::boolean: {
            const auto word = lower(cell);
            if (word == "是" || word == "yes" || word == "true" || word == "1") return Value{std::int64_t{1}};
            if (word == "否" || word == "no" || word == "false" || word == "0") return Value{std::int64_t{0}};
            return wrong("neither yes nor no");
        }
        case Type::enumeration: {
            auto code = choice_of(*field.choices, cell);
            if (!code) return wrong("not one of the choices: " + cell);
            return Value{std::move(*code)};
        }
        case Type::reference: {
            if (field.refers_to != "user") return wrong("this column cannot be imported");
            FF_ASSIGN(const auto id, people(cell));
            return Value{id};
        }
        case Type::set:
            return set_value(field, cell, people);
        case Type::timestamp:
        case Type::map:
            return wrong("this column cannot be imported");
    }
    return Value{};
}

}  // namespace fieldfare::server
