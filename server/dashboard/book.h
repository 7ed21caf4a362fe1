#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/rules/cadence.h"
#include "server/dashboard/dashboard.h"

// The customers the viewer may see, each with what its due date follows from: the same rules as on the phone.
namespace fieldfare::server::dashboard {

struct Entry {
    core::Row customer;
    std::optional<core::WallMs> last_visit_at;
    std::optional<core::Due> due;  // the earliest of cadence and open follow-ups

    int overdue_days(core::Day today) const { return due ? today.days_since(due->date) : 0; }
    bool overdue(core::Day today) const { return due && due->date < today; }
};

using Book = std::vector<Entry>;

// Which of them; nothing set: all.
struct Selection {
    std::optional<core::Uuid> customer;
    std::optional<core::Uuid> owner;
    std::string stage;  // code, or "none"
    std::string grade;
};

core::Result<Book> read_book(View& view, const Selection& selection = {});
// One customer; not_found outside the viewer's scope.
core::Result<Entry> read_entry(View& view, const core::Uuid& customer);
core::Result<std::vector<core::Row>> followups_of(View& view, const core::Uuid& customer);
bool is_open(const core::Row& followup);

// {"on", "overdue_days", "explanation"}, or null.
nlohmann::json due_json(const std::optional<core::Due>& due, core::Day today);
// {"id", "name", "code"}.
nlohmann::json customer_ref(const core::Row& customer);

}  // namespace fieldfare::server::dashboard
