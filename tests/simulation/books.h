#pragma once

#include <memory>
#include <vector>

#include "tests/simulation/phone.h"
#include "tests/simulation/server_machine.h"

// Digest honesty (21): what a machine keeps as the digest of its rows is what they come to, equal books have equal
// digests, and a book that went wrong is put right by itself.
namespace fieldfare::simulation {

// After any commit.
void check_kept_digest(Phone& phone);
// At rest: of the server's views, and that no phone had to be put right although nothing had gone wrong.
void check_digests(const std::vector<std::unique_ptr<Phone>>& phones, ServerMachine& server);

// Makes a phone's book wrong behind its back, as a fault of the program would: a row is gone, one is as it was long
// ago, one is there that is not for this phone, one that was erased by law. Nothing: this phone is not asked to (it
// holds what the server keeps aside, and is compared rarely then).
bool spoil(Stage& stage, Phone& phone, ServerMachine& server);

}  // namespace fieldfare::simulation
