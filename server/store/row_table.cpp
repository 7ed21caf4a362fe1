#include "server/store/row_table.h"

#include <fmt/format.h>

#include <map>

#include "core/catalog/emit/sql.h"
#include "core/rows/column_text.h"

namespace fieldfare::server {
namespace {

using core::Entity;
using core::Field;
using core::Type;
using core::Value;
using core::emit::Flavour;
using core::sqlite::Connection;
using core::sqlite::Statement;

// Where the columns that are no fields stand: org, id, fields…, stamp, device, clocks, deleted, seq.
constexpr int id_column = 1;
constexpr int first_field = 2;

struct Tail {
    int stamp, device, clocks, deleted, seq;
};

Tail tail_of(const Entity& entity) {
    const int at = first_field + static_cast<int>(entity.fields.size());
    return {at, at + 1, at + 2, at + 3, at + 4};
}

const core::emit::Statements& texts_of(const Entity& entity) {
    // Made once: statements are cached per connection under these texts.
    static const auto all = [] {
        std::map<core::EntityId, core::emit::Statements> made;
        for (const auto* each : core::entities()) made[each->id] = statements(*each, Flavour::sqlite_server);
        return made;
    }();
    return all.at(entity.id);
}

void bind_value(Statement& statement, int at, const Value& value) {
    struct Binder {
        Statement& to;
        int at;
        void operator()(std::monostate) const { to.bind_null(at); }
        void operator()(std::int64_t number) const { to.bind(at, number); }
        void operator()(double number) const { to.bind(at, number); }
        void operator()(const std::string& text) const { to.bind(at, text); }
        void operator()(const core::Uuid& id) const { to.bind(at, id); }
        void operator()(const core::StringSet& set) const { to.copy_text(at, core::set_to_text(set)); }
        void operator()(const core::ScalarMap& map) const { to.copy_text(at, core::map_to_text(map)); }
    };
    std::visit(Binder{statement, at}, value);
}

core::Result<Value> read_value(const Statement& statement, int at, const Field& field) {
    if (statement.null(at)) return Value{};
    switch (field.type) {
        case Type::integer:
        case Type::boolean:
        case Type::timestamp:
        case Type::money:
            return Value{statement.integer(at)};
        case Type::real:
            return Value{statement.real(at)};
        case Type::reference:
            return Value{statement.uuid(at)};
        case Type::set: {
            FF_ASSIGN(auto set, core::set_from_text(statement.text(at)));
            return Value{std::move(set)};
        }
        case Type::map: {
            FF_ASSIGN(auto map, core::map_from_text(statement.text(at)));
            return Value{std::move(map)};
        }
        default:
            return Value{std::string(statement.text(at))};
    }
}

}  // namespace

std::string rows_ddl() {
    return core::emit::schema(Flavour::sqlite_server);
}

core::Status put(Connection& database, Org org, const core::Row& row, sync::Seq seq) {
    const auto& entity = *row.entity;
    const auto tail = tail_of(entity);
    const auto clocks = core::encode_clocks(row.clocks);
    FF_ASSIGN(auto statement, database.prepare(texts_of(entity).upsert));
    statement.bind(1, org).bind(id_column + 1, row.id);
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        bind_value(statement, first_field + 1 + static_cast<int>(i), row.values[i]);
    }
    statement.bind(tail.stamp + 1, row.clocks.row.time.packed);
    statement.bind(tail.device + 1, static_cast<std::int64_t>(row.clocks.row.device));
    if (clocks.empty()) {
        statement.bind_null(tail.clocks + 1);
    } else {
        statement.bind(tail.clocks + 1, clocks);
    }
    statement.bind(tail.deleted + 1, row.deleted() ? 1 : 0).bind(tail.seq + 1, seq);
    return statement.run();
}

std::string select_text(const Entity& entity, std::string_view rest) {
    return fmt::format("{} WHERE \"{}\".org=?1 {}", texts_of(entity).select, entity.name, rest);
}

core::Result<StoredRow> read(const Statement& statement, const Entity& entity) {
    const auto tail = tail_of(entity);
    StoredRow stored;
    stored.row = core::Row(entity, read_id(statement));
    for (std::size_t i = 0; i < entity.fields.size(); ++i) {
        FF_ASSIGN(stored.row.values[i], read_value(statement, first_field + static_cast<int>(i), entity.fields[i]));
    }
    core::Stamp stamp;
    stamp.time.packed = static_cast<std::uint64_t>(statement.integer(tail.stamp));
    stamp.device = static_cast<core::DeviceNumber>(statement.integer(tail.device));
    auto clocks = core::decode_clocks(stamp, statement.bytes(tail.clocks));
    if (!clocks) return {core::ErrorCode::storage_corrupt, "clocks of " + std::string(entity.name)};
    stored.row.clocks = std::move(*clocks);
    stored.seq = read_seq(statement, entity);
    return stored;
}

core::Uuid read_id(const Statement& statement) {
    return statement.uuid(id_column);
}

sync::Seq read_seq(const Statement& statement, const Entity& entity) {
    return static_cast<sync::Seq>(statement.integer(tail_of(entity).seq));
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
    FF_ASSIGN(auto statement, database.prepare(texts_of(entity).select_by_id));
    statement.bind(1, org).bind(2, id);
    FF_ASSIGN(const bool found, statement.step());
    if (!found) return std::optional<StoredRow>{};
    FF_ASSIGN(auto stored, read(statement, entity));
    return std::optional<StoredRow>(std::move(stored));
}

}  // namespace fieldfare::server
