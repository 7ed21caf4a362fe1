#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "core/catalog/classes.h"
#include "sync/authority/ledger.h"
#include "sync/protocol/messages.h"

// What is hidden from somebody. It lies over everything that leaves the server: pages, verdicts, repairs, and what the
// dashboard shows.
namespace fieldfare::sync {

// Of a customer that is shown to these circles: what none of those in which he stands shows. One whom he sees nowhere
// hides all that is hidden from him anywhere.
core::Classes masked_for(const std::vector<Standing>& standings, const std::vector<core::Uuid>& circles);

// One person's, inside one snapshot.
class Veil {
  public:
    Veil(LedgerReader& ledger, const core::Uuid& user) : ledger_(ledger), user_(user) {}

    // What of the customer's rows is hidden. A nil or unknown customer is one whom nobody sees.
    core::Result<core::Classes> over(const core::Uuid& customer);
    // Of any row: that of its customer.
    core::Result<core::Classes> over(const core::Row& row);
    core::Status hide(core::Row& row);
    core::Status hide(Verdict& verdict);
    // Hides what must be hidden in rows, and says of which customers among them.
    core::Result<std::vector<MaskedCustomer>> hide(std::vector<core::Row>& rows);

  private:
    LedgerReader& ledger_;
    core::Uuid user_;
    std::optional<std::vector<Standing>> standings_;
    std::unordered_map<core::Uuid, core::Classes, core::UuidHash> known_;
};

}  // namespace fieldfare::sync
