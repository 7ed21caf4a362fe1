#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "core/store/sqlite.h"
#include "server/app/commands.h"
#include "server/app/trial_certificate.h"
#include "server/backup/shelf.h"
#include "server/http/static_files.h"
#include "server/store/canonical_store.h"
#include "server/store/view_digest.h"

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

core::Status check_digests(Connection& database, Org org, Report& report) {
    FF_ASSIGN(auto snapshot, core::sqlite::Transaction::begin_read(database));
    FF_ASSIGN(const auto check, check_views(database, org));
    snapshot.rollback();
    if (check.wrong > 0) {
        report.bad(
            fmt::format("digests: {} of {} views come to something else than what is kept", check.wrong, check.views));
    } else {
        report.good(fmt::format("digests: {} views come to what is kept", check.views));
    }
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
    if (auto compared = check_digests(**database, organisation->number, report); !compared)
        report.bad("digests: " + compared.error().describe());
}

// A backup that is older than twice its time was missed, and the ones before it as well.
core::Status check_backups(const Config& config, Report& report) {
    if (config.backup.folder.empty()) {
        report.warn("backup: none is scheduled");
        return {};
    }
    FF_ASSIGN(auto database, CanonicalStore::open_reader(config.store()));
    FF_ASSIGN(const auto organisation, read_organisation(*database));
    FF_ASSIGN(const auto shelf, backup::list(config.backup.folder));
    const auto now = core::SystemClock().wall();
    const auto newest = backup::newest_good(shelf, organisation.id, now);
    constexpr core::WallMs hour_ms = 60 * 60 * 1000;
    if (!newest) {
        report.bad("backup: none in " + config.backup.folder);
        return {};
    }
    const auto hours = (now - newest->manifest.taken_at) / hour_ms;
    const auto line = fmt::format("backup: the newest is {} hours old", hours);
    hours >= 2 * config.backup.every_hours ? report.bad(line) : report.good(line);
    return {};
}

}  // namespace

int restored_by_hand(const Config& config) {
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
    if (auto kept = check_backups(config, report); !kept) report.bad("backup: " + kept.error().describe());
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
