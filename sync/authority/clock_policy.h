#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "core/base/clock.h"
#include "sync/authority/ledger.h"

// Inside the authority: no stamp from the future reaches another device, and no change is refused for its time.
namespace fieldfare::sync {

// One run of unsent groups, in order. Stamps beyond the server's time + HybridClock::allowed_drift_ms (or not later
// than what they replace) get new ones that keep the run's order.
class ClockPolicy {
  public:
    explicit ClockPolicy(core::WallMs now) : now_(now) {}
    // What the run claims itself, in this group or a later one, is given to no other change: for each, before the
    // first.
    void claim(const core::Group& group);
    // Bases that name a stamp replaced in this run name the new one.
    void follow(core::Group& group) const;
    // Restamps the group in place and says what it did.
    std::vector<Verdict::Restamp> pass(core::Group& group);
    // True when some change needs another stamp, which must then exceed what its device wrote before: see `exceed`.
    bool replaces(const core::Group& group) const;
    void exceed(core::Hlc time) { floor_ = std::max(floor_, time); }
    // The stamp is that of another edit: whoever sends it under this one gets a new one.
    void take_for_another(const core::Stamp& stamp) { taken_.insert(stamp); }
    // The history holds it under this stamp: it keeps it.
    void keep(const core::Stamp& stamp) { kept_.insert(stamp); }
    // What was done to an earlier group of the run when it first came: later groups follow it.
    void remember(const std::vector<Verdict::Restamp>& restamps);

  private:
    bool acceptable(const core::Change& change) const;
    core::Stamp replacement(const core::Group& group, const core::Change& change);

    core::WallMs now_;
    std::map<core::Stamp, core::Stamp> replaced_;
    std::set<core::Stamp> taken_;  // by other edits
    std::set<core::Stamp> kept_;
    core::Hlc last_;   // newest stamp given in this run
    core::Hlc floor_;  // no stamp is given that is not beyond it
};

// Of stamps under whose number `several` devices may have sent, and of those that would be replaced. What one of them
// sent already, or what somebody accepted of it while its author sent it again, goes under the stamp that it has in the
// history, also when it claims another one. Twins, copies of one device's data, may have given one stamp to two edits
// before they knew of each other: where the history holds the other one, the policy is told.
core::Result<std::vector<Verdict::Restamp>> tell_twins_apart(Ledger& ledger, const IsOwn& several, core::Group& group,
                                                             ClockPolicy& policy);

// Bases that name a stamp of the author's which the server replaced in an earlier run follow it, too: a form may have
// stood open meanwhile. Says which, because what was removed or deleted by the old name hides more on the device than
// here.
core::Result<std::vector<Verdict::Restamp>> follow_history(Ledger& ledger, core::DeviceNumber device, const IsOwn& own,
                                                           core::Group& group);

}  // namespace fieldfare::sync
