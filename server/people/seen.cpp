#include <fmt/format.h>

#include <algorithm>

#include "core/catalog/entities.h"
#include "server/people/merging.h"

// What a merge or its undo was shown to do, as a word to compare later.
namespace fieldfare::server::people {
namespace {

using core::Result;
using core::Status;
using core::Uuid;
using core::sqlite::Connection;

struct Sum {
    std::int64_t rows = 0;
    std::int64_t newest = 0;
};

// Every write gives its row the newest seq; a row that goes elsewhere, or is erased, is missing from the number.
Status add(Connection& database, Org org, std::string_view entity, std::string_view column, const Uuid& one,
           const Uuid& other, Sum& sum) {
    FF_ASSIGN(auto found, database.prepare(fmt::format(
                              "SELECT COUNT(*), COALESCE(MAX(_seq), 0) FROM \"{}\" WHERE org=?1 AND {} IN (?2, ?3)",
                              entity, column)));
    found.bind(1, org).bind(2, one).bind(3, other);
    FF_TRY(found.step());
    sum.rows += found.integer(0);
    sum.newest = std::max(sum.newest, found.integer(1));
    return {};
}

}  // namespace

Result<std::string> seen_of(Connection& database, Org org, const Uuid& one, const Uuid& other) {
    Sum sum;
    FF_TRY(add(database, org, "customer", "id", one, other, sum));
    FF_TRY(add(database, org, "customer", "referred_by", one, other, sum));
    for (const auto* entity : core::entities()) {
        if (entity->scope != core::Scope::customer || entity->scope_field.empty()) continue;
        FF_TRY(add(database, org, entity->name, scope_column(*entity), one, other, sum));
    }
    return fmt::format("{}.{}", sum.newest, sum.rows);
}

Status check_seen(Connection& database, Org org, const Uuid& one, const Uuid& other, const std::string& seen) {
    FF_ASSIGN(const auto now, seen_of(database, org, one, other));
    return now == seen ? Status{} : Status{core::ErrorCode::changed_meanwhile};
}

}  // namespace fieldfare::server::people
