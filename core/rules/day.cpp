#include "core/rules/day.h"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

#include <charconv>
#include <stdexcept>

#include "core/base/check.h"

namespace fieldfare::core {
namespace {

date::year_month_day civil(Day day) {
    return date::year_month_day(date::sys_days(date::days(day.number)));
}

Day from_civil(date::year_month_day value) {
    return {static_cast<std::int32_t>(date::sys_days(value).time_since_epoch().count())};
}

template <typename T>
bool whole(std::string_view text, T& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size();
}

// The library tells an unknown zone by an exception; it ends here.
Result<const date::time_zone*> zone_named(const std::string& name) {
    try {
        return date::locate_zone(name);
    } catch (const std::runtime_error&) {
        return {ErrorCode::invalid_argument, "time zone"};
    }
}

}  // namespace

Day Day::of(int year, unsigned month, unsigned day) {
    const date::year_month_day value{date::year(year), date::month(month), date::day(day)};
    FF_CHECK(value.ok());
    return from_civil(value);
}

std::optional<Day> Day::parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    if (!whole(text.substr(0, 4), year) || !whole(text.substr(5, 2), month) || !whole(text.substr(8, 2), day))
        return {};
    const date::year_month_day value{date::year(year), date::month(month), date::day(day)};
    if (!value.ok()) return std::nullopt;
    return from_civil(value);
}

Result<Day> Day::at(WallMs moment, const std::string& zone) {
    FF_ASSIGN(const auto* place, zone_named(zone));
    const auto local = place->to_local(date::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(moment)));
    return Day{static_cast<std::int32_t>(date::floor<date::days>(local).time_since_epoch().count())};
}

Result<WallMs> start_of(Day day, const std::string& zone) {
    FF_ASSIGN(const auto* place, zone_named(zone));
    const date::local_days local{date::days(day.number)};
    const auto moment = place->to_sys(local, date::choose::earliest);
    return static_cast<WallMs>(
        std::chrono::duration_cast<std::chrono::milliseconds>(moment.time_since_epoch()).count());
}

std::string Day::text() const {
    return fmt::format("{:04}-{:02}-{:02}", year(), month(), day());
}

Day Day::plus_months(int months) const {
    const auto value = civil(*this);
    const auto moved = date::year_month(value.year(), value.month()) + date::months(months);
    const date::year_month_day_last last(moved.year(), date::month_day_last(moved.month()));
    return from_civil(moved / std::min(value.day(), last.day()));
}

int Day::year() const {
    return static_cast<int>(civil(*this).year());
}

unsigned Day::month() const {
    return static_cast<unsigned>(civil(*this).month());
}

unsigned Day::day() const {
    return static_cast<unsigned>(civil(*this).day());
}

}  // namespace fieldfare::core
