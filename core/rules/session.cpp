#include "core/rules/session.h"

#include "core/catalog/entities.h"
#include "core/journal/journal.h"

namespace fieldfare::core {

Result<Session> session(RowReader& reader, WallMs now) {
    FF_ASSIGN(const auto state, journal::sync_state(reader));
    if (!state) return {ErrorCode::unauthenticated, "the device is not enrolled"};
    Session result;
    result.user = state->user;
    result.org = state->org;
    result.role = state->role;
    result.now = now;
    FF_ASSIGN(const auto organisation, reader.find(catalog::organisation, state->org));
    if (organisation) result.policy = policy_of(*organisation);
    FF_ASSIGN(result.today, Day::at(now, result.policy.time_zone));
    return result;
}

}  // namespace fieldfare::core
