#include "sync/authority/clock_policy.h"

#include <algorithm>
#include <set>

#include "core/base/planted.h"
#include "sync/merge/merge.h"

namespace fieldfare::sync {
namespace {

core::Hlc latest_allowed(core::WallMs now) {
    return core::Hlc::at(now + core::HybridClock::allowed_drift_ms, 0xffff);
}

// The newest thing the author had seen where he wrote. What no server can have shown him does not count.
core::Hlc newest_seen(const core::Change& change, core::Hlc latest) {
    core::Hlc newest;
    const auto see = [&](core::Hlc time) {
        if (time <= latest) newest = std::max(newest, time);
    };
    for (const auto& cell : change.cells) see(cell.base.time);
    if (change.kind == core::ChangeKind::remove) see(change.seen.newest().time);
    return newest;
}

std::set<core::Stamp> stamps_of(const core::Clocks& clocks) {
    std::set<core::Stamp> stamps{clocks.row};
    for (const auto& cell : clocks.cells) {
        stamps.insert(cell.stamp);
        stamps.insert(cell.removed);
    }
    return stamps;
}

void add_once(std::vector<Verdict::Restamp>& restamps, const Verdict::Restamp& restamp) {
    if (std::find(restamps.begin(), restamps.end(), restamp) == restamps.end()) restamps.push_back(restamp);
}

// Stamps that no server can have shown the author would outlast every honest edit: they count as not seen.
void drop_future(core::Change& change, core::Hlc latest) {
    for (auto& cell : change.cells) {
        if (cell.base.time > latest) cell.base = {};
    }
    const auto clip = [&](core::Stamp& stamp) {
        if (stamp.time > latest) stamp = {};
    };
    clip(change.seen.row);
    for (auto& clock : change.seen.cells) {
        clip(clock.stamp);
        clip(clock.removed);
    }
}

}  // namespace

core::Result<std::vector<Verdict::Restamp>> follow_history(Ledger& ledger, core::DeviceNumber device, const IsOwn& own,
                                                           core::Group& group) {
    std::vector<Verdict::Restamp> followed;
    const auto given = [&](const core::Change& change, const core::Stamp& stamp) -> core::Result<core::Stamp> {
        FF_ASSIGN(const bool mine, own(stamp.device));
        if (!mine) return stamp;
        FF_ASSIGN(const auto replaced, ledger.given_for(*change.entity, change.row, stamp, device));
        if (replaced) add_once(followed, {stamp, *replaced});
        return replaced.value_or(stamp);
    };
    for (auto& change : group.changes) {
        core::Stamp base;  // cells of one change mostly have one
        core::Stamp stands;
        for (auto& cell : change.cells) {
            if (cell.base != base) {
                base = cell.base;
                FF_ASSIGN(stands, given(change, base));
            }
            cell.base = stands;
        }
        for (const auto& stamp : stamps_of(change.seen)) {
            FF_ASSIGN(const auto to, given(change, stamp));
            replace_stamp(change.seen, stamp, to);
        }
    }
    return followed;
}

core::Result<std::vector<Verdict::Restamp>> tell_twins_apart(Ledger& ledger, const IsOwn& several, core::Group& group,
                                                             ClockPolicy& policy) {
    std::vector<Verdict::Restamp> known_as;
    const bool replaces = policy.replaces(group);
    for (auto& change : group.changes) {
        if (change.kind == core::ChangeKind::discard) continue;
        FF_ASSIGN(const bool may, several(change.stamp.device));
        if (!may && !replaces) continue;
        FF_ASSIGN(auto known, ledger.known_change(change));
        if (core::planted("twins not told apart") && known.taken) known = {change.stamp, false};
        if (known.stamp && *known.stamp != change.stamp) {
            add_once(known_as, {change.stamp, *known.stamp});
            change.stamp = *known.stamp;
        }
        if (known.stamp) policy.keep(*known.stamp);
        if (!known.stamp && known.taken) policy.take_for_another(change.stamp);
    }
    return known_as;
}

void ClockPolicy::claim(const core::Group& group) {
    for (const auto& change : group.changes) {
        if (change.stamp.time <= latest_allowed(now_)) exceed(change.stamp.time);
    }
}

void ClockPolicy::follow(core::Group& group) const {
    if (replaced_.empty()) return;
    for (auto& change : group.changes) {
        for (auto& cell : change.cells) {
            const auto found = replaced_.find(cell.base);
            if (found != replaced_.end()) cell.base = found->second;
        }
        for (const auto& [from, to] : replaced_) replace_stamp(change.seen, from, to);
    }
}

bool ClockPolicy::acceptable(const core::Change& change) const {
    const auto latest = latest_allowed(now_);
    if (taken_.contains(change.stamp)) return false;
    return change.stamp.time <= latest && change.stamp.time > newest_seen(change, latest) && change.stamp.time > last_;
}

bool ClockPolicy::replaces(const core::Group& group) const {
    return std::any_of(group.changes.begin(), group.changes.end(), [&](const core::Change& change) {
        return change.kind != core::ChangeKind::discard && !kept_.contains(change.stamp) && !acceptable(change);
    });
}

core::Stamp ClockPolicy::replacement(const core::Group& group, const core::Change& change) {
    core::Hlc seen;
    for (const auto& other : group.changes) {
        if (other.stamp == change.stamp) seen = std::max(seen, newest_seen(other, latest_allowed(now_)));
    }
    const core::Hlc after_seen{seen.packed + 1};
    const core::Hlc after_last{std::max(last_, floor_).packed + 1};
    last_ = std::max({core::Hlc::at(now_), after_seen, after_last});
    return {last_, change.stamp.device};
}

void ClockPolicy::remember(const std::vector<Verdict::Restamp>& restamps) {
    for (const auto& restamp : restamps) {
        replaced_[restamp.from] = restamp.to;
        last_ = std::max(last_, restamp.to.time);
    }
}

std::vector<Verdict::Restamp> ClockPolicy::pass(core::Group& group) {
    std::vector<Verdict::Restamp> restamps;
    if (core::planted("future kept")) return restamps;
    for (auto& change : group.changes) drop_future(change, latest_allowed(now_));
    for (auto& change : group.changes) {
        // A stamp of zero is no claim about time: validation names it. What is given up keeps its name.
        if (change.stamp.time.packed == 0 || change.kind == core::ChangeKind::discard) continue;
        if (kept_.contains(change.stamp)) continue;
        const auto known = replaced_.find(change.stamp);
        // One save has one stamp: what one of its changes needs holds of all.
        const bool fits = std::all_of(group.changes.begin(), group.changes.end(), [&](const core::Change& other) {
            return other.stamp != change.stamp || acceptable(other);
        });
        if (known == replaced_.end() && fits) continue;
        const auto from = change.stamp;
        change.stamp = known != replaced_.end() ? known->second : replacement(group, change);
        replaced_[from] = change.stamp;
        add_once(restamps, {from, change.stamp});
    }
    return restamps;
}

}  // namespace fieldfare::sync
