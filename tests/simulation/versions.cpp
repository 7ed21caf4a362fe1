#include "tests/simulation/versions.h"

#include <array>
#include <utility>

#include "core/catalog/entities.h"
#include "core/rows/hide.h"
#include "core/store/newer.h"
#include "sync/client/upgrade.h"

namespace fieldfare::simulation {
namespace {

namespace catalog = core::catalog;

constexpr std::array earlier_catalogs{
    core::EarlierCatalog{&catalog::contact, &catalog::interaction, catalog::interaction.at("feedback")},
    core::EarlierCatalog{&catalog::followup, &catalog::contact, catalog::contact.at("title")},
};

bool sees_newer(const core::EarlierCatalog& earlier, const core::Row& row) {
    return as_known_to(&earlier, row) != row;
}

void check_upgraded(const core::EarlierCatalog& was, Phone& phone, ServerMachine& server, const Sight& sight) {
    for (const auto& [key, stored] : server.rows()) {
        if (!sight.sees(phone.holder(), stored.row)) continue;
        auto shown = stored.row;
        core::hide(shown, server.hidden_from(phone.holder().user, shown));
        if (!sees_newer(was, shown)) continue;
        const auto held = phone.rows().find(key);
        if (held == phone.rows().end()) {
            violated(20, "{} is upgraded and lacks {}", phone.holder().name, describe(key));
        }
        const auto known = as_known_to(&was, held->second);
        const bool kept = !known || *known != held->second;
        if (!kept) {
            violated(20, "{} is upgraded and lacks what it did not know of {}", phone.holder().name, describe(key));
        }
    }
}

}  // namespace

const core::EarlierCatalog& some_earlier_catalog(core::Random& chance) {
    return earlier_catalogs[chance.below(earlier_catalogs.size())];
}

std::optional<core::Row> as_known_to(const core::EarlierCatalog* earlier, const core::Row& row) {
    if (earlier == nullptr) return row;
    if (row.entity == earlier->without) return std::nullopt;
    auto known = row;
    if (row.entity == earlier->shorter) {
        for (auto at = earlier->fields; at < known.values.size(); ++at) known.values[at] = {};
    }
    return known;
}

core::Digest Phone::kept_beside() {
    core::Digest sum;
    const auto done =
        core::newer::each_digest(store_->database(), [&](core::EntityId, const auto&, const auto& digest) {
            sum += digest;
            return core::Status{};
        });
    if (!done) violated(15, "{} cannot read: {}", holder_.name, done.error().describe());
    return sum;
}

void Phone::upgrade() {
    if (std::exchange(holder_.earlier, nullptr) == nullptr) return;
    if (const auto done = sync::take_up_newer(*store_); !done) {
        violated(20, "{} cannot be upgraded: {}", holder_.name, done.error().describe());
    }
    stage_.count(Happened::upgraded);
    stage_.trace.say("{} is upgraded", holder_.name);
    look_at_everything();
}

void upgrade_phones(const std::vector<std::unique_ptr<Phone>>& phones, ServerMachine& server, const Sight& sight) {
    for (const auto& phone : phones) {
        const auto* was = phone->holder().earlier;
        if (was == nullptr) continue;
        phone->upgrade();
        check_upgraded(*was, *phone, server, sight);
    }
}

}  // namespace fieldfare::simulation
