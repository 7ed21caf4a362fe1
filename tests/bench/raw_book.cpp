#include "tests/bench/raw_book.h"

#include "core/base/check.h"
#include "core/catalog/entities.h"

namespace fieldfare::bench {
namespace {

namespace catalog = core::catalog;
constexpr std::uint32_t rows_per_commit = 5000;

void bind_id(sqlite3_stmt* statement, int at, const core::Uuid& id) {
    sqlite3_bind_blob(statement, at, id.bytes.data(), static_cast<int>(id.bytes.size()), SQLITE_TRANSIENT);
}

void bind_text(sqlite3_stmt* statement, int at, std::string_view text) {
    sqlite3_bind_text(statement, at, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

void bind_bytes(sqlite3_stmt* statement, int at, const void* bytes, std::size_t size) {
    sqlite3_bind_blob(statement, at, bytes, static_cast<int>(size), SQLITE_TRANSIENT);
}

}  // namespace

RawBook::RawBook(const std::string& path, const core::Bytes& key, int cache_kib)
    : database_(path, key, cache_kib),
      tables_{RawTable(database_, catalog::customer, true), RawTable(database_, catalog::contact, true),
              RawTable(database_, catalog::followup, true), RawTable(database_, catalog::interaction, true)},
      begin_(database_.prepare("BEGIN IMMEDIATE")),
      commit_(database_.prepare("COMMIT")),
      carry_over_(database_.prepare("UPDATE customer SET stage=?2, potential_class=?3, satisfaction=?4 WHERE id=?1")) {}

void RawBook::fill(const TeamData& team) {
    database_.set_durable(false);
    for (std::uint32_t next = 0; next < team.sizes().rows();) {
        begin();
        const auto end = std::min(next + rows_per_commit, team.sizes().rows());
        for (; next < end; ++next) add(team.row(next));
        commit();
        database_.checkpoint();
    }
    database_.set_durable(true);
}

RawTable& RawBook::table_of(const core::Entity& entity) {
    if (&entity == &catalog::customer) return tables_[0];
    if (&entity == &catalog::contact) return tables_[1];
    return &entity == &catalog::followup ? tables_[2] : tables_[3];
}

void RawBook::carry_over(const core::Row& visit) {
    using catalog::interaction;
    bind_id(carry_over_, 1, visit.reference(interaction.at("customer")));
    bind_text(carry_over_, 2, visit.text(interaction.at("stage_after")));
    bind_text(carry_over_, 3, visit.text(interaction.at("potential_after")));
    bind_text(carry_over_, 4, visit.text(interaction.at("satisfaction_after")));
    database_.step(carry_over_);
}

RawPhone::RawPhone(const std::string& path, const core::Bytes& key, const TeamData& team)
    : book_(path, key, phone_cache_kib) {
    book_.fill(team);
    auto& database = book_.database();
    database.run("CREATE TABLE journal (number INTEGER PRIMARY KEY, saved_at INTEGER, payload BLOB)");
    database.run("CREATE TABLE place (acknowledged INTEGER)");
    database.run("INSERT INTO place VALUES (0)");
    database.checkpoint();
    journal_ = database.prepare("INSERT INTO journal (saved_at, payload) VALUES (1, ?1)");
    acknowledge_ = database.prepare("UPDATE place SET acknowledged = acknowledged + 1");
}

void RawPhone::log(const core::Row& visit, const core::Bytes& payload) {
    book_.begin();
    book_.add(visit);
    book_.carry_over(visit);
    bind_bytes(journal_, 1, payload.data(), payload.size());
    book_.database().step(journal_);
    book_.commit();
}

void RawPhone::acknowledge() {
    book_.database().step(acknowledge_);
}

RawServer::RawServer(const std::string& path, const TeamData& team) : book_(path, {}, server_cache_kib) {
    book_.fill(team);
    auto& database = book_.database();
    database.run("CREATE TABLE history (seq INTEGER PRIMARY KEY, device INTEGER, number INTEGER, payload BLOB)");
    database.run("CREATE TABLE mark (device INTEGER PRIMARY KEY, number INTEGER)");
    database.checkpoint();
    edit_customer_ = database.prepare("UPDATE customer SET note=?2, staff_count=?3 WHERE id=?1");
    history_ = database.prepare("INSERT INTO history (device, number, payload) VALUES (?1, ?2, ?3)");
    mark_ = database.prepare("INSERT OR REPLACE INTO mark VALUES (?1, ?2)");
    last_ = database.prepare("SELECT payload FROM history ORDER BY seq DESC LIMIT 1");
}

void RawServer::edit_customer(const core::Uuid& id, std::string_view note, std::int64_t staff_count) {
    bind_id(edit_customer_, 1, id);
    bind_text(edit_customer_, 2, note);
    sqlite3_bind_int64(edit_customer_, 3, staff_count);
    book_.database().step(edit_customer_);
}

void RawServer::append_history(std::uint32_t device, std::int64_t number, const void* payload, std::size_t size) {
    sqlite3_bind_int64(history_, 1, device);
    sqlite3_bind_int64(history_, 2, number);
    bind_bytes(history_, 3, payload, size);
    book_.database().step(history_);
}

void RawServer::set_mark(std::uint32_t device, std::int64_t number) {
    sqlite3_bind_int64(mark_, 1, device);
    sqlite3_bind_int64(mark_, 2, number);
    book_.database().step(mark_);
}

core::Bytes RawServer::last_payload() {
    FF_CHECK(sqlite3_step(last_) == SQLITE_ROW);
    const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(last_, 0));
    core::Bytes payload(bytes, bytes + sqlite3_column_bytes(last_, 0));
    sqlite3_reset(last_);
    return payload;
}

}  // namespace fieldfare::bench
