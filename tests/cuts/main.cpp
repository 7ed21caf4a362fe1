// What a connection that breaks after any byte costs: with the real client over libcurl, the real server on real
// sockets and a relay between them that cuts. One line of JSON; exit code 1 when something was lost, came twice, or too
// much was sent again.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <thread>

#include "core/base/files.h"
#include "core/journal/arrival.h"
#include "tests/bench/lab.h"
#include "tests/cuts/relay.h"

namespace fieldfare::cuts {
namespace {

namespace journal = core::journal;
using bench::must;

constexpr double mib = 1024.0 * 1024.0;
constexpr double again_at_most = 0.05;
constexpr std::uint32_t lead = 40;  // a device of the user 0, who sees the whole team
constexpr std::uint32_t rep = 1;
constexpr bench::Sizes team_sizes{"cuts", 40, 5'200, 10'400, 58'000, 13'000};

// Of this process; `Lab` empties it.
std::filesystem::path whole_folder() {
    return std::filesystem::temp_directory_path() / fmt::format("fieldfare-cuts-{}", ::getpid());
}

std::filesystem::path made_folder() {
    bench::Options options;
    options.folder = whole_folder();
    return bench::fresh_folder(options, "lab");
}

struct Lab {
    explicit Lab(const bench::Sizes& sizes) : team(11, sizes), server(folder, clock, random, team, lead) {}

    const std::filesystem::path folder = made_folder();
    bench::LabClock clock;
    core::SystemRandom random;
    bench::TeamData team;
    bench::LabServer server;
    Relay relay{server.port()};
};

// A phone behind the relay, driven by hand.
struct Phone {
    Phone(Lab& the_lab, std::uint32_t device, const char* file)
        : lab(the_lab),
          store(bench::open_phone(lab.folder / file, {}, lab.clock, lab.random, lab.team, device, &lab.server)),
          engine(lab.random) {}

    std::optional<sync::HttpRequest> next() { return must(engine.next(*store, lab.clock.monotonic()), "next"); }
    core::Result<sync::HttpResponse> carry(const sync::HttpRequest& request) {
        auto answer = transport.exchange(fmt::format("http://127.0.0.1:{}", lab.relay.port()), request);
        const auto outcome = engine.absorb(*store, request, answer, lab.clock.monotonic());
        if (outcome.error) engine.wake();  // at once, not after a pause
        return answer;
    }
    void until_in_sync() {
        lab.relay.allow(Relay::all, Relay::all);
        engine.wake();
        while (true) {
            const auto request = next();
            if (request) {
                static_cast<void>(carry(*request));
            } else if (engine.wake_at() - lab.clock.monotonic() > 2'000) {
                return;
            } else {
                std::this_thread::sleep_for(std::chrono::milliseconds(10));
            }
        }
    }
    // Nothing was missing and nothing wrong when both books were compared.
    bool equal() {
        const auto book = must(core::book_digest::record(store->read()), "read the comparison");
        return book.compared_at > 0 && book.repaired == 0 && book.unknown == 0;
    }

    Lab& lab;
    std::unique_ptr<core::Store> store;
    sync::Engine engine;
    sync::CurlTransport transport;
};

nlohmann::json cut_snapshot(std::int64_t step) {
    Lab lab(team_sizes);
    Phone phone(lab, lead, "phone.db");
    std::uint64_t size = 0;
    std::uint64_t content = 0;
    std::int64_t head = 300;  // bytes of an answer before its content, as of the last one
    std::uint64_t exchanges = 0;
    while (phone.store->read().database().integer("SELECT cursor FROM sync_state").value() == 0) {
        const auto request = phone.next();
        if (!request) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            continue;
        }
        const bool part = !request->range.empty();
        const auto before = lab.relay.down();
        const bool in_the_head = ++exchanges % 16 == 0;
        const auto cut =
            in_the_head ? static_cast<std::int64_t>(lab.random.below(static_cast<std::uint64_t>(head))) : head + step;
        lab.relay.allow(Relay::all, part ? cut : Relay::all);
        const auto answer = phone.carry(*request);
        if (!part || !answer) continue;
        content += answer->body.size();
        head = static_cast<std::int64_t>(lab.relay.down() - before) - static_cast<std::int64_t>(answer->body.size());
        if (const auto arrival = must(journal::arrival(phone.store->read()), "arrival")) size = arrival->bytes;
    }
    phone.until_in_sync();
    const auto again = static_cast<double>(content - size) / static_cast<double>(size);
    const auto held = must(phone.store->read().database().integer("SELECT count(*) FROM interaction"), "count");
    const bool whole = phone.equal() && held == team_sizes.visits;
    const bool good = whole && content >= size && again <= again_at_most && static_cast<double>(size) >= 5 * mib;
    return {{"what", "snapshot"},
            {"mib", static_cast<double>(size) / mib},
            {"cuts", lab.relay.cuts()},
            {"step", step},
            {"sent_again", again},
            {"equal", whole},
            {"ok", good}};
}

// Changes that stand in the server's history under the phone's number.
std::int64_t history_of(core::sqlite::Connection& database, std::uint32_t device) {
    auto count = must(database.prepare("SELECT count(*) FROM history WHERE device=?1"), "history");
    count.bind(1, std::int64_t{device});
    must(count.step(), "history");
    return count.integer(0);
}

nlohmann::json cut_push(int cuts) {
    Lab lab(bench::tiny_sizes);
    Phone phone(lab, rep, "phone.db");
    phone.until_in_sync();
    server::Config config;
    config.data_directory = lab.folder;
    const auto reader = must(server::CanonicalStore::open_reader(config.store()), "read the server");
    constexpr std::uint32_t visits = 250;  // two changes each, at least
    std::uint32_t number = 0;
    std::int64_t changes = 0;
    double worst = 0;
    bool once = true;
    for (int cut = 0; cut < cuts; ++cut) {
        const auto before = history_of(*reader, rep);
        for (std::uint32_t i = 0; i < visits; ++i) {
            must(core::visits::log(*phone.store, bench::form_of(lab.team.new_visit(rep, number++))), "log");
        }
        const auto unsent =
            must(phone.store->read().database().integer("SELECT sum(changes) FROM journal_groups WHERE state <= 1"),
                 "changes");
        changes = unsent;
        phone.engine.wake();
        auto request = phone.next();
        while (request && request->path != sync::path::push) {
            static_cast<void>(phone.carry(*request));
            request = phone.next();
        }
        FF_CHECK(request.has_value());
        // Half of the cuts on the way there, half on the way back, when it has taken effect.
        const auto all = static_cast<std::int64_t>(request->body.size()) + 300;
        const bool there = cut % 2 == 0;
        constexpr std::int64_t answer_bytes = 200;  // none is shorter
        const auto at = (there ? all : answer_bytes) * (cut + 1) / (cuts + 1);
        lab.relay.allow(there ? at : Relay::all, there ? Relay::all : at);
        const auto up = lab.relay.up();
        const auto cuts_before = lab.relay.cuts();
        static_cast<void>(phone.carry(*request));
        const bool broken = lab.relay.cuts() > cuts_before;
        const auto first = lab.relay.up() - up;
        phone.until_in_sync();
        const auto came = history_of(*reader, rep) - before;
        if (!broken || came != unsent) fmt::print(stderr, "cut at {}: {} of {} changes\n", at, came, unsent);
        once = once && broken && came == unsent;
        worst = std::max(worst, static_cast<double>(first) / static_cast<double>(request->body.size()));
    }
    const bool good = once && phone.equal();
    return {{"what", "push"}, {"changes", changes},     {"cuts", cuts},
            {"once", once},   {"equal", phone.equal()}, {"sent_again_of_one_batch", worst},
            {"ok", good}};
}

int run(int argc, char** argv) {
    CLI::App app{"What a connection that breaks after any byte costs"};
    app.require_subcommand(1);
    std::int64_t step = 65'521;
    int cuts = 6;
    auto* snapshot = app.add_subcommand("snapshot", "a snapshot of 5 MiB, cut again and again");
    snapshot->add_option("--step", step, "bytes of content between two cuts; 1: after every byte (takes hours)")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{1'000'000}));
    auto* push = app.add_subcommand("push", "a push of 500 changes, cut once, at many places in turn");
    push->add_option("--cuts", cuts, "places")->check(CLI::Range(1, 100'000));
    CLI11_PARSE(app, argc, argv);
    const auto result = snapshot->parsed() ? cut_snapshot(step) : cut_push(cuts);
    fmt::print("{}\n", result.dump());
    std::filesystem::remove_all(whole_folder());
    return result["ok"] == true ? 0 : 1;
}

}  // namespace
}  // namespace fieldfare::cuts

int main(int argc, char** argv) {
    return fieldfare::cuts::run(argc, argv);
}
