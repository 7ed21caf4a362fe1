#include "core/rows/codec.h"
#include "core/visits/log_visit.h"
#include "tests/bench/raw_book.h"
#include "tests/bench/scenarios.h"

namespace fieldfare::bench {
namespace {

constexpr int visits_per_round = 100;
constexpr std::uint32_t user = 1;

// Times a round, and each visit of it.
struct Singles {
    std::vector<double> ms;

    // The figure is visits a second.
    template <typename Log>
    Cost rate(const std::vector<core::Row>& visits, const Log& log) {
        auto cost = cost_of([&] {
            for (std::size_t i = 0; i < visits.size(); ++i) ms.push_back(cost_of([&] { log(visits[i], i); }).figure);
        });
        cost.figure = 1000.0 * static_cast<double>(visits.size()) / cost.figure;
        return cost;
    }
};

}  // namespace

std::vector<Line> run_s1(const Options& options) {
    const auto folder = fresh_folder(options, "s1");
    const TeamData team(1, options.sizes);
    const LabClock clock;
    core::SystemRandom random;
    const auto store = open_phone(folder / "phone.db", options, clock, random, team, user, nullptr);
    fill_phone(*store, team, nullptr);
    RawPhone floor(folder / "floor.db", options.key, team);

    Singles ours;
    Singles least;
    std::vector<core::Row> visits;
    std::uint32_t next = 0;
    const auto log_ours = [&] {
        visits.clear();
        for (int i = 0; i < visits_per_round; ++i) visits.push_back(team.new_visit(user, next++));
        settle(*store);
        return ours.rate(visits, [&](const core::Row& visit, std::size_t) {
            must(core::visits::log(*store, form_of(visit)), "log a visit");
        });
    };
    const auto log_least = [&] {
        std::vector<core::Bytes> payloads;
        payloads.reserve(visits.size());
        for (const auto& visit : visits) payloads.push_back(core::encode_row(visit));
        floor.book().database().checkpoint();
        return least.rate(visits, [&](const core::Row& visit, std::size_t i) { floor.log(visit, payloads[i]); });
    };
    const auto rounds = in_turn(options.rounds, log_ours, log_least);

    auto rate =
        compare("S1", "visits/s", rounds, {Bar::Of::ratio, Bar::Keep::at_least, 0.6},
                "visit + 3 customer fields + journal, one transaction, synchronous=FULL, on the filled database");
    note_singles(rate, ours.ms, least.ms);
    auto tail = compare("S1-tail", "p99/p50", rate.p99_ms / rate.p50_ms, rate.floor_p99_ms / rate.floor_p50_ms,
                        {Bar::Of::ours, Bar::Keep::at_most, 5}, "how much longer the slowest visit in a hundred takes");
    note_singles(tail, ours.ms, least.ms);
    return {rate, tail};
}

}  // namespace fieldfare::bench
