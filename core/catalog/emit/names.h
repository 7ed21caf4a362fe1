#pragma once

#include <string_view>

#include "core/catalog/catalog.h"

// The names by which forms and TypeScript know what the catalog holds as enumerators.
namespace fieldfare::core::emit {

std::string_view name_of(Type type);
std::string_view name_of(Rule rule);
std::string_view name_of(Sensitivity sensitivity);
std::string_view name_of(Scope scope);
std::string_view name_of(Unit unit);
// The editor that a form shows for a field: text, text_area, number, decimal, switch, date, date_time, money, choice,
// choices, picker, pickers, words, custom_fields.
std::string_view editor_of(const Field& field);

}  // namespace fieldfare::core::emit
