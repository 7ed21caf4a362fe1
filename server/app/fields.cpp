#include "server/app/fields.h"

#include <algorithm>

#include "core/catalog/entities.h"
#include "core/catalog/soundness.h"

namespace fieldfare::server {
namespace {

using core::ErrorCode;
using core::Row;
using core::catalog::custom_field;

constexpr std::int64_t position_step = 10;  // room to put one between two others

core::Status check(const NewField& field) {
    if (core::catalog::custom_target.find(field.entity) == nullptr) {
        return core::Error{ErrorCode::unknown_enum_value, "custom_field.entity"};
    }
    if (core::catalog::custom_type.find(field.type) == nullptr) {
        return core::Error{ErrorCode::unknown_enum_value, "custom_field.type"};
    }
    if (!core::catalog::is_plain(field.key)) {
        return core::Error{ErrorCode::invalid_argument, "custom_field.key: a-z, 0-9 and _, beginning with a letter"};
    }
    if (field.label_zh.empty()) return core::Error{ErrorCode::missing_field, "custom_field.label_zh"};
    if (field.label_en.empty()) return core::Error{ErrorCode::missing_field, "custom_field.label_en"};
    const bool chooses = field.type == core::catalog::custom_type.at("enumeration");
    if (chooses && field.choices.empty()) return core::Error{ErrorCode::missing_field, "custom_field.choices"};
    if (!chooses && !field.choices.empty()) {
        return core::Error{ErrorCode::invalid_argument, "custom_field.choices: only for the type enumeration"};
    }
    return {};
}

bool is(const Row& row, const std::string& entity, const std::string& key) {
    return row.text(custom_field.at("entity")) == entity && row.text(custom_field.at("key")) == key;
}

std::int64_t after_the_last(const std::vector<Row>& fields, const std::string& entity) {
    std::int64_t last = 0;
    for (const auto& row : fields) {
        if (row.text(custom_field.at("entity")) == entity) {
            last = std::max(last, row.integer(custom_field.at("position")));
        }
    }
    return last + position_step;
}

}  // namespace

core::Result<std::vector<Row>> list_fields(core::sqlite::Connection& database, Org org) {
    FF_ASSIGN(auto statement, database.prepare(select_text(custom_field, "AND _deleted=0")));
    statement.bind(1, org);
    std::vector<Row> rows;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) break;
        FF_ASSIGN(auto stored, read(statement, custom_field));
        rows.push_back(std::move(stored.row));
    }
    std::ranges::sort(rows, {}, [](const Row& row) {
        return std::tuple(row.text(custom_field.at("entity")), row.integer(custom_field.at("position")),
                          row.text(custom_field.at("key")));
    });
    return rows;
}

core::Status add_field(WriteScope& scope, const AdminHost& host, const NewField& field) {
    FF_TRY(check(field));
    FF_ASSIGN(const auto fields, list_fields(scope.database, scope.org));
    for (const auto& row : fields) {
        if (is(row, field.entity, field.key)) return {ErrorCode::already_exists, field.entity + "." + field.key};
    }
    Row row(custom_field, core::Uuid::v7(host.clock, host.random));
    row.values[custom_field.at("entity")] = field.entity;
    row.values[custom_field.at("key")] = field.key;
    row.values[custom_field.at("type")] = field.type;
    row.values[custom_field.at("label_zh")] = field.label_zh;
    row.values[custom_field.at("label_en")] = field.label_en;
    if (!field.choices.empty()) row.values[custom_field.at("choices")] = field.choices;
    row.values[custom_field.at("position")] = field.position.value_or(after_the_last(fields, field.entity));
    FF_TRY(scope.authority.write(scope.ledger, system_principal(host.organisation), {sync::add_of(row)}));
    return {};
}

core::Status retire_field(WriteScope& scope, const AdminHost& host, const std::string& entity, const std::string& key,
                          bool retired) {
    FF_ASSIGN(const auto fields, list_fields(scope.database, scope.org));
    const auto found = std::ranges::find_if(fields, [&](const Row& row) { return is(row, entity, key); });
    if (found == fields.end()) return {ErrorCode::not_found, "field " + entity + "." + key};
    const auto& field = custom_field.fields[custom_field.at("retired")];
    FF_TRY(scope.authority.write(scope.ledger, system_principal(host.organisation),
                                 {sync::update_of(*found, {{field.id, std::int64_t{retired ? 1 : 0}}})}));
    return {};
}

}  // namespace fieldfare::server
