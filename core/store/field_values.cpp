#include "core/store/field_values.h"

namespace fieldfare::core {
namespace {

Status write_map(Edit& edit, Row& row, std::size_t field, const Value& value) {
    static const ScalarMap nothing;
    const auto* wanted = std::get_if<ScalarMap>(&value);
    if (wanted == nullptr) {
        if (!is_null(value)) return {ErrorCode::wrong_type, std::string(row.entity->fields[field].name)};
        wanted = &nothing;
    }
    const ScalarMap held = row.map(field);
    for (const auto& [key, scalar] : held) {
        if (!wanted->contains(key)) FF_TRY(edit.remove_key(row, field, key));
    }
    for (const auto& [key, scalar] : *wanted) FF_TRY(edit.set_key(row, field, key, scalar));
    return {};
}

Status write_set(Edit& edit, Row& row, std::size_t field, const Value& value) {
    if (is_null(value)) return edit.set_elements(row, field, {});
    const auto* elements = std::get_if<StringSet>(&value);
    if (elements == nullptr) return {ErrorCode::wrong_type, std::string(row.entity->fields[field].name)};
    return edit.set_elements(row, field, *elements);
}

}  // namespace

Status write_fields(Edit& edit, Row& row, const FieldValues& values) {
    for (const auto& [field, value] : values) {
        switch (row.entity->fields[field].rule) {
            case Rule::set:
                FF_TRY(write_set(edit, row, field, value));
                break;
            case Rule::map:
                FF_TRY(write_map(edit, row, field, value));
                break;
            default:
                FF_TRY(edit.set(row, field, value));
        }
    }
    return {};
}

}  // namespace fieldfare::core
