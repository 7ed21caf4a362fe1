#include "core/catalog/entities.h"
#include "core/rows/codec.h"
#include "core/store/save.h"
#include "tests/bench/floor.h"
#include "tests/bench/scenarios.h"

namespace fieldfare::bench {
namespace {

namespace catalog = core::catalog;
constexpr std::uint32_t changes_per_commit = 500;

// Half of a week's changes are new visits, half are edits of customers.
bool is_visit(std::uint32_t number) {
    return number % 2 == 0;
}

void work_offline(core::Store& store, const TeamData& team, std::uint32_t first, std::uint32_t count) {
    for (std::uint32_t i = first; i < first + count; ++i) {
        must(core::save(store,
                        [&](core::Transaction& transaction, core::Edit& edit) -> core::Status {
                            if (is_visit(i)) {
                                auto visit = team.visit(team.sizes().visits + i);
                                return edit.add(visit);
                            }
                            const auto id = team.customer_id(i % team.sizes().customers);
                            FF_ASSIGN(auto row, transaction.get(catalog::customer, id));
                            FF_TRY(edit.set(row, catalog::customer.at("note"), fmt::format("第{}次沟通后更新", i)));
                            return edit.set(row, catalog::customer.at("staff_count"), std::int64_t{i});
                        }),
             "work offline");
    }
    must(store.checkpoint(), "checkpoint");
}

void push_all(core::Store& store, sync::Engine& engine, server::CanonicalStore& server,
              const sync::Principal& principal) {
    core::MonotonicMs now = 0;
    while (must(core::journal::pending_count(store.read()), "pending") > 0) {
        engine.journal_grew();
        auto request = must(engine.next(store, ++now), "next");
        FF_CHECK(request.has_value());
        const auto outcome = engine.absorb(store, *request, serve(server, principal, *request), now);
        FF_CHECK(!outcome.error);
    }
}

// An outbox table on one side; rows, history and the sender's mark on the other. 500 changes a transaction on both.
class Floor {
  public:
    Floor(const std::string& phone, const std::string& server, const core::Bytes& key, const TeamData& team)
        : team_(team),
          phone_(phone, key),
          server_(server, {}),
          customers_(server_, catalog::customer, true),
          visits_(server_, catalog::interaction, true) {
        phone_.run("CREATE TABLE outbox (number INTEGER PRIMARY KEY, acknowledged INTEGER, payload BLOB)");
        server_.run("CREATE TABLE history (seq INTEGER PRIMARY KEY, device INTEGER, number INTEGER, payload BLOB)");
        server_.run("CREATE TABLE mark (device INTEGER PRIMARY KEY, number INTEGER)");
        server_.run("BEGIN");
        for (std::uint32_t i = 0; i < team.sizes().customers; ++i) customers_.insert(team.customer(i));
        for (std::uint32_t i = 0; i < team.sizes().visits; ++i) visits_.insert(team.visit(i));
        server_.run("COMMIT");
        server_.checkpoint();
        put_ = phone_.prepare("INSERT INTO outbox VALUES (?1, 0, ?2)");
        take_ = phone_.prepare("SELECT number, payload FROM outbox WHERE number > ?1 ORDER BY number LIMIT ?2");
        done_ = phone_.prepare("UPDATE outbox SET acknowledged=1 WHERE number > ?1 AND number <= ?2");
        update_ = server_.prepare("UPDATE customer SET note=?2, staff_count=?3 WHERE id=?1");
        history_ = server_.prepare("INSERT INTO history (device, number, payload) VALUES (1, ?1, ?2)");
        mark_ = server_.prepare("INSERT OR REPLACE INTO mark VALUES (1, ?1)");
    }

    void work_offline(std::uint32_t first, std::uint32_t count) {
        phone_.run("BEGIN");
        for (std::uint32_t i = first; i < first + count; ++i) {
            const auto payload =
                is_visit(i) ? core::encode_row(team_.visit(team_.sizes().visits + i)) : core::Bytes(120, 7);
            sqlite3_bind_int64(put_, 1, i + 1);
            sqlite3_bind_blob(put_, 2, payload.data(), static_cast<int>(payload.size()), SQLITE_TRANSIENT);
            phone_.step(put_);
        }
        phone_.run("COMMIT");
        phone_.checkpoint();
        for (std::uint32_t i = first; i < first + count; ++i) {
            if (is_visit(i)) visits_to_come_.push_back(team_.visit(team_.sizes().visits + i));
        }
    }

    void push(std::uint32_t first, std::uint32_t count) {
        std::size_t next_visit = 0;
        for (std::uint32_t from = first; from < first + count; from += changes_per_commit) {
            const auto end = std::min(from + changes_per_commit, first + count);
            server_.run("BEGIN IMMEDIATE");
            sqlite3_bind_int64(take_, 1, from);
            sqlite3_bind_int64(take_, 2, changes_per_commit);
            while (sqlite3_step(take_) == SQLITE_ROW) {
                const auto i = static_cast<std::uint32_t>(sqlite3_column_int64(take_, 0) - 1);
                if (is_visit(i)) {
                    visits_.insert(visits_to_come_[next_visit++]);
                } else {
                    const auto id = team_.customer_id(i % team_.sizes().customers);
                    sqlite3_bind_blob(update_, 1, id.bytes.data(), 16, SQLITE_TRANSIENT);
                    sqlite3_bind_text(update_, 2, "沟通后更新", -1, SQLITE_STATIC);
                    sqlite3_bind_int64(update_, 3, i);
                    server_.step(update_);
                }
                sqlite3_bind_int64(history_, 1, i + 1);
                sqlite3_bind_blob(history_, 2, sqlite3_column_blob(take_, 1), sqlite3_column_bytes(take_, 1),
                                  SQLITE_TRANSIENT);
                server_.step(history_);
            }
            sqlite3_reset(take_);
            sqlite3_bind_int64(mark_, 1, end);
            server_.step(mark_);
            server_.run("COMMIT");
            sqlite3_bind_int64(done_, 1, from);
            sqlite3_bind_int64(done_, 2, end);
            phone_.step(done_);
        }
        visits_to_come_.clear();
    }
    void checkpoint() { server_.checkpoint(); }

  private:
    const TeamData& team_;
    RawDatabase phone_;
    RawDatabase server_;
    RawTable customers_;
    RawTable visits_;
    std::vector<core::Row> visits_to_come_;
    sqlite3_stmt* put_ = nullptr;
    sqlite3_stmt* take_ = nullptr;
    sqlite3_stmt* done_ = nullptr;
    sqlite3_stmt* update_ = nullptr;
    sqlite3_stmt* history_ = nullptr;
    sqlite3_stmt* mark_ = nullptr;
};

}  // namespace

std::vector<Line> run_s2(const Options& options) {
    const auto folder = fresh_folder(options, "s2");
    const TeamData team(2, options.sizes);
    const LabClock clock;
    core::SystemRandom random;
    auto server = open_server(folder / "server.db", clock, random, team, 1);
    fill_server(*server, team);
    auto principal = principal_of(team, server->organisation().id, 1);
    principal.role = "director";  // may change every customer, so no change is refused
    auto store = open_phone(folder / "phone.db", options.key, clock, random, team, 1);
    fill_phone(*store, team);
    settle(*store);
    sync::Engine engine(random);
    Floor floor(folder / "floor-phone.db", folder / "floor-server.db", options.key, team);

    std::vector<Line> lines;
    std::uint32_t next = 0;
    for (const std::uint32_t changes : {500U, 10'000U}) {
        std::vector<double> ours;
        std::vector<double> least;
        for (int round = 0; round < options.rounds; ++round) {
            work_offline(*store, team, next, changes);
            ours.push_back(1000 * seconds_of([&] { push_all(*store, engine, *server, principal); }));
            must(server->checkpoint(), "checkpoint");
            floor.work_offline(next, changes);
            least.push_back(1000 * seconds_of([&] { floor.push(next, changes); }));
            floor.checkpoint();
            next += changes;
        }
        Line line;
        line.scenario = fmt::format("S2-{}", changes);
        line.unit = "ms";
        line.ours = median(ours);
        line.floor = median(least);
        line.ratio = line.ours / line.floor;
        line.bar = "ratio <= 3";
        line.within_bar = line.ratio <= 3;
        line.p50_ms = percentile(ours, 0.5);
        line.p99_ms = percentile(ours, 0.99);
        line.rounds = options.rounds;
        line.note = "journal, encode, decode, authorise, merge, history, verdicts; phone and server in one process";
        lines.push_back(line);
    }
    return lines;
}

}  // namespace fieldfare::bench
