#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/store/row_reader.h"

// FIL-01: one customer, one file. Warned of at entry against what this device holds; the server decides.
namespace fieldfare::core::customers {

enum class Likeness : std::uint8_t { same_name, similar_name, same_phone, same_credit_code };

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

// Strongest likeness first, each customer once, at most `limit`. A warning, never a refusal.
Result<std::vector<Duplicate>> duplicates(RowReader& reader, const DuplicateQuestion& question, std::size_t limit = 5);

// Without company forms (有限公司 …), brackets, spaces, width and case: "（上海）Acme 有限公司" and "上海ACME" are the
// same.
std::string normal_name(std::string_view name);
// Digits only, without 86 before a mobile number. Empty when too short or masked.
std::string normal_phone(std::string_view phone);

}  // namespace fieldfare::core::customers
