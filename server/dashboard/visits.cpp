#include <nlohmann/json.hpp>

#include "core/catalog/entities.h"
#include "server/dashboard/book.h"
#include "server/dashboard/masked.h"
#include "server/dashboard/phones.h"
#include "server/dashboard/query.h"

namespace fieldfare::server::dashboard {
namespace {

using core::catalog::customer;
using core::catalog::interaction;

// Stands in the text, not as a parameter, because the index on arrivals holds adds alone.
static_assert(static_cast<int>(core::ChangeKind::add) == 1);
constexpr std::string_view only_adds = "1";

struct Arrival {
    core::Uuid row;
    std::int64_t seq = 0;
    core::WallMs received_at = 0;
};

// A visit stands once, where it first arrived, however often it was edited since or sent again by a phone that had lost
// its enrolment.
core::Result<std::vector<Arrival>> arrivals(View& view, const VisitFilter& filter) {
    Query query(view.database, view.org);
    query << "SELECT h.row, h.seq, h.received_at FROM history AS h JOIN interaction AS i ON i.org=h.org AND i.id=h.row "
             "WHERE h.org=?1 AND h.entity="
          << query.place(std::int64_t{interaction.id}) << " AND h.kind=" << only_adds
          << " AND NOT EXISTS (SELECT 1 FROM history AS e WHERE e.org=h.org AND e.entity=h.entity AND e.row=h.row AND "
             "e.seq<h.seq AND e.kind="
          << only_adds << ") AND i._deleted=0 AND " << customer_visible(query, view.viewer, "i.customer");
    if (!filter.paging.before.empty()) {
        FF_ASSIGN(const auto before, Place::parse(filter.paging.before));
        query << " AND (h.seq, h.row) < (" << query.place(before.seq) << "," << query.place(before.id) << ")";
    }
    if (filter.rep) query << " AND i.author=" << query.place(*filter.rep);
    if (filter.customer) query << " AND i.customer=" << query.place(*filter.customer);
    if (!filter.channel.empty()) {
        if (interaction.fields[interaction.at("channels")].choices->find(filter.channel) == nullptr) {
            return {core::ErrorCode::unknown_enum_value, "channel"};
        }
        query << " AND EXISTS (SELECT 1 FROM json_each(i.channels) WHERE value=" << query.place(filter.channel) << ")";
    }
    if (filter.from) {
        FF_ASSIGN(const auto begin, core::start_of(*filter.from, view.policy.time_zone));
        query << " AND i.started_at>=" << query.place(begin);
    }
    if (filter.to) {
        FF_ASSIGN(const auto end, core::start_of(filter.to->plus_days(1), view.policy.time_zone));
        query << " AND i.started_at<" << query.place(end);
    }
    // One more than asked for tells whether there is a next page.
    query << " ORDER BY h.seq DESC, h.row DESC LIMIT " << query.place(filter.paging.limit + 1);
    FF_ASSIGN(auto statement, query.run());
    std::vector<Arrival> found;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return found;
        found.push_back({statement.uuid(0), statement.integer(1), statement.integer(2)});
    }
}

core::Result<nlohmann::json> visit_json(View& view, Masked& masked, const People& people, const Arrival& arrival) {
    FF_ASSIGN(const auto stored, find(view.database, view.org, interaction, arrival.row));
    FF_CHECK(stored.has_value());
    const auto& row = stored->row;
    FF_ASSIGN(const auto about, find(view.database, view.org, customer, row.reference(interaction.at("customer"))));
    nlohmann::json told{{"id", row.id.text()},
                        {"seq", arrival.seq},
                        {"received_at", arrival.received_at},
                        {"customer", about ? customer_ref(about->row) : nlohmann::json()},
                        {"rep", people.person(row.reference(interaction.at("author")))}};
    FF_TRY(masked.put(row, told));
    return told;
}

}  // namespace

core::Result<nlohmann::json> visits(View& view, const VisitFilter& filter) {
    FF_ASSIGN(const auto people, People::read(view));
    FF_ASSIGN(auto found, arrivals(view, filter));
    nlohmann::json next;
    const auto limit = static_cast<std::size_t>(filter.paging.limit);
    if (found.size() > limit) {
        found.pop_back();
        next = Place{found.back().seq, found.back().row}.text();
    }
    Masked masked(view);
    auto items = nlohmann::json::array();
    for (const auto& arrival : found) {
        FF_ASSIGN(auto item, visit_json(view, masked, people, arrival));
        items.push_back(std::move(item));
    }
    FF_ASSIGN(auto fresh, freshness(view, people));
    return nlohmann::json{{"items", std::move(items)}, {"next", std::move(next)}, {"freshness", std::move(fresh)}};
}

}  // namespace fieldfare::server::dashboard
