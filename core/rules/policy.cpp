#include "core/rules/policy.h"

#include "core/catalog/entities.h"

namespace fieldfare::core {
namespace {

void take(const Row& row, std::size_t field, int& out) {
    if (row.has(field)) out = static_cast<int>(row.integer(field));
}

}  // namespace

Policy policy_of(const Row& row) {
    using catalog::organisation;
    Policy policy;
    if (row.has(organisation.at("time_zone"))) policy.time_zone = row.text(organisation.at("time_zone"));
    take(row, organisation.at("first_followup_days"), policy.first_followup_days);
    take(row, organisation.at("record_target_minutes"), policy.record_target_minutes);
    take(row, organisation.at("record_limit_minutes"), policy.record_limit_minutes);
    return policy;
}

}  // namespace fieldfare::core
