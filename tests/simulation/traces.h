#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/simulation/checks.h"

// Invariant 12 to the last byte: what somebody may not see is nowhere on his phone's disk, also not in index, journal,
// log or free pages. People write words that nobody else ever writes, so a search of the disk finds each of them.
namespace fieldfare::simulation {

// Eight letters; of two numbers never the same.
std::string secret_word(std::uint64_t number);

// Rows that the server sends to this person hold nothing that is hidden from him.
void check_sent(ServerMachine& server, const core::Uuid& user, const std::vector<core::Row>& rows);

void check_no_traces(Stage& stage, const std::vector<std::unique_ptr<Phone>>& phones, ServerMachine& server,
                     const Sight& sight);

}  // namespace fieldfare::simulation
