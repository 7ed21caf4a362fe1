#pragma once

#include <atomic>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "sync/cli/session.h"

// The subcommands. Each gives what it prints; the text form shows the same.
namespace fieldfare::cli {

using Output = core::Result<nlohmann::json>;

struct EnrolWanted {
    std::string server;
    std::string code;
    std::string device_name = "fieldfare-cli";
    std::string ca_file;
};
Output enrol(Session& session, const EnrolWanted& wanted);

struct VisitWanted {
    std::string customer;
    std::vector<std::string> channels = {"visit"};
    std::string note;
    std::string next_step;
    std::string next_due;  // YYYY-MM-DD
    std::string stage;
    std::optional<core::WallMs> at;  // when it began; absent: now
};
Output log_visit(Session& session, const VisitWanted& wanted);

struct FileWanted {
    std::string name;
    std::vector<std::string> fields;  // field=value
    std::string contact_name;
    std::string contact_phone;
};
Output file_customer(Session& session, const FileWanted& wanted);
Output edit_customer(Session& session, const std::string& customer, const std::vector<std::string>& fields);
Output remove_customer(Session& session, const std::string& customer, bool restore);

struct AttachWanted {
    std::string customer;
    std::string visit;  // id; empty: of the customer alone
    std::string file;
    std::string thumbnail;  // a small JPEG
    std::string kind = "document";
    std::string format;
    std::string caption;
};
Output attach(Session& session, const AttachWanted& wanted);
// Writes the content of an attachment to a new file. What is not on this device is wanted from the next exchange on.
Output content(Session& session, const std::string& attachment, const std::string& path);
// How the contents of attachments stand.
nlohmann::json contents_line(Session& session);

// Rows of one entity, by name.
Output list(Session& session, const std::string& entity, const std::string& customer, std::uint32_t limit);
Output outbox(Session& session);
Output discard(Session& session, std::uint64_t number);
Output status(Session& session);
// What this user wrote and somebody overwrote unseen; and what is to become of one of them.
Output conflicts(Session& session);
Output settle_conflict(Session& session, const std::string& id, bool restore);
// Writes what is unsent to an encrypted file and gives the code that opens it; puts such a file into this book.
Output rescue(Session& session, const std::string& path);
Output take_in(Session& session, const std::string& path, const std::string& code);

struct SyncWanted {
    bool watch = false;       // go on until a signal; prints a line at every change
    int timeout_s = 60;       // without `watch`: give up after
    bool until_empty = true;  // without `watch`: until nothing is left to send and fetch
    bool json_form = false;   // speak JSON instead of the binary form
    bool obey = false;        // with `watch`: also take commands from standard input, and end with it
    std::string ca_file;
};
Output sync_now(Session& session, const SyncWanted& wanted);

// Carries out one command given as a JSON object {"command": "log-visit", ...}, with members named as the options of
// the command line. Answers {"done": ...} or {"error": {"code", "detail"}}. The store's thread.
std::string obey(Session& session, const std::string& line);
// Reads standard input until it ends or `stop` is set.
void read_lines(const std::atomic<bool>& stop, const std::function<void(std::string)>& on_line);

}  // namespace fieldfare::cli
