#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

// One JSON object a line on standard error. Never contact data, tokens, codes, queries or bodies: events name ids,
// routes and counts.
namespace fieldfare::server::log {

enum class Level : std::uint8_t { debug, info, warning, error };

struct Field {
    std::string_view name;
    std::variant<std::int64_t, double, std::string_view> value;

    Field(std::string_view n, std::string_view text) : name(n), value(text) {}
    Field(std::string_view n, const std::string& text) : name(n), value(std::string_view(text)) {}
    Field(std::string_view n, const char* text) : name(n), value(std::string_view(text)) {}
    Field(std::string_view n, double number) : name(n), value(number) {}
    template <typename Integer>
    requires std::is_integral_v<Integer> Field(std::string_view n, Integer number)
        : name(n), value(static_cast<std::int64_t>(number)) {}
};

// "debug", "info", "warning", "error"; false: none of them.
bool set_level(std::string_view name);
bool is_level(std::string_view name);
// Any thread.
void event(Level level, std::string_view name, std::initializer_list<Field> fields = {});
void flush();

}  // namespace fieldfare::server::log
