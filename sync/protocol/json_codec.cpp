#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "core/rows/json.h"
#include "core/rows/json_members.h"
#include "core/rows/limits.h"
#include "sync/authority/authority.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/forms.h"
#include "sync/protocol/json_parts.h"

namespace fieldfare::sync::json_form {
namespace {

using core::Error;
using core::ErrorCode;
using nlohmann::json;
namespace members = core::members;

core::Result<bool> flag(const json& object, const char* name) {
    const auto* member = members::find(object, name);
    if (member == nullptr || !member->is_boolean()) return members::malformed(name);
    return member->get<bool>();
}

// A text that may be missing, of an envelope's length.
core::Result<std::string> short_text(const json& object, const char* name) {
    if (members::find(object, name) == nullptr) return std::string{};
    FF_ASSIGN(auto text, members::text(object, name));
    if (text.size() > limits::text_bytes) return Error{ErrorCode::too_long, name};
    return text;
}

core::Result<ChainHash> chain(const json& object) {
    FF_ASSIGN(const auto text, members::text(object, "chain"));
    const auto parsed = parse_chain(text);
    if (!parsed) return members::malformed("chain");
    return *parsed;
}

json verdict_to_json(const Verdict& verdict) {
    json object{{"number", verdict.number}, {"verdict", name(verdict.kind)}};
    if (verdict.seq != 0) object["seq"] = verdict.seq;
    if (verdict.reason) {
        object["reason"] = core::label(*verdict.reason);
        object["reason_name"] = core::info(*verdict.reason).name;
        object["detail"] = verdict.detail;
    }
    if (!verdict.restamps.empty()) {
        auto& list = object["restamps"] = json::array();
        for (const auto& [from, to] : verdict.restamps) list.push_back({{"from", from.text()}, {"to", to.text()}});
    }
    if (!verdict.rows.empty()) object["rows"] = rows_to_json(verdict.rows);
    return object;
}

std::optional<ErrorCode> code_from_label(const std::string& label) {
    int value = 0;
    if (label.size() != 7 || label.rfind("FF-", 0) != 0) return std::nullopt;
    const auto [end, error] = std::from_chars(label.data() + 3, label.data() + label.size(), value);
    if (error != std::errc{} || end != label.data() + label.size()) return std::nullopt;
    return core::error_from_number(value);
}

core::Result<Verdict> verdict_from_json(const json& object) {
    Verdict verdict;
    FF_ASSIGN(verdict.number, number(object, "number"));
    FF_ASSIGN(const auto text, members::text(object, "verdict"));
    const auto kind = verdict_kind(text);
    if (!kind) return members::malformed("verdict");
    verdict.kind = *kind;
    if (members::find(object, "seq") != nullptr) {
        FF_ASSIGN(verdict.seq, number(object, "seq"));
    }
    if (members::find(object, "reason") != nullptr) {
        FF_ASSIGN(const auto label, members::text(object, "reason"));
        verdict.reason = code_from_label(label);
        if (!verdict.reason) return members::malformed("reason");
        FF_ASSIGN(verdict.detail, members::text(object, "detail"));
    }
    if (members::find(object, "restamps") != nullptr) {
        FF_ASSIGN(const auto* list, members::array(object, "restamps", limits::verdict_restamps));
        for (const auto& member : *list) {
            FF_ASSIGN(const auto from, members::stamp(member, "from"));
            FF_ASSIGN(const auto to, members::stamp(member, "to"));
            verdict.restamps.push_back({from, to});
        }
    }
    if (members::find(object, "rows") != nullptr) {
        FF_ASSIGN(verdict.rows, rows_from_json(object));
    }
    return verdict;
}

}  // namespace

std::string encode(const EnrolRequest& message) {
    json object = {{"code", message.code},
                   {"device_name", message.device_name},
                   {"platform", message.platform},
                   {"app_version", message.app_version}};
    if (!message.token.empty()) object["token"] = message.token;
    if (!message.user.is_nil()) object["user"] = message.user.text();
    return dump(object);
}

core::Status decode(std::string_view body, EnrolRequest& message) {
    FF_ASSIGN(const auto object, parse_object(body, limits::enrol_bytes));
    FF_ASSIGN(message.code, members::text(object, "code"));
    if (message.code.size() > limits::text_bytes) return Error{ErrorCode::too_long, "code"};
    FF_ASSIGN(message.device_name, short_text(object, "device_name"));
    FF_ASSIGN(message.platform, short_text(object, "platform"));
    FF_ASSIGN(message.app_version, short_text(object, "app_version"));
    FF_ASSIGN(message.token, short_text(object, "token"));
    if (members::find(object, "user") != nullptr) {
        FF_ASSIGN(message.user, members::uuid(object, "user"));
    }
    return {};
}

std::string encode(const EnrolReply& message) {
    auto object = reply();
    object["token"] = message.token;
    object["device"] = message.device;
    object["device_id"] = message.device_id.text();
    object["epoch"] = std::to_string(message.device_epoch);
    object["org"] = {{"id", message.org.text()}, {"name", message.org_name}};
    object["user"] = {{"id", message.user.text()}, {"name", message.user_name}, {"role", message.role}};
    if (!message.team.is_nil()) object["user"]["team"] = message.team.text();
    object["server_time"] = message.server_time;
    object["server_epoch"] = std::to_string(message.server_epoch);
    return dump(object);
}

core::Status decode(std::string_view body, EnrolReply& message) {
    FF_ASSIGN(const auto object, parse_reply(body));
    FF_ASSIGN(message.token, members::text(object, "token"));
    FF_ASSIGN(const auto device, number(object, "device"));
    if (device > 0xffff'ffff) return members::malformed("device");
    message.device = static_cast<core::DeviceNumber>(device);
    FF_ASSIGN(message.device_id, members::uuid(object, "device_id"));
    FF_ASSIGN(message.device_epoch, wide(object, "epoch"));
    const auto* org = members::find(object, "org");
    const auto* user = members::find(object, "user");
    if (org == nullptr || user == nullptr) return members::malformed("org, user");
    FF_ASSIGN(message.org, members::uuid(*org, "id"));
    FF_ASSIGN(message.org_name, members::text(*org, "name"));
    FF_ASSIGN(message.user, members::uuid(*user, "id"));
    FF_ASSIGN(message.user_name, members::text(*user, "name"));
    FF_ASSIGN(message.role, members::text(*user, "role"));
    if (members::find(*user, "team") != nullptr) {
        FF_ASSIGN(message.team, members::uuid(*user, "team"));
    }
    FF_ASSIGN(message.server_time, time(object));
    FF_ASSIGN(message.server_epoch, wide(object, "server_epoch"));
    return {};
}

std::string encode(const ForkRequest& message) {
    return dump({{"token", message.token}});
}

core::Status decode(std::string_view body, ForkRequest& message) {
    FF_ASSIGN(const auto object, parse_object(body, limits::enrol_bytes));
    FF_ASSIGN(message.token, members::text(object, "token"));
    if (message.token.size() > limits::text_bytes) return Error{ErrorCode::too_long, "token"};
    return {};
}

std::string encode(const PushRequest& message) {
    auto groups = json::array();
    for (const auto& group : message.groups) groups.push_back(core::group_to_json(group));
    json object{{"epoch", std::to_string(message.epoch)},
                {"after", message.after},
                {"chain", hex(message.chain)},
                {"groups", std::move(groups)}};
    if (!message.ask.empty()) object["ask"] = message.ask;
    return dump(object);
}

core::Status decode(std::string_view body, PushRequest& message) {
    FF_ASSIGN(const auto object, parse_object(body, limits::push_body_bytes));
    FF_ASSIGN(message.epoch, wide(object, "epoch"));
    FF_ASSIGN(message.after, number(object, "after"));
    FF_ASSIGN(message.chain, chain(object));
    FF_ASSIGN(const auto* groups, members::array(object, "groups", core::limits::groups_per_batch));
    auto expected = message.after;
    for (const auto& member : *groups) {
        ++expected;
        auto group = core::group_from_json(member);
        if (!group) {
            message.unreadable[expected] = {group.error(), dump(member)};
            group = core::Group{expected, {}};
        }
        message.groups.push_back(*std::move(group));
    }
    if (members::find(object, "ask") == nullptr) return {};
    FF_ASSIGN(const auto* asked, members::array(object, "ask", limits::push_asks));
    for (const auto& member : *asked) {
        if (!member.is_number_unsigned()) return members::malformed("ask");
        message.ask.push_back(member.get<std::uint64_t>());
    }
    return {};
}

std::string encode(const PushReply& message) {
    auto object = reply();
    object["mark"] = message.mark;
    object["chain"] = hex(message.chain);
    auto& verdicts = object["verdicts"] = json::array();
    for (const auto& verdict : message.verdicts) verdicts.push_back(verdict_to_json(verdict));
    object["server_time"] = message.server_time;
    object["server_epoch"] = std::to_string(message.server_epoch);
    return dump(object);
}

core::Status decode(std::string_view body, PushReply& message) {
    FF_ASSIGN(const auto object, parse_reply(body));
    FF_ASSIGN(message.mark, number(object, "mark"));
    FF_ASSIGN(message.chain, chain(object));
    FF_ASSIGN(const auto* verdicts, members::array(object, "verdicts", most_items));
    for (const auto& member : *verdicts) {
        FF_ASSIGN(auto verdict, verdict_from_json(member));
        message.verdicts.push_back(std::move(verdict));
    }
    FF_ASSIGN(message.server_time, time(object));
    FF_ASSIGN(message.server_epoch, wide(object, "server_epoch"));
    return {};
}

std::string encode(const PullPage& message) {
    auto object = reply();
    object["exits"] = ids_to_json(message.exits);
    object["erased"] = ids_to_json(message.erased);
    object["masked"] = masked_to_json(message.masked);
    object["rows"] = rows_to_json(message.rows);
    object["cursor"] = message.cursor.text();
    object["more"] = message.more;
    if (!message.more) {
        object["digest"] = message.digest.hex();
        object["conflicts"] = message.conflicts.hex();
    }
    object["head"] = message.head;
    object["server_time"] = message.server_time;
    object["server_epoch"] = std::to_string(message.server_epoch);
    return dump(object);
}

core::Status decode(std::string_view body, PullPage& message) {
    FF_ASSIGN(const auto object, parse_reply(body));
    FF_ASSIGN(message.exits, ids_from_json(object, "exits", most_items));
    FF_ASSIGN(message.erased, ids_from_json(object, "erased", most_items));
    FF_ASSIGN(message.masked, masked_from_json(object));
    FF_ASSIGN(message.rows, rows_from_json(object));
    FF_ASSIGN(message.cursor, cursor(object));
    FF_ASSIGN(message.more, flag(object, "more"));
    if (!message.more) {
        FF_ASSIGN(message.digest, digest(object, "digest"));
        FF_ASSIGN(message.conflicts, digest(object, "conflicts"));
    }
    FF_ASSIGN(message.head, number(object, "head"));
    FF_ASSIGN(message.server_time, time(object));
    FF_ASSIGN(message.server_epoch, wide(object, "server_epoch"));
    return {};
}

std::string encode(const TimeReply& message) {
    auto object = reply();
    object["server_time"] = message.server_time;
    object["server_epoch"] = std::to_string(message.server_epoch);
    object["head"] = message.head;
    return dump(object);
}

core::Status decode(std::string_view body, TimeReply& message) {
    FF_ASSIGN(const auto object, parse_reply(body));
    FF_ASSIGN(message.server_time, time(object));
    FF_ASSIGN(message.server_epoch, wide(object, "server_epoch"));
    FF_ASSIGN(message.head, number(object, "head"));
    return {};
}

std::string encode(const ErrorReply& message) {
    auto object = reply();
    const auto& entry = core::info(message.code);
    json error{{"code", core::label(message.code)},
               {"name", entry.name},
               {"message", entry.text},
               {"key", "error." + std::string(entry.name)}};
    if (!message.detail.empty()) error["detail"] = message.detail;
    if (message.mark) error["mark"] = *message.mark;
    object["error"] = std::move(error);
    return dump(object);
}

core::Status decode(std::string_view body, ErrorReply& message) {
    FF_ASSIGN(const auto object, parse_reply(body));
    const auto* error = members::find(object, "error");
    if (error == nullptr) return members::malformed("error");
    FF_ASSIGN(const auto label, members::text(*error, "code"));
    const auto code = code_from_label(label);
    if (!code) return members::malformed("code");
    message.code = *code;
    if (members::find(*error, "detail") != nullptr) {
        FF_ASSIGN(message.detail, members::text(*error, "detail"));
    }
    if (members::find(*error, "mark") != nullptr) {
        FF_ASSIGN(message.mark, number(*error, "mark"));
    }
    return {};
}

}  // namespace fieldfare::sync::json_form
