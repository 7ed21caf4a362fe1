#include <sodium.h>

#include <algorithm>
#include <charconv>

#include "core/base/check.h"
#include "core/base/hex.h"
#include "core/rows/codec.h"
#include "sync/authority/authority.h"

namespace fieldfare::sync {
namespace {

template <typename T>
bool parse_whole(std::string_view text, T& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty();
}

}  // namespace

std::string Cursor::text() const {
    auto out = std::to_string(seq);
    if (!whole()) out += ":" + std::to_string(entity) + ":" + row.text();
    return out;
}

std::optional<Cursor> Cursor::parse(std::string_view text) {
    Cursor cursor;
    const auto first = text.find(':');
    if (!parse_whole(text.substr(0, first), cursor.seq)) return std::nullopt;
    if (first == std::string_view::npos) return cursor;
    const auto rest = text.substr(first + 1);
    const auto second = rest.find(':');
    if (second == std::string_view::npos || !parse_whole(rest.substr(0, second), cursor.entity)) return std::nullopt;
    const auto id = core::Uuid::parse(rest.substr(second + 1));
    if (!id || cursor.entity == 0) return std::nullopt;
    cursor.row = *id;
    return cursor;
}

std::string_view name(Verdict::Kind kind) {
    switch (kind) {
        case Verdict::Kind::applied:
            return "applied";
        case Verdict::Kind::merged:
            return "merged";
        case Verdict::Kind::superseded:
            return "superseded";
        case Verdict::Kind::quarantined:
            return "quarantined";
        case Verdict::Kind::waiting:
            return "waiting";
    }
    return "applied";
}

std::optional<Verdict::Kind> verdict_kind(std::string_view text) {
    for (const auto kind : {Verdict::Kind::applied, Verdict::Kind::merged, Verdict::Kind::superseded,
                            Verdict::Kind::quarantined, Verdict::Kind::waiting}) {
        if (name(kind) == text) return kind;
    }
    return std::nullopt;
}

bool sees_everything(std::string_view role) {
    return role == "director" || role == "admin";
}

bool sees_only_his_own(std::string_view role) {
    return !sees_everything(role) && role != "lead";
}

std::vector<core::Uuid> circles_for(std::string_view role, const core::Uuid& user, const core::Uuid& team,
                                    const core::Uuid& org) {
    std::vector<core::Uuid> circles;
    if (!user.is_nil()) circles.push_back(user);
    if (role == "lead" && !team.is_nil()) circles.push_back(team);
    if (sees_everything(role)) circles.push_back(org);
    return circles;
}

std::vector<Standing> standings_for(std::string_view role, const core::Uuid& user, const core::Uuid& team,
                                    const core::Uuid& org, core::Classes masked) {
    std::vector<Standing> standings;
    for (const auto& circle : circles_for(role, user, team, org)) {
        standings.push_back({circle, circle == user ? core::Classes{} : masked});
    }
    return standings;
}

Audience audience_of(const Principal& principal) {
    Audience audience;
    audience.user = principal.user;
    audience.team = principal.team;
    audience.everything = principal.system || sees_everything(principal.role);
    audience.circles = circles_for(principal.role, principal.user, principal.team, principal.org);
    return audience;
}

ScopeKey scope_of(const core::Row& row) {
    const auto& entity = *row.entity;
    if (entity.scope == core::Scope::organisation) return {};
    if (entity.scope_field.empty()) return {entity.scope, row.id};
    return {entity.scope, row.reference(entity.position(entity.scope_field))};
}

ChainHash chain_after(const ChainHash& previous, std::string_view bytes) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, previous.data(), previous.size());
    crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    ChainHash chain;
    static_assert(std::tuple_size_v<ChainHash> == crypto_hash_sha256_BYTES);
    crypto_hash_sha256_final(&state, chain.data());
    return chain;
}

ChainHash chain_after(const ChainHash& previous, const core::Group& group) {
    const auto bytes = core::encode_group(group);
    return chain_after(previous, std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

std::string hex(const ChainHash& chain) {
    return core::to_hex(chain);
}

std::optional<ChainHash> parse_chain(std::string_view text) {
    ChainHash chain{};
    if (!core::from_hex(text, chain)) return std::nullopt;
    return chain;
}

}  // namespace fieldfare::sync
