#include "core/store/row_columns.h"

#include <fmt/format.h>

#include <array>
#include <map>

#include "core/base/check.h"
#include "core/rows/column_text.h"

namespace fieldfare::core::row_columns {
namespace {

using Table = std::map<const Entity*, Texts>;

Table build(emit::Flavour flavour) {
    Table table;
    for (const auto* entity : entities()) {
        Texts texts;
        texts.statements = emit::statements(*entity, flavour);
        texts.table = emit::quoted_name(entity->name);
        for (const auto& field : entity->fields) texts.columns.push_back(emit::quoted_name(field.name));
        table.emplace(entity, std::move(texts));
    }
    return table;
}

Error damaged(const Field& field) {
    return {ErrorCode::storage_corrupt, std::string(field.name)};
}

}  // namespace

const Texts& texts_of(const Entity& entity, emit::Flavour flavour) {
    static const std::array<Table, 2> tables = {build(emit::Flavour::sqlite_device),
                                                build(emit::Flavour::sqlite_server)};
    FF_CHECK(flavour != emit::Flavour::postgresql);
    const auto& table = tables[flavour == emit::Flavour::sqlite_device ? 0 : 1];
    const auto found = table.find(&entity);
    FF_CHECK(found != table.end());
    return found->second;
}

void bind_field(sqlite::Statement& statement, int at, const Field& field, const Value& value) {
    if (is_null(value)) {
        statement.bind_null(at);
        return;
    }
    switch (field.type) {
        case Type::text:
        case Type::date:
        case Type::enumeration:
            statement.bind(at, std::string_view(std::get<std::string>(value)));
            return;
        case Type::integer:
        case Type::boolean:
        case Type::timestamp:
        case Type::money:
            statement.bind(at, std::get<std::int64_t>(value));
            return;
        case Type::real:
            statement.bind(at, std::get<double>(value));
            return;
        case Type::reference:
            statement.bind(at, std::span<const std::uint8_t>(std::get<Uuid>(value).bytes));
            return;
        case Type::set:
            statement.copy_text(at, set_to_text(std::get<StringSet>(value)));
            return;
        case Type::map:
            statement.copy_text(at, map_to_text(std::get<ScalarMap>(value)));
            return;
    }
}

void bind_clocks(sqlite::Statement& statement, int at, const Clocks& clocks) {
    statement.bind(at, clocks.row.time.packed);
    statement.bind(at + 1, static_cast<std::int64_t>(clocks.row.device));
    const auto blob = encode_clocks(clocks);
    if (blob.empty()) {
        statement.bind_null(at + 2);
    } else {
        statement.copy_bytes(at + 2, blob);
    }
    statement.bind(at + 3, clocks.deleted() ? 1 : 0);
}

Difference difference(const Row& before, const Row& after, const Texts& texts) {
    Difference result;
    auto& list = result.assignments;
    auto& next = result.next;
    for (std::size_t at = 0; at < after.values.size(); ++at) {
        if (before.values[at] == after.values[at]) continue;
        result.fields.push_back(at);
        list += fmt::format("{}{} = ?{}", list.empty() ? "" : ", ", texts.columns[at], next++);
    }
    result.clocks = before.clocks != after.clocks;
    if (result.clocks) {
        list += fmt::format("{}\"_stamp\" = ?{}, \"_device\" = ?{}, \"_clocks\" = ?{}, \"_deleted\" = ?{}",
                            list.empty() ? "" : ", ", next, next + 1, next + 2, next + 3);
        next += 4;
    }
    return result;
}

void bind_difference(sqlite::Statement& statement, const Row& after, const Difference& difference) {
    int at = 1;
    for (const auto field : difference.fields) {
        bind_field(statement, at++, after.entity->fields[field], after.values[field]);
    }
    if (difference.clocks) bind_clocks(statement, at, after.clocks);
}

int bind_row(sqlite::Statement& statement, int at, const Row& row) {
    statement.bind(at++, std::span<const std::uint8_t>(row.id.bytes));
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        bind_field(statement, at++, row.entity->fields[i], row.values[i]);
    }
    bind_clocks(statement, at, row.clocks);
    return at + 4;
}

Result<Value> read_field(const sqlite::Statement& statement, int column, const Field& field) {
    if (statement.null(column)) return Value{};
    switch (field.type) {
        case Type::text:
        case Type::date:
        case Type::enumeration:
            return Value{std::string(statement.text(column))};
        case Type::integer:
        case Type::boolean:
        case Type::timestamp:
        case Type::money:
            return Value{statement.integer(column)};
        case Type::real:
            return Value{statement.real(column)};
        case Type::reference: {
            const auto id = Uuid::from_bytes(statement.bytes(column));
            if (!id) return damaged(field);
            return Value{*id};
        }
        case Type::set: {
            FF_ASSIGN(auto set, set_from_text(statement.text(column)));
            return Value{std::move(set)};
        }
        case Type::map: {
            FF_ASSIGN(auto map, map_from_text(statement.text(column)));
            return Value{std::move(map)};
        }
    }
    return damaged(field);
}

Result<Clocks> read_clocks(const sqlite::Statement& statement, int column, const Entity& entity) {
    const Stamp stamp{Hlc{static_cast<std::uint64_t>(statement.integer(column))},
                      static_cast<DeviceNumber>(statement.integer(column + 1))};
    auto clocks = decode_clocks(stamp, statement.bytes(column + 2));
    if (!clocks) return {ErrorCode::storage_corrupt, std::string(entity.name) + "._clocks"};
    return clocks;
}

Result<Row> read_row(const sqlite::Statement& statement, int column, const Entity& entity) {
    const auto id = Uuid::from_bytes(statement.bytes(column++));
    if (!id) return {ErrorCode::storage_corrupt, std::string(entity.name) + ".id"};
    Row row(entity, *id);
    for (std::size_t i = 0; i < entity.fields.size(); ++i, ++column) {
        if (statement.null(column)) continue;
        FF_ASSIGN(row.values[i], read_field(statement, column, entity.fields[i]));
    }
    FF_ASSIGN(row.clocks, read_clocks(statement, column, entity));
    return row;
}

}  // namespace fieldfare::core::row_columns
