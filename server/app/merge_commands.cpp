#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "server/app/commands.h"

namespace fieldfare::server::commands {
namespace {

using nlohmann::json;

std::string customer_line(const json& side) {
    const auto& code = side["code"];
    const auto& owner = side["owner"];
    return fmt::format("{} {} (of {}, filed {})",
                       code.is_string() ? code.get<std::string>() : side["id"].get<std::string>(),
                       side["name"].get<std::string>(), owner.is_null() ? "?" : owner["name"].get<std::string>(),
                       side["filed_on"].get<std::string>());
}

std::string counted(const json& rows) {
    const auto count = [&](const char* what) { return rows[what].get<std::size_t>(); };
    return fmt::format("{} contacts, {} visits, {} follow-ups", count("contacts"), count("visits"), count("followups"));
}

int say_done(const json& parsed) {
    if (!parsed.contains("done")) {
        fmt::print("nothing was changed; --yes does it, --yes --seen {} only if nothing changes before\n",
                   parsed["preview"]["seen"].get<std::string>());
        return 0;
    }
    fmt::print("done: {} rows (step {})\n", parsed["done"]["rows"].get<std::size_t>(),
               parsed["done"]["seq"].get<std::uint64_t>());
    return 0;
}

}  // namespace

int print_merge(const std::string& answer) {
    const auto parsed = json::parse(answer);
    const auto& shown = parsed["preview"];
    fmt::print("{}\n  goes into {}\n", customer_line(shown["from"]), customer_line(shown["into"]));
    fmt::print("go over:   {}\n", counted(shown["rows"]));
    for (const auto& field : shown["fields"]) {
        fmt::print("{:<10} {}: {} | {}\n", field["kind"].get<std::string>() + ":", field["field"].get<std::string>(),
                   field["from"].dump(), field["into"].dump());
    }
    for (const auto& person : shown["gains"]) {
        if (person.is_object()) fmt::print("works on it from now on: {}\n", person["name"].get<std::string>());
    }
    return say_done(parsed);
}

int print_unmerge(const std::string& answer) {
    const auto parsed = json::parse(answer);
    const auto& shown = parsed["preview"];
    fmt::print("{}\n  comes out of {}\n", customer_line(shown["from"]), customer_line(shown["into"]));
    fmt::print("go back:   {}\n", counted(shown["rows"]));
    return say_done(parsed);
}

}  // namespace fieldfare::server::commands
