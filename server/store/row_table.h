#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/rows/row.h"
#include "core/store/sqlite.h"
#include "sync/authority/ledger.h"

// Rows of an entity as a table of the canonical store. Tables and statements follow from the catalog
// (core/catalog/emit); `org` stands first in every key. Nothing else knows the columns that are no fields.
namespace fieldfare::server {

// An organisation's number on this server.
using Org = std::int64_t;

struct StoredRow {
    core::Row row;
    sync::Seq seq = 0;
};

// Tables and indexes of every entity, as they were first made.
std::string rows_ddl();

core::Status put(core::sqlite::Connection& database, Org org, const core::Row& row, sync::Seq seq);
// The same for a row that stands there as `before`: writes what differs.
core::Status put(core::sqlite::Connection& database, Org org, const core::Row& row, const core::Row& before,
                 sync::Seq seq);
core::Result<std::optional<StoredRow>> find(core::sqlite::Connection& database, Org org, const core::Entity& entity,
                                            const core::Uuid& id);

// "SELECT <all columns> FROM <entity> WHERE org=?1 <rest>": `rest` is the program's own text and begins with AND or
// ORDER.
std::string select_text(const core::Entity& entity, std::string_view rest);
// The row on which a statement made from `select_text` stands; its id and seq alone.
core::Result<StoredRow> read(const core::sqlite::Statement& statement, const core::Entity& entity);
core::Uuid read_id(const core::sqlite::Statement& statement);
core::Result<core::Clocks> read_clocks(const core::sqlite::Statement& statement, const core::Entity& entity);
sync::Seq read_seq(const core::sqlite::Statement& statement, const core::Entity& entity);

// `"interaction"."customer"`: the column that names a row's customer, team or user.
std::string scope_column(const core::Entity& entity);
// The same of the row on which a statement stands.
core::Uuid read_scope(const core::sqlite::Statement& statement, const core::Entity& entity);
// `"customer"."owner"`.
std::string column(const core::Entity& entity, std::size_t field);

}  // namespace fieldfare::server
