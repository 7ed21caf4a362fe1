#include <future>
#include <map>

#include "core/catalog/entities.h"
#include "tests/bench/online_phone.h"
#include "tests/bench/raw_exchange.h"
#include "tests/bench/scenarios.h"

namespace fieldfare::bench {
namespace {

namespace catalog = core::catalog;
using Steady = std::chrono::steady_clock;
constexpr std::uint32_t rep = 1;
constexpr std::uint32_t lead = 40;  // a device of the user 0, who sees the whole team
constexpr int least_visits = 200;
constexpr int warm_up_visits = 5;
constexpr std::chrono::seconds patience{60};
// Between two visits, so that none waits for the one before; now and then it meets the phones' idle work.
constexpr std::chrono::milliseconds shortest_pause{20};
constexpr std::uint64_t pause_spread_ms = 100;

// When each visit was committed on B.
class Watch {
  public:
    explicit Watch(core::Store& store) {
        store.observe([this](const core::Committed& committed) {
            const auto now = Steady::now();
            const std::lock_guard lock(mutex_);
            for (const auto& row : committed.rows) {
                if (row.entity == &catalog::interaction) seen_.emplace(row.id, now);
            }
            changed_.notify_all();
        });
    }

    Steady::time_point wait_for(const core::Uuid& visit) {
        std::unique_lock lock(mutex_);
        const bool came = changed_.wait_for(lock, patience, [&] { return seen_.contains(visit); });
        if (!came) fmt::print(stderr, "bench: a visit did not arrive within {} s\n", patience.count());
        FF_CHECK(came);
        return seen_.at(visit);
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<core::Uuid, Steady::time_point> seen_;
};

class Pair {
  public:
    Pair(const std::filesystem::path& folder, const Options& options, const core::Clock& clock, core::Random& random,
         const TeamData& team)
        : server_(folder, clock, random, team, lead),
          a_(filled(folder / "a.db", options, clock, random, team, rep), clock, random) {
        auto b = filled(folder / "b.db", options, clock, random, team, lead);
        watch_ = std::make_unique<Watch>(*b);
        b_ = std::make_unique<OnlinePhone>(std::move(b), clock, random);
    }

    // From the user's tap on A until it is durable on B.
    double milliseconds_of(const core::Row& visit) {
        const auto form = form_of(visit);
        const auto logged = std::make_shared<std::promise<core::Uuid>>();
        const auto begun = Steady::now();
        a_.post([this, form, logged] {
            logged->set_value(must(core::visits::log(a_.store(), form), "log a visit").interaction);
        });
        const auto visit_id = logged->get_future().get();
        return std::chrono::duration<double, std::milli>(watch_->wait_for(visit_id) - begun).count();
    }

  private:
    std::unique_ptr<core::Store> filled(const std::filesystem::path& path, const Options& options,
                                        const core::Clock& clock, core::Random& random, const TeamData& team,
                                        std::uint32_t device) {
        auto store = open_phone(path, options, clock, random, team, device, &server_);
        fill_phone(*store, team, &server_);
        return store;
    }

    LabServer server_;
    OnlinePhone a_;
    std::unique_ptr<Watch> watch_;
    std::unique_ptr<OnlinePhone> b_;
};

}  // namespace

std::vector<Line> run_s6(const Options& options) {
    const auto folder = fresh_folder(options, "s6");
    const TeamData team(6, options.sizes);
    const LabClock clock;
    core::SystemRandom random;
    Pair pair(folder, options, clock, random, team);
    RawExchange floor(folder, options.key, team);

    core::SeededRandom chance(6);
    std::uint32_t next = 0;
    const auto measure = [&](std::vector<double>& all, int visits, const auto& send) {
        std::vector<double> round;
        for (int i = 0; i < visits; ++i) {
            round.push_back(send(team.new_visit(rep, next++)));
            std::this_thread::sleep_for(shortest_pause + std::chrono::milliseconds(chance.below(pause_spread_ms)));
        }
        all.insert(all.end(), round.begin(), round.end());
        return Cost{median(round), 0};  // most of the time is a pause
    };
    const auto through_product = [&](const core::Row& visit) { return pair.milliseconds_of(visit); };
    const auto through_floor = [&](const core::Row& visit) { return floor.milliseconds_of(visit); };
    std::vector<double> warm_up;  // the streams come up, statements are prepared
    measure(warm_up, warm_up_visits, through_product);
    measure(warm_up, warm_up_visits, through_floor);

    const int visits = (least_visits + options.rounds - 1) / options.rounds;
    std::vector<double> ours;
    std::vector<double> least;
    const auto rounds = in_turn(
        options.rounds, [&] { return measure(ours, visits, through_product); },
        [&] {
            floor.checkpoint();
            return measure(least, visits, through_floor);
        });
    auto line =
        compare("S6", "ms", rounds, {Bar::Of::ours, Bar::Keep::at_most, 20},
                fmt::format("{} visits; p50 from the tap on A to durable on B: two phones with runner, transport "
                            "and live stream, whole server, real sockets; floor: the same on raw sockets",
                            ours.size()));
    note_singles(line, ours, least);
    auto tail = compare("S6-p99", "ms", line.p99_ms, line.floor_p99_ms, {}, "of the same visits");
    return {line, tail};
}

}  // namespace fieldfare::bench
