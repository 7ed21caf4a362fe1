#include "server/store/row_table.h"

#include <fmt/format.h>

#include "core/base/check.h"
#include "core/store/row_columns.h"

namespace fieldfare::server {
namespace {

using core::Entity;
using core::emit::Flavour;
using core::sqlite::Connection;
using core::sqlite::Statement;
namespace row_columns = core::row_columns;

// Where the columns that are no fields stand: org, id, fields…, stamp, device, clocks, deleted, seq.
constexpr int id_column = 1;
constexpr int first_field = 2;

int clocks_column(const Entity& entity) {
    return first_field + static_cast<int>(entity.fields.size());
}

int seq_column(const Entity& entity) {
    return clocks_column(entity) + 4;
}

const row_columns::Texts& texts_of(const Entity& entity) {
    return row_columns::texts_of(entity, Flavour::sqlite_server);
}

}  // namespace

std::string rows_ddl() {
    return core::emit::first_schema(Flavour::sqlite_server);
}

core::Status put(Connection& database, Org org, const core::Row& row, sync::Seq seq) {
    FF_ASSIGN(auto statement, database.prepare(texts_of(*row.entity).statements.upsert));
    statement.bind(1, org);
    const int at = row_columns::bind_row(statement, id_column + 1, row);
    return statement.bind(at, seq).run();
}

core::Status put(Connection& database, Org org, const core::Row& row, const core::Row& before, sync::Seq seq) {
    const auto& texts = texts_of(*row.entity);
    const auto changed = row_columns::difference(before, row, texts);
    const int at = changed.next;
    FF_ASSIGN(auto statement, database.prepare(fmt::format(
                                  "UPDATE {} SET {}{}\"_seq\" = ?{} WHERE \"org\" = ?{} AND \"id\" = ?{}", texts.table,
                                  changed.assignments, changed.assignments.empty() ? "" : ", ", at, at + 1, at + 2)));
    row_columns::bind_difference(statement, row, changed);
    FF_TRY(statement.bind(at, seq).bind(at + 1, org).bind(at + 2, row.id).run());
    FF_CHECK(database.changes() == 1);
    return {};
}

std::string select_text(const Entity& entity, std::string_view rest) {
    return fmt::format("{} WHERE \"{}\".org=?1 {}", texts_of(entity).statements.select, entity.name, rest);
}

core::Result<StoredRow> read(const Statement& statement, const Entity& entity) {
    FF_ASSIGN(auto row, row_columns::read_row(statement, id_column, entity));
    return StoredRow{std::move(row), read_seq(statement, entity)};
}

core::Uuid read_id(const Statement& statement) {
    return statement.uuid(id_column);
}

core::Result<core::Clocks> read_clocks(const Statement& statement, const Entity& entity) {
    return row_columns::read_clocks(statement, clocks_column(entity), entity);
}

sync::Seq read_seq(const Statement& statement, const Entity& entity) {
    return static_cast<sync::Seq>(statement.integer(seq_column(entity)));
}

std::string column(const Entity& entity, std::size_t field) {
    return fmt::format("\"{}\".\"{}\"", entity.name, entity.fields[field].name);
}

std::string scope_column(const Entity& entity) {
    const auto at = entity.position(entity.scope_field);
    return at == Entity::npos ? fmt::format("\"{}\".id", entity.name) : column(entity, at);
}

core::Uuid read_scope(const Statement& statement, const Entity& entity) {
    const auto at = entity.position(entity.scope_field);
    return at == Entity::npos ? read_id(statement) : statement.uuid(first_field + static_cast<int>(at));
}

core::Result<std::optional<StoredRow>> find(Connection& database, Org org, const Entity& entity, const core::Uuid& id) {
    FF_ASSIGN(auto statement, database.prepare(texts_of(entity).statements.select_by_id));
    statement.bind(1, org).bind(2, id);
    FF_ASSIGN(const bool found, statement.step());
    if (!found) return std::optional<StoredRow>{};
    FF_ASSIGN(auto stored, read(statement, entity));
    return std::optional<StoredRow>(std::move(stored));
}

}  // namespace fieldfare::server
