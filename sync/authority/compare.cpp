#include <set>

#include "core/base/planted.h"
#include "core/rows/codec.h"
#include "sync/authority/authority.h"
#include "sync/authority/veil.h"

// A device's book and the ledger, compared at one position.
namespace fieldfare::sync {
namespace {

using core::Clocks;
using core::Entity;
using core::Uuid;

// changed_meanwhile: the device has not seen all that it may see; it pulls first.
core::Status check_position(LedgerReader& ledger, const Audience& audience, const Cursor& cursor) {
    FF_ASSIGN(const auto head, ledger.head());
    if (cursor.seq > head) return core::Error{core::ErrorCode::epoch_changed, "cursor"};
    bool news = false;
    FF_TRY(ledger.visible_after(audience, cursor, [&news](PullItem&&) {
        news = true;
        return false;
    }));
    return news ? core::Status{core::ErrorCode::changed_meanwhile, "cursor"} : core::Status{};
}

// An erased row is known by its id alone.
core::Result<bool> is_known(LedgerReader& ledger, const Entity& entity, const Uuid& id) {
    FF_ASSIGN(const auto row, ledger.row(entity, id));
    if (row) return true;
    return ledger.erased(id);
}

std::set<Uuid> as_set(const std::vector<Uuid>& ids) {
    return {ids.begin(), ids.end()};
}

}  // namespace

core::Result<DigestReply> Authority::compare(LedgerReader& ledger, const Principal& principal,
                                             const DigestRequest& request) {
    const auto audience = audience_of(principal);
    FF_TRY(check_position(ledger, audience, request.cursor));
    const auto except = as_set(request.except);
    DigestReply reply;
    reply.server_time = clock_.wall();
    reply.server_epoch = server_epoch_;
    FF_TRY(ledger.visible_clocks(audience, [&](const Entity& entity, const Uuid& id, const Clocks& clocks) {
        if (!except.contains(id)) reply.buckets[core::bucket_of(id)] += core::digest_of(entity, id, clocks);
        return core::Status{};
    }));
    return reply;
}

core::Result<RepairReply> Authority::repair(LedgerReader& ledger, const Principal& principal,
                                            const RepairRequest& request) {
    const auto audience = audience_of(principal);
    FF_TRY(check_position(ledger, audience, request.cursor));
    const auto except = as_set(request.except);
    RepairReply reply;
    reply.server_time = clock_.wall();
    reply.server_epoch = server_epoch_;
    auto held = request.held;
    std::vector<std::pair<const Entity*, Uuid>> differing;
    FF_TRY(ledger.visible_clocks(audience, [&](const Entity& entity, const Uuid& id, const Clocks& clocks) {
        if (core::bucket_of(id) != request.bucket || except.contains(id)) return core::Status{};
        const auto same = held.find({entity.id, id});
        if (same == held.end() || same->second != core::digest_of(entity, id, clocks)) {
            differing.emplace_back(&entity, id);
        }
        if (same != held.end()) held.erase(same);
        return core::Status{};
    }));
    // The rest is asked for again after the next comparison.
    std::size_t bytes = 0;
    for (const auto& [entity, id] : differing) {
        FF_ASSIGN(const auto row, ledger.row(*entity, id));
        if (!row) continue;
        reply.rows.push_back(*row);
        bytes += core::encode_row(*row).size();
        if (bytes >= limits::page_bytes) break;
    }
    if (!core::planted("repair lifts the mask")) {
        FF_ASSIGN(reply.masked, Veil(ledger, principal.user).hide(reply.rows));
    }
    for (const auto& [address, digest] : held) {
        const auto* entity = core::find_entity(address.entity);
        if (entity == nullptr || except.contains(address.row)) continue;
        FF_ASSIGN(const bool known, is_known(ledger, *entity, address.row));
        (known ? reply.left : reply.unknown).push_back(address);
    }
    return reply;
}

}  // namespace fieldfare::sync
