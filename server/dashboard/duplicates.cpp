#include <nlohmann/json.hpp>

#include "core/catalog/entities.h"
#include "server/dashboard/book.h"
#include "server/dashboard/merging.h"
#include "server/dashboard/people.h"
#include "server/dashboard/query.h"

namespace fieldfare::server::dashboard {
namespace {

using core::Uuid;
using core::catalog::customer;
using nlohmann::json;

constexpr std::int64_t shown_pairs = 100;

struct Pair {
    Uuid a, b;
    std::int64_t score = 0;
    std::string reasons;
    std::int64_t state = 0;
    core::WallMs at = 0;
    Uuid by;
};

// Open ones, the likeliest first, or those that were decided, the last first. Both customers are the viewer's to see.
core::Result<std::vector<Pair>> pairs_of(View& view, bool open) {
    Query query(view.database, view.org);
    const auto a_seen = customer_visible(query, view.viewer, "d.a");
    const auto b_seen = customer_visible(query, view.viewer, "d.b");
    query << "SELECT d.a, d.b, d.score, d.reasons, d.state, COALESCE(d.decided_at, d.found_at), d.decided_by FROM "
             "duplicate "
             "AS d WHERE d.org=?1 AND d.state"
          << (open ? "=0" : ">0") << " AND " << a_seen << " AND " << b_seen << " ORDER BY "
          << (open ? "d.score DESC, d.a, d.b" : "6 DESC, d.a, d.b") << " LIMIT " << query.place(shown_pairs);
    FF_ASSIGN(auto statement, query.run());
    std::vector<Pair> pairs;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return pairs;
        pairs.push_back({statement.uuid(0), statement.uuid(1), statement.integer(2), std::string(statement.text(3)),
                         statement.integer(4), statement.integer(5), statement.uuid(6)});
    }
}

json words_of(std::string_view text) {
    auto words = json::array();
    while (!text.empty()) {
        const auto space = std::min(text.find(' '), text.size());
        if (space > 0) words.push_back(std::string(text.substr(0, space)));
        text.remove_prefix(std::min(space + 1, text.size()));
    }
    return words;
}

core::Result<json> side(View& view, const People& people, const Uuid& id) {
    FF_ASSIGN(const auto stored, find(view.database, view.org, customer, id));
    if (!stored) return json();
    const auto& row = stored->row;
    auto told = customer_ref(row);
    told["owner"] = people.person(row.reference(customer.at("owner")));
    told["filed_on"] = std::string(row.text(customer.at("filed_on")));
    told["merged"] = row.has(customer.at("merged_into"));
    return told;
}

core::Result<json> list(View& view, const People& people, bool open) {
    FF_ASSIGN(const auto pairs, pairs_of(view, open));
    auto items = json::array();
    for (const auto& pair : pairs) {
        FF_ASSIGN(auto a, side(view, people, pair.a));
        FF_ASSIGN(auto b, side(view, people, pair.b));
        items.push_back({{"a", std::move(a)},
                         {"b", std::move(b)},
                         {"score", pair.score},
                         {"reasons", words_of(pair.reasons)},
                         {"state", pair.state == 0   ? "open"
                                   : pair.state == 1 ? "merged"
                                                     : "two_customers"},
                         {"at", pair.at},
                         {"by", people.person(pair.by)}});
    }
    return items;
}

}  // namespace

core::Result<json> duplicates(View& view) {
    if (view.viewer.role == "rep") return {core::ErrorCode::forbidden, "duplicates"};
    FF_ASSIGN(const auto people, People::read(view));
    FF_ASSIGN(auto open, list(view, people, true));
    FF_ASSIGN(auto decided, list(view, people, false));
    return json{{"open", std::move(open)}, {"decided", std::move(decided)}};
}

}  // namespace fieldfare::server::dashboard
