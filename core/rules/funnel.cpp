#include "core/rules/funnel.h"

#include "core/catalog/enumerations.h"

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

}  // namespace fieldfare::core
