#pragma once

#include <map>
#include <optional>
#include <vector>

#include "sync/authority/authority.h"
#include "sync/authority/ledger.h"

// Inside the authority: the rows of one group as they would become, over the ledger as it is. Nothing reaches the
// ledger before the whole group was found good.
namespace fieldfare::sync {

class Draft {
  public:
    explicit Draft(Ledger& ledger) : ledger_(ledger) {}

    struct Entry {
        SharedRow before;                      // in the ledger
        std::optional<core::Row> written;      // by this group; most rows are only looked at
        bool assigned = false;                 // the server wrote a field that the author does not know
        bool shown = false;                    // comes again as it is: its author gave up what he wrote there
        std::optional<core::Uuid> meant = {};  // the customer it was added for, which was merged into its present one

        // Null: there is no such row.
        const core::Row* now() const { return written ? &*written : before.get(); }
        std::optional<core::Row>& write();
        bool changed() const { return written && (!before || *written != *before); }
    };

    // The entry lives as long as the draft.
    core::Result<Entry*> entry(const core::Entity& entity, const core::Uuid& id);
    Ledger& ledger() { return ledger_; }
    // In the order in which they were first asked for.
    const std::vector<Entry*>& entries() const { return order_; }

  private:
    struct Key {
        core::EntityId entity;
        core::Uuid id;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    Ledger& ledger_;
    std::map<Key, Entry> held_;
    std::vector<Entry*> order_;
};

// The ids whose holders see a customer: owner, collaborators, the teams of both, and the organisation.
core::Result<std::vector<core::Uuid>> circles_of(Draft& draft, const core::Row& customer, const core::Uuid& org);

// Nothing if the author may make this change; else why not. Rows of a customer's scope: whoever shares a circle with
// the customer as the ledger holds it (for a customer of this group: as the group adds it). An edit that was made while
// the right still held is taken.
core::Status authorise(Draft& draft, const Principal& author, const core::Change& change);

// Whether he sees the row, which stands in the ledger. Of a customer that was merged into one that he does not see he
// sees the row and may not change it.
core::Result<bool> sees(Draft& draft, const Principal& author, const core::Change& change);

}  // namespace fieldfare::sync
