#include "core/catalog/emit/sql.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace fieldfare::core::emit {
namespace {

bool on_server(Flavour flavour) {
    return flavour != Flavour::sqlite_device;
}

bool is_sqlite(Flavour flavour) {
    return flavour != Flavour::postgresql;
}

// The types of the columns that are no fields.
struct Names {
    std::string_view integer;
    std::string_view bytes;
    std::string_view id;
};

Names names_of(Flavour flavour) {
    if (is_sqlite(flavour)) return {"INTEGER", "BLOB", "BLOB"};
    return {"bigint", "bytea", "uuid"};
}

std::string_view sqlite_type(Type type) {
    switch (type) {
        case Type::text:
        case Type::date:
        case Type::enumeration:
        case Type::set:
        case Type::map:
            return "TEXT";
        case Type::integer:
        case Type::boolean:
        case Type::timestamp:
        case Type::money:
            return "INTEGER";
        case Type::real:
            return "REAL";
        case Type::reference:
            return "BLOB";
    }
    return {};
}

// Booleans, timestamps and dates are kept as the program holds them, so that one conformance suite fits every store and
// no session setting changes what comes back.
std::string_view postgresql_type(Type type) {
    switch (type) {
        case Type::text:
        case Type::date:
        case Type::enumeration:
            return "text";
        case Type::set:
        case Type::map:
            return "jsonb";
        case Type::integer:
        case Type::boolean:
        case Type::timestamp:
        case Type::money:
            return "bigint";
        case Type::real:
            return "double precision";
        case Type::reference:
            return "uuid";
    }
    return {};
}

std::vector<std::string> quoted_all(const std::vector<std::string>& names) {
    std::vector<std::string> quoted_names;
    quoted_names.reserve(names.size());
    for (const auto& name : names) quoted_names.push_back(quoted_name(name));
    return quoted_names;
}

std::vector<std::string> key(Flavour flavour) {
    return on_server(flavour) ? std::vector<std::string>{"org", "id"} : std::vector<std::string>{"id"};
}

std::string placeholder(std::size_t number, Flavour flavour) {
    return is_sqlite(flavour) ? fmt::format("?{}", number) : fmt::format("${}", number);
}

std::string placeholders(std::size_t count, Flavour flavour) {
    std::vector<std::string> marks;
    for (std::size_t i = 1; i <= count; ++i) marks.push_back(placeholder(i, flavour));
    return fmt::format("{}", fmt::join(marks, ", "));
}

std::string where_key(Flavour flavour) {
    std::vector<std::string> terms;
    for (const auto& name : key(flavour)) {
        terms.push_back(fmt::format("{} = {}", quoted_name(name), placeholder(terms.size() + 1, flavour)));
    }
    return fmt::format("WHERE {}", fmt::join(terms, " AND "));
}

std::string overwrite(const Entity& entity, Flavour flavour) {
    const auto keys = key(flavour);
    std::vector<std::string> terms;
    for (const auto& name : columns(entity, flavour)) {
        if (std::find(keys.begin(), keys.end(), name) != keys.end()) continue;
        terms.push_back(fmt::format("{0} = excluded.{0}", quoted_name(name)));
    }
    return fmt::format("ON CONFLICT ({}) DO UPDATE SET {}", fmt::join(quoted_all(keys), ", "), fmt::join(terms, ", "));
}

std::span<const Field> first_fields(const Entity& entity) {
    return entity.first_fields == 0 ? entity.fields : entity.fields.first(entity.first_fields);
}

std::string create_index(const Entity& entity, Flavour flavour, std::string_view suffix,
                         std::vector<std::string> columns, std::string_view condition = {}) {
    if (on_server(flavour)) columns.insert(columns.begin(), "org");
    return fmt::format("CREATE INDEX {} ON {} ({}){};", quoted_name(fmt::format("{}_by_{}", entity.name, suffix)),
                       quoted_name(entity.name), fmt::join(quoted_all(columns), ", "), condition);
}

std::string index_of(const Entity& entity, const Field& field, Flavour flavour) {
    std::vector<std::string> names{std::string(field.name)};
    if (field.type == Type::reference && !entity.order_field.empty()) names.emplace_back(entity.order_field);
    // Rows that leave the field empty, often most of them, cost the index nothing.
    const auto filled = fmt::format(" WHERE {} IS NOT NULL", quoted_name(field.name));
    return create_index(entity, flavour, field.name, std::move(names), field.required ? "" : filled);
}

}  // namespace

std::string quoted_name(std::string_view name) {
    return fmt::format("\"{}\"", name);
}

std::string_view column_type(const Field& field, Flavour flavour) {
    return is_sqlite(flavour) ? sqlite_type(field.type) : postgresql_type(field.type);
}

std::vector<std::string> columns(const Entity& entity, Flavour flavour) {
    auto names = key(flavour);
    for (const auto& field : entity.fields) names.emplace_back(field.name);
    names.insert(names.end(), {"_stamp", "_device", "_clocks", "_deleted"});
    if (on_server(flavour)) names.emplace_back("_seq");
    return names;
}

std::string create_table(const Entity& entity, Flavour flavour) {
    const auto names = names_of(flavour);
    std::vector<std::string> lines;
    if (is_sqlite(flavour)) lines.emplace_back("\"_row\" INTEGER PRIMARY KEY");
    if (on_server(flavour)) lines.push_back(fmt::format("\"org\" {} NOT NULL", names.integer));
    lines.push_back(fmt::format("\"id\" {} NOT NULL", names.id));
    for (const auto& field : first_fields(entity)) {
        lines.push_back(fmt::format("{} {}", quoted_name(field.name), column_type(field, flavour)));
    }
    lines.push_back(fmt::format("\"_stamp\" {} NOT NULL", names.integer));
    lines.push_back(fmt::format("\"_device\" {} NOT NULL", names.integer));
    lines.push_back(fmt::format("\"_clocks\" {}", names.bytes));
    lines.push_back(fmt::format("\"_deleted\" {} NOT NULL DEFAULT 0", names.integer));
    if (on_server(flavour)) lines.push_back(fmt::format("\"_seq\" {} NOT NULL", names.integer));
    lines.push_back(fmt::format("{} ({})", is_sqlite(flavour) ? "UNIQUE" : "PRIMARY KEY",
                                fmt::join(quoted_all(key(flavour)), ", ")));
    return fmt::format("CREATE TABLE {} (\n    {}\n){};", quoted_name(entity.name), fmt::join(lines, ",\n    "),
                       is_sqlite(flavour) ? " STRICT" : "");
}

std::vector<std::string> create_indexes(const Entity& entity, Flavour flavour) {
    std::vector<std::string> indexes;
    if (on_server(flavour)) indexes.push_back(create_index(entity, flavour, "seq", {"_seq", "id"}));
    for (const auto& field : first_fields(entity)) {
        if (field.indexed) indexes.push_back(index_of(entity, field, flavour));
    }
    return indexes;
}

std::string add_entity(const Entity& entity, Flavour flavour) {
    const auto where_missing = [](const std::string& statement, std::string_view what) {
        return "CREATE " + std::string(what) + " IF NOT EXISTS" + statement.substr(7 + what.size()) + "\n";
    };
    auto script = where_missing(create_table(entity, flavour), "TABLE");
    for (const auto& index : create_indexes(entity, flavour)) script += where_missing(index, "INDEX");
    return script;
}

std::string add_column(const Entity& entity, const Field& field, Flavour flavour) {
    const auto index = field.indexed ? "\n" + index_of(entity, field, flavour) : std::string();
    return fmt::format("ALTER TABLE {} ADD COLUMN {} {};{}", quoted_name(entity.name), quoted_name(field.name),
                       column_type(field, flavour), index);
}

Statements statements(const Entity& entity, Flavour flavour) {
    const auto names = columns(entity, flavour);
    const auto list = fmt::format("{}", fmt::join(quoted_all(names), ", "));
    Statements texts;
    texts.insert = fmt::format("INSERT INTO {} ({}) VALUES ({})", quoted_name(entity.name), list,
                               placeholders(names.size(), flavour));
    texts.upsert = fmt::format("{} {}", texts.insert, overwrite(entity, flavour));
    texts.select = fmt::format("SELECT {} FROM {}", list, quoted_name(entity.name));
    texts.select_by_id = fmt::format("{} {}", texts.select, where_key(flavour));
    texts.erase = fmt::format("DELETE FROM {} {}", quoted_name(entity.name), where_key(flavour));
    return texts;
}

std::string first_schema(Flavour flavour) {
    std::string script;
    for (const auto* entity : entities()) {
        script += create_table(*entity, flavour) + "\n";
        for (const auto& index : create_indexes(*entity, flavour)) script += index + "\n";
        script += "\n";
    }
    script.pop_back();
    return script;
}

std::string schema(Flavour flavour) {
    auto script = first_schema(flavour);
    for (const auto* entity : entities()) {
        for (const auto& field : entity->fields.subspan(first_fields(*entity).size())) {
            script += "\n" + add_column(*entity, field, flavour) + "\n";
        }
    }
    return script;
}

}  // namespace fieldfare::core::emit
