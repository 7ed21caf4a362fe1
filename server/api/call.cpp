#include "server/api/call.h"

#include <algorithm>
#include <charconv>

#include "core/rows/reader.h"

namespace fieldfare::server {
namespace {

constexpr std::size_t max_parameters = 16;

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            out += ' ';
        } else if (text[i] != '%') {
            out += text[i];
        } else {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hex_digit(text[i + 1]);
            const int low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        }
    }
    if (!core::is_clean_utf8(out)) return std::nullopt;
    return out;
}

core::Error bad(std::string_view name) {
    return {core::ErrorCode::invalid_argument, "parameter " + std::string(name)};
}

}  // namespace

sync::Principal Viewer::principal(const Organisation& organisation) const {
    sync::Principal principal;
    principal.device = device;
    principal.epoch = epoch;
    principal.org = organisation.id;
    principal.user = user;
    principal.team = team;
    principal.role = role;
    return principal;
}

sync::Audience Viewer::audience(const Organisation& organisation) const {
    return sync::audience_of(principal(organisation));
}

core::Result<Query> Query::parse(std::string_view text, std::initializer_list<std::string_view> known) {
    Query query;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (part.empty()) continue;
        const auto equals = std::min(part.find('='), part.size());
        auto name = percent_decoded(part.substr(0, equals));
        auto value = percent_decoded(part.substr(std::min(equals + 1, part.size())));
        if (!name || !value || query.items_.size() == max_parameters) return bad("encoding");
        if (std::find(known.begin(), known.end(), *name) == known.end()) return bad("unknown");
        if (query.find(*name) != nullptr) return bad(*name);
        query.items_.emplace_back(std::move(*name), std::move(*value));
    }
    return query;
}

const std::string* Query::find(std::string_view name) const {
    for (const auto& [key, value] : items_) {
        if (key == name) return &value;
    }
    return nullptr;
}

core::Result<std::optional<std::int64_t>> Query::integer(std::string_view name, std::int64_t least,
                                                         std::int64_t most) const {
    const auto* text = find(name);
    if (text == nullptr) return std::optional<std::int64_t>{};
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc{} || end != text->data() + text->size() || value < least || value > most) return bad(name);
    return std::optional(value);
}

std::string_view cookie(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        const auto end = std::min(header.find(';'), header.size());
        auto part = header.substr(0, end);
        header.remove_prefix(std::min(end + 1, header.size()));
        while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
        if (part.size() > name.size() && part.starts_with(name) && part[name.size()] == '=') {
            return part.substr(name.size() + 1);
        }
    }
    return {};
}

std::string_view session_cookie_name(bool secure) {
    return secure ? "__Host-fieldfare_session" : "fieldfare_session";
}

}  // namespace fieldfare::server
