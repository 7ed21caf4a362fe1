#pragma once

#include "core/base/result.h"
#include "core/store/sqlite.h"

// The canonical store's tables and their versions.
namespace fieldfare::server {

inline constexpr int newest_schema = 12;

// Brings the database to the newest version, each step and its version stamp in one transaction. Writer only.
core::Status migrate(core::sqlite::Connection& database);

}  // namespace fieldfare::server
