#include "sync/authority/aside.h"

#include <algorithm>
#include <utility>

#include "core/base/planted.h"
#include "core/rows/codec.h"

namespace fieldfare::sync {
namespace {

using Kind = Verdict::Kind;

bool is_element(const core::Entity& entity, core::FieldId field) {
    const auto at = entity.position(field);
    return at == core::Entity::npos || entity.fields[at].rule == core::Rule::set;
}

// The change of the group that is this one again, or gives it up.
const core::Change* again(const core::Group& group, const core::Change& change) {
    const auto found = std::find_if(group.changes.begin(), group.changes.end(), [&](const core::Change& one) {
        return one.entity == change.entity && one.row == change.row && one.stamp == change.stamp;
    });
    return found == group.changes.end() ? nullptr : &*found;
}

// The first of what comes again when the group brings all changes of the earlier one; what that one gave up does not
// come again.
const core::Change* all_again(const core::Group& group, const core::Group& earlier) {
    const core::Change* first = nullptr;
    for (const auto& change : earlier.changes) {
        if (change.kind == core::ChangeKind::discard) continue;
        const auto* found = again(group, change);
        if (found == nullptr) return nullptr;
        if (first == nullptr) first = found;
    }
    return first;
}

}  // namespace

void Aside::know_bases(const core::Group& group, Bases& bases) {
    for (const auto& change : group.changes) {
        if (change.kind != core::ChangeKind::update) continue;
        for (const auto& cell : change.cells) {
            if (is_element(*change.entity, cell.field)) continue;
            bases[{change.entity->id, change.row, cell.field, cell.key, change.stamp}] = cell.base;
        }
    }
}

void Aside::forget_bases(const core::Group& group) {
    for (const auto& change : group.changes) {
        for (const auto& cell : change.cells) {
            base_of_.erase({change.entity->id, change.row, cell.field, cell.key, change.stamp});
        }
    }
}

void Aside::add(Ledger::Parked parked) {
    know_bases(parked.group, parked.kind == Kind::waiting ? under_waiting_ : base_of_);
    if (parked.kind != Kind::superseded) open_.push_back(std::move(parked));
}

core::Status Aside::load(core::DeviceNumber device) {
    if (!loaded_.insert(device).second) return {};
    FF_ASSIGN(auto kept, ledger_.kept_of(device));
    for (auto& parked : kept) add(std::move(parked));
    return {};
}

core::Status Aside::load_for(core::DeviceNumber number) {
    if (number == sender_.device) return load(number);
    FF_ASSIGN(const bool own, own_(number));
    if (!own || std::exchange(former_loaded_, true)) return {};
    FF_ASSIGN(const auto numbers, ledger_.devices_of(sender_.user));
    for (const auto each : numbers) FF_TRY(load(each));
    return {};
}

core::Status Aside::follow(core::Group& group) {
    for (auto& change : group.changes) {
        if (change.kind != core::ChangeKind::update) continue;
        for (auto& cell : change.cells) {
            if (is_element(*change.entity, cell.field)) continue;
            FF_TRY(load_for(cell.base.device));
            Edit edit{change.entity->id, change.row, cell.field, cell.key, cell.base};
            // Each step leads to an older stamp, or it is no edit of ours.
            for (auto found = base_of_.find(edit); found != base_of_.end() && found->second < edit.stamp;
                 found = base_of_.find(edit)) {
                edit.stamp = found->second;
            }
            cell.base = edit.stamp;
        }
    }
    return {};
}

core::Status Aside::withdraw_seen(const core::Group& group) {
    for (const auto& change : group.changes) {
        if (change.kind != core::ChangeKind::update) continue;
        for (const auto& cell : change.cells) {
            const auto under = under_waiting_.find({change.entity->id, change.row, cell.field, cell.key, cell.base});
            if (under == under_waiting_.end()) continue;
            const auto& field = change.entity->fields[change.entity->position(cell.field)];
            const core::Cell clock{change.entity->clock_field(field).id, cell.key};
            FF_TRY(ledger_.withdraw_conflict({change.entity, change.row, clock, under->second}));
        }
    }
    return {};
}

core::Status Aside::make_way(const core::Group& group, core::WallMs now) {
    if (core::planted("list not cleared")) return {};
    FF_TRY(load(sender_.device));
    for (const auto& change : group.changes) FF_TRY(load_for(change.stamp.device));
    for (auto parked = open_.begin(); parked != open_.end();) {
        const auto* change = all_again(group, parked->group);
        if (change == nullptr) {
            ++parked;
            continue;
        }
        FF_TRY(finish(*parked, change->kind == core::ChangeKind::discard, now));
        parked = open_.erase(parked);
    }
    return {};
}

core::Status Aside::finish(const Ledger::Parked& parked, bool given_up, core::WallMs now) {
    FF_ASSIGN(auto past, ledger_.past_group(parked.device, parked.epoch, parked.group.number));
    if (!past || past->verdict.kind != parked.kind) return {};  // what it waited for came in this very batch
    past->verdict.kind = Kind::superseded;
    past->verdict.reason = decided_elsewhere;
    past->verdict.detail.clear();
    const auto bytes = core::encode_group(parked.group);
    FF_TRY(ledger_.store_verdict(parked.device, parked.epoch, parked.user, parked.chain, past->verdict,
                                 given_up ? &bytes : nullptr, now));
    given_up ? know_bases(parked.group, base_of_) : forget_bases(parked.group);
    return {};
}

}  // namespace fieldfare::sync
