#pragma once

#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/store/reader.h"
#include "core/store/store.h"
#include "sync/protocol/messages.h"

// What a pull does to the store.
namespace fieldfare::sync {

// What is hidden of a customer is said where its row comes.
core::Status note_masks(core::Transaction& transaction, const std::vector<core::Row>& rows,
                        const std::vector<MaskedCustomer>& masked);

// A page as it was staged, in either content type.
core::Result<PullPage> read_page(std::string_view body);

// True when the checkpoint of the staged pages and `last` takes something off the device for which something was saved
// and not sent yet: that push goes first.
core::Result<bool> takes_unsent(core::RowReader& reader, const PullPage& last);

// The server's row joins the one that is held; the clock sees its stamps.
core::Status merge_in(core::Transaction& transaction, const core::Row& incoming);
// Many of them, and what of them this program does not know.
core::Status take_rows(core::Transaction& transaction, const std::vector<core::Row>& rows,
                       const std::vector<core::NewerRow>& newer);

// Applies the staged pages and `last`, one at a time, and clears the stage. Each page purges what left the scope, then
// merges its rows, then purges what was erased; the clock sees their stamps. Returns whether anything was purged: the
// store's log still holds it then.
core::Result<bool> apply_checkpoint(core::Transaction& transaction, const PullPage& last);

}  // namespace fieldfare::sync
