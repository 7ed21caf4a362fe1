#include "sync/authority/veil.h"

#include <algorithm>

#include "core/catalog/entities.h"
#include "core/rows/hide.h"
#include "sync/authority/authority.h"

namespace fieldfare::sync {

core::Classes masked_for(const std::vector<Standing>& standings, const std::vector<core::Uuid>& circles) {
    std::optional<core::Classes> masked;
    core::Classes anywhere;
    for (const auto& standing : standings) {
        anywhere = anywhere | standing.masked;
        if (std::ranges::find(circles, standing.circle) == circles.end()) continue;
        masked = masked ? *masked & standing.masked : standing.masked;
    }
    return masked.value_or(anywhere);
}

core::Result<core::Classes> Veil::over(const core::Uuid& customer) {
    if (!standings_) {
        FF_ASSIGN(standings_, ledger_.standings(user_));
    }
    const bool sees_all =
        std::ranges::all_of(*standings_, [](const Standing& standing) { return standing.masked.none(); });
    if (sees_all) return core::Classes{};
    if (const auto known = known_.find(customer); known != known_.end()) return known->second;
    FF_ASSIGN(const auto circles, ledger_.shown_to(customer));
    return known_[customer] = masked_for(*standings_, circles);
}

core::Result<core::Classes> Veil::over(const core::Row& row) {
    const auto scope = scope_of(row);
    if (scope.kind != core::Scope::customer) return core::Classes{};
    return over(scope.id);
}

core::Status Veil::hide(core::Row& row) {
    FF_ASSIGN(const auto classes, over(row));
    core::hide(row, classes);
    return {};
}

core::Status Veil::hide(Verdict& verdict) {
    for (auto& row : verdict.rows) FF_TRY(hide(row));
    return {};
}

core::Result<std::vector<MaskedCustomer>> Veil::hide(std::vector<core::Row>& rows) {
    std::vector<MaskedCustomer> masked;
    for (auto& row : rows) {
        FF_ASSIGN(const auto classes, over(row));
        if (classes.none()) continue;
        core::hide(row, classes);
        if (row.entity == &core::catalog::customer) masked.push_back({row.id, classes});
    }
    return masked;
}

}  // namespace fieldfare::sync
