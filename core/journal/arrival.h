#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/store/reader.h"
#include "core/store/store.h"

// A snapshot that is arriving: how far it has come, and what is there of its next block. In the database like all else,
// so it is as durable as the rows and as secret.
namespace fieldfare::core::journal {

struct Arrival {
    std::string id;                     // of the snapshot, as the server calls it
    std::uint64_t then = 0;             // the cursor once all of it is here
    std::uint64_t bytes = 0;            // all of it
    std::uint64_t customers = 0;        // likewise
    std::uint64_t taken_bytes = 0;      // blocks whose rows stand in the book
    std::uint64_t taken_customers = 0;  // in them
    std::uint64_t part_bytes = 0;       // of the next block; see `arrival_part`
    std::uint64_t received() const { return taken_bytes + part_bytes; }
    friend bool operator==(const Arrival&, const Arrival&) = default;
};

Result<std::optional<Arrival>> arrival(RowReader& reader);
Result<Bytes> arrival_part(RowReader& reader);
// `part_bytes` is that of `part`.
Status set_arrival(Transaction& transaction, const Arrival& arrival, std::span<const std::uint8_t> part);
Status clear_arrival(Transaction& transaction);

inline constexpr std::string_view arrival_schema = R"sql(
CREATE TABLE arrival(
    one INTEGER PRIMARY KEY CHECK(one = 1),
    id TEXT NOT NULL,
    "then" INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    customers INTEGER NOT NULL,
    taken_bytes INTEGER NOT NULL,
    taken_customers INTEGER NOT NULL,
    part BLOB NOT NULL
);
)sql";

}  // namespace fieldfare::core::journal
