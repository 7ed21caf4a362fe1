#pragma once

#include <map>
#include <span>
#include <string>

#include "core/base/result.h"
#include "core/rows/row.h"

namespace fieldfare::core {

// What an organisation said of one field it added itself.
struct CustomField {
    Type type = Type::text;  // text, integer, real, boolean, date or enumeration
    StringSet choices;       // enumeration
    bool retired = false;    // kept where it stands, written no more
};

// The organisation's custom fields by entity and key. Plain data; built anew when a `custom_field` row changes.
class CustomFields {
  public:
    // Rows of other entities, deleted rows and rows of unknown types are passed over.
    static CustomFields from_rows(std::span<const Row> rows);

    void define(std::string_view entity, std::string_view key, CustomField field);
    const CustomField* find(std::string_view entity, std::string_view key) const;

  private:
    std::map<std::pair<std::string, std::string>, CustomField> fields_;
};

}  // namespace fieldfare::core
