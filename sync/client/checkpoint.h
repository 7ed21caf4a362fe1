#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/store/store.h"
#include "sync/protocol/messages.h"

// What a pull does to the store.
namespace fieldfare::sync {

// A page as it was staged, in either content type.
core::Result<PullPage> read_page(std::string_view body);

// Purges what left the scope, then merges the rows; the clock sees their stamps.
core::Status apply_page(core::Transaction& transaction, const PullPage& page);

}  // namespace fieldfare::sync
