#pragma once

#include <memory>
#include <vector>

#include "tests/simulation/phone.h"
#include "tests/simulation/server_machine.h"

namespace fieldfare::simulation {

// Nothing is left for this phone to send that the server would take, or to fetch that it has.
bool contents_rest(const Oracle& oracle, Phone& phone, ServerMachine& server);

// At rest: what counts as delivered the server has, true to its name (3); what no row of the phone names any more is
// not in its folder (12), unless it is unsent and its record aside; of what was erased by law nothing is on the server
// or on any phone (13).
void check_contents(const Oracle& oracle, const std::vector<std::unique_ptr<Phone>>& phones, ServerMachine& server);

}  // namespace fieldfare::simulation
