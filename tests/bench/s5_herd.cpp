#include <fmt/format.h>

#include <atomic>
#include <latch>

#include "core/catalog/entities.h"
#include "core/rows/codec.h"
#include "server/store/writer.h"
#include "sync/protocol/codec.h"
#include "tests/bench/floor.h"
#include "tests/bench/scenarios.h"

namespace fieldfare::bench {
namespace {

namespace catalog = core::catalog;
constexpr std::uint32_t devices = 200;
constexpr std::uint32_t changes_each = 50;
constexpr std::uint32_t pushes_per_commit = 16;  // of the floor
constexpr std::size_t queue_limit = 1000;

// What the phones have to say in one round, encoded.
struct Herd {
    std::vector<sync::ChainHash> chains = std::vector<sync::ChainHash>(devices);
    std::uint64_t sent = 0;        // groups of each device so far
    std::uint32_t next_visit = 0;  // running number of generated visits

    std::vector<std::string> bodies;
    std::vector<core::Row> visits;

    void prepare(const TeamData& team, const core::Clock& clock) {
        bodies.clear();
        visits.clear();
        for (std::uint32_t device = 0; device < devices; ++device) {
            sync::PushRequest request;
            request.epoch = 1;
            request.after = sent;
            request.chain = chains[device];
            for (std::uint32_t i = 0; i < changes_each; ++i) {
                auto visit = team.visit(team.sizes().visits + next_visit++);
                visit.values[catalog::interaction.at("author")] = team.user_id(device + 1);
                core::Group group;
                group.number = sent + i + 1;
                auto change = sync::add_of(visit);
                change.stamp = {core::Hlc::at(clock.wall(), static_cast<std::uint16_t>(i)), device + 1};
                group.changes.push_back(std::move(change));
                chains[device] = sync::chain_after(chains[device], group);
                request.groups.push_back(std::move(group));
                visits.push_back(std::move(visit));
            }
            bodies.push_back(sync::encode(request, sync::Encoding::binary));
        }
        sent += changes_each;
    }
};

// All at once to the writer, which commits many pushes together; done when the last one is durable and answered.
void push_herd(server::Writer& writer, const std::vector<std::string>& bodies,
               const std::vector<sync::Principal>& principals) {
    std::latch all(devices);
    std::atomic<std::uint32_t> taken = 0;
    for (std::uint32_t i = 0; i < devices; ++i) {
        auto message = must(sync::decode<sync::PushRequest>(bodies[i], sync::Encoding::binary), "decode");
        must(writer.submit(
                 [&principals, i, message = std::move(message), &taken](server::WriteScope& scope) -> core::Status {
                     FF_ASSIGN(const auto reply, scope.authority.push(scope.ledger, principals[i], message));
                     FF_CHECK(!sync::encode(reply, sync::Encoding::binary).empty());
                     for (const auto& verdict : reply.verdicts) {
                         if (verdict.kind == sync::Verdict::Kind::applied) ++taken;
                     }
                     return {};
                 },
                 [&all](const core::Status& status) {
                     must(status, "push");
                     all.count_down();
                 }),
             "submit");
    }
    all.wait();
    FF_CHECK(taken == devices * changes_each);
}

class Floor {
  public:
    Floor(const std::string& path, const TeamData& team)
        : database_(path, {}), visits_(database_, catalog::interaction, true) {
        database_.run("CREATE TABLE history (seq INTEGER PRIMARY KEY, device INTEGER, number INTEGER, payload BLOB)");
        database_.run("CREATE TABLE mark (device INTEGER PRIMARY KEY, number INTEGER)");
        database_.run("BEGIN");
        for (std::uint32_t i = 0; i < team.sizes().visits; ++i) visits_.insert(team.visit(i));
        database_.run("COMMIT");
        database_.checkpoint();
        history_ = database_.prepare("INSERT INTO history (device, number, payload) VALUES (?1, ?2, ?3)");
        mark_ = database_.prepare("INSERT OR REPLACE INTO mark VALUES (?1, ?2)");
    }

    void push(const std::vector<core::Row>& visits, const std::vector<core::Bytes>& payloads, std::uint64_t number) {
        for (std::uint32_t device = 0; device < devices; ++device) {
            if (device % pushes_per_commit == 0) database_.run("BEGIN IMMEDIATE");
            for (std::uint32_t i = 0; i < changes_each; ++i) {
                const auto at = device * changes_each + i;
                visits_.insert(visits[at]);
                sqlite3_bind_int64(history_, 1, device);
                sqlite3_bind_int64(history_, 2, static_cast<sqlite3_int64>(number + i));
                sqlite3_bind_blob(history_, 3, payloads[at].data(), static_cast<int>(payloads[at].size()),
                                  SQLITE_STATIC);
                database_.step(history_);
            }
            sqlite3_bind_int64(mark_, 1, device);
            sqlite3_bind_int64(mark_, 2, static_cast<sqlite3_int64>(number + changes_each));
            database_.step(mark_);
            if (device % pushes_per_commit == pushes_per_commit - 1 || device + 1 == devices) database_.run("COMMIT");
        }
    }
    void checkpoint() { database_.checkpoint(); }

  private:
    RawDatabase database_;
    RawTable visits_;
    sqlite3_stmt* history_ = nullptr;
    sqlite3_stmt* mark_ = nullptr;
};

}  // namespace

std::vector<Line> run_s5(const Options& options) {
    const auto folder = fresh_folder(options, "s5");
    const TeamData team(5, options.sizes);
    const LabClock clock;
    core::SystemRandom random;
    auto store = open_server(folder / "server.db", clock, random, team, devices);
    fill_server(*store, team);
    std::vector<sync::Principal> principals;
    for (std::uint32_t i = 1; i <= devices; ++i) {
        principals.push_back(principal_of(team, store->organisation().id, i));
        principals.back().role = "director";  // may visit every customer
    }
    Floor floor(folder / "floor.db", team);
    server::Writer writer(*store, queue_limit, {});

    Herd herd;
    std::vector<double> ours;
    std::vector<double> least;
    for (int round = 0; round < options.rounds; ++round) {
        const auto number = herd.sent;
        herd.prepare(team, clock);
        std::vector<core::Bytes> payloads;
        for (const auto& visit : herd.visits) payloads.push_back(core::encode_row(visit));
        ours.push_back(1000 * seconds_of([&] { push_herd(writer, herd.bodies, principals); }));
        least.push_back(1000 * seconds_of([&] { floor.push(herd.visits, payloads, number); }));
        floor.checkpoint();
    }
    writer.stop();
    Line line;
    line.scenario = "S5";
    line.unit = "ms";
    line.ours = median(ours);
    line.floor = median(least);
    line.ratio = line.ours / line.floor;
    line.bar = "ratio <= 2";
    line.within_bar = line.ratio <= 2;
    line.p50_ms = percentile(ours, 0.5);
    line.p99_ms = percentile(ours, 0.99);
    line.rounds = options.rounds;
    line.note = "200 pushes of 50 visits through decoder, writer thread and group commit; floor: 16 pushes a commit";
    return {line};
}

}  // namespace fieldfare::bench
