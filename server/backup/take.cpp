#include "server/backup/take.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <filesystem>
#include <memory>

#include "core/base/files.h"
#include "core/store/writer_lock.h"
#include "server/store/schema.h"

namespace fieldfare::server::backup {
namespace {

namespace fs = std::filesystem;
using core::ErrorCode;
using core::Result;
using core::Status;
using core::sqlite::Connection;

constexpr int pages_a_step = 256;
// Given to the disk in small portions, so that a commit of the server's never waits behind all of it.
constexpr int steps_a_sync = 32;

struct Closer {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};
using Copy = std::unique_ptr<sqlite3, Closer>;

Status checked(int code, sqlite3* database) {
    if (code == SQLITE_OK) return {};
    const bool full = (code & 0xff) == SQLITE_FULL;
    return {full ? ErrorCode::storage_full : ErrorCode::storage_failed,
            fmt::format("the copy: {}", sqlite3_errmsg(database))};
}

// What a backup that was cut left behind. A manifest or receipt without its database is such a thing as well.
void tidy(const std::string& folder) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        const auto& path = entry.path();
        const auto name = path.filename().string();
        if (!is_our_name(name) || path.extension() == ".db") continue;
        const bool beside = path.extension() == ".json" || path.extension() == ".sha256";
        const bool has_database = beside && fs::exists(fs::path(path).replace_extension(".db"));
        if (!has_database) fs::remove(path, ignored);
    }
}

Status check_room(const std::string& folder, std::uintmax_t bytes) {
    std::error_code error;
    const auto space = fs::space(folder, error);
    if (error) return {ErrorCode::storage_failed, folder + ": " + error.message()};
    if (space.available >= bytes + room_to_stay) return {};
    return {ErrorCode::storage_full,
            fmt::format("{}: {} MiB free, {} MiB needed", folder, space.available >> 20, (bytes + room_to_stay) >> 20)};
}

Status copy_pages(Connection& from, sqlite3* to, const std::string& path, const Stopped& stopped,
                  const Progress& progress) {
    sqlite3_backup* run = sqlite3_backup_init(to, "main", from.raw(), "main");
    if (run == nullptr) return checked(sqlite3_errcode(to), to);
    int code = SQLITE_OK;
    Status outcome;
    for (int step = 1; code == SQLITE_OK && outcome; ++step) {
        code = sqlite3_backup_step(run, pages_a_step);
        const auto of = static_cast<std::size_t>(sqlite3_backup_pagecount(run));
        if (progress) progress(of - static_cast<std::size_t>(sqlite3_backup_remaining(run)), of);
        if (step % steps_a_sync == 0) outcome = core::files::sync(path);
        if (stopped && stopped()) outcome = Status(ErrorCode::overloaded, "stopping");
    }
    const int finished = sqlite3_backup_finish(run);
    if (!outcome) return outcome;
    if (code == SQLITE_DONE) return checked(finished, to);
    // A database that was busy is no error of the copy's, and no copy.
    return checked(finished == SQLITE_OK ? code : finished, to);
}

// One pass over one snapshot: writers go on, nothing is checkpointed.
Status copy_database(Connection& from, const std::string& path, const Stopped& stopped, const Progress& progress) {
    FF_TRY(core::files::create(path));
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, nullptr);
    const Copy copy(opened);
    FF_TRY(checked(code, opened));
    // It has no name yet: what a power cut leaves of it is thrown away.
    FF_TRY(checked(sqlite3_exec(opened, "PRAGMA synchronous=OFF", nullptr, nullptr, nullptr), opened));
    FF_TRY(copy_pages(from, opened, path, stopped, progress));
    // The copy is one file, and knows that it is a copy: opened as a server's database it begins a new epoch, and
    // phones offer again what it lacks.
    return checked(
        sqlite3_exec(opened, "PRAGMA journal_mode=DELETE; UPDATE server SET is_backup=1", nullptr, nullptr, nullptr),
        opened);
}

Result<Manifest> describe(const std::string& path, core::WallMs taken_at, const Stopped& stopped) {
    FF_ASSIGN(auto contents, examine(path, false, stopped));
    Manifest manifest;
    manifest.organisation = contents.organisation;
    manifest.taken_at = taken_at;
    manifest.epoch = contents.epoch;
    manifest.head = contents.head;
    manifest.schema = contents.schema;
    manifest.rows = std::move(contents.rows);
    manifest.program = FIELDFARE_VERSION;
    std::error_code error;
    manifest.bytes = fs::file_size(path, error);
    FF_ASSIGN(manifest.sha256, hash_of(path, stopped));
    return manifest;
}

struct Source {
    std::unique_ptr<Connection> database;
    core::sqlite::Transaction snapshot;
    sync::Seq head = 0;
    std::uintmax_t bytes = 0;
};

// One snapshot for all that follows.
Result<Source> open_source(const StoreOptions& store) {
    FF_ASSIGN(auto database, CanonicalStore::open_reader(store));
    FF_ASSIGN(auto snapshot, core::sqlite::Transaction::begin_read(*database));
    FF_TRY(read_organisation(*database));
    FF_ASSIGN(const auto head, database->integer("SELECT head FROM server"));
    FF_ASSIGN(const auto pages, database->integer("PRAGMA page_count"));
    FF_ASSIGN(const auto page_bytes, database->integer("PRAGMA page_size"));
    return Source{std::move(database), std::move(snapshot), static_cast<sync::Seq>(head),
                  static_cast<std::uintmax_t>(pages * page_bytes)};
}

Result<Backup> take_database(const StoreOptions& store, const std::string& folder, core::WallMs taken_at,
                             const Stopped& stopped, const Progress& progress) {
    FF_ASSIGN(auto source, open_source(store));
    FF_TRY(check_room(folder, source.bytes));
    Backup backup;
    backup.database = (fs::path(folder) / (name_of(taken_at, source.head) + ".db")).string();
    if (fs::exists(backup.database)) return {ErrorCode::already_exists, backup.database};
    const auto unnamed = backup.database + ".unfinished";
    FF_TRY(copy_database(*source.database, unnamed, stopped, progress));
    FF_ASSIGN(backup.manifest, describe(unnamed, taken_at, stopped));
    FF_TRY(core::files::sync(unnamed));
    FF_TRY(core::files::write_new(manifest_path(backup.database), to_text(backup.manifest)));
    FF_TRY(core::files::publish(unnamed, backup.database));
    return backup;
}

Status take_contents(const std::string& contents, const std::string& folder, Backup& backup, const Stopped& stopped) {
    core::media::DiskFolder from(contents);
    FF_TRY(add_to_pool(backup.database, from, stopped, backup.contents));
    FF_TRY(sweep_pool(folder));
    return {};
}

}  // namespace

Result<Backup> take(const ServerData& data, const std::string& folder, const core::Clock& clock, const Stopped& stopped,
                    const Progress& progress) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) return {ErrorCode::storage_failed, folder + ": no such folder"};
    // What the pool does not rely on is swept; the server's own contents are none of its.
    if (fs::weakly_canonical(pool_of(folder), error) == fs::weakly_canonical(data.contents, error)) {
        return {ErrorCode::invalid_argument, folder + " is the server's own folder; name another one"};
    }
    auto lock = core::WriterLock::take(data.store.path + ".backup", {});
    if (!lock && lock.error().code == ErrorCode::storage_busy) {
        return {ErrorCode::storage_busy, "another backup is on its way"};
    }
    if (!lock) return lock.error();
    tidy(folder);
    auto backup = take_database(data.store, folder, clock.wall(), stopped, progress);
    if (!backup) {
        tidy(folder);
        return backup;
    }
    if (const auto kept = take_contents(data.contents, folder, *backup, stopped); !kept) {
        backup->contents_fault = kept.error();
    }
    return backup;
}

}  // namespace fieldfare::server::backup
