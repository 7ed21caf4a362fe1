#include "server/backup/restore.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>
#include <filesystem>

#include "core/base/files.h"
#include "core/store/writer_lock.h"
#include "server/store/schema.h"

namespace fieldfare::server::backup {
namespace {

namespace fs = std::filesystem;
using core::ErrorCode;
using core::Result;
using core::Status;

Status failed(const std::string& what, const std::error_code& error) {
    const bool full = error == std::errc::no_space_on_device;
    return {full ? ErrorCode::storage_full : ErrorCode::storage_failed, what + ": " + error.message()};
}

Status differs(const std::string& database, const char* what) {
    return {ErrorCode::storage_corrupt, fmt::format("{}: its {} is not that of its manifest", database, what)};
}

Status check_bytes(const std::string& database, const Manifest& manifest) {
    std::error_code error;
    if (fs::file_size(database, error) != manifest.bytes || error) return differs(database, "size");
    FF_ASSIGN(const auto hash, hash_of(database, {}));
    if (hash != manifest.sha256) return differs(database, "content");
    return {};
}

Status check_contents(const std::string& database, const Manifest& manifest) {
    FF_ASSIGN(const auto found, examine(database, true, {}));
    if (found.organisation != manifest.organisation) return differs(database, "organisation");
    if (found.schema != manifest.schema) return differs(database, "version");
    if (found.epoch != manifest.epoch || found.head != manifest.head) return differs(database, "moment");
    if (found.rows != manifest.rows) return differs(database, "number of rows");
    return {};
}

// A note beside the place, or on another disk, says whose database belongs there.
Status check_belongs(const StoreOptions& store, const Manifest& manifest) {
    FF_ASSIGN(const auto life, read_life(store.life_path));
    if (!life || life->organisation == manifest.organisation) return {};
    return {ErrorCode::invalid_argument, "the backup is another organisation's than " + store.life_path};
}

// Beside its place, where it cannot be taken for the database.
Status bring_near(const std::string& database, const std::string& near, const Manifest& manifest) {
    std::error_code error;
    fs::remove(near, error);
    FF_TRY(core::files::create(near));
    fs::copy_file(database, near, fs::copy_options::overwrite_existing, error);
    if (error) return failed(near, error);
    fs::permissions(near, fs::perms::owner_read | fs::perms::owner_write, error);
    if (error) return failed(near, error);
    FF_TRY(check_bytes(near, manifest));
    return core::files::sync(near);
}

// The database and what lies beside it, together, under a name that says when. Empty: there is none.
Result<std::string> put_aside(const std::string& path, core::WallMs now) {
    if (!fs::exists(path)) return std::string();
    const auto second = static_cast<std::time_t>(now / 1000);
    const auto base = fs::path(path).parent_path() / fmt::format("replaced-{:%Y%m%dT%H%M%SZ}", fmt::gmtime(second));
    auto folder = base;
    std::error_code error;
    for (int i = 2; !fs::create_directory(folder, error); ++i) {
        if (error) return failed(folder.string(), error).error();
        folder = base.string() + "-" + std::to_string(i);
    }
    fs::permissions(folder, fs::perms::owner_all, error);
    // The log first: without it the database is an older one, which its next start notices; the other way round a log
    // would stand beside a database that it does not belong to.
    for (const auto* end : {"-shm", "-wal", ""}) {
        const auto from = path + end;
        if (!fs::exists(from)) continue;
        fs::rename(from, folder / fs::path(from).filename(), error);
        if (error) return failed(from, error).error();
    }
    return folder.string();
}

Result<Manifest> verify_database(const std::string& database) {
    std::error_code error;
    if (!fs::is_regular_file(database, error)) return {ErrorCode::not_found, database};
    FF_ASSIGN(auto manifest, read_manifest(database));
    if (manifest.schema > newest_schema) {
        return {ErrorCode::storage_newer, fmt::format("{}: of program {}", database, manifest.program)};
    }
    FF_TRY(check_bytes(database, manifest));
    FF_TRY(check_contents(database, manifest));
    return manifest;
}

}  // namespace

Result<Verified> verify(const std::string& database) {
    FF_ASSIGN(auto manifest, verify_database(database));
    const auto contents = check_pool(database);
    if (!contents && contents.error().code != ErrorCode::not_found) return contents.error();
    return Verified{std::move(manifest), contents ? std::optional(*contents) : std::nullopt};
}

Result<Restored> restore(const ServerData& data, const std::string& database, const core::Clock& clock,
                         core::Random& random) {
    const auto& store = data.store;
    const auto folder = fs::path(store.path).parent_path();
    std::error_code error;
    const bool made = fs::create_directories(folder, error);
    if (error) return failed(folder.string(), error).error();
    if (made) fs::permissions(folder, fs::perms::owner_all, error);
    Restored restored;
    {
        auto lock = core::WriterLock::take(store.path, store.vfs);
        if (!lock && lock.error().code == ErrorCode::storage_busy) {
            return {ErrorCode::storage_busy, "stop the server first"};
        }
        if (!lock) return lock.error();
        FF_ASSIGN(const auto manifest, verify_database(database));
        FF_TRY(check_belongs(store, manifest));
        const auto near = store.path + ".restoring";
        FF_TRY(bring_near(database, near, manifest));
        FF_ASSIGN(restored.replaced, put_aside(store.path, clock.wall()));
        FF_TRY(core::files::publish(near, store.path));
    }
    FF_ASSIGN(auto opened, CanonicalStore::open(store, clock, random));
    restored.epoch = opened->organisation().epoch;
    FF_ASSIGN(const auto head, opened->database().integer("SELECT head FROM server"));
    restored.head = static_cast<sync::Seq>(head);
    FF_TRY(opened->checkpoint());
    // Records do not wait for photos, nor fail with them.
    core::media::DiskFolder contents(data.contents);
    if (auto back = bring_back(database, contents)) {
        restored.contents = *back;
    } else {
        restored.contents_fault = back.error();
    }
    return restored;
}

}  // namespace fieldfare::server::backup
