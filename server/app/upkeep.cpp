#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "core/store/sqlite.h"
#include "server/app/commands.h"
#include "server/app/trial_certificate.h"
#include "server/http/static_files.h"
#include "server/store/canonical_store.h"

namespace fieldfare::server::commands {
namespace {

namespace fs = std::filesystem;
using core::sqlite::Connection;

constexpr std::uintmax_t enough_space = 1024ULL * 1024 * 1024;
constexpr int certificate_warning_days = 21;
constexpr core::WallMs earliest_plausible = 1'735'689'600'000;  // 2025-01-01

core::Result<std::string> first_text(Connection& database, std::string_view sql) {
    FF_ASSIGN(auto statement, database.prepare(sql));
    FF_ASSIGN(const bool found, statement.step());
    return found ? std::string(statement.text(0)) : std::string();
}

// One pass over one snapshot: writers go on, nothing is checkpointed.
core::Status copy_database(Connection& from, const std::string& target) {
    sqlite3* copy = nullptr;
    int code = sqlite3_open(target.c_str(), &copy);
    if (code == SQLITE_OK) {
        sqlite3_backup* run = sqlite3_backup_init(copy, "main", from.raw(), "main");
        if (run != nullptr) {
            const int step = sqlite3_backup_step(run, -1);
            code = sqlite3_backup_finish(run);
            // A database that was busy is no error of the copy's, and no copy.
            if (code == SQLITE_OK && step != SQLITE_DONE) code = step;
        } else {
            code = sqlite3_errcode(copy);
        }
    }
    // The copy knows that it is one: opened as a server's database it begins a new epoch, and phones offer again what
    // it lacks.
    if (code == SQLITE_OK) {
        code =
            sqlite3_exec(copy, "PRAGMA journal_mode=DELETE; UPDATE server SET is_backup=1", nullptr, nullptr, nullptr);
    }
    const std::string detail = code == SQLITE_OK ? std::string() : sqlite3_errmsg(copy);
    sqlite3_close(copy);
    if (code != SQLITE_OK) return {core::ErrorCode::storage_failed, "backup: " + detail};
    return {};
}

core::Status check_copy(const std::string& target) {
    StoreOptions options;
    options.path = target;
    FF_ASSIGN(auto database, CanonicalStore::open_reader(options));
    FF_ASSIGN(const auto verdict, first_text(*database, "PRAGMA integrity_check(1)"));
    if (verdict != "ok") return {core::ErrorCode::storage_corrupt, "the copy: " + verdict};
    FF_TRY(read_organisation(*database));
    return {};
}

struct Report {
    int problems = 0;
    void good(const std::string& what) const { fmt::print("ok       {}\n", what); }
    void warn(const std::string& what) const { fmt::print("warning  {}\n", what); }
    void bad(const std::string& what) {
        ++problems;
        fmt::print("problem  {}\n", what);
    }
};

core::Status check_counters(Connection& database, Report& report) {
    FF_ASSIGN(const auto head, database.integer("SELECT head FROM server"));
    FF_ASSIGN(const auto history, database.integer("SELECT COALESCE(MAX(seq), 0) FROM history"));
    FF_ASSIGN(const auto distinct, database.integer("SELECT COUNT(DISTINCT seq) FROM history"));
    if (history > head) {
        report.bad(fmt::format("counter: history goes to {}, but the head is {}", history, head));
    } else {
        report.good(fmt::format("counter: head {}, {} groups in the history", head, distinct));
    }
    FF_ASSIGN(const auto kept, database.integer("SELECT COUNT(*) FROM verdict WHERE kept IS NOT NULL AND kind>=4"));
    if (kept > 0) report.warn(fmt::format("{} groups wait or are quarantined", kept));
    return {};
}

void check_database(const Config& config, Report& report) {
    auto database = CanonicalStore::open_reader(config.store());
    if (!database) return report.bad("database: " + database.error().describe());
    const auto organisation = read_organisation(**database);
    if (!organisation) return report.bad("database: " + organisation.error().describe());
    const auto verdict = first_text(**database, "PRAGMA integrity_check(1)");
    if (!verdict || *verdict != "ok")
        return report.bad("database: " + (verdict ? *verdict : verdict.error().describe()));
    report.good("database: integrity checked, epoch " + std::to_string(organisation->epoch));
    if (auto counted = check_counters(**database, report); !counted)
        report.bad("counters: " + counted.error().describe());
}

}  // namespace

int backup(const Config& config, const std::string& target) {
    if (fs::exists(target)) return fail({core::ErrorCode::already_exists, target});
    auto database = CanonicalStore::open_reader(config.store());
    if (!database) return fail(database.error());
    const auto unfinished = target + ".unfinished";
    std::error_code ignored;
    fs::remove(unfinished, ignored);
    const auto mask = umask(0077);
    auto copied = copy_database(**database, unfinished);
    umask(mask);
    if (copied) copied = check_copy(unfinished);
    // Reading in WAL mode leaves helper files beside the copy; they hold nothing.
    fs::remove(unfinished + "-wal", ignored);
    fs::remove(unfinished + "-shm", ignored);
    if (!copied) {
        fs::remove(unfinished, ignored);
        return fail(copied.error());
    }
    std::error_code error;
    fs::rename(unfinished, target, error);
    if (error) return fail({core::ErrorCode::storage_failed, target});
    fmt::print("{}: {} bytes, checked\n", target, fs::file_size(target));
    return 0;
}

int restored(const Config& config) {
    const core::SystemClock clock;
    core::SystemRandom random;
    auto store = CanonicalStore::open(config.store(), clock, random);
    if (!store && store.error().code == core::ErrorCode::storage_busy) {
        return fail({core::ErrorCode::storage_busy, "stop the server first"});
    }
    if (!store) return fail(store.error());
    if (!(*store)->founded()) return fail({core::ErrorCode::not_found, "no organisation here yet; run init first"});
    if (auto marked = (*store)->mark_as_restored(); !marked) return fail(marked.error());
    if (auto moved = (*store)->checkpoint(); !moved) return fail(moved.error());
    fmt::print(
        "The next start begins a new epoch: phones offer again what they had sent, and fetch everything anew.\n");
    return 0;
}

int doctor(const Config& config) {
    Report report;
    report.good(fmt::format("version {}", FIELDFARE_VERSION));
    const bool bug = core::sqlite::has_wal_reset_bug(sqlite3_libversion_number());
    const auto line = core::sqlite::version_line();
    bug ? report.warn(line) : report.good(line);
    check_database(config, report);
    std::error_code error;
    const auto space = fs::space(config.data_directory, error);
    if (error) {
        report.bad("disk: " + config.data_directory);
    } else if (space.available < enough_space) {
        report.bad(fmt::format("disk: only {} MiB free", space.available / (1024 * 1024)));
    } else {
        report.good(fmt::format("disk: {} MiB free", space.available / (1024 * 1024)));
    }
    struct stat mode {};
    if (stat(config.data_directory.c_str(), &mode) == 0 && (mode.st_mode & 077) != 0) {
        report.bad("data directory: others on this machine may look into it (chmod 700)");
    }
    const auto now = core::SystemClock().wall();
    now < earliest_plausible ? report.bad("clock: before 2025") : report.good("clock: plausible");
    if (!config.certificate.empty()) {
        const auto days = certificate_days_left(config.certificate);
        if (!days) {
            report.bad(days.error().describe());
        } else if (*days < 0) {
            report.bad("certificate: expired");
        } else if (*days < certificate_warning_days) {
            report.warn(fmt::format("certificate: expires in {} days", *days));
        } else {
            report.good(fmt::format("certificate: {} days left", *days));
        }
    } else if (config.public_origin.empty()) {
        report.warn("TLS: off, and no public_origin says that a proxy ends it");
    }
    const auto files = StaticFiles::load(config.web_directory);
    if (!files) {
        report.bad(files.error().describe());
    } else if (config.web_directory.empty()) {
        report.warn("dashboard: web.directory is not set");
    } else {
        report.good(fmt::format("dashboard: {} files", files->count()));
    }
    return report.problems == 0 ? 0 : 1;
}

}  // namespace fieldfare::server::commands
