#pragma once

#include <string_view>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/rows/clocks.h"
#include "core/rows/value.h"

namespace fieldfare::core {

// A row in memory: values by field position (entity->fields[i] <-> values[i]) and its clocks. Plain data, owned by
// whoever holds it.
struct Row {
    const Entity* entity = nullptr;
    Uuid id;
    std::vector<Value> values;
    Clocks clocks;

    Row() = default;
    Row(const Entity& of, Uuid row_id) : entity(&of), id(row_id), values(of.fields.size()) {}

    bool deleted() const { return clocks.deleted(); }

    // Typed reading; null gives the empty value of the type. `at` comes from Entity::at("name").
    std::string_view text(std::size_t at) const;
    std::int64_t integer(std::size_t at) const;
    double real(std::size_t at) const;
    Uuid reference(std::size_t at) const;
    const StringSet& set(std::size_t at) const;
    const ScalarMap& map(std::size_t at) const;
    bool has(std::size_t at) const { return !is_null(values[at]); }

    friend bool operator==(const Row&, const Row&) = default;
};

}  // namespace fieldfare::core
