#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "core/catalog/entities.h"
#include "core/rules/funnel.h"
#include "server/dashboard/book.h"
#include "server/dashboard/phones.h"
#include "server/dashboard/query.h"

namespace fieldfare::server::dashboard {
namespace {

using core::Day;
using core::Uuid;
using core::catalog::customer;
using core::catalog::user;

constexpr int days_shown = 14;

struct Visit {
    Day day;
    Uuid author;
};

Day monday_of(Day day) {
    constexpr int epoch_weekday = 3;  // 1970-01-01 was a Thursday, counted from Monday
    return day.plus_days(-((day.number + epoch_weekday) % 7));
}

// Visits of the last weeks by the day on which they began.
core::Result<std::vector<Visit>> recent_visits(View& view) {
    FF_ASSIGN(const auto begin, core::start_of(view.today.plus_days(1 - days_shown), view.policy.time_zone));
    Query query(view.database, view.org);
    const auto since = query.place(begin);
    const auto condition = customer_visible(query, view.viewer, "customer");
    query << "SELECT started_at, author FROM interaction WHERE org=?1 AND _deleted=0 AND started_at>=" << since
          << " AND " << condition;
    FF_ASSIGN(auto statement, query.run());
    std::vector<Visit> visits;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return visits;
        FF_ASSIGN(const auto day, Day::at(statement.integer(0), view.policy.time_zone));
        visits.push_back({day, statement.uuid(1)});
    }
}

std::int64_t count(const std::vector<Visit>& visits, Day from, Day to, const Uuid* author = nullptr) {
    return std::ranges::count_if(visits, [&](const Visit& visit) {
        return visit.day >= from && visit.day <= to && (author == nullptr || visit.author == *author);
    });
}

bool is_active_rep(const core::Row& row) {
    return row.text(user.at("role")) == "rep" && row.integer(user.at("active")) != 0;
}

nlohmann::json visits_json(const View& view, const std::vector<Visit>& visits, const People& people,
                           const std::vector<Phone>& phones) {
    const auto monday = monday_of(view.today);
    auto by_day = nlohmann::json::array();
    for (int back = days_shown - 1; back >= 0; --back) {
        const auto day = view.today.plus_days(-back);
        by_day.push_back({{"date", day.text()}, {"count", count(visits, day, day)}});
    }
    auto by_rep = nlohmann::json::array();
    for (const auto* rep : people.in_scope(view.viewer)) {
        const auto this_week = count(visits, monday, view.today, &rep->id);
        if (!is_active_rep(*rep) && this_week == 0) continue;
        by_rep.push_back({{"rep", people.person(rep->id)},
                          {"today", count(visits, view.today, view.today, &rep->id)},
                          {"this_week", this_week},
                          {"freshness", freshness(phones, view.now, rep->id)}});
    }
    const auto yesterday = view.today.plus_days(-1);
    return {{"today", count(visits, view.today, view.today)},
            {"yesterday", count(visits, yesterday, yesterday)},
            {"this_week", count(visits, monday, view.today)},
            {"last_week_to_date", count(visits, monday.plus_days(-7), view.today.plus_days(-7))},
            {"by_day", std::move(by_day)},
            {"by_rep", std::move(by_rep)}};
}

nlohmann::json overdue_json(const View& view, const Book& book, const People& people,
                            const std::vector<Phone>& phones) {
    struct Sum {
        std::int64_t overdue = 0;
        std::int64_t due_today = 0;
        std::optional<Day> oldest;
    };
    std::map<Uuid, Sum> sums;
    for (const auto* person : people.in_scope(view.viewer)) {
        if (is_active_rep(*person)) sums[person->id];
    }
    Sum total;
    for (const auto& entry : book) {
        if (!entry.due || entry.due->date > view.today) continue;
        auto& sum = sums[entry.customer.reference(customer.at("owner"))];
        if (entry.overdue(view.today)) {
            ++sum.overdue;
            ++total.overdue;
            sum.oldest = std::min(sum.oldest.value_or(entry.due->date), entry.due->date);
        } else {
            ++sum.due_today;
            ++total.due_today;
        }
    }
    std::vector<std::pair<Uuid, Sum>> ordered(sums.begin(), sums.end());
    std::ranges::stable_sort(ordered, [](const auto& a, const auto& b) { return a.second.overdue > b.second.overdue; });
    auto by_rep = nlohmann::json::array();
    for (const auto& [rep, sum] : ordered) {
        if (people.user(rep) == nullptr) continue;  // counted in the total
        by_rep.push_back({{"rep", people.person(rep)},
                          {"overdue", sum.overdue},
                          {"due_today", sum.due_today},
                          {"oldest_on", sum.oldest ? nlohmann::json(sum.oldest->text()) : nlohmann::json()},
                          {"freshness", freshness(phones, view.now, rep)}});
    }
    return {{"total", total.overdue}, {"due_today", total.due_today}, {"by_rep", std::move(by_rep)}};
}

nlohmann::json funnel_json(const Book& book) {
    std::map<std::string_view, std::int64_t> counts;
    for (const auto& entry : book) ++counts[entry.customer.text(customer.at("stage"))];
    auto funnel = nlohmann::json::array();
    for (const auto& stage : customer.fields[customer.at("stage")].choices->choices) {
        funnel.push_back({{"stage", std::string(stage.code)},
                          {"count", counts[stage.code]},
                          {"exit", !core::stage_rank(stage.code).has_value()}});
    }
    if (counts[""] > 0) funnel.push_back({{"stage", nullptr}, {"count", counts[""]}, {"exit", true}});
    return funnel;
}

nlohmann::json devices_json(const std::vector<Phone>& phones, core::WallMs now) {
    std::int64_t total = 0;
    std::int64_t behind = 0;
    std::int64_t pending = 0;
    std::int64_t quarantined = 0;
    for (const auto& phone : phones) {
        quarantined += phone.quarantined;
        if (phone.revoked_at) continue;
        ++total;
        behind += state_of(phone, now) == "current" ? 0 : 1;
        pending += phone.pending.value_or(0);
    }
    return {{"total", total}, {"behind", behind}, {"pending", pending}, {"quarantined", quarantined}};
}

}  // namespace

core::Result<nlohmann::json> overview(View& view) {
    FF_ASSIGN(const auto people, People::read(view));
    FF_ASSIGN(const auto phones, phones_of(view, ids_of(people.in_scope(view.viewer))));
    FF_ASSIGN(const auto visits, recent_visits(view));
    FF_ASSIGN(const auto book, read_book(view));
    Query open(view.database, view.org);
    const auto condition = customer_visible(open, view.viewer, "customer");
    open << "SELECT COUNT(*) FROM conflict WHERE org=?1 AND state=0 AND " << conflict_shown << " AND " << condition;
    FF_ASSIGN(const auto conflicts_open, open.integer());
    return nlohmann::json{{"today", view.today.text()},
                          {"freshness", freshness(phones, view.now)},
                          {"visits", visits_json(view, visits, people, phones)},
                          {"overdue", overdue_json(view, book, people, phones)},
                          {"funnel", funnel_json(book)},
                          {"customers", book.size()},
                          {"devices", devices_json(phones, view.now)},
                          {"conflicts_open", conflicts_open}};
}

}  // namespace fieldfare::server::dashboard
