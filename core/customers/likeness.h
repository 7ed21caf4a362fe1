#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/rows/row.h"

// How alike two customers are (FIL-01): the same on the phone, which warns at entry, and on the server, which asks
// somebody to decide. Pure functions.
namespace fieldfare::core::customers {

// The strongest first.
enum class Likeness : std::uint8_t { same_credit_code, same_name, same_phone, similar_name, same_address };
std::string_view name(Likeness likeness);  // "same_name", for lists and logs

// What of a customer is compared, in its normal form.
struct Traits {
    std::vector<std::string> names;  // its name and aliases
    std::string credit_code;
    std::vector<std::string> phones;
    std::string address;
};
Traits traits_of(const Row& customer);  // phones stand with the contacts: `normal_phone`

struct Score {
    int points = 0;                 // 0 to 100
    std::vector<Likeness> reasons;  // the strongest first
};
// Two credit codes that differ are two companies, however alike the rest is.
Score compare(const Traits& a, const Traits& b);

inline constexpr int warned_from = 50;   // at entry
inline constexpr int decided_from = 60;  // the server asks

// Without company forms (有限公司 …), brackets, spaces, width and case: "（上海）Acme 有限公司" and "上海ACME" are the
// same.
std::string normal_name(std::string_view name);
// Digits only, without 86 before a mobile number. Empty when too short or masked.
std::string normal_phone(std::string_view phone);

}  // namespace fieldfare::core::customers
