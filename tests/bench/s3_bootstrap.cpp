#include <zstd.h>

#include <array>
#include <nlohmann/json.hpp>

#include "core/catalog/entities.h"
#include "core/rows/json.h"
#include "tests/bench/raw_book.h"
#include "tests/bench/scenarios.h"

namespace fieldfare::bench {
namespace {

namespace catalog = core::catalog;
constexpr std::array streamed{&catalog::customer, &catalog::contact, &catalog::followup, &catalog::interaction};
constexpr std::uint32_t lead = 40;  // a device of the user 0, who sees the whole team
constexpr std::size_t page_bytes = 1024 * 1024;
constexpr int zstd_level = 3;
constexpr double megabyte = 1e6;

double megabytes(const std::filesystem::path& file) {
    return static_cast<double>(std::filesystem::file_size(file)) / megabyte;
}

std::string compressed(const std::string& bytes) {
    std::string packed(ZSTD_compressBound(bytes.size()), '\0');
    const auto size = ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), zstd_level);
    FF_CHECK(!ZSTD_isError(size));
    packed.resize(size);
    return packed;
}

// Rows out of one database, into pages, compressed, and into another with the same indexes, in one transaction.
class Floor {
  public:
    Floor(const std::filesystem::path& path, const TeamData& team) : source_(path, {}, server_cache_kib) {
        source_.fill(team);
        for (const auto* entity : streamed) {
            selects_.push_back(source_.database().prepare(source_.table_of(*entity).select_all()));
        }
    }

    void stream_to(RawBook& target) {
        std::string page;
        target.begin();
        for (std::size_t i = 0; i < streamed.size(); ++i) {
            auto* select = selects_[i];
            auto& table = target.table_of(*streamed[i]);
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
        target.commit();
    }

  private:
    static void over_the_wire(std::string& page) {
        const auto packed = compressed(page);
        FF_CHECK(ZSTD_decompress(page.data(), page.size(), packed.data(), packed.size()) == page.size());
        page.clear();
    }

    RawBook source_;
    std::vector<sqlite3_stmt*> selects_;
};

// What the same rows take as lines of JSON, compressed in pages.
double json_megabytes(const TeamData& team) {
    std::size_t total = 0;
    std::string page;
    for (std::uint32_t i = 0; i < team.sizes().rows(); ++i) {
        const auto row = team.row(i);
        auto line = core::fields_to_json(row, core::Nulls::omitted);
        line["id"] = row.id.text();
        page += line.dump() + "\n";
        if (page.size() < page_bytes) continue;
        total += compressed(page).size();
        page.clear();
    }
    return static_cast<double>(total + compressed(page).size()) / megabyte;
}

std::int64_t rows_held(core::Store& store) {
    std::int64_t held = 0;
    for (const auto* entity : streamed) {
        core::Select all;
        all.entity = entity;
        held += must(store.read().count(all), "count");
    }
    return held;
}

}  // namespace

std::vector<Line> run_s3(const Options& options) {
    const auto folder = fresh_folder(options, "s3");
    const TeamData team(3, options.sizes);
    const LabClock clock;
    core::SystemRandom random;
    const LabServer server(folder, clock, random, team, lead);
    Floor floor(folder / "floor-server.db", team);

    double wire = 0;
    double disk = 0;
    double least_disk = 0;
    double snapshot_wire = 0;
    const auto by = [&](Exchange::Filling filling, double& megabytes_sent) {
        const auto path = folder / "phone.db";
        remove_database(path);
        const auto store = open_phone(path, options, clock, random, team, lead, &server);
        Exchange exchange(*store, server, clock, random, filling);
        std::int64_t held = 0;
        const auto cost = cost_of([&] {
            exchange.until_pulled();
            held = rows_held(*store);
        });
        FF_CHECK(held == team.sizes().rows());
        megabytes_sent = static_cast<double>(exchange.pull_bytes) / megabyte;
        must(store->checkpoint(), "checkpoint");
        disk = megabytes(path);
        return cost;
    };
    const auto least = [&] {
        const auto path = folder / "floor-phone.db";
        remove_database(path);
        RawBook target(path, options.key, phone_cache_kib);
        const auto cost = cost_of([&] { floor.stream_to(target); });
        target.database().checkpoint();
        least_disk = megabytes(path);
        return cost;
    };
    const auto rounds = in_turn(
        options.rounds, [&] { return by(Exchange::Filling::pages, wire); }, least);
    // The first one makes the file, which is not what is measured.
    by(Exchange::Filling::snapshot, snapshot_wire);
    const auto snapshots = in_turn(
        options.rounds, [&] { return by(Exchange::Filling::snapshot, snapshot_wire); }, least);
    return {
        compare("S3", "ms", rounds, {Bar::Of::ratio, Bar::Keep::at_most, 2},
                fmt::format("{} rows as a row stream from the whole server on real sockets, committed and counted",
                            team.sizes().rows())),
        compare("S3-snapshot", "ms", snapshots, {Bar::Of::ratio, Bar::Keep::at_most, 2},
                "the same rows from a snapshot that another phone of this view has had made; the same floor"),
        compare("S3-snapshot-wire", "MB", snapshot_wire, json_megabytes(team), {}, "its bytes; the same floor"),
        compare("S3-wire", "MB", wire, json_megabytes(team), {},
                "bodies of the pages; floor: the rows as lines of JSON, zstd level 3"),
        compare("S3-disk", "MB", disk, least_disk, {Bar::Of::ratio, Bar::Keep::at_most, 1.2},
                "the phone's file before the search index is built; floor: tables and indexes alone"),
    };
}

}  // namespace fieldfare::bench
