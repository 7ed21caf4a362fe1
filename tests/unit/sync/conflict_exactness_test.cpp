// Each concurrently overwritten value stands in the conflicts once, a sequential one never. The oracle knows nothing of
// the merge: it keeps every edit with the edit it replaced, a forest; what is a leaf and not the newest was lost.
#include <gtest/gtest.h>
// Needs GoogleTest before it.
#include <rapidcheck/gtest.h>

#include <map>
#include <set>

#include "core/catalog/entities.h"
#include "tests/unit/sync/authority_world.h"

namespace fieldfare {
namespace {

namespace catalog = core::catalog;
using tests::AuthorityWorld;

constexpr auto name = catalog::customer.at("name");
constexpr std::size_t phones = 3;

struct Step {
    std::uint8_t phone = 0;
    std::uint8_t what = 0;  // edit, push, pull, push twice
    std::uint8_t pause = 0;
};

struct Edit {
    core::Stamp stamp;
    core::Stamp base;
};

struct Phone {
    AuthorityWorld::Device* device = nullptr;
    core::Stamp seen;  // stamp of the name it shows
    std::vector<core::Change> unsent;
};

std::set<core::Stamp> lost_by_forest(const std::vector<Edit>& edits) {
    std::set<core::Stamp> leaves;
    core::Stamp newest;
    for (const auto& edit : edits) {
        leaves.insert(edit.stamp);
        newest = std::max(newest, edit.stamp);
    }
    for (const auto& edit : edits) leaves.erase(edit.base);
    leaves.erase(newest);
    return leaves;
}

RC_GTEST_PROP(ConflictExactness, conflicts_are_the_lost_leaves, (const std::vector<std::uint32_t>& seeds)) {
    AuthorityWorld world;
    auto& owner = world.enrol(world.li);
    const auto acme = world.id();
    world.save(owner, {world.new_customer(owner, acme, world.li)});
    const core::Cell cell{catalog::customer.fields[name].id, ""};
    std::vector<Edit> accepted{{world.customer(acme).clocks.of(cell), {}}};
    std::vector<Phone> people;
    for (std::size_t i = 0; i < phones; ++i) {
        people.push_back({&world.enrol(world.li), world.customer(acme).clocks.of(cell), {}});
    }
    for (const auto seed : seeds) {
        const Step step{static_cast<std::uint8_t>(seed), static_cast<std::uint8_t>(seed >> 8),
                        static_cast<std::uint8_t>(seed >> 16)};
        auto& phone = people[step.phone % phones];
        world.clock.advance(step.pause);
        const auto push = [&](bool repeat) {
            std::vector<std::vector<core::Change>> groups;
            for (const auto& change : phone.unsent) groups.push_back({change});
            const auto request = world.request(*phone.device, std::move(groups));
            RC_ASSERT(world.push(*phone.device, request).ok());
            if (repeat) {
                RC_ASSERT(world.push(*phone.device, request).ok());
            }
            for (const auto& change : phone.unsent) accepted.push_back({change.stamp, change.cells[0].base});
            phone.unsent.clear();
        };
        switch (step.what % 4) {
            case 0: {
                auto change = world.set_name(*phone.device, acme, "n" + std::to_string(seed));
                change.cells[0].base = phone.seen;
                change.stamp.time = std::max(change.stamp.time, core::Hlc{phone.seen.time.packed + 1});
                phone.seen = change.stamp;
                phone.unsent.push_back(change);
                break;
            }
            case 1:
                push(false);
                break;
            case 2:
                push(true);
                break;
            default:
                phone.seen = std::max(phone.seen, world.customer(acme).clocks.of(cell));
                break;
        }
        std::set<core::Stamp> recorded;
        for (const auto& conflict : world.ledger.conflicts()) recorded.insert(conflict.key.loser);
        RC_ASSERT(recorded == lost_by_forest(accepted));
    }
}

}  // namespace
}  // namespace fieldfare
