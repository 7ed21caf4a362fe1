#pragma once

#include <compare>
#include <map>
#include <string>

#include "sync/authority/ledger.h"

// Inside the authority: the bases of edits that were made over one's own quarantined edits.
namespace fieldfare::sync {

// A device goes on from what it saved, also where the server keeps that aside. Who replaces such a value has seen the
// one under it: his base leads through what stands aside to what others may have written, or else that would be listed
// as overwritten unseen. Elements of sets have no base of that kind.
class Aside {
  public:
    Aside(Ledger& ledger, core::DeviceNumber device) : ledger_(ledger), device_(device) {}

    core::Status follow(core::Group& group);
    // A group that was quarantined just now.
    void add(const core::Group& group);

  private:
    struct Edit {
        core::EntityId entity = 0;
        core::Uuid row;
        core::FieldId field = 0;
        std::string key;
        core::Stamp stamp;
        friend auto operator<=>(const Edit&, const Edit&) = default;
    };
    core::Status load();

    Ledger& ledger_;
    core::DeviceNumber device_;
    bool loaded_ = false;
    std::map<Edit, core::Stamp> base_of_;
};

}  // namespace fieldfare::sync
