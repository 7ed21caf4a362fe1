#include "core/rules/funnel.h"

#include "core/catalog/entities.h"

namespace fieldfare::core {

bool left_funnel(std::string_view stage) {
    return stage == "lost" || stage == "shelved";
}

std::optional<int> stage_rank(std::string_view stage) {
    int rank = 0;
    for (const auto& choice : catalog::funnel_stage.choices) {
        if (left_funnel(choice.code)) continue;
        if (choice.code == stage) return rank;
        ++rank;
    }
    return std::nullopt;
}

bool advances(std::string_view before, std::string_view after) {
    const auto to = stage_rank(after);
    if (!to) return false;
    const auto from = stage_rank(before);
    return !from || *to > *from;
}

std::optional<WallMs> won_at(const Row& customer, std::optional<WallMs> oldest_won_visit) {
    constexpr auto field = catalog::customer.at("won_at");
    return customer.has(field) ? std::optional(customer.integer(field)) : oldest_won_visit;
}

}  // namespace fieldfare::core
