#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/rows/row.h"
#include "core/store/sqlite.h"

namespace fieldfare::core {

// A row's address.
struct RowKey {
    const Entity* entity = nullptr;
    Uuid id;
    friend bool operator==(const RowKey&, const RowKey&) = default;
    friend bool operator<(const RowKey& a, const RowKey& b) {
        return a.entity->id != b.entity->id ? a.entity->id < b.entity->id : a.id < b.id;
    }
};

enum class Compare : std::uint8_t {
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    is_null,
    not_null,
    one_of
};

// `field` is a position in the entity, or `by_id`. A set field compares by membership: `equal` with the element.
struct Condition {
    static constexpr std::size_t by_id = Entity::npos;
    std::size_t field = by_id;
    Compare compare = Compare::equal;
    Value value;
    std::vector<Value> values = {};  // one_of
};

struct Order {
    std::size_t field = Condition::by_id;
    bool descending = false;
    bool nulls_last = true;
};

// A question to one entity: all conditions hold. Deleted rows are left out unless asked for.
struct Select {
    const Entity* entity = nullptr;
    std::vector<Condition> where;
    std::vector<Order> order;  // the id is always the last tie-break
    std::uint32_t limit = 0;   // 0: no limit
    std::uint32_t offset = 0;
    bool with_deleted = false;
    std::vector<std::size_t> fields;  // only these are filled, clocks are not; empty: all, with clocks
};

// Reads rows through one connection. Base of `Transaction` (sees its own writes) and of `StoreReader`; repositories and
// use cases take this, so they work in both. Belongs to one thread at a time.
class RowReader {
  public:
    explicit RowReader(sqlite::Connection& database) : database_(&database) {}

    // Deleted rows are returned too (`Row::deleted()`); nothing when the store has never held it.
    Result<std::optional<Row>> find(const Entity& entity, const Uuid& id);
    // The row, or not_found when it is missing or deleted.
    Result<Row> get(const Entity& entity, const Uuid& id);
    Result<std::vector<Row>> select(const Select& question);
    Result<std::int64_t> count(const Select& question);

    // For the modules that own tables (journal, search); nobody else writes SQL.
    sqlite::Connection& database() { return *database_; }

  private:
    sqlite::Connection* database_;
};

}  // namespace fieldfare::core
