#include "server/store/schema.h"

#include <iterator>
#include <string>
#include <vector>

#include "core/catalog/emit/sql.h"
#include "core/catalog/entities.h"
#include "server/store/row_table.h"
#include "server/store/view_digest.h"

namespace fieldfare::server {
namespace {

// Tables that are the server's own. Rows of the catalog's entities have theirs from the catalog (row_table.h).
constexpr const char* own_tables = R"sql(
-- One line: whose database this is, and which life of it.
CREATE TABLE server (
  org INTEGER PRIMARY KEY NOT NULL, -- the organisation's number in this database
  id BLOB NOT NULL,                -- its UUID
  epoch INTEGER NOT NULL,          -- changes when a backup is restored
  head INTEGER NOT NULL,           -- greatest seq given out
  is_backup INTEGER NOT NULL DEFAULT 0
);

-- Who could see a customer from which seq to which.
CREATE TABLE audience (
  org INTEGER NOT NULL,
  customer BLOB NOT NULL,
  circle BLOB NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER,
  ended_at INTEGER,                -- server time of `until`
  PRIMARY KEY (org, customer, circle, since)
) WITHOUT ROWID;
CREATE INDEX audience_since ON audience (org, circle, since);
CREATE INDEX audience_until ON audience (org, circle, until) WHERE until IS NOT NULL;

-- Every change as it took effect, for ever.
CREATE TABLE history (
  org INTEGER NOT NULL,
  entity INTEGER NOT NULL,
  row BLOB NOT NULL,
  seq INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  user BLOB,
  device INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  number INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  claimed_time INTEGER NOT NULL,
  claimed_device INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  stamp_time INTEGER NOT NULL,
  stamp_device INTEGER NOT NULL,
  change BLOB NOT NULL,
  PRIMARY KEY (org, entity, row, seq, ordinal)
) WITHOUT ROWID;

CREATE TABLE conflict (
  org INTEGER NOT NULL,
  id BLOB NOT NULL,                -- follows from the key below
  entity INTEGER NOT NULL,
  row BLOB NOT NULL,
  field INTEGER NOT NULL,
  key TEXT NOT NULL,
  loser_time INTEGER NOT NULL,
  loser_device INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  loser_values BLOB NOT NULL,
  loser_base_time INTEGER NOT NULL,
  loser_base_device INTEGER NOT NULL,
  loser_user BLOB,
  winner_time INTEGER NOT NULL,
  winner_device INTEGER NOT NULL,
  winner_values BLOB NOT NULL,
  winner_user BLOB,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  customer BLOB,                   -- whose scope it is in
  state INTEGER NOT NULL DEFAULT 0, -- 0 open, 1 restored, 2 kept
  resolved_at INTEGER,
  resolved_by BLOB,
  PRIMARY KEY (org, id)
) WITHOUT ROWID;
CREATE INDEX conflict_order ON conflict (org, state, seq, id);
CREATE INDEX conflict_row ON conflict (org, entity, row);

-- Phones: identity, position, and what they last told. The catalog's `device` row is what other devices see of them.
CREATE TABLE device_state (
  org INTEGER NOT NULL,
  number INTEGER NOT NULL,
  id BLOB NOT NULL,
  user BLOB NOT NULL,
  token_hash BLOB,                 -- null: revoked
  epoch INTEGER NOT NULL,
  mark INTEGER NOT NULL DEFAULT 0,
  chain BLOB NOT NULL,
  enrolled_at INTEGER NOT NULL,
  revoked_at INTEGER,
  last_contact_at INTEGER,
  complete_to INTEGER,
  cursor INTEGER,
  pending INTEGER,
  clock_offset INTEGER,
  app_version TEXT,
  platform TEXT,
  PRIMARY KEY (org, number)
) WITHOUT ROWID;
CREATE UNIQUE INDEX device_token ON device_state (token_hash) WHERE token_hash IS NOT NULL;
CREATE UNIQUE INDEX device_id ON device_state (org, id);
-- Hashes of revoked tokens, so that the phone learns that it was revoked rather than that it is unknown.
CREATE TABLE revoked_token (token_hash BLOB PRIMARY KEY NOT NULL, org INTEGER NOT NULL, number INTEGER NOT NULL) WITHOUT ROWID;

-- What was decided about each group; `kept` is the group itself while it has not taken effect.
CREATE TABLE verdict (
  org INTEGER NOT NULL,
  device INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  number INTEGER NOT NULL,
  user BLOB NOT NULL,
  chain BLOB NOT NULL,
  kind INTEGER NOT NULL,
  detail TEXT NOT NULL,
  verdict BLOB NOT NULL,
  at INTEGER NOT NULL,
  kept BLOB,
  PRIMARY KEY (org, device, epoch, number)
) WITHOUT ROWID;
CREATE INDEX verdict_kept ON verdict (org, kind, detail) WHERE kept IS NOT NULL;

CREATE TABLE series (org INTEGER NOT NULL, series TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (org, series)) WITHOUT ROWID;

CREATE TABLE credential (
  org INTEGER NOT NULL,
  user BLOB NOT NULL,
  email TEXT NOT NULL,             -- lower case; what he signs in with
  password_hash TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (org, user)
) WITHOUT ROWID;
CREATE UNIQUE INDEX credential_email ON credential (email);

CREATE TABLE session (
  token_hash BLOB PRIMARY KEY NOT NULL,
  org INTEGER NOT NULL,
  user BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_user ON session (org, user);

CREATE TABLE enrolment_code (
  code_hash BLOB PRIMARY KEY NOT NULL,
  org INTEGER NOT NULL,
  user BLOB NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;
)sql";

core::Status create_version_1(core::sqlite::Connection& database) {
    return database.execute(own_tables + rows_ddl());
}

// Until here rights followed from what people were; now it is known since when they were it.
constexpr const char* memberships = R"sql(
-- In which circles a person stood from which seq to which: himself, the team he leads, the whole organisation.
CREATE TABLE membership (
  org INTEGER NOT NULL,
  user BLOB NOT NULL,
  circle BLOB NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER,
  ended_at INTEGER,                -- server time of `until`
  PRIMARY KEY (org, user, circle, since)
) WITHOUT ROWID;
INSERT INTO membership (org, user, circle, since) SELECT org, id, id, 0 FROM "user";
INSERT INTO membership (org, user, circle, since)
  SELECT org, id, team, 0 FROM "user" WHERE role='lead' AND team IS NOT NULL;
INSERT INTO membership (org, user, circle, since)
  SELECT u.org, u.id, s.id, 0 FROM "user" AS u JOIN server AS s ON s.org=u.org WHERE u.role IN ('director', 'admin');
INSERT INTO audience (org, customer, circle, since)
  SELECT c.org, c.id, s.id, 0 FROM customer AS c JOIN server AS s ON s.org=c.org;
)sql";

core::Status create_memberships(core::sqlite::Connection& database) {
    return database.execute(memberships);
}

// A device's number stands in the stamps of all it wrote: it is given once, whatever becomes of the device, and a
// database that was set back must not give again what it gave before (CanonicalStore::load_organisation).
core::Status count_devices(core::sqlite::Connection& database) {
    return database.execute(
        "ALTER TABLE server ADD COLUMN next_device INTEGER NOT NULL DEFAULT 1; "
        "UPDATE server SET next_device=(SELECT COALESCE(MAX(number), 0)+1 FROM device_state)");
}

// What was not taken of one phone, and what a circle holds at present.
core::Status index_for_lists(core::sqlite::Connection& database) {
    return database.execute(
        "CREATE INDEX verdict_kept_of ON verdict (org, device) WHERE kept IS NOT NULL; "
        "CREATE INDEX audience_open ON audience (org, circle, customer) WHERE until IS NULL");
}

// The few stamps that the server replaced, and visits in the order in which they arrived (kind 1: ChangeKind::add).
// Databases that were founded after version 1 had been made known have them already.
core::Status index_history(core::sqlite::Connection& database) {
    return database.execute(
        "CREATE INDEX IF NOT EXISTS history_claimed ON history (org, entity, row, claimed_time) WHERE claimed_time<>0; "
        "CREATE INDEX IF NOT EXISTS history_arrival ON history (org, entity, seq) WHERE kind=1");
}

// A copy of a phone's data goes on as a device of its own.
core::Status know_forks(core::sqlite::Connection& database) {
    return database.execute(
        "ALTER TABLE device_state ADD COLUMN forked_from INTEGER; "
        "CREATE INDEX device_forks ON device_state (org, forked_from) WHERE forked_from IS NOT NULL");
}

// What the rows that are shown to the same circles come to. No line: nothing. Summed up once all tables are there
// (sum_up_all_views).
core::Status know_digests(core::sqlite::Connection& database) {
    return database.execute(
        "CREATE TABLE view_digest (org INTEGER NOT NULL, circles BLOB NOT NULL, sum BLOB NOT NULL, "
        "PRIMARY KEY (org, circles)) WITHOUT ROWID");
}

// What was erased by law: ids alone, kept for good. `told`: devices are told of this one, and purge with it what
// belongs to it.
core::Status know_erasures(core::sqlite::Connection& database) {
    return database.execute(
        "CREATE TABLE erased (org INTEGER NOT NULL, id BLOB NOT NULL, seq INTEGER NOT NULL, told INTEGER NOT NULL, "
        "PRIMARY KEY (org, id)) WITHOUT ROWID; "
        "CREATE INDEX erased_told ON erased (org, seq) WHERE told=1");
}

// `erased_content`: the bytes of what was erased by law, until they are gone from the folder.
core::Status know_attachments(core::sqlite::Connection& database) {
    return database.execute(core::emit::add_entity(core::catalog::attachment, core::emit::Flavour::sqlite_server) +
                            "CREATE TABLE erased_content (org INTEGER NOT NULL, content TEXT NOT NULL, "
                            "PRIMARY KEY (org, content)) WITHOUT ROWID");
}

// What is hidden from a role, and from a person in a circle since when.
core::Status know_masks(core::sqlite::Connection& database) {
    return database.execute(
        "CREATE TABLE role_mask (org INTEGER NOT NULL, role TEXT NOT NULL, masked INTEGER NOT NULL, "
        "PRIMARY KEY (org, role)) WITHOUT ROWID; "
        "ALTER TABLE membership ADD COLUMN masked INTEGER NOT NULL DEFAULT 0");
}

// A person's phone is told what of his was overwritten.
core::Status index_losers(core::sqlite::Connection& database) {
    return database.execute("CREATE INDEX conflict_loser ON conflict (org, loser_user, seq) WHERE state=0");
}

// Two customers that are one: where the merged one went, which rows went with it, and which pairs somebody should look
// at.
core::Status know_merges(core::sqlite::Connection& database) {
    using core::catalog::customer;
    FF_TRY(database.execute(core::emit::add_column(customer, customer.fields[customer.at("merged_into")],
                                                   core::emit::Flavour::sqlite_server)));
    return database.execute(R"sql(
-- Rows that the server gave to another customer: whoever sees only the former one has to be told.
CREATE TABLE moved_row (
  org INTEGER NOT NULL,
  row BLOB NOT NULL,
  seq INTEGER NOT NULL,
  former BLOB NOT NULL,            -- its customer until then
  present BLOB NOT NULL,
  PRIMARY KEY (org, row, seq)
) WITHOUT ROWID;
CREATE INDEX moved_row_seq ON moved_row (org, seq);
CREATE INDEX moved_row_present ON moved_row (org, present);
-- Customers that may be one and the same, a pair a line.
CREATE TABLE duplicate (
  org INTEGER NOT NULL,
  a BLOB NOT NULL,                 -- the lesser id
  b BLOB NOT NULL,
  score INTEGER NOT NULL,          -- 1 to 100
  reasons TEXT NOT NULL,           -- words with spaces between
  state INTEGER NOT NULL DEFAULT 0, -- 0 open, 1 merged, 2 two customers
  found_at INTEGER NOT NULL,
  decided_at INTEGER,
  decided_by BLOB,
  PRIMARY KEY (org, a, b)
) WITHOUT ROWID;
CREATE INDEX duplicate_state ON duplicate (org, state, score);
CREATE INDEX duplicate_of_b ON duplicate (org, b);
-- What customers are compared by, in normal form: those that have one of them in common may be one.
CREATE TABLE duplicate_key (
  org INTEGER NOT NULL,
  key TEXT NOT NULL,
  customer BLOB NOT NULL,
  PRIMARY KEY (org, key, customer)
) WITHOUT ROWID;
CREATE INDEX duplicate_key_of ON duplicate_key (org, customer);
-- Up to which seq all that changed was compared.
CREATE TABLE duplicate_scan (org INTEGER PRIMARY KEY NOT NULL, seq INTEGER NOT NULL);
)sql");
}

// Each brings the version before it to its own: the first makes version 1.
constexpr core::Status (*steps[])(core::sqlite::Connection&) = {
    create_version_1, create_memberships, count_devices,    index_for_lists, index_history, know_forks,
    know_digests,     know_erasures,      know_attachments, know_masks,      index_losers,  know_merges};
static_assert(std::size(steps) == newest_schema);

constexpr int digests_since = 7;

core::Status sum_up_all_views(core::sqlite::Connection& database) {
    std::vector<Org> organisations;
    {
        FF_ASSIGN(auto statement, database.prepare("SELECT org FROM server"));
        while (true) {
            FF_ASSIGN(const bool more, statement.step());
            if (!more) break;
            organisations.push_back(statement.integer(0));
        }
    }
    for (const auto org : organisations) FF_TRY(sum_up_anew(database, org));
    return {};
}

}  // namespace

core::Status migrate(core::sqlite::Connection& database) {
    FF_ASSIGN(const auto version, database.integer("PRAGMA user_version"));
    if (version > newest_schema) return {core::ErrorCode::storage_newer, "canonical store"};
    if (version == newest_schema) return {};
    FF_ASSIGN(auto transaction, core::sqlite::Transaction::begin_write(database));
    for (auto made = version + 1; made <= newest_schema; ++made) FF_TRY(steps[made - 1](database));
    // Rows are read by the catalog of today, so not before the last of its tables stands.
    if (version < digests_since) FF_TRY(sum_up_all_views(database));
    FF_TRY(database.execute("PRAGMA user_version=" + std::to_string(newest_schema)));
    return transaction.commit();
}

}  // namespace fieldfare::server
