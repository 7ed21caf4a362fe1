#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/rows/row.h"
#include "sync/merge/merge.h"

// Inside the merge: a row seen as a total function from cells to states. A cell without exception has the row's stamp;
// an element without exception that is absent was never added.
namespace fieldfare::sync::cells {

enum class Kind : std::uint8_t { value, element, key, none };

// `none`: the life cell and fields of a newer catalog, which have a clock here and no value.
Kind kind_of(const core::Entity& entity, const core::Cell& cell);
// The fields that share the clock of this field, as positions; one except for groups.
std::vector<std::size_t> members(const core::Entity& entity, const core::Field& clock_field);

// State of a value, a key, or a cell without value.
struct Register {
    core::Stamp stamp;
    std::vector<FieldValue> values;
    friend bool operator==(const Register&, const Register&) = default;
};
Register read_register(const core::Row& row, const core::Cell& cell);
void write_values(core::Row& row, const core::Cell& cell, const std::vector<FieldValue>& values);

struct Element {
    core::Stamp stamp;    // newest add
    core::Stamp removed;  // newest add that a remove had seen
    bool present() const { return stamp > removed; }
    friend bool operator==(const Element&, const Element&) = default;
};
Element read_element(const core::Row& row, const core::Cell& cell);
void write_element(core::Row& row, const core::Cell& cell, const Element& state);

// The stamp of a cell in the row, as a base would name it.
core::Stamp stamp_of(const core::Row& row, const core::Cell& cell);
// Sets the clock, or drops the exception when the row's stamp says it already.
void write_stamp(core::Row& row, const core::Cell& cell, const core::Stamp& stamp);

// Every cell of which the row says more than its default: values and exceptions.
void collect(const core::Row& row, std::set<core::Cell>& out);
// Those of which the two say something else. Both have one row stamp.
void collect_differences(const core::Row& a, const core::Row& b, std::set<core::Cell>& out);

core::Value to_value(const core::Scalar& scalar);

}  // namespace fieldfare::sync::cells
