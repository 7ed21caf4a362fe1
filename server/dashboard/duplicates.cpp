#include "server/people/duplicates.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/split.h"
#include "core/catalog/entities.h"
#include "core/customers/likeness.h"
#include "server/dashboard/book.h"
#include "server/dashboard/masked.h"
#include "server/dashboard/merging.h"
#include "server/dashboard/people.h"
#include "server/dashboard/query.h"

namespace fieldfare::server::dashboard {
namespace {

using core::Uuid;
using core::catalog::customer;
using core::customers::Likeness;
using nlohmann::json;
using people::PairState;

constexpr std::size_t shown_pairs = 100;   // that are open
constexpr std::int64_t read_pairs = 1000;  // to find them, where some do not exist for the viewer

struct Pair {
    Uuid a, b;
    std::vector<std::string> reasons;  // that the viewer may know
    int score = 0;                     // what these give
    bool veiled = false;               // there are others
    PairState state = PairState::open;
    core::WallMs at = 0;
    Uuid by;

    bool exists() const { return !veiled || state == PairState::merged || score >= core::customers::decided_from; }
    std::string place() const { return Place{at, a}.text() + "." + b.text(); }
};

bool is(const std::string& reason, Likeness likeness) {
    return reason == core::customers::name(likeness);
}

// Whose values a reason tells of.
const core::Field& told_by(const std::string& reason) {
    const auto& person = core::catalog::contact;
    if (is(reason, Likeness::same_phone)) return person.fields[person.at("phone")];
    if (is(reason, Likeness::same_credit_code)) return customer.fields[customer.at("credit_code")];
    if (is(reason, Likeness::same_address)) return customer.fields[customer.at("address")];
    return customer.fields[customer.at("name")];
}

// Of two that are alike in this and nothing else.
int score_of(const std::vector<std::string>& reasons) {
    core::customers::Traits one;
    core::customers::Traits other;
    for (const auto& reason : reasons) {
        if (is(reason, Likeness::same_credit_code)) one.credit_code = other.credit_code = "=";
        if (is(reason, Likeness::same_address)) one.address = other.address = "=";
        if (is(reason, Likeness::same_phone)) one.phones = other.phones = {"="};
        if (is(reason, Likeness::same_name)) one.names = other.names = {"="};
        if (is(reason, Likeness::similar_name)) one.names = {"==="}, other.names = {"===="};
    }
    return core::customers::compare(one, other).points;
}

constexpr std::string_view pair_columns =
    "d.a, d.b, d.reasons, d.state, COALESCE(d.decided_at, d.found_at), d.decided_by";

// As the viewer may know it.
core::Result<Pair> read_pair(const core::sqlite::Statement& statement, Masked& masked) {
    Pair pair;
    pair.a = statement.uuid(0);
    pair.b = statement.uuid(1);
    pair.reasons = core::split(statement.text(2), ' ');
    pair.state = static_cast<PairState>(statement.integer(3));
    pair.at = statement.integer(4);
    pair.by = statement.uuid(5);
    FF_ASSIGN(const auto of_a, masked.over(pair.a));
    FF_ASSIGN(const auto of_b, masked.over(pair.b));
    const auto hidden = of_a | of_b;
    pair.veiled = std::erase_if(pair.reasons, [&](const auto& reason) { return hidden.hides(told_by(reason)); }) > 0;
    pair.score = score_of(pair.reasons);
    return pair;
}

core::Result<std::vector<Pair>> read_pairs_of(View& view, Query& query) {
    FF_ASSIGN(auto statement, query.run());
    Masked masked(view);
    std::vector<Pair> pairs;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return pairs;
        FF_ASSIGN(auto pair, read_pair(statement, masked));
        pairs.push_back(std::move(pair));
    }
}

// Pairs of which both are the viewer's to see.
Query pairs_in_sight(View& view) {
    Query query(view.database, view.org);
    const auto a_seen = customer_visible(query, view.viewer, "d.a");
    const auto b_seen = customer_visible(query, view.viewer, "d.b");
    query << "SELECT " << pair_columns << " FROM duplicate AS d WHERE d.org=?1 AND " << a_seen << " AND " << b_seen;
    return query;
}

// The likeliest first.
core::Result<std::vector<Pair>> open_pairs(View& view) {
    auto query = pairs_in_sight(view);
    query << " AND d.state=0 ORDER BY d.score DESC, d.a, d.b LIMIT " << query.place(read_pairs);
    FF_ASSIGN(auto pairs, read_pairs_of(view, query));
    std::erase_if(pairs, [](const Pair& pair) { return !pair.exists(); });
    std::ranges::sort(pairs, [](const Pair& one, const Pair& other) {
        return std::tie(other.score, one.a, one.b) < std::tie(one.score, other.a, other.b);
    });
    if (pairs.size() > shown_pairs) pairs.erase(pairs.begin() + shown_pairs, pairs.end());
    return pairs;
}

struct Decided {
    std::vector<Pair> pairs;
    json next;
};

core::Status begin_after(Query& query, const std::string& before) {
    const auto end = before.rfind('.');
    const auto b = end == std::string::npos ? std::nullopt : core::Uuid::parse(before.substr(end + 1));
    if (!b) return {core::ErrorCode::invalid_argument, "parameter before"};
    FF_ASSIGN(const auto place, Place::parse(before.substr(0, end)));
    query << " AND (COALESCE(d.decided_at, d.found_at), d.a, d.b) < (" << query.place(place.seq) << ","
          << query.place(place.id) << "," << query.place(*b) << ")";
    return {};
}

// The last first. A page may be shorter than asked for.
core::Result<Decided> decided_pairs(View& view, const Paging& paging) {
    auto query = pairs_in_sight(view);
    query << " AND d.state>0";
    if (!paging.before.empty()) FF_TRY(begin_after(query, paging.before));
    query << " ORDER BY 5 DESC, d.a DESC, d.b DESC LIMIT " << query.place(paging.limit + 1);
    Decided decided;
    FF_ASSIGN(decided.pairs, read_pairs_of(view, query));
    if (decided.pairs.size() > static_cast<std::size_t>(paging.limit)) {
        decided.pairs.pop_back();
        decided.next = decided.pairs.back().place();
    }
    std::erase_if(decided.pairs, [](const Pair& pair) { return !pair.exists(); });
    return decided;
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

std::string_view name_of(PairState state) {
    switch (state) {
        case PairState::open:
            return "open";
        case PairState::merged:
            return "merged";
        case PairState::two_customers:
            return "two_customers";
    }
    return "open";
}

core::Result<json> tell_pairs(View& view, const People& people, const std::vector<Pair>& pairs) {
    auto items = json::array();
    for (const auto& pair : pairs) {
        FF_ASSIGN(auto a, side(view, people, pair.a));
        FF_ASSIGN(auto b, side(view, people, pair.b));
        items.push_back({{"a", std::move(a)},
                         {"b", std::move(b)},
                         {"score", pair.score},
                         {"reasons", pair.reasons},
                         {"state", std::string(name_of(pair.state))},
                         {"at", pair.at},
                         {"by", people.person(pair.by)}});
    }
    return items;
}

// Nothing: there is none, or none that exists for the viewer.
core::Result<std::optional<PairState>> state_of_pair(View& view, const Uuid& one, const Uuid& other) {
    Query query(view.database, view.org);
    query << "SELECT " << pair_columns
          << " FROM duplicate AS d WHERE d.org=?1 AND d.a=" << query.place(std::min(one, other))
          << " AND d.b=" << query.place(std::max(one, other));
    FF_ASSIGN(const auto pairs, read_pairs_of(view, query));
    if (pairs.empty() || !pairs.front().exists()) return std::optional<PairState>{};
    return std::optional(pairs.front().state);
}

core::Result<bool> goes_on(View& view, const Uuid& id) {
    FF_ASSIGN(const auto stored, find(view.database, view.org, customer, id));
    return stored && !stored->row.deleted() && !stored->row.has(customer.at("merged_into"));
}

}  // namespace

core::Result<json> duplicates(View& view, const Paging& decided) {
    if (view.viewer.role == "rep") return {core::ErrorCode::forbidden, "duplicates"};
    FF_ASSIGN(const auto people, People::read(view));
    FF_ASSIGN(const auto page, decided_pairs(view, decided));
    FF_ASSIGN(auto told, tell_pairs(view, people, page.pairs));
    json answer{{"decided", std::move(told)}, {"next", page.next}};
    if (decided.before.empty()) {
        FF_ASSIGN(const auto pairs, open_pairs(view));
        FF_ASSIGN(answer["open"], tell_pairs(view, people, pairs));
    }
    return answer;
}

core::Status check_pair(View& view, const Uuid& one, const Uuid& other, PairState wanted) {
    FF_TRY(check_merge(view, one, other));
    if (one == other) return {core::ErrorCode::invalid_argument, "customer: one and the same"};
    FF_ASSIGN(const bool first, goes_on(view, one));
    FF_ASSIGN(const bool second, goes_on(view, other));
    if (!first || !second) return core::ErrorCode::changed_meanwhile;
    FF_ASSIGN(const auto state, state_of_pair(view, one, other));
    if (wanted == PairState::open && !state) return {core::ErrorCode::not_found, "duplicate"};
    const bool undoes =
        wanted == PairState::open ? state == PairState::two_customers : !state || state == PairState::open;
    return undoes ? core::Status{} : core::Status{core::ErrorCode::changed_meanwhile};
}

}  // namespace fieldfare::server::dashboard
