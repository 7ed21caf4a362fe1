#pragma once

#include <map>
#include <memory>
#include <set>
#include <vector>

#include "tests/simulation/phone.h"
#include "tests/simulation/server_machine.h"

namespace fieldfare::simulation {

// Who may see which customer, and since which seq: worked out from the customers' owners and collaborators alone.
class Sight {
  public:
    explicit Sight(const std::vector<Holder>& holders);

    // Takes in what the server committed since the last call; everything, when it was restored.
    void follow(ServerMachine& server);
    bool sees(const Holder& holder, const core::Row& row) const;
    // The seq from which on the holder may see the row's customer; 0: from the beginning.
    sync::Seq since(const Holder& holder, const core::Row& row) const;

    // Owner and collaborators.
    static std::set<core::Uuid> people_of(const core::Row& customer);
    static std::optional<core::Uuid> customer_of(const core::Row& row);

  private:
    struct View {
        bool may = false;
        sync::Seq since = 0;
    };
    bool may(const Holder& holder, const core::Row& customer) const;
    using Moves = std::map<core::Uuid, sync::Seq>;  // of people to another team or role
    void look_at_customer(ServerMachine& server, const core::Uuid& id, bool changed, bool often, const Moves& moves);
    const View* view(const Holder& holder, const core::Uuid& customer) const;

    std::map<core::Uuid, core::Uuid> team_of_;
    std::map<core::Uuid, std::string> role_of_;
    std::vector<Holder> holders_;
    std::map<core::Uuid, std::vector<View>> views_;  // by customer, one for each holder
    sync::Seq followed_ = 0;
    std::uint64_t epoch_ = 0;
};

// What the server asks its lead to look after is what the phone asks its user to decide about.
bool lists_agree(Phone& phone, ServerMachine& server);

// Whether it is right that something waits on the phone for a row that the server has not got.
bool may_wait(const Oracle& oracle, Phone& phone, ServerMachine& server);

// What the phone tells its user of overwritten values is what stands open on the server for him (11).
bool inbox_agrees(Phone& phone, ServerMachine& server);
void check_inbox(Phone& phone, ServerMachine& server);

// What a phone believes to be delivered is (4). Needs no rest, holds after every commit of the phone.
void check_acknowledged(const Phone& phone, ServerMachine& server);

// At a checkpoint: nothing delivered too early (4), no skip (6), groups whole (8).
void check_checkpoint(Phone& phone, ServerMachine& server, const Sight& sight);

// At rest: convergence (1), no acknowledged write lost (3), exactly once (4), merge laws (5), groups whole (8),
// conflicts exact (11), forks (16).
void check_at_rest(Stage& stage, const std::vector<std::unique_ptr<Phone>>& phones, ServerMachine& server,
                   const Sight& sight);

}  // namespace fieldfare::simulation
