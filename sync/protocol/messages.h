#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/base/errors.h"
#include "core/catalog/classes.h"
#include "core/conflicts/conflict.h"
#include "core/rows/change.h"
#include "core/rows/digest.h"
#include "core/rows/limits.h"
#include "core/rows/newer.h"
#include "sync/authority/ledger.h"

// The messages of protocol version 1. docs/protocol.md is normative; codec.h turns these into bytes.
namespace fieldfare::sync {

inline constexpr int protocol_version = 1;
inline constexpr int oldest_protocol_version = 1;
// A reply without this header did not come from a Fieldfare server.
inline constexpr std::string_view protocol_header = "Fieldfare-Protocol";
inline constexpr std::string_view json_type = "application/json";
inline constexpr std::string_view binary_type = "application/vnd.fieldfare.v1";

namespace path {
inline constexpr std::string_view enrol = "/v1/enrol";
inline constexpr std::string_view fork = "/v1/fork";
inline constexpr std::string_view push = "/v1/push";
inline constexpr std::string_view pull = "/v1/pull";
inline constexpr std::string_view live = "/v1/live";
inline constexpr std::string_view digest = "/v1/digest";
inline constexpr std::string_view repair = "/v1/repair";
inline constexpr std::string_view conflicts = "/v1/conflicts";
inline constexpr std::string_view snapshot = "/v1/snapshot";
inline constexpr std::string_view time = "/v1/time";
}  // namespace path

namespace limits {
inline constexpr std::size_t header_bytes = 16 * 1024;           // a request's or reply's header, all lines
inline constexpr std::size_t enrol_bytes = 16 * 1024;            // body of an enrolment or a fork
inline constexpr std::size_t push_changes = 500;                 // a batch, unless it is a single group
inline constexpr std::size_t push_bytes = 256 * 1024;            // a batch in binary form before compression, likewise
inline constexpr std::size_t push_body_bytes = 4 * 1024 * 1024;  // JSON body, or decompressed binary body
inline constexpr std::size_t page_bytes = 1024 * 1024;           // rows of a page in binary form before compression
inline constexpr std::size_t page_items = 10'000;
inline constexpr std::size_t reply_body_bytes = 16 * 1024 * 1024;  // what a client must be ready to take, decompressed
using core::limits::json_depth;
inline constexpr std::size_t snapshot_block_bytes = 256 * 1024;    // rows of a block before compression
inline constexpr std::size_t snapshot_unfolded = 4 * 1024 * 1024;  // what a client must be ready to unfold of one
inline constexpr std::size_t snapshot_part_bytes = 1024 * 1024;    // of one answer with a part of a snapshot
inline constexpr std::size_t snapshot_exits = 1'000'000;           // of an offer; the same of erasures
inline constexpr std::size_t push_asks = 100;
inline constexpr std::size_t compare_body_bytes = 2 * 1024 * 1024;  // of a comparison's or repair's request
inline constexpr std::size_t compare_except = 10'000;
inline constexpr std::size_t repair_held = 20'000;
inline constexpr std::size_t conflicts_held = 10'000;
inline constexpr std::size_t verdict_restamps = 20'000;
inline constexpr std::size_t text_bytes = 256;  // a text of an envelope (device name, platform, ...)
}  // namespace limits

struct EnrolRequest {
    std::string code;         // one-time code, case and separators do not matter
    std::string device_name;  // "Wang's Pixel"
    std::string platform;     // "linux", "android", ...
    std::string app_version;
    std::string token;  // that the phone wants to be known by, see core/base/token.h; empty: the server makes one
    core::Uuid user;    // whose data the phone holds; nil: nobody's yet
};

struct EnrolReply {
    std::string token;  // bearer token
    core::DeviceNumber device = 0;
    core::Uuid device_id;  // id of the device's row
    std::uint64_t device_epoch = 0;
    core::Uuid org;
    core::Uuid user;
    core::Uuid team;  // nil: none
    std::string role;
    std::string org_name;
    std::string user_name;
    core::WallMs server_time = 0;
    std::uint64_t server_epoch = 0;
};

// A copy of a device asks to go on as a device of its own, answered with an EnrolReply. The same request again gets the
// same answer.
struct ForkRequest {
    std::string token;  // by which it wants to be known from then on
};

// A group that could not be read (an entity or field of a newer version, a broken change): it is quarantined and does
// not block the others. `bytes` are what came, for the chain.
struct Unreadable {
    core::Error error;
    std::string bytes;
};

struct PushRequest {
    std::uint64_t epoch = 0;  // the device's, from enrolment
    std::uint64_t after = 0;  // number before the first group
    ChainHash chain{};        // chain after that number
    std::vector<core::Group> groups;
    std::map<std::uint64_t, Unreadable> unreadable;  // by number; its place in `groups` holds the number alone
    // Earlier groups whose verdict was `waiting`: the reply brings the verdicts they have now.
    std::vector<std::uint64_t> ask;
};

struct PushReply {
    std::uint64_t mark = 0;  // the device's last number that has a verdict
    ChainHash chain{};       // after the last group of the request
    std::vector<Verdict> verdicts;
    core::WallMs server_time = 0;
    std::uint64_t server_epoch = 0;
};

// A customer in whose rows the values of these classes are left out: the asker may not see them.
struct MaskedCustomer {
    core::Uuid customer;
    core::Classes classes;
    friend bool operator==(const MaskedCustomer&, const MaskedCustomer&) = default;
};

struct PullPage {
    std::vector<core::Row> rows;
    std::vector<core::NewerRow> newer;  // read from the binary form alone, never written
    std::vector<core::Uuid> exits;      // customers to purge; rows of this page for the same customer come after
    // Rows that were erased by law: to purge with all that belongs to them, in the journal, too. None of it is in this
    // page.
    std::vector<core::Uuid> erased;
    std::vector<MaskedCustomer> masked;  // of the customers in `rows`; of all others there everything is shown
    Cursor cursor;                       // hand back for the next page
    bool more = false;                   // false: the pages since the last checkpoint may be committed, together
    core::Digest digest;                 // of all that the asker sees at `cursor`; only when there is no more
    // Sum of the ids of his open conflicts, each taken as a digest; likewise. If the device's come to something else,
    // it asks.
    core::Digest conflicts;
    Seq head = 0;
    core::WallMs server_time = 0;
    std::uint64_t server_epoch = 0;
};

// Two books that should be equal and are not: in which parts do they differ? Asked by a device at a checkpoint.
struct DigestRequest {
    Cursor cursor;                   // of the checkpoint
    std::vector<core::Uuid> except;  // rows that have edits which the server does not have; neither side counts them
};
struct DigestReply {
    core::BucketDigests buckets{};
    core::WallMs server_time = 0;
    std::uint64_t server_epoch = 0;
};

struct RowAddress {
    core::EntityId entity = 0;
    core::Uuid row;
    friend auto operator<=>(const RowAddress&, const RowAddress&) = default;
};
// One such part, row by row.
struct RepairRequest {
    Cursor cursor;
    std::vector<core::Uuid> except;
    std::uint8_t bucket = 0;
    std::map<RowAddress, core::Digest> held;  // all that the device holds of it
};
struct RepairReply {
    std::vector<core::Row> rows;         // as they should be; perhaps not all of them at once
    std::vector<core::NewerRow> newer;   // read from the binary form alone, never written
    std::vector<MaskedCustomer> masked;  // as in a page
    std::vector<RowAddress> left;        // not for this device: to be purged
    std::vector<RowAddress> unknown;     // the server does not know them; the device keeps them
    core::WallMs server_time = 0;
    std::uint64_t server_epoch = 0;
};

// What the device holds of its user's conflicts, and what he decided about them.
struct ConflictsRequest {
    std::vector<core::HeldConflict> held;
};
struct ConflictsReply {
    std::vector<core::OwnConflict> conflicts;  // that the device does not hold; perhaps not all of them at once
    std::vector<core::Uuid> unknown;           // read alone: further ones, of entities that this version does not know
    std::vector<core::Uuid> gone;              // of those that it holds: settled, withdrawn, or not for it any more
    core::WallMs server_time = 0;
    std::uint64_t server_epoch = 0;
};

// All that somebody may see, as one file that never changes, for a device that holds nothing yet. What is not the same
// for everybody who may have the file comes with the offer.
struct SnapshotOffer {
    std::string id;               // empty: there is none
    core::WallMs wait_ms = 0;     // there is none yet: ask again after so long; 0: there will be none, pull from 0
    Seq seq = 0;                  // the file holds all that its readers could see then; pull from here once it is there
    std::uint64_t bytes = 0;      // of the file
    std::uint64_t customers = 0;  // in it
    std::vector<core::Uuid> exits;      // as in a page from the cursor 0
    std::vector<core::Uuid> erased;     // likewise
    std::vector<core::Row> rows;        // the asker's own, which are in no file
    std::vector<core::NewerRow> newer;  // read from the binary form alone, never written
    core::WallMs server_time = 0;
    std::uint64_t server_epoch = 0;
};

// What such a file is made of, one after the other: see snapshot_block.h.
struct SnapshotBlock {
    std::uint64_t customers = 0;  // that are whole with this block
    std::vector<core::Row> rows;
    std::vector<core::NewerRow> newer;  // read from the binary form alone, never written
};

struct TimeReply {
    core::WallMs server_time = 0;
    std::uint64_t server_epoch = 0;
    Seq head = 0;
};

struct ErrorReply {
    core::ErrorCode code = core::ErrorCode::internal;
    std::string detail;
    std::optional<std::uint64_t> mark;  // sequence_gap: the device's high-water mark
};

// Data of the live stream's "news" event.
struct News {
    Seq seq = 0;
};

enum class Encoding : std::uint8_t { json, binary };
// From a Content-Type or Accept header's value; nothing for others. Parameters (";charset=utf-8") are ignored.
std::optional<Encoding> encoding_of(std::string_view content_type);
std::string_view content_type(Encoding encoding);

}  // namespace fieldfare::sync
