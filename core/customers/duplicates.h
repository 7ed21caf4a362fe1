#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/customers/likeness.h"
#include "core/store/row_reader.h"

// FIL-01: one customer, one file. Warned of at entry against what this device holds; the server decides.
namespace fieldfare::core::customers {

struct Duplicate {
    Uuid customer;
    std::string name;
    std::string code;  // the final one, else the provisional one
    Likeness likeness = Likeness::same_name;
    friend bool operator==(const Duplicate&, const Duplicate&) = default;
};

struct DuplicateQuestion {
    std::string name;
    std::vector<std::string> phones;
    std::string credit_code;
    std::optional<Uuid> except;  // the customer being edited
};

// The likeliest first, each customer once, at most `limit`. A warning, never a refusal.
Result<std::vector<Duplicate>> duplicates(RowReader& reader, const DuplicateQuestion& question, std::size_t limit = 5);

}  // namespace fieldfare::core::customers
