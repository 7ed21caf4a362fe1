#include "server/people/handover.h"

#include "server/api/handlers.h"
#include "server/api/json.h"
#include "server/api/view.h"

namespace fieldfare::server::api {
namespace {

struct Pair {
    core::Uuid from;
    core::Uuid to;
};

core::Result<Pair> people_of(Call& call, const nlohmann::json& body) {
    FF_ASSIGN(const auto from, id_member(body, "from"));
    FF_ASSIGN(const auto to, id_member(body, "to"));
    FF_ASSIGN(auto view, view_of(call));
    FF_TRY(dashboard::check_handover(view, from, to));
    return Pair{from, to};
}

sync::Principal author_of(const Call& call) {
    auto principal = call.viewer.principal(call.services.organisation);
    principal.device = 0;
    return principal;
}

HttpResponse answer(const people::Moved& moved) {
    return json_response({{"seq", moved.seq}, {"customers", moved.customers}, {"followups", moved.followups}});
}

}  // namespace

core::Result<HttpResponse> handover(Call& call) {
    FF_ASSIGN(const auto query, call.query({"from", "to"}));
    const auto id = [&](const char* name) -> core::Result<core::Uuid> {
        const auto* text = query.find(name);
        const auto found = text == nullptr ? std::nullopt : core::Uuid::parse(*text);
        if (!found) return {core::ErrorCode::invalid_argument, std::string("parameter ") + name};
        return *found;
    };
    FF_ASSIGN(const auto from, id("from"));
    FF_ASSIGN(const auto to, id("to"));
    FF_ASSIGN(auto view, view_of(call));
    FF_ASSIGN(const auto preview, dashboard::handover(view, from, to));
    return json_response(preview);
}

core::Result<HttpResponse> hand_over(Call& call) {
    FF_ASSIGN(const auto body, json_body(call.request, {"from", "to", "customers", "followups"}));
    FF_ASSIGN(const auto pair, people_of(call, body));
    people::Seen seen;
    FF_ASSIGN(seen.customers, count_member(body, "customers"));
    FF_ASSIGN(seen.followups, count_member(body, "followups"));
    FF_ASSIGN(const auto moved, people::hand_over(*call.write, author_of(call), pair.from, pair.to, seen));
    return answer(moved);
}

core::Result<HttpResponse> take_back(Call& call) {
    FF_ASSIGN(const auto body, json_body(call.request, {"from", "to", "seq"}));
    FF_ASSIGN(const auto pair, people_of(call, body));
    FF_ASSIGN(const auto seq, count_member(body, "seq"));
    FF_ASSIGN(const auto moved, people::take_back(*call.write, author_of(call), pair.from, pair.to, seq));
    return answer(moved);
}

}  // namespace fieldfare::server::api
