#include "server/dashboard/quarantine.h"

#include "server/api/handlers.h"
#include "server/api/json.h"
#include "server/api/view.h"
#include "server/log/log.h"

namespace fieldfare::server::api {
namespace {

core::Result<KeptGroup> group_of(Call& call, dashboard::View& view) {
    const auto key = GroupKey::parse(call.parts.at(0));
    if (!key) return {core::ErrorCode::not_found, "group"};
    return dashboard::kept_group(view, *key);
}

core::Status check_may_decide(const Call& call) {
    if (call.viewer.role == "rep") return {core::ErrorCode::forbidden, "quarantine"};
    return {};
}

void note(const Call& call, const char* what, const KeptGroup& kept) {
    const auto by = call.viewer.user.text();
    const auto group = kept.key.text();
    log::event(log::Level::info, what, {{"group", group}, {"by", by}});
}

}  // namespace

core::Result<HttpResponse> quarantine(Call& call) {
    FF_TRY(call.query({}));
    FF_ASSIGN(auto view, view_of(call));
    FF_ASSIGN(const auto list, dashboard::quarantine(view));
    return json_response(list);
}

core::Result<HttpResponse> quarantined_group(Call& call) {
    FF_TRY(call.query({}));
    FF_ASSIGN(auto view, view_of(call));
    FF_ASSIGN(const auto kept, group_of(call, view));
    FF_ASSIGN(auto shown, dashboard::quarantine_item(view, kept));
    FF_ASSIGN(const auto whole, dashboard::whole_for(view, kept));
    shown.update(whole);
    return json_response(shown);
}

core::Result<HttpResponse> accept_group(Call& call) {
    FF_TRY(json_body(call.request, {}));
    FF_TRY(check_may_decide(call));
    FF_ASSIGN(auto view, view_of(call));
    FF_ASSIGN(const auto kept, group_of(call, view));
    auto& scope = *call.write;
    const auto by = call.viewer.principal(call.services.organisation);
    FF_ASSIGN(const auto verdict,
              scope.authority.accept(scope.ledger, by, kept.key.device, kept.key.epoch, kept.key.number));
    note(call, "quarantine accepted", kept);
    return json_response({{"group", kept.key.text()}, {"verdict", std::string(sync::name(verdict.kind))}});
}

core::Result<HttpResponse> clear_group(Call& call) {
    FF_TRY(json_body(call.request, {}));
    FF_TRY(check_may_decide(call));
    FF_ASSIGN(auto view, view_of(call));
    FF_ASSIGN(const auto kept, group_of(call, view));
    FF_ASSIGN(const bool orphaned, is_orphaned(call.database, call.org(), kept));
    if (!orphaned) return {core::ErrorCode::transition_not_allowed, "its author settles it on his phone"};
    FF_TRY(drop_kept_group(call.database, call.org(), kept.key));
    note(call, "quarantine cleared", kept);
    return json_response({{"group", kept.key.text()}});
}

}  // namespace fieldfare::server::api
