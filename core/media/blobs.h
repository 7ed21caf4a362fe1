#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/media/blob_box.h"
#include "core/store/store.h"

// Which contents this device has, must send or wants, beside the rows that name them. The rows lead: what no row names
// is neither kept nor sent. The store's thread.
namespace fieldfare::core::media {

enum class BlobState : std::uint8_t {
    here = 0,      // and the server has it, or it came from there
    to_send = 1,   // here alone
    to_fetch = 2,  // wanted, not here or not all of it
    refused = 3,   // here, and the server does not take it: `reason`; waits for a person
    damaged = 4,   // wanted, and what the server gives is something else each time; waits for a person
};

struct Blob {
    std::string content;
    std::int64_t bytes = 0;
    bool small = false;  // a thumbnail
    BlobState state = BlobState::here;
    std::optional<ErrorCode> reason;
    Uuid customer;  // with whom it was added here; nil: it came from the server
};

Result<std::optional<Blob>> find(RowReader& reader, const std::string& content);
// What there is to do, in order: thumbnails first, what is to be sent before what is to be fetched, older before newer.
// Until `take` gives false.
Status queue(RowReader& reader, const std::function<bool(const Blob&)>& take);

// What is not done, be it by itself or by a person: all that is not `here`. Older before newer.
Result<std::vector<Blob>> unfinished(RowReader& reader);

struct Standing {
    std::int64_t to_send = 0;
    std::int64_t to_send_bytes = 0;
    std::int64_t to_fetch = 0;
    std::int64_t refused = 0;
    std::int64_t damaged = 0;
    std::int64_t held_bytes = 0;  // of all that is here
    friend bool operator==(const Standing&, const Standing&) = default;
};
Result<Standing> standing(RowReader& reader);

// A line for a content whose bytes are in the box already; inside the transaction that saves the row that names it.
Status add(Transaction& transaction, const std::string& content, std::int64_t bytes, bool small, const Uuid& customer);
// Each in a transaction of its own.
Status set_state(Store& store, const std::string& content, BlobState state, std::optional<ErrorCode> reason = {});
// The user wants to see it. not_found: it is not here, or damaged or lost, and is fetched from now on if a row names
// it. content_mismatch: it was to be sent from here, and is damaged or lost; a person decides.
Result<Bytes> show(Store& store, BlobBox& box, const std::string& content);
// Forgets it, line and file. `box` null: the file goes with a later sweep.
Status drop(Store& store, BlobBox* box, const std::string& content);
// Whether a row that is not deleted names it.
Result<bool> is_named(RowReader& reader, const std::string& content);
// Whether a record that names it is kept aside by the server, so that it may still be taken.
Result<bool> is_aside(RowReader& reader, const std::string& content);
// What the server did not take is sent again, what it gave wrongly is fetched again. not_found: neither.
Status retry(Store& store, const std::string& content);
// All that it did not take for this reason.
Status retry_all(Store& store, ErrorCode reason);
// The server is not the one it was: what it once took is offered again.
Status offer_all_again(Store& store);

// What attachments among these rows name.
Result<std::vector<std::string>> contents_of(RowReader& reader, const std::set<RowKey>& rows);
// These rows were erased by law, in this transaction, and named these contents, or had left before: what no other row
// names is not kept for being unsent, the next tidying takes it.
Status release(Transaction& transaction, const std::set<RowKey>& rows, const std::vector<std::string>& contents);

// After rows of attachments changed: wants the thumbnails that are new, and drops lines and files that no row names any
// more, except what is unsent of a row that left with its customer. `sweep`: also files that no line speaks of, as a
// crash leaves them; when the store was opened. Of thumbnails as many are wanted and kept as `most_thumbnails` allows,
// those of the newest attachments; what the server has not got stays whatever its age.
inline constexpr std::int64_t most_thumbnails_bytes = 128 << 20;  // ten thousand of them or so
Status tidy(Store& store, BlobBox& box, bool sweep, std::int64_t most_thumbnails = most_thumbnails_bytes);

}  // namespace fieldfare::core::media
