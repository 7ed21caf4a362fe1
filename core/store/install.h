#pragma once

#include <string>

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/base/uuid.h"

// Which install of the app on which machine this is: a number in a file of its own, outside the database, which backups
// are asked to leave out. A database that comes back from a backup or from another phone finds another number there.
namespace fieldfare::core {

// Reads it, or makes one when there is none that can be read. Errors: storage_full, storage_failed.
Result<Uuid> install_number(const std::string& path, const Clock& clock, Random& random);

}  // namespace fieldfare::core
