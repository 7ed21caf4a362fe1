#include "core/catalog/entities.h"
#include "core/rows/codec.h"
#include "core/store/save.h"
#include "tests/bench/raw_book.h"
#include "tests/bench/scenarios.h"

namespace fieldfare::bench {
namespace {

namespace catalog = core::catalog;
constexpr std::uint32_t user = 1;
constexpr std::uint32_t changes_per_commit = 500;

// Half of a week's changes are new visits, half are edits of customers.
bool is_visit(std::uint32_t number) {
    return number % 2 == 0;
}

std::string note_of(std::uint32_t number) {
    return fmt::format("第{}次沟通后更新", number);
}

void work_offline(core::Store& store, const TeamData& team, std::uint32_t first, std::uint32_t count) {
    {
        const Unsynced unsynced(store);
        for (std::uint32_t i = first; i < first + count; ++i) {
            must(core::save(store,
                            [&](core::Transaction& transaction, core::Edit& edit) -> core::Status {
                                if (is_visit(i)) {
                                    auto visit = team.new_visit(user, i);
                                    return edit.add(visit);
                                }
                                FF_ASSIGN(auto row, transaction.get(catalog::customer, team.customer_of(user, i)));
                                FF_TRY(edit.set(row, catalog::customer.at("note"), note_of(i)));
                                return edit.set(row, catalog::customer.at("staff_count"), std::int64_t{i});
                            }),
                 "work offline");
        }
    }
    settle(store);
}

// A journal on one side; rows, history and the sender's mark on the other. 500 changes a transaction on both.
class Floor {
  public:
    Floor(const std::filesystem::path& folder, const core::Bytes& key, const TeamData& team)
        : team_(team),
          phone_(folder / "floor-phone.db", key, phone_cache_kib),
          server_(folder / "floor-server.db", team) {
        phone_.run("CREATE TABLE outbox (number INTEGER PRIMARY KEY, acknowledged INTEGER, payload BLOB)");
        put_ = phone_.prepare("INSERT INTO outbox VALUES (?1, 0, ?2)");
        take_ = phone_.prepare("SELECT number, payload FROM outbox WHERE number > ?1 ORDER BY number LIMIT ?2");
        done_ = phone_.prepare("UPDATE outbox SET acknowledged=1 WHERE number > ?1 AND number <= ?2");
    }

    void work_offline(std::uint32_t first, std::uint32_t count) {
        visits_.clear();
        phone_.run("BEGIN");
        for (std::uint32_t i = first; i < first + count; ++i) {
            core::Bytes payload(120, 7);  // of an edit: about what its change takes
            if (is_visit(i)) {
                visits_.push_back(team_.new_visit(user, i));
                payload = core::encode_row(visits_.back());
            }
            sqlite3_bind_int64(put_, 1, i + 1);
            sqlite3_bind_blob(put_, 2, payload.data(), static_cast<int>(payload.size()), SQLITE_TRANSIENT);
            phone_.step(put_);
        }
        phone_.run("COMMIT");
        phone_.checkpoint();
        server_.book().database().checkpoint();
    }

    void push(std::uint32_t first, std::uint32_t count) {
        std::size_t next_visit = 0;
        for (std::uint32_t from = first; from < first + count; from += changes_per_commit) {
            const auto end = std::min(from + changes_per_commit, first + count);
            server_.begin();
            sqlite3_bind_int64(take_, 1, from);
            sqlite3_bind_int64(take_, 2, changes_per_commit);
            while (sqlite3_step(take_) == SQLITE_ROW) {
                const auto number = sqlite3_column_int64(take_, 0);
                const auto i = static_cast<std::uint32_t>(number - 1);
                if (is_visit(i)) {
                    server_.book().add(visits_[next_visit++]);
                } else {
                    server_.edit_customer(team_.customer_of(user, i), note_of(i), i);
                }
                server_.append_history(1, number, sqlite3_column_blob(take_, 1),
                                       static_cast<std::size_t>(sqlite3_column_bytes(take_, 1)));
            }
            sqlite3_reset(take_);
            server_.set_mark(1, end);
            server_.commit();
            sqlite3_bind_int64(done_, 1, from);
            sqlite3_bind_int64(done_, 2, end);
            phone_.step(done_);
        }
    }

  private:
    const TeamData& team_;
    RawDatabase phone_;
    RawServer server_;
    std::vector<core::Row> visits_;
    sqlite3_stmt* put_ = nullptr;
    sqlite3_stmt* take_ = nullptr;
    sqlite3_stmt* done_ = nullptr;
};

}  // namespace

std::vector<Line> run_s2(const Options& options) {
    const auto folder = fresh_folder(options, "s2");
    const TeamData team(2, options.sizes);
    const LabClock clock;
    core::SystemRandom random;
    const LabServer server(folder, clock, random, team, user);
    const auto store = open_phone(folder / "phone.db", options, clock, random, team, user, &server);
    fill_phone(*store, team, &server);
    Exchange exchange(*store, server, clock, random);
    Floor floor(folder, options.key, team);

    std::vector<Line> lines;
    std::uint32_t next = 0;
    for (const std::uint32_t changes : {500U, 10'000U}) {
        std::size_t pushed = 0;
        std::size_t pulled = 0;
        const auto ours = [&] {
            exchange.until_in_sync();  // as a phone is within a second of its last push, before the week begins
            work_offline(*store, team, next, changes);
            exchange.push_bytes = exchange.pull_bytes = 0;
            const auto cost = cost_of([&] { exchange.until_outbox_empty(); });
            pushed = exchange.push_bytes;
            pulled = exchange.pull_bytes;
            return cost;
        };
        const auto least = [&] {
            floor.work_offline(next, changes);
            const auto cost = cost_of([&] { floor.push(next, changes); });
            next += changes;
            return cost;
        };
        const auto rounds = in_turn(options.rounds, ours, least);
        lines.push_back(compare(
            fmt::format("S2-{}", changes), "ms", rounds, {Bar::Of::ratio, Bar::Keep::at_most, 3},
            fmt::format("engine, transport and whole server on real sockets, until every change has its durable "
                        "verdict; {:.0f} bytes a change pushed, {:.0f} pulled meanwhile",
                        static_cast<double>(pushed) / changes, static_cast<double>(pulled) / changes)));
    }
    return lines;
}

}  // namespace fieldfare::bench
