#include "core/catalog/custom_fields.h"

#include "core/catalog/entities.h"

namespace fieldfare::core {
namespace {

struct TypeName {
    std::string_view code;
    Type type;
};

constexpr TypeName type_names[] = {
    {catalog::custom_type.at("text"), Type::text}, {catalog::custom_type.at("integer"), Type::integer},
    {catalog::custom_type.at("real"), Type::real}, {catalog::custom_type.at("boolean"), Type::boolean},
    {catalog::custom_type.at("date"), Type::date}, {catalog::custom_type.at("enumeration"), Type::enumeration},
};
static_assert(std::size(type_names) == std::size(catalog::custom_type_choices));

const Type* type_named(std::string_view code) {
    for (const auto& known : type_names) {
        if (known.code == code) return &known.type;
    }
    return nullptr;
}

}  // namespace

CustomFields CustomFields::from_rows(std::span<const Row> rows) {
    using catalog::custom_field;
    CustomFields fields;
    for (const auto& row : rows) {
        if (row.entity != &custom_field || row.deleted()) continue;
        const auto* type = type_named(row.text(custom_field.at("type")));
        if (type == nullptr) continue;
        fields.define(row.text(custom_field.at("entity")), row.text(custom_field.at("key")),
                      {*type, row.set(custom_field.at("choices")), row.integer(custom_field.at("retired")) != 0});
    }
    return fields;
}

void CustomFields::define(std::string_view entity, std::string_view key, CustomField field) {
    fields_.insert_or_assign({std::string(entity), std::string(key)}, std::move(field));
}

const CustomField* CustomFields::find(std::string_view entity, std::string_view key) const {
    const auto found = fields_.find({std::string(entity), std::string(key)});
    return found != fields_.end() ? &found->second : nullptr;
}

}  // namespace fieldfare::core
