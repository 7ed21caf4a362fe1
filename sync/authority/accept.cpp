#include <algorithm>

#include "sync/authority/settle.h"

namespace fieldfare::sync {

core::Result<Verdict> Authority::accept(Ledger& ledger, const Principal& by, core::DeviceNumber device,
                                        std::uint64_t epoch, std::uint64_t number) {
    const auto now = clock_.wall();
    FF_ASSIGN(const auto kept, ledger.kept_of(device));
    const auto parked = std::ranges::find_if(kept, [&](const Ledger::Parked& each) {
        return each.epoch == epoch && each.group.number == number && each.kind == Verdict::Kind::quarantined;
    });
    if (parked == kept.end()) return {core::ErrorCode::not_found, "no such group stands aside"};
    Origin origin;
    // Its author's signature, by the right of him who accepts it.
    origin.author = by;
    origin.author.by = by.user;
    origin.author.user = parked->user;
    origin.author.device = device;
    origin.author.epoch = epoch;
    origin.author.system = false;
    origin.number = number;
    origin.received_at = now;
    origin.accepted = true;
    FF_ASSIGN(origin.custom_fields, ledger.custom_fields());
    FF_ASSIGN(const auto past, ledger.past_group(device, epoch, number));
    if (past) origin.restamps = past->verdict.restamps;
    FF_ASSIGN(auto verdict, settle(ledger, origin, parked->group));
    if (verdict.kind == Verdict::Kind::quarantined || verdict.kind == Verdict::Kind::waiting) {
        return core::Error{verdict.reason.value_or(core::ErrorCode::internal), verdict.detail};
    }
    FF_TRY(ledger.store_verdict(device, epoch, parked->user, parked->chain, verdict, nullptr, now));
    FF_TRY(settle_waiting(ledger, parked->group, origin.author, now));
    return verdict;
}

}  // namespace fieldfare::sync
