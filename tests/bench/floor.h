#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/rows/row.h"

// What the floors are made of. A floor is the least program on raw SQLite that does the same durable work: same
// library, key and pragmas as the store, plain tables with the catalog's columns and indexes, statements prepared once,
// no clocks, no validation, no abstraction. A failure ends the program.
namespace fieldfare::bench {

inline constexpr int phone_cache_kib = 16 * 1024;  // as the stores'
inline constexpr int server_cache_kib = 64 * 1024;

class RawDatabase {
  public:
    RawDatabase(const std::string& path, const core::Bytes& key, int cache_kib);
    ~RawDatabase();
    RawDatabase(const RawDatabase&) = delete;
    RawDatabase& operator=(const RawDatabase&) = delete;

    void run(const char* sql);
    sqlite3_stmt* prepare(const std::string& sql);  // finalized with the database
    // Steps to the end, then resets.
    void step(sqlite3_stmt* statement);
    void checkpoint();
    // While a database is filled nothing need be durable.
    void set_durable(bool durable) { run(durable ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=OFF"); }

  private:
    sqlite3* db_ = nullptr;
    std::vector<sqlite3_stmt*> statements_;
};

// A table for one entity: id, then a column for each field.
class RawTable {
  public:
    RawTable(RawDatabase& database, const core::Entity& entity, bool create);
    void insert(const core::Row& row);
    std::string select_all() const;
    // Copies the current row of a statement made of `select_all`.
    void insert_from(sqlite3_stmt* source);

  private:
    RawDatabase& database_;
    const core::Entity& entity_;
    sqlite3_stmt* insert_ = nullptr;
};

void bind_value(sqlite3_stmt* statement, int at, const core::Value& value);

}  // namespace fieldfare::bench
