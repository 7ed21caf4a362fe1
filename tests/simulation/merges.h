#pragma once

#include <map>
#include <memory>
#include <set>
#include <vector>

#include "tests/simulation/checks.h"

// Customers that become one, and two again: what must hold of them.
namespace fieldfare::simulation {

// An edit of a merged customer that the one that goes on took over: in the history there, under its own stamp.
bool carried_over(const std::vector<HistoryLine>& history, std::size_t at);

// Tells the oracle of them.
void note_carried_over(Oracle& oracle, const std::vector<HistoryLine>& history);

// Per element the newest add that a remove had seen: with those that came for a merged customer and took the element
// from the one that goes on.
void see_carried_removals(const std::vector<HistoryLine>& history,
                          std::map<std::pair<core::RowKey, core::Cell>, core::Stamp>& seen);

// 18, at a checkpoint: what a row on the phone names is there, too, unless it is not for its eyes.
void check_references(Phone& phone, ServerMachine& server, const Sight& sight);

// At rest: nothing that lives names a merged customer (18), and what came for it stands where it went (3); codes (19).
void check_merges(ServerMachine& server);
void check_codes(const std::vector<std::unique_ptr<Phone>>& phones, ServerMachine& server);

}  // namespace fieldfare::simulation
