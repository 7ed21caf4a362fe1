#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/catalog/entities.h"
#include "sync/authority/authority.h"
#include "tests/support/fake_clock.h"
#include "tests/support/open_ledger.h"

namespace fieldfare::tests {

inline constexpr auto customer_name = core::catalog::customer.at("name");

// An organisation of two teams over a real canonical store, and devices that push by hand.
class AuthorityWorld {
  public:
    static constexpr core::WallMs noon = 1'700'000'000'000;

    AuthorityWorld();

    struct Device {
        sync::Principal principal;
        std::uint64_t number = 0;  // of its last group
        sync::ChainHash chain{};
    };
    Device& enrol(const core::Uuid& user);

    // Pushes the groups as one batch and remembers mark and chain on success.
    core::Result<sync::PushReply> push(Device& device, std::vector<std::vector<core::Change>> groups);
    core::Result<sync::PushReply> push(Device& device, const sync::PushRequest& request);
    sync::PushRequest request(const Device& device, std::vector<std::vector<core::Change>> groups) const;
    // The verdict of one group of these changes.
    sync::Verdict save(Device& device, std::vector<core::Change> changes);

    core::Stamp stamp(const Device& device);
    core::Stamp stamp(const Device& device, core::WallMs at) const;
    core::Change new_customer(const Device& device, const core::Uuid& id, const core::Uuid& owner);
    core::Change new_visit(const Device& device, const core::Uuid& id, const core::Uuid& customer);
    core::Change set_name(const Device& device, const core::Uuid& customer, const std::string& name);
    // The customer gets another owner, on the server.
    void give(const core::Uuid& customer, const core::Uuid& owner);
    core::Change set_field(const Device& device, const core::Uuid& customer, std::size_t field, core::Value value);

    // Everything the user sees from the cursor on, in pages.
    struct Pulled {
        std::map<core::Uuid, core::Row> rows;
        std::vector<core::Uuid> exits;
        sync::Cursor cursor;
        int pages = 0;
    };
    Pulled pull(const Device& device, sync::Cursor from = {}, sync::PullLimits limits = {});

    // The administration gives a person another role or team.
    void become(const core::Uuid& user, const std::string& role, const core::Uuid& team);

    core::Row customer(const core::Uuid& id);
    core::Uuid id();

    FakeClock clock{noon};
    core::SeededRandom random{7};
    OpenLedger ledger{clock, random};
    sync::Authority authority{clock, random, 11};
    core::Uuid org;
    core::Uuid north, south;         // teams
    core::Uuid li, zhao, wang, sun;  // li, zhao: reps of north; wang: its lead; sun: rep of south

  private:
    void add_person(const core::Uuid& user, const std::string& name, const std::string& role, const core::Uuid& team);
    void write(std::vector<core::Change> changes);

    std::map<core::DeviceNumber, Device> devices_;
    std::uint64_t tick_ = 0;
};

}  // namespace fieldfare::tests
