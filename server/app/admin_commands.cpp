#include <fmt/chrono.h>
#include <fmt/format.h>

#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "server/app/admin.h"
#include "server/app/admin_socket.h"
#include "server/app/commands.h"
#include "server/app/qr.h"

namespace fieldfare::server::commands {
namespace {

using nlohmann::json;

// One line that moves on a terminal, else a line now and then.
void show_progress(std::size_t done, std::size_t of) {
    const bool terminal = isatty(STDERR_FILENO) == 1;
    fmt::print(stderr, "{}{} of {} lines{}", terminal ? "\r" : "", done, of, !terminal || done == of ? "\n" : "");
    std::fflush(stderr);
}

// Through the running server if there is one: two programs must never write one database.
core::Result<std::string> run(const Config& config, const std::string& command) {
    auto answer = ask_running_server(config.socket_path(), command, show_progress);
    if (answer || answer.error().code != core::ErrorCode::not_found) return answer;
    static const core::SystemClock clock;
    static core::SystemRandom random;
    FF_ASSIGN(auto store, CanonicalStore::open(config.store(), clock, random));
    if (!store->founded()) return {core::ErrorCode::not_found, "no organisation here yet; run init first"};
    const AdminHost host{[&store](const WriteJob& job) { return store->run(job); },
                         clock,
                         random,
                         store->organisation(),
                         nullptr,
                         show_progress};
    auto text = run_admin(host, command);
    FF_TRY(store->checkpoint());
    return text;
}

// The answer if it says ok, else prints why not.
std::optional<json> checked(const core::Result<std::string>& answer) {
    if (!answer) {
        std::cerr << "fieldfare-server: " << answer.error().describe() << '\n';
        return std::nullopt;
    }
    auto parsed = json::parse(*answer, nullptr, false);
    if (!parsed.is_object() || !parsed.value("ok", false)) {
        std::cerr << "fieldfare-server: " << (parsed.is_object() ? parsed.value("message", "refused") : "no answer")
                  << '\n';
        return std::nullopt;
    }
    return parsed;
}

std::string when(const json& at) {
    if (!at.is_number_integer()) return "never";
    return fmt::format("{:%Y-%m-%d %H:%M}", fmt::localtime(static_cast<std::time_t>(at.get<std::int64_t>() / 1000)));
}

}  // namespace

int admin(const Config& config, const std::string& command_json, int (*print)(const std::string& answer)) {
    const auto answer = checked(run(config, command_json));
    return answer ? print(answer->dump()) : 1;
}

int print_user_added(const std::string& answer) {
    fmt::print("added {}\n", json::parse(answer)["email"].get<std::string>());
    return 0;
}

int print_users(const std::string& answer) {
    const auto parsed = json::parse(answer);
    for (const auto& item : parsed["items"]) {
        fmt::print("{}\t{}\t{}\t{}\t{}\n", item["name"].get<std::string>(), item["email"].get<std::string>(),
                   item["role"].get<std::string>(), item["team"].get<std::string>(),
                   item["active"].get<bool>() ? "active" : "inactive");
    }
    return 0;
}

int print_erasure(const std::string& answer) {
    const auto shown = json::parse(answer);
    const auto count = [&](const char* what) { return shown[what].get<std::int64_t>(); };
    fmt::print("{} {}: {}\n", shown["entity"].get<std::string>(), shown["id"].get<std::string>(),
               shown["name"].get<std::string>());
    fmt::print("rows {}, lines of history {}, conflicts {}, kept groups {}\n", count("rows"), count("history"),
               count("conflicts"), count("groups"));
    if (shown.contains("seq")) {
        fmt::print("erased. Phones follow at their next contact. Backups made before still hold it: delete them.\n");
    } else {
        fmt::print("nothing was changed. To erase it for good, which cannot be undone, add --confirm with the name.\n");
    }
    return 0;
}

int print_handover(const std::string& answer) {
    const auto parsed = json::parse(answer);
    if (parsed.contains("preview")) {
        const auto& shown = parsed["preview"];
        const auto name = [&](const char* who) { return shown[who]["name"].get<std::string>(); };
        const auto count = [&](const char* what) { return shown[what].get<std::int64_t>(); };
        fmt::print("{} -> {}\n", name("from"), name("to"));
        fmt::print("go over:   {} customers, {} open follow-ups\n", count("customers"), count("followups"));
        fmt::print("{} gains:   sight of {} customers; owns {} already\n", name("to"), count("unseen"), count("owned"));
        fmt::print("stay:      {} open follow-ups of colleagues at these customers\n", count("colleagues_followups"));
        fmt::print("           {} customers of others shared with {}, {} open follow-ups there\n",
                   count("shared_customers"), name("from"), count("shared_followups"));
        for (const auto& phone : shown["phones"]) {
            fmt::print("phone:     {}, last contact {}, {} unsent then, {} not taken\n",
                       phone["name"].get<std::string>(), when(phone["last_contact_at"]),
                       phone["pending"].is_null() ? "?" : phone["pending"].dump(),
                       phone["quarantined"].get<std::int64_t>());
        }
    }
    if (!parsed.contains("moved")) {
        fmt::print("nothing was changed; --yes does it\n");
        return 0;
    }
    const auto& moved = parsed["moved"];
    fmt::print("done: {} customers, {} open follow-ups (step {})\n", moved["customers"].get<std::size_t>(),
               moved["followups"].get<std::size_t>(), moved["seq"].get<std::uint64_t>());
    return 0;
}

int print_devices(const std::string& answer) {
    const auto parsed = json::parse(answer);
    for (const auto& item : parsed["items"]) {
        const auto& original = item["forked_from"];
        const auto copy = original.is_null() ? "" : fmt::format("\ta copy of {}", original.get<std::int64_t>());
        fmt::print("{}\t{}\t{}\tlast contact {}\t{}{}\n", item["number"].get<std::int64_t>(),
                   item["user"].get<std::string>(), item["name"].get<std::string>(), when(item["last_contact_at"]),
                   item["revoked"].get<bool>() ? "revoked" : "active", copy);
    }
    return 0;
}

int print_fields(const std::string& answer) {
    const auto parsed = json::parse(answer);
    for (const auto& item : parsed["items"]) {
        std::string choices;
        if (item["choices"].is_array()) {
            for (const auto& choice : item["choices"])
                choices += (choices.empty() ? "" : ", ") + choice.get<std::string>();
        }
        fmt::print("{}.{}\t{}\t{}\t{}\t{}\t{}\n", item["entity"].get<std::string>(), item["key"].get<std::string>(),
                   item["type"].get<std::string>(), item["label_zh"].get<std::string>(),
                   item["label_en"].is_string() ? item["label_en"].get<std::string>() : "", choices,
                   item["retired"] == true ? "retired" : "active");
    }
    return 0;
}

int print_masks(const std::string& answer) {
    const auto parsed = json::parse(answer);
    for (const auto& item : parsed["items"]) {
        std::string classes;
        for (const auto& name : item["classes"]) classes += (classes.empty() ? "" : ", ") + name.get<std::string>();
        fmt::print("{}\t{}\n", item["role"].get<std::string>(), classes.empty() ? "everything is shown" : classes);
    }
    return 0;
}

int print_quarantine(const std::string& answer) {
    const auto parsed = json::parse(answer);
    for (const auto& item : parsed["items"]) {
        fmt::print("{}\t{}\t{}\t{}\t{}\t{} bytes{}\n", item["group"].get<std::string>(),
                   item["user"].get<std::string>(), when(item["received_at"]), item["state"].get<std::string>(),
                   item["reason"].get<std::string>(), item["bytes"].get<std::size_t>(),
                   item["readable"] == true ? "" : ", cannot be read");
    }
    return 0;
}

int print_item(const std::string& answer) {
    fmt::print("{}\n", json::parse(answer)["item"].dump(2));
    return 0;
}

int clear_quarantine(const Config& config, const std::string& group, const std::string& file) {
    const auto shown = checked(run(config, json{{"command", "quarantine.show"}, {"group", group}}.dump()));
    if (!shown) return 1;
    if (const auto saved = core::files::write_new(file, (*shown)["item"].dump(2) + '\n'); !saved)
        return fail(saved.error());
    if (checked(run(config, json{{"command", "quarantine.clear"}, {"group", group}}.dump()))) {
        fmt::print("cleared {}; what it was is in {}\n", group, file);
        return 0;
    }
    std::filesystem::remove(file);
    return 1;
}

int print_field_added(const std::string& answer) {
    fmt::print("added {}\n", json::parse(answer)["field"].get<std::string>());
    return 0;
}

int print_done(const std::string&) {
    fmt::print("done\n");
    return 0;
}

int print_import(const std::string& answer) {
    const auto report = json::parse(answer);
    for (const auto& column : report["ignored_columns"]) {
        fmt::print("column not known, left out: {}\n", column.get<std::string>());
    }
    for (const auto& problem : report["problems"]) {
        fmt::print("line {}: {}\n", problem["line"].get<std::size_t>(), problem["what"].get<std::string>());
    }
    const bool imported = report["imported"].get<bool>();
    const bool clean = report["problems"].empty();
    fmt::print("{} customers, {} contacts{}\n", report["customers"].get<std::size_t>(),
               report["contacts"].get<std::size_t>(),
               imported ? " imported"
               : clean  ? " would be imported (dry run)"
                        : "; nothing was imported");
    return clean ? 0 : 1;
}

int enrol(const Config& config, const std::string& user, const std::string& server_url, const std::string& svg_path) {
    if (!server_url.empty() && !server_url.starts_with("https://") && !server_url.starts_with("http://")) {
        return fail({core::ErrorCode::invalid_argument, "--url begins with https:// or http://"});
    }
    const auto answer = checked(run(config, json{{"command", "device.enrol"}, {"user", user}}.dump()));
    if (!answer) return 1;
    const auto code = (*answer)["code"].get<std::string>();
    std::string url = !server_url.empty() ? server_url : config.public_origin;
    if (url.empty()) {
        url = fmt::format("{}://{}:{}", config.certificate.empty() ? "http" : "https", config.address, config.port);
    }
    // What the phone's camera reads: address and code in one.
    const auto content = fmt::format("fieldfare:enrol?url={}&code={}", url, code);
    fmt::print("Code for {}: {}   (once, until {})\nServer:      {}\n\n", (*answer)["user"].get<std::string>(), code,
               when((*answer)["expires_at"]), url);
    const auto qr = make_qr(content);
    if (!qr) {
        std::cerr << "fieldfare-server: " << qr.error().describe() << '\n';
        return 1;
    }
    fmt::print("{}\n", qr_as_text(*qr));
    if (svg_path.empty()) return 0;
    std::ofstream out(svg_path);
    out << qr_as_svg(*qr);
    out.close();
    if (!out) {
        std::cerr << "fieldfare-server: cannot write " << svg_path << '\n';
        return 1;
    }
    return 0;
}

}  // namespace fieldfare::server::commands
