#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/base/result.h"

namespace fieldfare::core {

// A calendar day, without time and zone: what `date` fields hold.
struct Day {
    std::int32_t number = 0;  // days since 1970-01-01

    static Day of(int year, unsigned month, unsigned day);   // must exist
    static std::optional<Day> parse(std::string_view text);  // "2023-10-09", a day that exists
    // The day it is at that moment in an IANA zone ("Asia/Shanghai"). invalid_argument: no such zone.
    static Result<Day> at(WallMs moment, const std::string& zone);

    std::string text() const;  // "2023-10-09"
    Day plus_days(int days) const { return {number + days}; }
    // The same day of a later or earlier month; the 31st becomes the month's last day.
    Day plus_months(int months) const;
    int days_since(Day earlier) const { return number - earlier.number; }
    int year() const;
    unsigned month() const;
    unsigned day() const;
    friend auto operator<=>(const Day&, const Day&) = default;
};

// First moment of a day in a zone, and with `day.plus_days(1)` its end. invalid_argument: no such zone.
Result<WallMs> start_of(Day day, const std::string& zone);

}  // namespace fieldfare::core
