#pragma once

#include <string_view>

namespace fieldfare::core::journal {

// Tables of the journal, of the device's place in the exchange and of staged pages.
// `solo`: the row, while the group is an update of that row alone and may be joined with a later one.
// `frozen`: 1: it was sealed once; 2: it may have taken effect once, and the server was set back since.
// `hlc`: the last stamp given when the group was saved, so that logging a visit writes no second table for it.
inline constexpr std::string_view schema = R"sql(
CREATE TABLE journal_groups(
    number INTEGER PRIMARY KEY,
    saved_at INTEGER NOT NULL,
    state INTEGER NOT NULL,
    frozen INTEGER NOT NULL DEFAULT 0,
    changes INTEGER NOT NULL,
    solo BLOB,
    hlc INTEGER NOT NULL,
    payload BLOB NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    reason INTEGER,
    detail TEXT,
    decided_at INTEGER,
    chain BLOB
);
CREATE INDEX journal_solo ON journal_groups(solo, number) WHERE solo IS NOT NULL;
CREATE INDEX journal_aside ON journal_groups(state, number) WHERE state >= 5;
CREATE TABLE sync_state(
    one INTEGER PRIMARY KEY CHECK(one = 1),
    device INTEGER NOT NULL,
    device_id BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    org BLOB NOT NULL,
    user BLOB NOT NULL,
    role TEXT NOT NULL,
    server_url TEXT NOT NULL,
    server_epoch INTEGER NOT NULL,
    cursor INTEGER NOT NULL,
    chain BLOB NOT NULL,
    acknowledged INTEGER NOT NULL,
    token TEXT NOT NULL,
    last_sync_at INTEGER NOT NULL
);
CREATE TABLE device_clock(
    one INTEGER PRIMARY KEY CHECK(one = 1),
    last INTEGER NOT NULL,
    offset INTEGER NOT NULL
);
INSERT INTO device_clock(one, last, offset) VALUES(1, 0, 0);
CREATE TABLE staged_pages(
    position INTEGER PRIMARY KEY,
    page BLOB NOT NULL
);
)sql";

// Step 2: copies of a device's database know that they are copies.
inline constexpr std::string_view fork_schema = R"sql(
ALTER TABLE sync_state ADD COLUMN install BLOB;
ALTER TABLE sync_state ADD COLUMN fork_token TEXT;
ALTER TABLE sync_state ADD COLUMN fork_number INTEGER;
ALTER TABLE sync_state ADD COLUMN forked_from INTEGER NOT NULL DEFAULT 0;
)sql";

}  // namespace fieldfare::core::journal
