#include "server/people/merging.h"

#include "core/base/split.h"
#include "server/api/handlers.h"
#include "server/api/json.h"
#include "server/api/view.h"
#include "server/dashboard/merging.h"
#include "server/people/duplicates.h"

namespace fieldfare::server::api {
namespace {

constexpr std::size_t chosen_bytes = 4096;
constexpr std::size_t seen_bytes = 64;

core::Result<core::Uuid> id_in(const Query& query, const char* name) {
    const auto* text = query.find(name);
    const auto found = text == nullptr ? std::nullopt : core::Uuid::parse(*text);
    if (!found) return {core::ErrorCode::invalid_argument, std::string("parameter ") + name};
    return *found;
}

HttpResponse answer(const people::Merged& merged) {
    return json_response({{"seq", merged.seq}, {"rows", merged.rows}});
}

core::Result<HttpResponse> settle(Call& call, people::PairState state) {
    FF_ASSIGN(const auto body, json_body(call.request, {"one", "other"}));
    FF_ASSIGN(const auto one, id_member(body, "one"));
    FF_ASSIGN(const auto other, id_member(body, "other"));
    FF_ASSIGN(auto view, view_of(call));
    FF_TRY(dashboard::check_pair(view, one, other, state));
    FF_TRY(people::settle_pair(*call.write, one, other, state, call.viewer.user));
    return json_response(nlohmann::json::object());
}

}  // namespace

core::Result<HttpResponse> duplicates(Call& call) {
    FF_ASSIGN(const auto query, call.query({"before", "limit"}));
    dashboard::Paging decided;
    if (const auto* before = query.find("before")) decided.before = *before;
    FF_ASSIGN(const auto limit, query.integer("limit", 1, dashboard::largest_page));
    decided.limit = limit.value_or(dashboard::default_page);
    FF_ASSIGN(auto view, view_of(call));
    FF_ASSIGN(const auto listed, dashboard::duplicates(view, decided));
    return json_response(listed);
}

core::Result<HttpResponse> keep_apart(Call& call) {
    return settle(call, people::PairState::two_customers);
}

core::Result<HttpResponse> ask_again(Call& call) {
    return settle(call, people::PairState::open);
}

core::Result<HttpResponse> merge_preview(Call& call) {
    FF_ASSIGN(const auto query, call.query({"from", "into", "take"}));
    FF_ASSIGN(const auto from, id_in(query, "from"));
    FF_ASSIGN(const auto into, id_in(query, "into"));
    const auto* take = query.find("take");
    FF_ASSIGN(auto view, view_of(call));
    FF_ASSIGN(const auto shown, dashboard::merging(view, from, into, core::split(take == nullptr ? "" : *take, ',')));
    return json_response(shown);
}

core::Result<HttpResponse> merge_customers(Call& call) {
    FF_ASSIGN(const auto body, json_body(call.request, {"from", "into", "take", "seen"}));
    FF_ASSIGN(const auto from, id_member(body, "from"));
    FF_ASSIGN(const auto into, id_member(body, "into"));
    FF_ASSIGN(const auto take, text_member(body, "take", chosen_bytes));
    FF_ASSIGN(const auto seen, text_member(body, "seen", seen_bytes));
    FF_ASSIGN(auto view, view_of(call));
    FF_TRY(dashboard::check_merge(view, from, into));
    const auto chosen = core::split(take, ',');
    FF_TRY(dashboard::check_choice(view, from, into, chosen));
    auto& scope = *call.write;
    FF_ASSIGN(const auto merging, people::what_to_merge(scope.database, scope.org, from, into, chosen));
    FF_TRY(dashboard::check_gain(view, merging));
    FF_ASSIGN(const auto merged, people::merge(scope, call.services.organisation.id, call.viewer.user, merging, seen));
    return answer(merged);
}

core::Result<HttpResponse> part_preview(Call& call) {
    FF_ASSIGN(const auto query, call.query({"from"}));
    FF_ASSIGN(const auto from, id_in(query, "from"));
    FF_ASSIGN(auto view, view_of(call));
    FF_ASSIGN(const auto shown, dashboard::parting(view, from));
    return json_response(shown);
}

core::Result<HttpResponse> part_customers(Call& call) {
    FF_ASSIGN(const auto body, json_body(call.request, {"from", "seen"}));
    FF_ASSIGN(const auto from, id_member(body, "from"));
    FF_ASSIGN(const auto seen, text_member(body, "seen", seen_bytes));
    FF_ASSIGN(auto view, view_of(call));
    FF_TRY(dashboard::check_merge(view, from, from));
    auto& scope = *call.write;
    FF_ASSIGN(const auto parting, people::what_to_part(scope.database, scope.org, from));
    FF_TRY(dashboard::check_merge(view, from, parting.into.id));
    FF_ASSIGN(const auto parted, people::part(scope, call.services.organisation.id, call.viewer.user, parting, seen));
    return answer(parted);
}

}  // namespace fieldfare::server::api
