#include "server/people/masks.h"

#include "server/api/handlers.h"
#include "server/api/json.h"
#include "server/api/view.h"

namespace fieldfare::server::api {
namespace {

constexpr std::size_t role_bytes = 40;

core::Result<HttpResponse> masks_now(Call& call) {
    FF_ASSIGN(auto view, view_of(call));
    FF_ASSIGN(const auto listed, dashboard::masks(view));
    return json_response(listed);
}

}  // namespace

core::Result<HttpResponse> masks(Call& call) {
    FF_TRY(call.query({}));
    return masks_now(call);
}

core::Result<HttpResponse> set_mask(Call& call) {
    FF_ASSIGN(const auto body, json_body(call.request, {"role", "hidden", "seen"}));
    FF_ASSIGN(const auto role, text_member(body, "role", role_bytes));
    FF_ASSIGN(const auto hidden, people::classes_from(body, "hidden"));
    FF_ASSIGN(const auto seen, people::classes_from(body, "seen"));
    FF_ASSIGN(const auto view, view_of(call));
    FF_TRY(dashboard::check_mask(view, role));
    FF_TRY(people::set_mask(*call.write, call.services.organisation.id, role, hidden, seen, call.viewer.user.text()));
    return masks_now(call);
}

}  // namespace fieldfare::server::api
