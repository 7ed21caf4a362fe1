#pragma once

#include "core/base/result.h"
#include "core/store/sqlite.h"

namespace fieldfare::core::search {

// Makes `tokenize='fieldfare'` known to a connection. Must run before the index is touched, on every connection; a
// plain sqlite3 shell cannot open the index.
Status register_tokenizer(sqlite::Connection& connection);

}  // namespace fieldfare::core::search
