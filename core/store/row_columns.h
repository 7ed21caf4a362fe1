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

// What an UPDATE must write so that a row that stands as `before` stands as `after`: an index whose columns keep their
// values is not touched. Numbers its parameters from 1; empty if they are the same.
struct Difference {
    std::string assignments;  // "\"name\" = ?1, …"
    std::vector<std::size_t> fields;
    bool clocks = false;
    int next = 1;  // the number of the next parameter
};
Difference difference(const Row& before, const Row& after, const Texts& texts);
void bind_difference(sqlite::Statement& statement, const Row& after, const Difference& difference);

// storage_corrupt when a column does not hold what the catalog says.
Result<Value> read_field(const sqlite::Statement& statement, int column, const Field& field);
// Reads what `bind_clocks` binds.
Result<Clocks> read_clocks(const sqlite::Statement& statement, int column, const Entity& entity);
// Reads what `bind_row` binds, in the same order.
Result<Row> read_row(const sqlite::Statement& statement, int column, const Entity& entity);

}  // namespace fieldfare::core::row_columns
