#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/catalog/emit/sql.h"
#include "core/rows/row.h"
#include "core/store/sqlite.h"

// How a row stands in the columns of its table. Used by every store on SQLite; which columns there are follows from the
// catalog (core/catalog/emit/sql.h).
namespace fieldfare::core::row_columns {

// Statement texts of one entity, built once for the whole process.
struct Texts {
    emit::Statements statements;
    std::string table;                 // quoted
    std::vector<std::string> columns;  // quoted, by field position
};
const Texts& texts_of(const Entity& entity, emit::Flavour flavour);

// Binds one field. Texts made for the purpose are copied into the statement, others must live until the step.
void bind_field(sqlite::Statement& statement, int at, const Field& field, const Value& value);
// Binds id, fields, stamp, device, clocks, deleted from `at` on; gives the position after the last.
int bind_row(sqlite::Statement& statement, int at, const Row& row);
void bind_clocks(sqlite::Statement& statement, int at, const Clocks& clocks);

// storage_corrupt when a column does not hold what the catalog says.
Result<Value> read_field(const sqlite::Statement& statement, int column, const Field& field);
// Reads what `bind_row` binds, in the same order.
Result<Row> read_row(const sqlite::Statement& statement, int column, const Entity& entity);

}  // namespace fieldfare::core::row_columns
