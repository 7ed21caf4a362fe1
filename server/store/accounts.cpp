#include "server/store/accounts.h"

#include <array>

#include "core/base/planted.h"

namespace fieldfare::server {

using core::Bytes;
using core::Result;
using core::Status;
using core::Uuid;
using core::sqlite::Connection;
using core::sqlite::Statement;

namespace {

constexpr std::string_view device_columns =
    "number, id, user, epoch, enrolled_at, revoked_at, last_contact_at, complete_to, cursor, pending, clock_offset, "
    "app_version, platform, forked_from FROM device_state";

std::optional<std::int64_t> maybe(const Statement& statement, int column) {
    return statement.null(column) ? std::nullopt : std::optional(statement.integer(column));
}

std::optional<std::string> maybe_text(const Statement& statement, int column) {
    return statement.null(column) ? std::nullopt : std::optional(std::string(statement.text(column)));
}

DeviceState read_device(const Statement& statement) {
    DeviceState device;
    device.number = static_cast<core::DeviceNumber>(statement.integer(0));
    device.id = statement.uuid(1);
    device.user = statement.uuid(2);
    device.epoch = static_cast<std::uint64_t>(statement.integer(3));
    device.enrolled_at = statement.integer(4);
    device.revoked_at = maybe(statement, 5);
    device.last_contact_at = maybe(statement, 6);
    device.complete_to = maybe(statement, 7);
    if (!statement.null(8)) device.cursor = static_cast<sync::Seq>(statement.integer(8));
    device.pending = maybe(statement, 9);
    device.clock_offset_ms = maybe(statement, 10);
    device.app_version = maybe_text(statement, 11);
    device.platform = maybe_text(statement, 12);
    if (!statement.null(13)) device.forked_from = static_cast<core::DeviceNumber>(statement.integer(13));
    return device;
}

void bind_maybe(Statement& statement, int at, const std::optional<std::int64_t>& value) {
    if (value) {
        statement.bind(at, *value);
    } else {
        statement.bind_null(at);
    }
}

// Only for the planted bug of that name.
Status inherit_mark(Connection& database, Org org, core::DeviceNumber parent, core::DeviceNumber number) {
    FF_ASSIGN(auto statement, database.prepare("UPDATE device_state SET (mark, chain)=(SELECT mark, chain FROM "
                                               "device_state WHERE org=?1 AND number=?2) WHERE org=?1 AND number=?3"));
    statement.bind(1, org).bind(2, static_cast<std::int64_t>(parent)).bind(3, static_cast<std::int64_t>(number));
    return statement.run();
}

Result<std::optional<DeviceState>> first_device(Statement& statement) {
    FF_ASSIGN(const bool found, statement.step());
    return found ? std::optional(read_device(statement)) : std::optional<DeviceState>{};
}

}  // namespace

Result<std::optional<Credential>> find_credential(Connection& database, std::string_view email) {
    FF_ASSIGN(auto statement, database.prepare("SELECT user, password_hash FROM credential WHERE email=?1"));
    statement.bind(1, email);
    FF_ASSIGN(const bool found, statement.step());
    if (!found) return std::optional<Credential>{};
    return std::optional(Credential{statement.uuid(0), std::string(statement.text(1))});
}

Status set_credential(Connection& database, Org org, const Uuid& user, std::string_view email,
                      std::string_view password_hash, core::WallMs now) {
    {
        FF_ASSIGN(auto taken, database.prepare("SELECT 1 FROM credential WHERE email=?1 AND NOT (org=?2 AND user=?3)"));
        taken.bind(1, email).bind(2, org).bind(3, user);
        FF_ASSIGN(const bool found, taken.step());
        if (found) return {core::ErrorCode::already_exists, "user.email"};
    }
    FF_ASSIGN(auto statement,
              database.prepare("INSERT OR REPLACE INTO credential (org, user, email, password_hash, changed_at) VALUES "
                               "(?1, ?2, ?3, ?4, ?5)"));
    statement.bind(1, org).bind(2, user).bind(3, email).bind(4, password_hash).bind(5, now);
    return statement.run();
}

Result<std::optional<Session>> find_session(Connection& database, const Bytes& token_hash) {
    FF_ASSIGN(auto statement, database.prepare("SELECT user, created_at, used_at FROM session WHERE token_hash=?1"));
    statement.bind(1, token_hash);
    FF_ASSIGN(const bool found, statement.step());
    if (!found) return std::optional<Session>{};
    return std::optional(Session{statement.uuid(0), statement.integer(1), statement.integer(2)});
}

Status add_session(Connection& database, Org org, const Bytes& token_hash, const Uuid& user, core::WallMs now) {
    FF_ASSIGN(auto statement,
              database.prepare("INSERT INTO session (token_hash, org, user, created_at, used_at) VALUES "
                               "(?1, ?2, ?3, ?4, ?4)"));
    statement.bind(1, token_hash).bind(2, org).bind(3, user).bind(4, now);
    return statement.run();
}

Status touch_session(Connection& database, const Bytes& token_hash, core::WallMs now) {
    FF_ASSIGN(auto statement, database.prepare("UPDATE session SET used_at=?2 WHERE token_hash=?1"));
    statement.bind(1, token_hash).bind(2, now);
    return statement.run();
}

Status end_session(Connection& database, const Bytes& token_hash) {
    FF_ASSIGN(auto statement, database.prepare("DELETE FROM session WHERE token_hash=?1"));
    statement.bind(1, token_hash);
    return statement.run();
}

Status end_sessions_of(Connection& database, Org org, const Uuid& user) {
    FF_ASSIGN(auto statement, database.prepare("DELETE FROM session WHERE org=?1 AND user=?2"));
    statement.bind(1, org).bind(2, user);
    return statement.run();
}

Status prune_sessions(Connection& database, core::WallMs created_before, core::WallMs used_before) {
    FF_ASSIGN(auto statement, database.prepare("DELETE FROM session WHERE created_at<?1 OR used_at<?2"));
    statement.bind(1, created_before).bind(2, used_before);
    return statement.run();
}

Status add_code(Connection& database, Org org, const Bytes& code_hash, const Uuid& user, core::WallMs expires_at) {
    FF_ASSIGN(auto statement, database.prepare("INSERT INTO enrolment_code (code_hash, org, user, expires_at) VALUES "
                                               "(?1, ?2, ?3, ?4)"));
    statement.bind(1, code_hash).bind(2, org).bind(3, user).bind(4, expires_at);
    return statement.run();
}

Result<std::optional<Uuid>> take_code(Connection& database, Org org, const Bytes& code_hash, core::WallMs now) {
    {
        FF_ASSIGN(auto prune, database.prepare("DELETE FROM enrolment_code WHERE expires_at<=?1"));
        prune.bind(1, now);
        FF_TRY(prune.run());
    }
    std::optional<Uuid> user;
    {
        FF_ASSIGN(auto statement, database.prepare("SELECT user FROM enrolment_code WHERE code_hash=?1 AND org=?2"));
        statement.bind(1, code_hash).bind(2, org);
        FF_ASSIGN(const bool found, statement.step());
        if (!found) return user;
        user = statement.uuid(0);
    }
    FF_ASSIGN(auto used, database.prepare("DELETE FROM enrolment_code WHERE code_hash=?1"));
    used.bind(1, code_hash);
    FF_TRY(used.run());
    return user;
}

Result<std::vector<DeviceState>> list_devices(Connection& database, Org org) {
    static const std::string text = "SELECT " + std::string(device_columns) + " WHERE org=?1 ORDER BY number";
    FF_ASSIGN(auto statement, database.prepare(text));
    statement.bind(1, org);
    std::vector<DeviceState> devices;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return devices;
        devices.push_back(read_device(statement));
    }
}

Result<std::optional<DeviceState>> find_device(Connection& database, Org org, const Uuid& id) {
    static const std::string text = "SELECT " + std::string(device_columns) + " WHERE org=?1 AND id=?2";
    FF_ASSIGN(auto statement, database.prepare(text));
    statement.bind(1, org).bind(2, id);
    return first_device(statement);
}

Result<std::optional<DeviceState>> find_device(Connection& database, Org org, core::DeviceNumber number) {
    static const std::string text = "SELECT " + std::string(device_columns) + " WHERE org=?1 AND number=?2";
    FF_ASSIGN(auto statement, database.prepare(text));
    statement.bind(1, org).bind(2, static_cast<std::int64_t>(number));
    return first_device(statement);
}

Result<std::optional<DeviceState>> find_device_by_token(Connection& database, Org org, const Bytes& token_hash) {
    static const std::string live = "SELECT " + std::string(device_columns) + " WHERE org=?1 AND token_hash=?2";
    static const std::string dead = "SELECT " + std::string(device_columns) +
                                    " WHERE org=?1 AND number=(SELECT number FROM revoked_token WHERE token_hash=?2)";
    for (const auto& text : {live, dead}) {
        FF_ASSIGN(auto statement, database.prepare(text));
        statement.bind(1, org).bind(2, token_hash);
        FF_ASSIGN(auto device, first_device(statement));
        if (device) return device;
    }
    return std::optional<DeviceState>{};
}

Result<core::DeviceNumber> next_device_number(Connection& database, Org org) {
    FF_ASSIGN(auto statement,
              database.prepare("UPDATE server SET next_device=next_device+1 WHERE org=?1 RETURNING next_device-1"));
    statement.bind(1, org);
    FF_ASSIGN(const bool found, statement.step());
    FF_CHECK(found);
    const auto number = static_cast<core::DeviceNumber>(statement.integer(0));
    FF_ASSIGN(const bool more, statement.step());
    FF_CHECK(!more);
    return number;
}

Status add_device(Connection& database, Org org, const DeviceState& device, const Bytes& token_hash) {
    const std::array<std::uint8_t, 32> chain{};
    FF_ASSIGN(
        auto statement,
        database.prepare("INSERT INTO device_state (org, number, id, user, token_hash, epoch, chain, enrolled_at, "
                         "app_version, platform, forked_from) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"));
    statement.bind(1, org).bind(2, static_cast<std::int64_t>(device.number)).bind(3, device.id).bind(4, device.user);
    statement.bind(5, token_hash).bind(6, device.epoch).bind(7, std::span<const std::uint8_t>(chain));
    statement.bind(8, device.enrolled_at)
        .bind(9, device.app_version.value_or(""))
        .bind(10, device.platform.value_or(""));
    if (device.forked_from) statement.bind(11, static_cast<std::int64_t>(*device.forked_from));
    return statement.run();
}

Result<Forked> fork_device(Connection& database, Org org, core::DeviceNumber parent, const Bytes& token_hash,
                           const Uuid& id, core::WallMs now) {
    FF_ASSIGN(const auto known, find_device_by_token(database, org, token_hash));
    if (known && known->revoked_at) return core::ErrorCode::device_revoked;
    if (known && known->forked_from == parent) return Forked{*known, false};
    if (known) return {core::ErrorCode::already_exists, "token"};
    FF_ASSIGN(const auto original, find_device(database, org, parent));
    if (!original) return core::ErrorCode::unauthenticated;
    DeviceState device;
    FF_ASSIGN(device.number, next_device_number(database, org));
    device.id = id;
    device.user = original->user;
    device.epoch = original->epoch;
    device.enrolled_at = now;
    device.app_version = original->app_version;
    device.platform = original->platform;
    device.forked_from = parent;
    FF_TRY(add_device(database, org, device, token_hash));
    if (core::planted("fork inherits the mark")) FF_TRY(inherit_mark(database, org, parent, device.number));
    return Forked{std::move(device), true};
}

Status revoke_device(Connection& database, Org org, core::DeviceNumber number, core::WallMs now) {
    {
        FF_ASSIGN(auto keep,
                  database.prepare("INSERT OR IGNORE INTO revoked_token (token_hash, org, number) SELECT "
                                   "token_hash, org, number FROM device_state WHERE org=?1 AND number=?2 AND "
                                   "token_hash IS NOT NULL"));
        keep.bind(1, org).bind(2, static_cast<std::int64_t>(number));
        FF_TRY(keep.run());
    }
    FF_ASSIGN(auto statement,
              database.prepare("UPDATE device_state SET token_hash=NULL, revoked_at=COALESCE(revoked_at, "
                               "?3) WHERE org=?1 AND number=?2"));
    statement.bind(1, org).bind(2, static_cast<std::int64_t>(number)).bind(3, now);
    return statement.run();
}

Result<std::optional<DeviceState>> end_former(Connection& database, Org org, const Bytes& token_hash, const Uuid& user,
                                              core::WallMs now) {
    FF_ASSIGN(auto former, find_device_by_token(database, org, token_hash));
    if (!former || former->user != user || former->revoked_at) return std::optional<DeviceState>{};
    FF_ASSIGN(auto statement,
              database.prepare("UPDATE device_state SET token_hash=NULL, revoked_at=?3 WHERE org=?1 AND number=?2"));
    statement.bind(1, org).bind(2, static_cast<std::int64_t>(former->number)).bind(3, now);
    FF_TRY(statement.run());
    return former;
}

Result<std::optional<DeviceState>> enrolled_as(Connection& database, Org org, const Bytes& token_hash) {
    if (core::planted("enrolment answered once")) return std::optional<DeviceState>{};
    FF_ASSIGN(auto known, find_device_by_token(database, org, token_hash));
    if (known && known->revoked_at) return core::ErrorCode::device_revoked;
    return known;
}

Status note_contact(Connection& database, Org org, core::DeviceNumber number, const Contact& contact) {
    FF_ASSIGN(auto statement,
              database.prepare("UPDATE device_state SET last_contact_at=MAX(COALESCE(last_contact_at, 0), ?3), "
                               "cursor=COALESCE(?4, cursor), pending=COALESCE(?5, pending), "
                               "clock_offset=COALESCE(?6, clock_offset), complete_to=CASE WHEN ?7 THEN ?3 ELSE "
                               "complete_to END WHERE org=?1 AND number=?2"));
    statement.bind(1, org).bind(2, static_cast<std::int64_t>(number)).bind(3, contact.at);
    bind_maybe(statement, 4, contact.cursor ? std::optional(static_cast<std::int64_t>(*contact.cursor)) : std::nullopt);
    bind_maybe(statement, 5, contact.pending);
    bind_maybe(statement, 6, contact.clock_offset_ms);
    statement.bind(7, contact.complete ? 1 : 0);
    return statement.run();
}

}  // namespace fieldfare::server
