#include "tests/bench/floor.h"

#include <fmt/format.h>

#include "core/base/check.h"
#include "core/catalog/emit/sql.h"

namespace fieldfare::bench {
namespace {

void bind_text(sqlite3_stmt* statement, int at, const std::string& text) {
    sqlite3_bind_text(statement, at, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

std::string joined(const core::StringSet& set) {
    return fmt::format("{}", fmt::join(set, "\n"));
}

}  // namespace

void bind_value(sqlite3_stmt* statement, int at, const core::Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        sqlite3_bind_int64(statement, at, *number);
    } else if (const auto* real = std::get_if<double>(&value)) {
        sqlite3_bind_double(statement, at, *real);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        bind_text(statement, at, *text);
    } else if (const auto* id = std::get_if<core::Uuid>(&value)) {
        sqlite3_bind_blob(statement, at, id->bytes.data(), 16, SQLITE_TRANSIENT);
    } else if (const auto* set = std::get_if<core::StringSet>(&value)) {
        bind_text(statement, at, joined(*set));
    } else {
        FF_CHECK(core::is_null(value));
        sqlite3_bind_null(statement, at);
    }
}

RawDatabase::RawDatabase(const std::string& path, const core::Bytes& key, int cache_kib) {
    FF_CHECK(sqlite3_open(path.c_str(), &db_) == SQLITE_OK);
    if (!key.empty()) run(fmt::format("PRAGMA key=\"x'{:02x}'\"", fmt::join(key, "")).c_str());
    run("PRAGMA wal_autocheckpoint=0");
    run(fmt::format("PRAGMA cache_size=-{}", cache_kib).c_str());
    run("PRAGMA foreign_keys=OFF");
    run("PRAGMA temp_store=MEMORY");
    run("PRAGMA journal_mode=WAL");
    set_durable(true);
    run("PRAGMA secure_delete=ON");
}

RawDatabase::~RawDatabase() {
    for (auto* statement : statements_) sqlite3_finalize(statement);
    sqlite3_close(db_);
}

void RawDatabase::run(const char* sql) {
    char* message = nullptr;
    const int status = sqlite3_exec(db_, sql, nullptr, nullptr, &message);
    if (status != SQLITE_OK) fmt::print(stderr, "floor: {}: {}\n", sql, message != nullptr ? message : "?");
    FF_CHECK(status == SQLITE_OK);
}

sqlite3_stmt* RawDatabase::prepare(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    const int status = sqlite3_prepare_v3(db_, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (status != SQLITE_OK) fmt::print(stderr, "floor: {}: {}\n", sql, sqlite3_errmsg(db_));
    FF_CHECK(status == SQLITE_OK);
    statements_.push_back(statement);
    return statement;
}

void RawDatabase::step(sqlite3_stmt* statement) {
    FF_CHECK(sqlite3_step(statement) == SQLITE_DONE);
    sqlite3_reset(statement);
}

void RawDatabase::checkpoint() {
    run("PRAGMA wal_checkpoint(TRUNCATE)");
}

RawTable::RawTable(RawDatabase& database, const core::Entity& entity, bool create)
    : database_(database), entity_(entity) {
    std::string columns = "id BLOB PRIMARY KEY";
    std::string marks = "?";
    for (const auto& field : entity.fields) {
        columns += fmt::format(", \"{}\"", field.name);
        marks += ",?";
    }
    if (create) {
        database_.run(fmt::format("CREATE TABLE \"{}\" ({}) WITHOUT ROWID", entity.name, columns).c_str());
        for (const auto& index : core::emit::create_indexes(entity, core::emit::Flavour::sqlite_device)) {
            database_.run(index.c_str());
        }
    }
    insert_ = database_.prepare(fmt::format("INSERT INTO \"{}\" VALUES ({})", entity.name, marks));
}

void RawTable::insert(const core::Row& row) {
    sqlite3_bind_blob(insert_, 1, row.id.bytes.data(), 16, SQLITE_TRANSIENT);
    for (std::size_t at = 0; at < row.values.size(); ++at) {
        bind_value(insert_, static_cast<int>(at) + 2, row.values[at]);
    }
    database_.step(insert_);
}

std::string RawTable::select_all() const {
    return fmt::format("SELECT * FROM \"{}\"", entity_.name);
}

void RawTable::insert_from(sqlite3_stmt* source) {
    const int columns = sqlite3_column_count(source);
    for (int at = 0; at < columns; ++at) sqlite3_bind_value(insert_, at + 1, sqlite3_column_value(source, at));
    database_.step(insert_);
}

}  // namespace fieldfare::bench
