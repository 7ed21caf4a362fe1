#include "server/app/exchange.h"

#include "server/api/routes.h"

namespace fieldfare::server {
namespace {

constexpr std::uint32_t attempts_per_account = 20;
constexpr std::uint32_t attempts_per_address = 100'000;
constexpr core::MonotonicMs attempts_window_ms = 15 * 60 * 1000;

}  // namespace

Exchange::Exchange(CanonicalStore& store, const core::Clock& clock, core::Random& random)
    : store_(store),
      accounts_(attempts_per_account, attempts_window_ms),
      addresses_(attempts_per_address, attempts_window_ms),
      services_{clock,        random, store.organisation(), store.authority(), live_, accounts_, addresses_,
                comparisons_, {}} {}

HttpResponse Exchange::handle(const HttpRequest& request) {
    auto match = find_route(request.method, request.path);
    if (match.route == nullptr) {
        const auto code = match.allowed.empty() ? core::ErrorCode::not_found : core::ErrorCode::method_not_allowed;
        return refusal(request.path, {code, {}});
    }
    const auto& route = *match.route;
    if (request.body.size() > route.body_limit) return refusal(request.path, {core::ErrorCode::too_large, "body"});
    Call call{request, services_, store_.database()};
    call.parts = std::move(match.parts);
    call.asked = live_.moment();
    HttpResponse response;
    bool failed = false;
    core::Status outcome;
    News news;
    if (route.lane == Lane::write) {
        outcome = store_.run(
            [&](WriteScope& scope) -> core::Status {
                call.write = &scope;
                response = run(route, call, failed);
                return failed ? core::Status(core::ErrorCode::internal) : core::Status();
            },
            &news);
        if (!outcome && !failed) return refusal(request.path, outcome.error());
    } else {
        response = run(route, call, failed);
        for (const auto& job : call.before_answer) {
            outcome = store_.run(job, &news);
            if (!outcome) return refusal(request.path, outcome.error());
        }
        if (!failed && call.finish) {
            response = call.finish();
            complete(route, response);
        }
    }
    if (news.seq != 0) live_.announce(news);
    for (const auto& action : call.after_commit) action();
    // What may be lost may also fail: the answer stands.
    for (const auto& job : call.afterwards) static_cast<void>(store_.run(job).ok());
    return response;
}

}  // namespace fieldfare::server
