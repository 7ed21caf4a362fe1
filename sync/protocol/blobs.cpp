#include "sync/protocol/blobs.h"

#include <fmt/format.h>

#include "sync/protocol/json_parts.h"

namespace fieldfare::sync::blobs {

std::string held_path(std::string_view content) {
    return fmt::format("{}{}/held", root, content);
}

std::string put_path(std::string_view content, std::uint64_t offset) {
    return fmt::format("{}{}?offset={}", root, content, offset);
}

std::string get_path(std::string_view content, std::uint64_t offset, std::uint64_t most) {
    return fmt::format("{}{}?offset={}&most={}", root, content, offset, most);
}

std::string held_body(std::uint64_t held) {
    auto object = json_form::reply();
    object["held"] = held;
    return json_form::dump(object);
}

core::Result<std::uint64_t> read_held(std::string_view body) {
    FF_ASSIGN(const auto object, json_form::parse_reply(body));
    return json_form::number(object, "held");
}

}  // namespace fieldfare::sync::blobs
