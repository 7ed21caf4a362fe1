#include <fmt/format.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>

#include "core/base/planted.h"
#include "tests/simulation/crew.h"
#include "tests/simulation/kept_connections.h"
#include "tests/simulation/planted.h"
#include "tests/simulation/process.h"
#include "tests/simulation/shrink.h"
#include "tests/simulation/world.h"

namespace {

using namespace fieldfare;
using namespace fieldfare::simulation;

// Exit codes.
constexpr int all_passed = 0;
constexpr int something_failed = 1;
constexpr int wrong_use = 2;

struct Range {
    std::uint64_t first = 1;
    std::uint64_t last = 1000;
};

std::optional<Range> parse_range(const std::string& text) {
    Range range;
    const auto dots = text.find("..");
    try {
        range.first = std::stoull(text.substr(0, dots));
        range.last = dots == std::string::npos ? range.first : std::stoull(text.substr(dots + 2));
    } catch (const std::exception&) {
        return std::nullopt;
    }
    return range.first <= range.last ? std::optional(range) : std::nullopt;
}

void plant(std::string_view name) {
#ifdef FIELDFARE_PLANTED_BUGS
    core::plant(name);
#else
    static_cast<void>(name);
#endif
}

Report report_of(const Company& company, std::uint64_t seed, bool twice) {
    const auto result = run_world(company, seed, false);
    Report report;
    report.seed = seed;
    report.trace = result.trace;
    report.edits = result.edits;
    report.exchanges = result.exchanges;
    static_assert(std::tuple_size_v<Coverage> <= std::tuple_size_v<decltype(report.coverage)>);
    for (std::size_t i = 0; i < result.coverage.size(); ++i) {
        report.coverage[i] = static_cast<std::uint32_t>(result.coverage[i]);
    }
    std::string text;
    if (result.violation) {
        report.invariant = result.violation->invariant;
        text = result.violation->text;
    } else if (twice) {
        keep_connections(false);
        if (run_world(company, seed, false).trace != result.trace) {
            report.invariant = 23;
            text = "the same seed gave another trace";
        }
        keep_connections(true);
    }
    std::strncpy(report.text.data(), text.c_str(), report.text.size() - 1);
    return report;
}

std::string verdict_of(const Report& report) {
    if (report.invariant == crashed) return "the program stopped (a failed check or a signal)";
    return fmt::format("invariant {}: {}", report.invariant, report.text.data());
}

// Of this process and the workers that have ended.
double processor_seconds() {
    double seconds = 0;
    for (const auto who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
        rusage used{};
        getrusage(who, &used);
        for (const auto& time : {used.ru_utime, used.ru_stime}) {
            seconds += static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
        }
    }
    return seconds;
}

int run_seeds(const Company& company, const Range& range, int jobs, bool twice) {
    const auto began = std::chrono::steady_clock::now();
    const auto elapsed = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    };
    std::uint64_t passed = 0;
    std::uint64_t failed = 0;
    std::uint64_t edits = 0;
    std::uint64_t exchanges = 0;
    Coverage coverage{};
    double shown = 0;
    constexpr std::uint64_t failures_shown = 20;
    constexpr double progress_every_s = 2;
    const auto count = range.last - range.first + 1;
    spread(
        range.first, range.last, jobs, [&](std::uint64_t seed) { return report_of(company, seed, twice); },
        [&](const Report& report) {
            report.invariant == 0 ? ++passed : ++failed;
            edits += report.edits;
            exchanges += report.exchanges;
            for (std::size_t i = 0; i < coverage.size(); ++i) coverage[i] += report.coverage[i];
            if (report.invariant != 0 && failed <= failures_shown) {
                fmt::print("seed {} FAILED, {}\n", report.seed, verdict_of(report));
            }
            if (elapsed() - shown >= progress_every_s) {
                shown = elapsed();
                const auto done = passed + failed;
                const double rate = static_cast<double>(done) / shown;
                fmt::print("{} of {} seeds, {:.0f} seeds/s, about {:.0f} s left, {} failed\n", done, count, rate,
                           static_cast<double>(count - done) / rate, failed);
                std::fflush(stdout);
            }
            return true;
        });
    fmt::print("{} edits saved, {} exchanges;", edits, exchanges);
    for (std::size_t i = 0; i < coverage.size(); ++i) {
        fmt::print("{} {} {}", i == 0 ? "" : ",", name(static_cast<Happened>(i)), coverage[i]);
    }
    fmt::print("\n{:.1f} s, {:.0f} s of processor time, {:.0f} seeds/s\n{} passed, {} failed\n", elapsed(),
               processor_seconds(), static_cast<double>(passed + failed) / elapsed(), passed, failed);
    return failed == 0 ? all_passed : something_failed;
}

int run_one(const Company& company, std::uint64_t seed, const Cut& cut) {
    const auto result = run_world(company, seed, true, cut);
    if (!result.violation) {
        fmt::print("seed {} passed, trace {:016x}\n", seed, result.trace);
        return all_passed;
    }
    fmt::print("seed {} FAILED, invariant {}: {}\n", seed, result.violation->invariant, result.violation->text);
    return something_failed;
}

// How a world that was cut is asked for again.
std::string options_of(const Cut& cut) {
    std::string text;
    if (!cut.moments.empty()) text += " --skip " + text_of(cut.moments);
    if (!cut.faults.empty()) text += fmt::format(" --without {}", fmt::join(cut.faults, ","));
    return text;
}

int run_shrunk(const Company& company, std::uint64_t seed, const std::string& bug) {
    auto whole = run_world(company, seed, false);
    if (!whole.violation) {
        fmt::print("seed {} passed: there is nothing to shrink\n", seed);
        return all_passed;
    }
    fmt::print("seed {} FAILED, invariant {}: {}\n", seed, whole.violation->invariant, whole.violation->text);
    const auto planned = whole.planned;
    const auto shrunk = shrink(company, seed, std::move(whole), [planned](std::size_t left) {
        fmt::print(stderr, "\r{} of {} moments left ", left, planned);
    });
    fmt::print(stderr, "\n");
    const auto& violation = *shrunk.result.violation;
    fmt::print("{} of {} moments are enough, found in {} worlds; invariant {}: {}\n",
               planned - shrunk.cut.moments.size(), planned, shrunk.tried, violation.invariant, violation.text);
    fmt::print("replay: --seed {}{}{} --log\n", seed, bug.empty() ? "" : " --bug '" + bug + "'",
               options_of(shrunk.cut));
    return something_failed;
}

std::optional<std::set<std::string, std::less<>>> parse_faults(const std::vector<std::string>& names) {
    std::set<std::string, std::less<>> faults;
    for (const auto& name : names) {
        const auto kinds = fault_kinds();
        const bool known = std::any_of(kinds.begin(), kinds.end(), [&](auto& kind) { return kind.name == name; });
        if (!known) return std::nullopt;
        faults.insert(name);
    }
    return faults;
}

// A seed that fails without the bug, too, shows nothing about the bug.
bool passes_without_bug(const Company& company, std::uint64_t seed) {
    bool passed = false;
    spread(
        seed, seed, 1, [&](std::uint64_t one) { return report_of(company, one, false); },
        [&](const Report& report) { return (passed = report.invariant == 0); });
    return passed;
}

int run_planted(const Company& company, const Range& range, int jobs, const std::string& only) {
#ifndef FIELDFARE_PLANTED_BUGS
    fmt::print("this build has no planted bugs (FIELDFARE_PLANTED_BUGS is off)\n");
    return wrong_use;
#endif
    int caught = 0;
    int missed = 0;
    std::uint64_t skipped_in_all = 0;
    for (const auto& bug : planted_bugs()) {
        if (!only.empty() && bug.name != only) continue;
        std::optional<Report> first;
        std::uint64_t tried = 0;
        std::uint64_t skipped = 0;
        spread(
            range.first, range.last, jobs,
            [&](std::uint64_t seed) {
                plant(bug.name);
                return report_of(company, seed, false);
            },
            [&](const Report& report) {
                ++tried;
                if (report.invariant == 0) return true;
                if (!passes_without_bug(company, report.seed)) {
                    ++skipped;
                    return true;
                }
                first = report;
                return false;
            });
        skipped_in_all += skipped;
        first ? ++caught : ++missed;
        if (first) {
            fmt::print("caught  {:28} seed {} (of {} tried), {}\n", bug.name, first->seed, tried, verdict_of(*first));
        } else {
            fmt::print("MISSED  {:28} {} ({} seeds)\n", bug.name, bug.what, tried);
        }
        std::fflush(stdout);
    }
    fmt::print("{} caught, {} missed, {} seeds skipped because they fail without a bug\n", caught, missed,
               skipped_in_all);
    return missed == 0 && caught > 0 ? all_passed : something_failed;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{
        "Runs whole worlds of phones and a server, each from one seed, with the real core, sync and store under\n"
        "crashes, power cuts, wrong clocks and a bad network, and checks the invariants of docs/simulation.md.\n"
        "Exit code: 0 all passed, 1 something failed, 2 wrong use."};
    std::string seeds;
    int jobs = 1;
    std::uint64_t seed = 0;
    bool log = false;
    bool shrinks = false;
    std::string skip;
    std::vector<std::string> without;
    bool planted = false;
    bool twice = false;
    bool fresh = false;
    std::string bug;
    app.add_option("--seeds", seeds, "Which worlds, as A..B (default 1..1000; with --planted 1..3000)");
    app.add_option("--jobs", jobs, "Worker processes")->check(CLI::Range(1, 256));
    auto* one = app.add_option("--seed", seed, "One world");
    app.add_flag("--log", log, "Prints what happens in the world of --seed")->needs(one);
    app.add_flag("--shrink", shrinks, "Leaves out of the world of --seed what it does not need to fail")->needs(one);
    app.add_option("--skip", skip, "Moments of the world of --seed that do not happen, as 1-5,9")->needs(one);
    app.add_option("--without", without, "Kinds of faults that do not happen in it, as --shrink names them")
        ->delimiter(',')
        ->needs(one);
    app.add_flag("--planted", planted, "Plants each known bug in turn; every one must be caught");
    app.add_option("--bug", bug, "With --planted: this bug alone; with --seed: this bug is in it");
    app.add_flag("--twice", twice, "Runs each world again with fresh connections and compares the traces");
    app.add_flag("--fresh", fresh, "Opens every connection of SQLite freshly (slower)");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? all_passed : wrong_use;
    }
    if (seeds.empty()) seeds = planted ? "1..3000" : "1..1000";
    const auto range = parse_range(seeds);
    if (!range) {
        fmt::print(stderr, "--seeds wants A..B\n");
        return wrong_use;
    }
    const auto moments = parse_moments(skip);
    const auto faults = parse_faults(without);
    if (!moments) {
        fmt::print(stderr, "--skip wants numbers, as 1-5,9\n");
        return wrong_use;
    }
    if (!faults) {
        fmt::print(stderr, "--without names a fault that is none\n");
        return wrong_use;
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    settle_process();
    const Company company = found_company();
    keep_connections(!fresh);
    if (planted) return run_planted(company, *range, jobs, bug);
    if (!bug.empty()) plant(bug);
    if (shrinks) return run_shrunk(company, seed, bug);
    if (log || !skip.empty() || !without.empty()) return run_one(company, seed, {*moments, *faults});
    const Range chosen = one->count() > 0 ? Range{seed, seed} : *range;
    return run_seeds(company, chosen, jobs, twice);
}
