#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/rules/day.h"
#include "core/rules/policy.h"
#include "core/store/sqlite.h"
#include "server/store/row_table.h"
#include "sync/authority/ledger.h"

// What the dashboard reads, as docs/api.md says: each function answers one resource from one snapshot of the canonical
// store. No sockets, no writes. A viewer sees only what his audience may see; what lies outside is not_found. Errors:
// not_found, invalid_argument (detail names the parameter), storage_*.
namespace fieldfare::server::dashboard {

// Who looks, and from where in time.
struct Viewer {
    core::Uuid user;
    core::Uuid team;  // nil: none
    std::string role;
    sync::Audience audience;
};

// One request's view of the store. `database` stands in a read transaction of the caller's.
struct View {
    core::sqlite::Connection& database;
    Org org = 0;
    Viewer viewer;
    core::WallMs now = 0;
    core::Policy policy;  // the organisation's
    core::Day today;      // in its time zone
};

// Reads the organisation's policy and what day it is there.
core::Result<View> open_view(core::sqlite::Connection& database, Org org, Viewer viewer, core::WallMs now);

inline constexpr std::int64_t default_page = 50;
inline constexpr std::int64_t largest_page = 200;
inline constexpr std::int64_t largest_offset = 100'000;
inline constexpr std::size_t largest_search_bytes = 400;  // 100 characters
inline constexpr std::int64_t quarantine_shown = 20;

struct Paging {
    std::string before;  // cursor of the previous page; empty: the newest
    std::int64_t limit = default_page;
};

struct VisitFilter {
    std::optional<core::Uuid> rep;
    std::optional<core::Uuid> customer;
    std::string channel;
    std::optional<core::Day> from;
    std::optional<core::Day> to;
    Paging paging;
};

struct CustomerFilter {
    std::string search;
    std::string stage;  // code, or "none"
    std::optional<core::Uuid> owner;
    std::string grade;
    std::string due;  // overdue, today, week
    std::string sort = "next_due";
    bool descending = false;
    std::int64_t offset = 0;
    std::int64_t limit = default_page;
};

core::Result<nlohmann::json> me(View& view);
core::Result<nlohmann::json> users(View& view);
core::Result<nlohmann::json> overview(View& view);
core::Result<nlohmann::json> visits(View& view, const VisitFilter& filter);
core::Result<nlohmann::json> customers(View& view, const CustomerFilter& filter);
core::Result<nlohmann::json> customer_page(View& view, const core::Uuid& id);
core::Result<nlohmann::json> timeline(View& view, const core::Uuid& customer, const Paging& paging);
core::Result<nlohmann::json> devices(View& view);
core::Result<nlohmann::json> conflicts(View& view, bool open, const Paging& paging);
core::Result<nlohmann::json> conflict(View& view, const core::Uuid& id);
core::Result<nlohmann::json> quarantine(View& view);
// What a handover of one person's book to another would do. Not for reps, and for people in the viewer's scope.
// forbidden, not_found.
core::Result<nlohmann::json> handover(View& view, const core::Uuid& from, const core::Uuid& to);
core::Status check_handover(View& view, const core::Uuid& from, const core::Uuid& to);
// What is hidden from which role, for those who see the whole organisation. forbidden.
core::Result<nlohmann::json> masks(View& view);
// Whether the viewer may change what is hidden from this role. forbidden.
core::Status check_mask(const View& view, std::string_view role);

}  // namespace fieldfare::server::dashboard
