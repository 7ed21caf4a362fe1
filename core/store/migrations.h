#pragma once

#include <span>
#include <string>

#include "core/base/result.h"
#include "core/store/sqlite.h"

namespace fieldfare::core {

// One step of the device's schema. Steps are numbered from 1 without gaps; a released step never changes.
struct Migration {
    int version = 0;
    std::string (*sql)();  // a script
};

std::span<const Migration> device_migrations();
// The newest version that this program knows; `PRAGMA user_version` of a database that is up to date.
int newest_device_version();

// Brings a database from its version to the last step. Each step and its stamp are one transaction, so a kill at any
// moment leaves the database at one version or the next. A database newer than the last step is refused with
// storage_newer and not written.
Status migrate(sqlite::Connection& database, std::span<const Migration> steps);

}  // namespace fieldfare::core
