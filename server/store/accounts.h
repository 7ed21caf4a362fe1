#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/store/sqlite.h"
#include "server/store/row_table.h"

// Who may come in: passwords, sessions, enrolment codes, device tokens. Secrets are handed in as hashes only.
namespace fieldfare::server {

struct Credential {
    core::Uuid user;
    std::string password_hash;
};
// `email` in lower case.
core::Result<std::optional<Credential>> find_credential(core::sqlite::Connection& database, std::string_view email);
// already_exists: the e-mail belongs to somebody else.
core::Status set_credential(core::sqlite::Connection& database, Org org, const core::Uuid& user, std::string_view email,
                            std::string_view password_hash, core::WallMs now);

struct Session {
    core::Uuid user;
    core::WallMs created_at = 0;
    core::WallMs used_at = 0;
};
core::Result<std::optional<Session>> find_session(core::sqlite::Connection& database, const core::Bytes& token_hash);
core::Status add_session(core::sqlite::Connection& database, Org org, const core::Bytes& token_hash,
                         const core::Uuid& user, core::WallMs now);
core::Status touch_session(core::sqlite::Connection& database, const core::Bytes& token_hash, core::WallMs now);
core::Status end_session(core::sqlite::Connection& database, const core::Bytes& token_hash);
core::Status end_sessions_of(core::sqlite::Connection& database, Org org, const core::Uuid& user);
core::Status prune_sessions(core::sqlite::Connection& database, core::WallMs created_before, core::WallMs used_before);

core::Status add_code(core::sqlite::Connection& database, Org org, const core::Bytes& code_hash, const core::Uuid& user,
                      core::WallMs expires_at);
// Uses it up. Nothing: unknown or expired.
core::Result<std::optional<core::Uuid>> take_code(core::sqlite::Connection& database, Org org,
                                                  const core::Bytes& code_hash, core::WallMs now);

struct DeviceState {
    core::DeviceNumber number = 0;
    core::Uuid id;
    core::Uuid user;
    std::uint64_t epoch = 0;
    core::WallMs enrolled_at = 0;
    std::optional<core::WallMs> revoked_at;
    std::optional<core::WallMs> last_contact_at;
    std::optional<core::WallMs> complete_to;
    std::optional<sync::Seq> cursor;
    std::optional<std::int64_t> pending;
    std::optional<std::int64_t> clock_offset_ms;
    std::optional<std::string> app_version;
    std::optional<std::string> platform;
    std::optional<core::DeviceNumber> forked_from;  // it began as a copy of this one's data
};
// Revoked ones too.
core::Result<std::vector<DeviceState>> list_devices(core::sqlite::Connection& database, Org org);
core::Result<std::optional<DeviceState>> find_device(core::sqlite::Connection& database, Org org, const core::Uuid& id);
core::Result<std::optional<DeviceState>> find_device(core::sqlite::Connection& database, Org org,
                                                     core::DeviceNumber number);
// By token, revoked or not.
core::Result<std::optional<DeviceState>> find_device_by_token(core::sqlite::Connection& database, Org org,
                                                              const core::Bytes& token_hash);
// Never the same again.
core::Result<core::DeviceNumber> next_device_number(core::sqlite::Connection& database, Org org);
core::Status add_device(core::sqlite::Connection& database, Org org, const DeviceState& device,
                        const core::Bytes& token_hash);
// As which device a copy of `parent` goes on under the token that it proposes; the same one again for the same token.
// already_exists: somebody else has that token. device_revoked.
struct Forked {
    DeviceState device;
    bool fresh = false;  // it was added just now
};
core::Result<Forked> fork_device(core::sqlite::Connection& database, Org org, core::DeviceNumber parent,
                                 const core::Bytes& token_hash, const core::Uuid& id, core::WallMs now);
// The token dies with it.
core::Status revoke_device(core::sqlite::Connection& database, Org org, core::DeviceNumber number, core::WallMs now);

// Its owner enrols it anew and is not heard under the former number any more: what of it is still on its way would be
// taken behind the back of the phone that he is now. Its token is as if it had never been. Gives the device that ended,
// if the token is a living one's of this user.
core::Result<std::optional<DeviceState>> end_former(core::sqlite::Connection& database, Org org,
                                                    const core::Bytes& token_hash, const core::Uuid& user,
                                                    core::WallMs now);

// As which device the phone that proposes this token was enrolled already: the answer to that was lost, and is given
// again. device_revoked.
core::Result<std::optional<DeviceState>> enrolled_as(core::sqlite::Connection& database, Org org,
                                                     const core::Bytes& token_hash);

// What a pull tells about the phone.
struct Contact {
    core::WallMs at = 0;
    std::optional<sync::Seq> cursor;
    std::optional<std::int64_t> pending;
    std::optional<std::int64_t> clock_offset_ms;
    bool complete = false;  // it had nothing left to send
};
core::Status note_contact(core::sqlite::Connection& database, Org org, core::DeviceNumber number,
                          const Contact& contact);

}  // namespace fieldfare::server
