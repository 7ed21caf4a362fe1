#include "core/rows/json.h"
#include "core/rows/json_members.h"
#include "sync/protocol/forms.h"
#include "sync/protocol/json_parts.h"

// A person's conflicts, in JSON.
namespace fieldfare::sync::json_form {
namespace {

namespace members = core::members;
using core::ConflictDecision;
using core::ConflictKind;
using core::ErrorCode;

template <typename Value>
struct Name {
    Value value;
    std::string_view name;
};
constexpr Name<ConflictKind> kind_words[] = {{ConflictKind::overwritten, "overwritten"},
                                             {ConflictKind::revived, "revived"},
                                             {ConflictKind::overlapped, "overlapped"}};
constexpr Name<ConflictDecision> decision_words[] = {{ConflictDecision::restored, "restored"},
                                                     {ConflictDecision::kept, "kept"},
                                                     {ConflictDecision::reopened, "reopened"}};

template <typename Value, std::size_t n>
std::string_view name_of(const Name<Value> (&names)[n], Value value) {
    for (const auto& each : names) {
        if (each.value == value) return each.name;
    }
    return {};
}

template <typename Value, std::size_t n>
core::Result<Value> named(const Name<Value> (&names)[n], const json& object, const char* member) {
    FF_ASSIGN(const auto text, members::text(object, member));
    for (const auto& each : names) {
        if (each.name == text) return each.value;
    }
    return members::malformed(member);
}

json to_json(const core::OwnConflict& conflict) {
    json object{{"id", conflict.id.text()},
                {"kind", name_of(kind_words, conflict.kind)},
                {"at", conflict.at},
                {"lost", core::change_to_json(conflict.lost)},
                {"kept", core::change_to_json(conflict.kept)}};
    if (!conflict.by.is_nil()) object["by"] = conflict.by.text();
    if (conflict.before) object["before"] = core::change_to_json(*conflict.before);
    return object;
}

core::Result<core::Change> change_in(const json& object, const char* name) {
    const auto* member = members::find(object, name);
    if (member == nullptr) return members::malformed(name);
    return core::change_from_json(*member);
}

core::Result<core::OwnConflict> from_json(const json& object) {
    core::OwnConflict conflict;
    FF_ASSIGN(conflict.id, members::uuid(object, "id"));
    FF_ASSIGN(conflict.kind, named(kind_words, object, "kind"));
    FF_ASSIGN(const auto at, number(object, "at"));
    conflict.at = static_cast<core::WallMs>(at);
    FF_ASSIGN(conflict.lost, change_in(object, "lost"));
    FF_ASSIGN(conflict.kept, change_in(object, "kept"));
    if (members::find(object, "by") != nullptr) {
        FF_ASSIGN(conflict.by, members::uuid(object, "by"));
    }
    if (members::find(object, "before") != nullptr) {
        FF_ASSIGN(conflict.before, change_in(object, "before"));
    }
    return conflict;
}

}  // namespace

std::string encode(const ConflictsRequest& message) {
    auto held = json::array();
    for (const auto& one : message.held) {
        json item{{"id", one.id.text()}};
        if (one.decision != ConflictDecision::none) item["decision"] = name_of(decision_words, one.decision);
        held.push_back(std::move(item));
    }
    return dump({{"held", std::move(held)}});
}

core::Status decode(std::string_view body, ConflictsRequest& message) {
    FF_ASSIGN(const auto object, parse_object(body, limits::compare_body_bytes));
    FF_ASSIGN(const auto* held, members::array(object, "held", limits::conflicts_held));
    for (const auto& item : *held) {
        core::HeldConflict one;
        FF_ASSIGN(one.id, members::uuid(item, "id"));
        if (members::find(item, "decision") != nullptr) {
            FF_ASSIGN(one.decision, named(decision_words, item, "decision"));
        }
        message.held.push_back(one);
    }
    return {};
}

std::string encode(const ConflictsReply& message) {
    auto object = reply();
    auto& conflicts = object["conflicts"] = json::array();
    for (const auto& conflict : message.conflicts) conflicts.push_back(to_json(conflict));
    object["gone"] = ids_to_json(message.gone);
    object["server_time"] = message.server_time;
    object["server_epoch"] = std::to_string(message.server_epoch);
    return dump(object);
}

core::Status decode(std::string_view body, ConflictsReply& message) {
    FF_ASSIGN(const auto object, parse_reply(body));
    FF_ASSIGN(const auto* conflicts, members::array(object, "conflicts", limits::own_conflicts));
    for (const auto& item : *conflicts) {
        auto conflict = from_json(item);
        // Of a newer version.
        const bool unknown = !conflict && (conflict.error().code == ErrorCode::unknown_entity ||
                                           conflict.error().code == ErrorCode::unknown_field);
        if (unknown) {
            FF_ASSIGN(const auto id, members::uuid(item, "id"));
            message.unknown.push_back(id);
            continue;
        }
        if (!conflict) return conflict.error();
        message.conflicts.push_back(*std::move(conflict));
    }
    FF_ASSIGN(message.gone, ids_from_json(object, "gone", limits::conflicts_held));
    FF_ASSIGN(message.server_time, time(object));
    FF_ASSIGN(message.server_epoch, wide(object, "server_epoch"));
    return {};
}

}  // namespace fieldfare::sync::json_form
