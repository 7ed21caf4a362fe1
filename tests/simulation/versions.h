#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/base/random.h"
#include "tests/simulation/checks.h"
#include "tests/simulation/phone.h"
#include "tests/simulation/server_machine.h"

// Phones with an earlier version of the program than their server's (20): what they do not know they neither lose nor
// take from others, and have it once they are upgraded.
namespace fieldfare::simulation {

// A version in which a kind of row, or fields of one, did not exist yet.
const core::EarlierCatalog& some_earlier_catalog(core::Random& chance);

// What a phone of that version makes of a row; nothing if it does not know the entity.
std::optional<core::Row> as_known_to(const core::EarlierCatalog* earlier, const core::Row& row);

// At rest: each gets the server's version, and then has what it could not know before, without asking for it.
void upgrade_phones(const std::vector<std::unique_ptr<Phone>>& phones, ServerMachine& server, const Sight& sight);

}  // namespace fieldfare::simulation
