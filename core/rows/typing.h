#pragma once

#include "core/catalog/catalog.h"
#include "core/rows/value.h"

namespace fieldfare::core {

// Index of the alternative of Value that fields of this type hold (null aside).
constexpr std::size_t alternative_of(Type type) {
    switch (type) {
        case Type::text:
        case Type::date:
        case Type::enumeration:
            return 3;
        case Type::integer:
        case Type::boolean:
        case Type::timestamp:
        case Type::money:
            return 1;
        case Type::real:
            return 2;
        case Type::reference:
            return 4;
        case Type::set:
            return 5;
        case Type::map:
            return 6;
    }
    return 0;
}

// True for null and for the alternative of the type.
inline bool fits(Type type, const Value& value) {
    return is_null(value) || value.index() == alternative_of(type);
}

// Set and map fields change by element or key: their cells carry a key. All other cells carry a whole value and no key.
// A set that is written once (Rule::log) or by the server alone (Rule::assigned) is a whole value, too.
constexpr bool is_keyed(const Field& field) {
    return field.rule == Rule::set || field.rule == Rule::map;
}

}  // namespace fieldfare::core
