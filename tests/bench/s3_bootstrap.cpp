#include <zstd.h>

#include <array>

#include "core/catalog/entities.h"
#include "tests/bench/floor.h"
#include "tests/bench/scenarios.h"

namespace fieldfare::bench {
namespace {

namespace catalog = core::catalog;
constexpr std::array streamed{&catalog::customer, &catalog::contact, &catalog::followup, &catalog::interaction};
constexpr std::size_t page_bytes = 1024 * 1024;
constexpr int zstd_level = 3;

void pull_everything(core::Store& store, server::CanonicalStore& server, const sync::Principal& principal,
                     std::size_t& wire_bytes) {
    core::SystemRandom random;
    sync::Engine engine(random);
    core::MonotonicMs now = 0;
    for (bool done = false; !done;) {
        engine.wake();
        auto request = must(engine.next(store, ++now), "next");
        FF_CHECK(request.has_value());
        const auto response = serve(server, principal, *request);
        wire_bytes += response.body.size();
        const auto outcome = engine.absorb(store, *request, response, now);
        FF_CHECK(!outcome.error);
        done = outcome.pulled;
    }
}

// Rows out of one database, into pages, compressed, and into another with the same indexes, in one transaction.
class Floor {
  public:
    Floor(const std::string& path, const TeamData& team) : source_(path, {}) {
        std::vector<std::unique_ptr<RawTable>> tables;
        for (const auto* entity : streamed) tables.push_back(std::make_unique<RawTable>(source_, *entity, true));
        source_.run("BEGIN");
        for (std::uint32_t i = 0; i < team.sizes().rows(); ++i) {
            const auto row = team.row(i);
            for (std::size_t at = 0; at < streamed.size(); ++at) {
                if (streamed[at] == row.entity) tables[at]->insert(row);
            }
        }
        source_.run("COMMIT");
        source_.checkpoint();
    }

    void stream(const std::string& path, const core::Bytes& key) {
        RawDatabase target(path, key);
        std::string page;
        target.run("BEGIN");
        for (const auto* entity : streamed) {
            RawTable table(target, *entity, true);
            auto* select = source_.prepare(table.select_all());
            while (sqlite3_step(select) == SQLITE_ROW) {
                for (int at = 0; at < sqlite3_column_count(select); ++at) {
                    if (const auto bytes = sqlite3_column_bytes(select, at); bytes > 0) {
                        page.append(static_cast<const char*>(sqlite3_column_blob(select, at)),
                                    static_cast<std::size_t>(bytes));
                    }
                }
                table.insert_from(select);
                if (page.size() >= page_bytes) over_the_wire(page);
            }
            sqlite3_reset(select);
        }
        over_the_wire(page);
        target.run("COMMIT");
    }

  private:
    static void over_the_wire(std::string& page) {
        std::string packed(ZSTD_compressBound(page.size()), '\0');
        const auto size = ZSTD_compress(packed.data(), packed.size(), page.data(), page.size(), zstd_level);
        FF_CHECK(!ZSTD_isError(size));
        FF_CHECK(ZSTD_decompress(page.data(), page.size(), packed.data(), size) == page.size());
        page.clear();
    }

    RawDatabase source_;
};

}  // namespace

std::vector<Line> run_s3(const Options& options) {
    const auto folder = fresh_folder(options, "s3");
    const TeamData team(3, options.sizes);
    const LabClock clock;
    core::SystemRandom random;
    auto server = open_server(folder / "server.db", clock, random, team, 40);
    fill_server(*server, team);
    const auto principal = principal_of(team, server->organisation().id, 40);  // the lead sees the whole team
    Floor floor(folder / "floor-server.db", team);

    std::vector<double> ours;
    std::vector<double> least;
    std::size_t wire_bytes = 0;
    for (int round = 0; round < options.rounds; ++round) {
        {
            auto store = open_phone(folder / fmt::format("phone-{}.db", round), options.key, clock, random, team, 40);
            wire_bytes = 0;
            std::int64_t held = 0;
            ours.push_back(seconds_of([&] {
                pull_everything(*store, *server, principal, wire_bytes);
                for (const auto* entity : streamed) {
                    core::Select all;
                    all.entity = entity;
                    held += must(store->read().count(all), "count");
                }
            }));
            FF_CHECK(held == team.sizes().rows());
        }
        least.push_back(seconds_of([&] { floor.stream(folder / fmt::format("floor-{}.db", round), options.key); }));
        for (const char* name : {"phone", "floor"}) {
            for (const char* tail : {"", "-wal", "-shm", ".lock"}) {
                std::filesystem::remove(folder / fmt::format("{}-{}.db{}", name, round, tail));
            }
        }
    }
    Line line;
    line.scenario = "S3";
    line.unit = "s";
    line.ours = median(ours);
    line.floor = median(least);
    line.ratio = line.ours / line.floor;
    line.bar = "ratio <= 2";
    line.within_bar = line.ratio <= 2;
    line.p50_ms = 1000 * percentile(ours, 0.5);
    line.p99_ms = 1000 * percentile(ours, 0.99);
    line.rounds = options.rounds;
    line.note = fmt::format("{} rows as a row stream, {:.1f} MB on the wire, committed and counted",
                            team.sizes().rows(), static_cast<double>(wire_bytes) / 1e6);
    return {line};
}

}  // namespace fieldfare::bench
