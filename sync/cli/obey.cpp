// Commands that a phone which stays on takes from standard input: one JSON object a line, one line of JSON in answer.
#include <poll.h>
#include <unistd.h>

#include "sync/cli/commands.h"

namespace fieldfare::cli {
namespace {

using core::Error;
using core::ErrorCode;
using nlohmann::json;

constexpr int look_every_ms = 100;
constexpr std::size_t line_bytes = 1024 * 1024;

std::string text(const json& command, const char* name) {
    const auto found = command.find(name);
    return found != command.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::vector<std::string> texts(const json& command, const char* name) {
    std::vector<std::string> all;
    const auto found = command.find(name);
    if (found == command.end() || !found->is_array()) return all;
    for (const auto& item : *found) {
        if (item.is_string()) all.push_back(item.get<std::string>());
    }
    return all;
}

Output log_visit_as(Session& session, const json& command) {
    VisitWanted visit;
    visit.customer = text(command, "customer");
    if (const auto channels = texts(command, "channel"); !channels.empty()) visit.channels = channels;
    visit.note = text(command, "note");
    visit.next_step = text(command, "next");
    visit.next_due = text(command, "due");
    visit.stage = text(command, "stage");
    if (const auto at = command.find("at"); at != command.end() && at->is_number_integer()) {
        visit.at = at->get<core::WallMs>();
    }
    return log_visit(session, visit);
}

Output carry_out(Session& session, const json& command) {
    const auto name = text(command, "command");
    if (name == "log-visit") return log_visit_as(session, command);
    if (name == "edit") return edit_customer(session, text(command, "customer"), texts(command, "set"));
    if (name == "file-customer") {
        return file_customer(
            session, {text(command, "name"), texts(command, "set"), text(command, "contact"), text(command, "phone")});
    }
    constexpr std::uint32_t most_rows = 100'000;
    if (name == "list") return list(session, text(command, "entity"), text(command, "customer"), most_rows);
    if (name == "attach") {
        AttachWanted wanted;
        wanted.customer = text(command, "customer");
        wanted.visit = text(command, "visit");
        wanted.file = text(command, "file");
        wanted.thumbnail = text(command, "thumbnail");
        if (const auto kind = text(command, "kind"); !kind.empty()) wanted.kind = kind;
        wanted.format = text(command, "format");
        return attach(session, wanted);
    }
    if (name == "content") return content(session, text(command, "attachment"), text(command, "file"));
    if (name == "outbox") return outbox(session);
    if (name == "status") return status(session);
    return Error{ErrorCode::invalid_argument, "command"};
}

}  // namespace

std::string obey(Session& session, const std::string& line) {
    const auto command = json::parse(line, nullptr, false);
    const Output output = command.is_object() ? carry_out(session, command) : Output(ErrorCode::malformed);
    if (output.ok()) return json{{"done", *output}}.dump();
    const auto& error = output.error();
    return json{{"error", {{"code", core::label(error.code)}, {"detail", error.detail}}}}.dump();
}

void read_lines(const std::atomic<bool>& stop, const std::function<void(std::string)>& on_line) {
    std::string pending;
    char piece[4096];
    while (!stop) {
        pollfd wanted{STDIN_FILENO, POLLIN, 0};
        if (poll(&wanted, 1, look_every_ms) <= 0) continue;
        const auto size = read(STDIN_FILENO, piece, sizeof piece);
        if (size <= 0) return;
        pending.append(piece, static_cast<std::size_t>(size));
        for (auto end = pending.find('\n'); end != std::string::npos; end = pending.find('\n')) {
            on_line(pending.substr(0, end));
            pending.erase(0, end + 1);
        }
        if (pending.size() > line_bytes) return;
    }
}

}  // namespace fieldfare::cli
