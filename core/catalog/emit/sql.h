#pragma once

#include <string>
#include <vector>

#include "core/catalog/catalog.h"

// SQL that follows from the catalog: tables, indexes and prepared statements. Pure functions; nothing here opens a
// database.
//
// A table has one row per catalog row. Columns, in the order in which statements bind and select them (`columns`):
//   [org]    the organisation's number on this server; first in every key (server flavours only)
//   id       the UUID, 16 bytes
//   fields   one each, in catalog order, by the catalog's name; all may be null
//   _stamp   the row stamp's packed time
//   _device  the row stamp's device
//   _clocks  encode_clocks(), null when empty
//   _deleted 1 while Clocks::deleted()
//   [_seq]   the organisation's order of arrival (server flavours only)
// SQLite tables also have `_row`, the integer key by which the search index names a row; it never changes, so rows are
// written by upsert, never by REPLACE.
namespace fieldfare::core::emit {

enum class Flavour : std::uint8_t { sqlite_device, sqlite_server, postgresql };

struct Statements {
    std::string upsert;        // binds all of `columns`; a row that exists is overwritten whole
    std::string insert;        // binds all of `columns`; fails if the row exists
    std::string select_by_id;  // binds the key; gives all of `columns`
    std::string select;        // all of `columns` of all rows: "SELECT … FROM …", to be continued with WHERE
    std::string erase;         // binds the key
};

// "name" in double quotes. Names come from the catalog, which allows no quote in them.
std::string quoted_name(std::string_view name);
// Unquoted names, in order of binding.
std::vector<std::string> columns(const Entity& entity, Flavour flavour);
// The type a column of this field has.
std::string_view column_type(const Field& field, Flavour flavour);

// As they were first made: with the entity's first fields.
std::string create_table(const Entity& entity, Flavour flavour);
std::vector<std::string> create_indexes(const Entity& entity, Flavour flavour);
// For the migration step of a new entity: its table and indexes, where they are not there yet. A database that is
// founded later has them from its first step.
std::string add_entity(const Entity& entity, Flavour flavour);
// For the migration step of a new field, with its index. A nullable column without default: no row is rewritten.
std::string add_column(const Entity& entity, const Field& field, Flavour flavour);
Statements statements(const Entity& entity, Flavour flavour);

// Every table and index of the catalog, as one script: as they were first made, and as they are.
std::string first_schema(Flavour flavour);
std::string schema(Flavour flavour);

}  // namespace fieldfare::core::emit
