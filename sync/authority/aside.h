#pragma once

#include <compare>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "sync/authority/authority.h"
#include "sync/authority/ledger.h"

// Inside the authority: what a device sent and the server keeps aside, while one batch of the device is taken.
namespace fieldfare::sync {

// Stands in the verdict of a group that was sent again or given up since: for a copy of its author's data, which shows
// it still.
inline constexpr auto decided_elsewhere = core::ErrorCode::changed_meanwhile;

class Aside {
  public:
    Aside(Ledger& ledger, const Principal& sender, IsOwn own)
        : ledger_(ledger), sender_(sender), own_(std::move(own)) {}

    // A device goes on from what it saved, also where the server keeps that aside. Who replaces such a value has seen
    // the one under it: his base leads through what stands aside to what others may have written, or else that would be
    // listed as overwritten unseen. Elements of sets have no base of that kind.
    core::Status follow(core::Group& group);
    // What waits may still take effect, so bases go on naming it; but whose edit over it took effect has seen what lies
    // under it: no conflict is left of that.
    core::Status withdraw_seen(const core::Group& group);
    // A group that brings all changes of one that stands aside (same row, same stamp) takes its place, whatever becomes
    // of it: that one is done. What was given up stays known, so that bases still lead through it.
    core::Status make_way(const core::Group& group, core::WallMs now);
    // A group that was quarantined or made to wait just now.
    void add(Ledger::Parked parked);

  private:
    // A change; for bases, one cell of it.
    struct Edit {
        core::EntityId entity = 0;
        core::Uuid row;
        core::FieldId field = 0;
        std::string key;
        core::Stamp stamp;
        friend auto operator<=>(const Edit&, const Edit&) = default;
    };
    core::Status load(core::DeviceNumber device);
    // What may stand aside of edits with this number. A device that was enrolled anew speaks of what it sent as another
    // one, too, and under which of its numbers that came, the stamps do not say.
    core::Status load_for(core::DeviceNumber number);
    core::Status finish(const Ledger::Parked& parked, bool given_up, core::WallMs now);
    using Bases = std::map<Edit, core::Stamp>;
    static void know_bases(const core::Group& group, Bases& bases);
    void forget_bases(const core::Group& group);

    Ledger& ledger_;
    const Principal& sender_;
    IsOwn own_;
    bool former_loaded_ = false;
    std::set<core::DeviceNumber> loaded_;
    std::vector<Ledger::Parked> open_;
    Bases base_of_;        // of what takes no effect
    Bases under_waiting_;  // of what may
};

}  // namespace fieldfare::sync
