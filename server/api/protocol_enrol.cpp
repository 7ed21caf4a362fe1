#include "core/base/check.h"
#include "core/base/token.h"
#include "core/catalog/entities.h"
#include "core/rows/reader.h"
#include "server/api/authenticate.h"
#include "server/api/handlers.h"
#include "server/api/protocol_messages.h"
#include "server/log/log.h"
#include "server/store/accounts.h"
#include "server/store/hash.h"

namespace fieldfare::server::api {
namespace {

constexpr std::uint64_t first_device_epoch = 1;
constexpr std::size_t device_name_characters = 200;

std::string clipped(const std::string& text, std::size_t characters) {
    std::size_t at = 0;
    while (at < text.size() && characters > 0) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
        --characters;
    }
    return text.substr(0, at);
}

// The row by which colleagues and the dashboard know the phone.
core::Row device_row(const DeviceState& device, const sync::EnrolRequest& request) {
    const auto& entity = core::catalog::device;
    core::Row row(entity, device.id);
    const auto name = clipped(request.device_name, device_name_characters);
    row.values[entity.at("user")] = device.user;
    row.values[entity.at("number")] = static_cast<std::int64_t>(device.number);
    row.values[entity.at("name")] = name.empty() ? std::string("phone") : name;
    if (core::catalog::platform.find(request.platform) != nullptr) {
        row.values[entity.at("platform")] = request.platform;
    }
    if (!request.app_version.empty()) row.values[entity.at("app_version")] = clipped(request.app_version, 40);
    row.values[entity.at("enrolled_at")] = device.enrolled_at;
    return row;
}

core::Result<std::string> organisation_name(Call& call) {
    const auto& entity = core::catalog::organisation;
    FF_ASSIGN(const auto stored, find(call.database, call.org(), entity, call.services.organisation.id));
    return stored ? std::string(stored->row.text(entity.at("name"))) : std::string();
}

// Its row beside that of the phone whose copy it is.
core::Result<core::Row> forked_row(Call& call, const DeviceState& device) {
    FF_ASSIGN(const auto original, find_device(call.database, call.org(), *device.forked_from));
    FF_CHECK(original.has_value());
    const auto& entity = core::catalog::device;
    sync::EnrolRequest known;
    FF_ASSIGN(const auto row, find(call.database, call.org(), entity, original->id));
    if (row) {
        known.device_name = row->row.text(entity.at("name"));
        known.platform = row->row.text(entity.at("platform"));
        known.app_version = row->row.text(entity.at("app_version"));
    }
    return device_row(device, known);
}

core::Status write_changes(Call& call, std::vector<core::Change> changes, const core::Uuid& user) {
    sync::Principal system;
    system.org = call.services.organisation.id;
    system.user = user;
    system.role = "admin";
    system.system = true;
    FF_ASSIGN([[maybe_unused]] const auto verdict,
              call.write->authority.write(call.write->ledger, system, std::move(changes)));
    return {};
}

core::Status write_row(Call& call, const core::Row& row, const core::Uuid& user) {
    std::vector<core::Change> changes;
    changes.push_back(sync::add_of(row));
    return write_changes(call, std::move(changes), user);
}

// The device that the request's token says the phone was until now.
core::Status end_the_former(Call& call, const core::Uuid& user) {
    const auto token = bearer_token(call.request);
    if (!token) return {};
    FF_ASSIGN(const auto former, end_former(call.database, call.org(), *token, user, call.write->now));
    if (!former) return {};
    const auto& entity = core::catalog::device;
    FF_ASSIGN(const auto row, find(call.database, call.org(), entity, former->id));
    if (!row) return {};
    const auto& revoked_at = entity.fields[entity.at("revoked_at")];
    return write_changes(call, {sync::update_of(row->row, {{revoked_at.id, call.write->now}})}, user);
}

// Spends it, unless the enrolment comes to nothing.
core::Result<core::Uuid> user_of_code(Call& call, const std::string& typed) {
    const auto code = core::normal_code(typed);
    if (!code) return core::ErrorCode::code_expired;
    FF_ASSIGN(const auto user, take_code(call.database, call.org(), hashed(*code), call.write->now));
    if (!user) return core::ErrorCode::code_expired;
    return *user;
}

core::Result<DeviceState> new_device(Call& call, const sync::EnrolRequest& request, const core::Uuid& user,
                                     const core::Bytes& token_hash) {
    DeviceState device;
    FF_ASSIGN(device.number, next_device_number(call.database, call.org()));
    device.id = core::Uuid::v7(call.services.clock, call.services.random);
    device.user = user;
    device.epoch = first_device_epoch;
    device.enrolled_at = call.write->now;
    device.app_version = request.app_version;
    device.platform = request.platform;
    FF_TRY(add_device(call.database, call.org(), device, token_hash));
    FF_TRY(write_row(call, device_row(device, request), user));
    return device;
}

core::Result<HttpResponse> answer(Call& call, const DeviceState& device, const Viewer& owner, const std::string& token,
                                  sync::Encoding answer_as) {
    sync::EnrolReply reply;
    reply.token = token;
    reply.device = device.number;
    reply.device_id = device.id;
    reply.device_epoch = device.epoch;
    reply.org = call.services.organisation.id;
    reply.user = device.user;
    reply.team = owner.team;
    reply.role = owner.role;
    reply.user_name = owner.name;
    FF_ASSIGN(reply.org_name, organisation_name(call));
    reply.server_time = call.write->now;
    reply.server_epoch = call.services.organisation.epoch;
    return protocol_response(sync::encode(reply, answer_as), answer_as);
}

}  // namespace

core::Result<HttpResponse> enrol(Call& call) {
    if (!call.services.addresses.admit("enrol " + call.request.peer, call.services.clock.monotonic())) {
        return {core::ErrorCode::too_many_attempts, "enrolment"};
    }
    FF_ASSIGN(const auto received, receive<sync::EnrolRequest>(call.request));
    const auto& request = received.message;
    const bool proposed = !request.token.empty();
    if (proposed && !core::is_token(request.token)) return {core::ErrorCode::invalid_argument, "token"};
    const auto token = proposed ? request.token : core::new_token(call.services.random);
    // Its code is spent.
    FF_ASSIGN(const auto known, enrolled_as(call.database, call.org(), hashed(token)));
    FF_ASSIGN(const auto user, known ? core::Result<core::Uuid>(known->user) : user_of_code(call, request.code));
    const auto owner = viewer_of(call.database, call.org(), user);
    if (!owner) return core::ErrorCode::code_expired;
    if (!request.user.is_nil() && request.user != user) return {core::ErrorCode::already_exists, "another user's data"};
    if (known) return answer(call, *known, *owner, token, received.answer_as);

    FF_TRY(end_the_former(call, user));
    FF_ASSIGN(const auto device, new_device(call, request, user, hashed(token)));
    return answer(call, device, *owner, token, received.answer_as);
}

core::Result<HttpResponse> fork(Call& call) {
    FF_ASSIGN(const auto received, receive<sync::ForkRequest>(call.request));
    const auto& request = received.message;
    if (!core::is_token(request.token)) return {core::ErrorCode::invalid_argument, "token"};
    const auto hash = hashed(request.token);
    FF_ASSIGN(const auto known, find_device_by_token(call.database, call.org(), hash));
    const auto name = "fork " + std::to_string(call.viewer.device);
    if (!known && !call.services.accounts.admit(name, call.services.clock.monotonic())) {
        return {core::ErrorCode::too_many_attempts, "fork"};
    }
    FF_ASSIGN(const auto forked,
              fork_device(call.database, call.org(), call.viewer.device, hash,
                          core::Uuid::v7(call.services.clock, call.services.random), call.write->now));
    if (forked.fresh) {
        FF_ASSIGN(const auto row, forked_row(call, forked.device));
        FF_TRY(write_row(call, row, forked.device.user));
        log::event(log::Level::info, "a copy of a phone's data goes on as another device",
                   {{"device", forked.device.number}, {"forked_from", call.viewer.device}});
    }
    return answer(call, forked.device, call.viewer, request.token, received.answer_as);
}

}  // namespace fieldfare::server::api
