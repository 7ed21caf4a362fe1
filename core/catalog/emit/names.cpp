#include "core/catalog/emit/names.h"

namespace fieldfare::core::emit {

std::string_view name_of(Type type) {
    switch (type) {
        case Type::text:
            return "text";
        case Type::integer:
            return "integer";
        case Type::real:
            return "real";
        case Type::boolean:
            return "boolean";
        case Type::date:
            return "date";
        case Type::timestamp:
            return "timestamp";
        case Type::money:
            return "money";
        case Type::enumeration:
            return "enumeration";
        case Type::reference:
            return "reference";
        case Type::set:
            return "set";
        case Type::map:
            return "map";
    }
    return {};
}

std::string_view name_of(Rule rule) {
    switch (rule) {
        case Rule::last_writer:
            return "last_writer";
        case Rule::group:
            return "group";
        case Rule::set:
            return "set";
        case Rule::map:
            return "map";
        case Rule::log:
            return "log";
        case Rule::assigned:
            return "assigned";
        case Rule::status:
            return "status";
        case Rule::note:
            return "note";
    }
    return {};
}

std::string_view name_of(Sensitivity sensitivity) {
    switch (sensitivity) {
        case Sensitivity::open:
            return "open";
        case Sensitivity::contact_data:
            return "contact_data";
        case Sensitivity::revenue:
            return "revenue";
        case Sensitivity::personal:
            return "personal";
    }
    return {};
}

std::string_view name_of(Scope scope) {
    switch (scope) {
        case Scope::organisation:
            return "organisation";
        case Scope::team:
            return "team";
        case Scope::user:
            return "user";
        case Scope::customer:
            return "customer";
    }
    return {};
}

std::string_view name_of(Unit unit) {
    switch (unit) {
        case Unit::none:
            return "none";
        case Unit::people:
            return "people";
        case Unit::days:
            return "days";
        case Unit::minutes:
            return "minutes";
        case Unit::percent:
            return "percent";
        case Unit::score:
            return "score";
        case Unit::degrees:
            return "degrees";
        case Unit::metres:
            return "metres";
        case Unit::fen:
            return "fen";
    }
    return {};
}

std::string_view editor_of(const Field& field) {
    switch (field.type) {
        case Type::text:
            return field.multiline ? "text_area" : "text";
        case Type::integer:
            return "number";
        case Type::real:
            return "decimal";
        case Type::boolean:
            return "switch";
        case Type::date:
            return "date";
        case Type::timestamp:
            return "date_time";
        case Type::money:
            return "money";
        case Type::enumeration:
            return "choice";
        case Type::reference:
            return "picker";
        case Type::set:
            if (field.choices != nullptr) return "choices";
            return field.refers_to.empty() ? "words" : "pickers";
        case Type::map:
            return "custom_fields";
    }
    return {};
}

}  // namespace fieldfare::core::emit
