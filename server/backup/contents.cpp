#include "server/backup/contents.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "core/catalog/entities.h"
#include "server/store/canonical_store.h"
#include "server/store/schema.h"
#include "server/store/value_blob.h"

namespace fieldfare::server::backup {
namespace {

using core::ErrorCode;
using core::Status;
using core::sqlite::Connection;

constexpr int steps_between_looks = 100'000;  // of SQLite's machine

// Long statements end early when there is no time any more.
class Watch {
  public:
    Watch(Connection& database, const Stopped& stopped) : database_(database), stopped_(stopped) {
        sqlite3_progress_handler(database.raw(), steps_between_looks, &Watch::look, this);
    }
    ~Watch() { sqlite3_progress_handler(database_.raw(), 0, nullptr, nullptr); }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    bool rang() const { return stopped_ && stopped_(); }

  private:
    static int look(void* self) { return static_cast<const Watch*>(self)->rang() ? 1 : 0; }

    Connection& database_;
    const Stopped& stopped_;
};

Status check_structure(Connection& database) {
    FF_ASSIGN(auto statement, database.prepare("PRAGMA integrity_check(1)"));
    FF_ASSIGN(const bool found, statement.step());
    const std::string verdict(found ? statement.text(0) : "no answer");
    if (verdict != "ok") return {ErrorCode::storage_corrupt, verdict};
    return {};
}

Status check_counters(Connection& database, sync::Seq head) {
    FF_ASSIGN(const auto newest, database.integer("SELECT COALESCE(MAX(seq), 0) FROM history"));
    if (static_cast<sync::Seq>(newest) <= head) return {};
    return {ErrorCode::storage_corrupt, fmt::format("the history goes to {}, but the head is {}", newest, head)};
}

Status read_rows(Connection& database, Org org, const core::Entity& entity) {
    FF_ASSIGN(auto statement, database.prepare(select_text(entity, "")));
    statement.bind(1, org);
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return {};
        if (const auto row = read(statement, entity); !row) {
            return {ErrorCode::storage_corrupt, fmt::format("{}: {}", entity.name, row.error().describe())};
        }
    }
}

Status read_history(Connection& database) {
    FF_ASSIGN(auto statement, database.prepare("SELECT change FROM history"));
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return {};
        FF_TRY(decode_change(statement.bytes(0)));
    }
}

core::Result<Contents> look_into(Connection& database, bool everything) {
    FF_TRY(check_structure(database));
    Contents contents;
    FF_ASSIGN(contents.schema, database.integer("PRAGMA user_version"));
    FF_ASSIGN(const auto organisation, read_organisation(database));
    contents.organisation = organisation.id;
    contents.epoch = organisation.epoch;
    FF_ASSIGN(const auto head, database.integer("SELECT head FROM server"));
    contents.head = static_cast<sync::Seq>(head);
    FF_TRY(check_counters(database, contents.head));
    for (const auto* entity : core::entities()) {
        const std::string name(entity->name);
        // An older version's database may not know of it yet.
        FF_ASSIGN(const auto known,
                  database.integer("SELECT COUNT(*) FROM sqlite_schema WHERE type='table' AND name='" + name + "'"));
        if (known == 0) continue;
        FF_ASSIGN(contents.rows[name], database.integer("SELECT COUNT(*) FROM \"" + name + '"'));
        if (everything && contents.schema == newest_schema) FF_TRY(read_rows(database, organisation.number, *entity));
    }
    if (everything) FF_TRY(read_history(database));
    return contents;
}

}  // namespace

core::Result<Contents> examine(const std::string& path, bool everything, const Stopped& stopped) {
    StoreOptions options;
    options.path = path;
    FF_ASSIGN(auto database, CanonicalStore::open_reader(options));
    const Watch watch(*database, stopped);
    auto contents = look_into(*database, everything);
    if (!contents && watch.rang()) return {ErrorCode::overloaded, "stopping"};
    if (!contents) return core::Error{contents.error().code, path + ": " + contents.error().detail};
    return contents;
}

}  // namespace fieldfare::server::backup
