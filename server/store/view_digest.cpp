#include "server/store/view_digest.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "server/store/circles.h"

namespace fieldfare::server {
namespace {

using core::Bytes;
using core::Digest;
using core::Result;
using core::Status;
using core::Uuid;
using core::sqlite::Connection;

constexpr std::size_t id_bytes = sizeof(Uuid::bytes);

bool shows_to(const Bytes& key, const std::vector<sync::Standing>& standings) {
    for (std::size_t at = 0; at + id_bytes <= key.size(); at += id_bytes) {
        const auto same = [&](const sync::Standing& standing) {
            const auto& bytes = standing.circle.bytes;
            return std::equal(bytes.begin(), bytes.end(), key.begin() + static_cast<std::ptrdiff_t>(at));
        };
        if (std::any_of(standings.begin(), standings.end(), same)) return true;
    }
    return false;
}

using Keys = std::unordered_map<Uuid, Bytes, core::UuidHash>;

// By customer; those that are shown to nobody are not in it.
Result<Keys> keys_of_customers(Connection& database, Org org) {
    FF_ASSIGN(auto statement, database.prepare("SELECT customer, circle FROM audience WHERE org=?1 AND until IS NULL"));
    statement.bind(1, org);
    std::unordered_map<Uuid, std::vector<Uuid>, core::UuidHash> circles;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) break;
        circles[statement.uuid(0)].push_back(statement.uuid(1));
    }
    Keys keys;
    for (auto& [customer, shown_to] : circles) keys.emplace(customer, view_key(std::move(shown_to)));
    return keys;
}

// Nothing: it is shown to nobody.
std::optional<Bytes> key_of(const Keys& keys, core::Scope scope, const Uuid& id) {
    if (scope == core::Scope::organisation) return Bytes{};
    if (scope != core::Scope::customer) return view_key({id});
    const auto found = keys.find(id);
    return found == keys.end() ? std::nullopt : std::optional(found->second);
}

using ViewDigests = std::map<Bytes, Digest>;

Result<ViewDigests> sum_up_views(Connection& database, Org org) {
    FF_ASSIGN(const auto keys, keys_of_customers(database, org));
    ViewDigests views;
    for (const auto* entity : core::entities()) {
        FF_ASSIGN(auto statement, database.prepare(select_text(*entity, {})));
        statement.bind(1, org);
        while (true) {
            FF_ASSIGN(const bool more, statement.step());
            if (!more) break;
            const auto key = key_of(keys, entity->scope, read_scope(statement, *entity));
            if (!key) continue;
            FF_ASSIGN(const auto clocks, read_clocks(statement, *entity));
            views[*key] += core::digest_of(*entity, read_id(statement), clocks);
        }
    }
    return views;
}

Result<ViewDigests> kept_views(Connection& database, Org org) {
    FF_ASSIGN(auto statement, database.prepare("SELECT circles, sum FROM view_digest WHERE org=?1"));
    statement.bind(1, org);
    ViewDigests views;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return views;
        const auto circles = statement.bytes(0);
        const auto sum = Digest::from_bytes(statement.bytes(1));
        if (!sum) return {core::ErrorCode::storage_corrupt, "view_digest"};
        views.emplace(Bytes(circles.begin(), circles.end()), *sum);
    }
}

}  // namespace

Bytes view_key(std::vector<Uuid> circles) {
    std::sort(circles.begin(), circles.end());
    Bytes key;
    key.reserve(circles.size() * id_bytes);
    for (const auto& circle : circles) key.insert(key.end(), circle.bytes.begin(), circle.bytes.end());
    return key;
}

Result<Digest> view_digest(Connection& database, Org org, const Uuid& user) {
    FF_ASSIGN(const auto standings, standings_of(database, org, user));
    FF_ASSIGN(const auto views, kept_views(database, org));
    Digest digest;
    for (const auto& [key, sum] : views) {
        if (key.empty() || shows_to(key, standings)) digest += sum;
    }
    return digest;
}

Status add_to_view(Connection& database, Org org, const Bytes& key, const Digest& change) {
    if (change == Digest{}) return {};
    auto sum = change;
    {
        FF_ASSIGN(auto statement, database.prepare("SELECT sum FROM view_digest WHERE org=?1 AND circles=?2"));
        statement.bind(1, org).bind(2, key);
        FF_ASSIGN(const bool found, statement.step());
        if (found) {
            const auto kept = Digest::from_bytes(statement.bytes(0));
            if (!kept) return {core::ErrorCode::storage_corrupt, "view_digest"};
            sum += *kept;
        }
    }
    const auto bytes = sum.bytes();
    FF_ASSIGN(auto statement,
              database.prepare("INSERT OR REPLACE INTO view_digest (org, circles, sum) VALUES (?1, ?2, ?3)"));
    return statement.bind(1, org).bind(2, key).bind(3, std::span<const std::uint8_t>(bytes)).run();
}

Result<Digest> digest_of_customer(Connection& database, Org org, const Uuid& customer) {
    Digest sum;
    for (const auto* entity : core::entities()) {
        if (entity->scope != core::Scope::customer) continue;
        FF_ASSIGN(auto statement,
                  database.prepare(select_text(*entity, fmt::format("AND {}=?2", scope_column(*entity)))));
        statement.bind(1, org).bind(2, customer);
        while (true) {
            FF_ASSIGN(const bool more, statement.step());
            if (!more) break;
            FF_ASSIGN(const auto clocks, read_clocks(statement, *entity));
            sum += core::digest_of(*entity, read_id(statement), clocks);
        }
    }
    return sum;
}

Result<ViewCheck> check_views(Connection& database, Org org) {
    FF_ASSIGN(const auto kept, kept_views(database, org));
    FF_ASSIGN(auto sums, sum_up_views(database, org));
    ViewCheck check{kept.size(), 0};
    for (const auto& [key, sum] : kept) {
        if (sums[key] != sum) ++check.wrong;
        sums.erase(key);
    }
    check.wrong += sums.size();
    return check;
}

Status sum_up_anew(Connection& database, Org org) {
    FF_ASSIGN(const auto views, sum_up_views(database, org));
    FF_ASSIGN(auto clear, database.prepare("DELETE FROM view_digest WHERE org=?1"));
    FF_TRY(clear.bind(1, org).run());
    for (const auto& [key, sum] : views) FF_TRY(add_to_view(database, org, key, sum));
    return {};
}

}  // namespace fieldfare::server
