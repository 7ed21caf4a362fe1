#include "core/catalog/entities.h"
#include "core/rows/codec.h"
#include "core/visits/log_visit.h"
#include "tests/bench/floor.h"
#include "tests/bench/scenarios.h"

namespace fieldfare::bench {
namespace {

namespace catalog = core::catalog;
constexpr int visits_per_round = 300;

// The same work on raw SQLite: insert the visit, write three fields of the customer, append a journal entry; one
// transaction, synced.
class Floor {
  public:
    Floor(const std::string& path, const core::Bytes& key, const TeamData& team)
        : team_(team),
          database_(path, key),
          customers_(database_, catalog::customer, true),
          contacts_(database_, catalog::contact, true),
          followups_(database_, catalog::followup, true),
          visits_(database_, catalog::interaction, true) {
        database_.run("CREATE TABLE journal (number INTEGER PRIMARY KEY, saved_at INTEGER, payload BLOB)");
        const auto rows = team.sizes().rows();
        database_.run("BEGIN");
        for (std::uint32_t i = 0; i < rows; ++i) {
            const auto row = team.row(i);
            table_of(*row.entity).insert(row);
            if (i % 5000 == 4999) {
                database_.run("COMMIT");
                database_.checkpoint();
                database_.run("BEGIN");
            }
        }
        database_.run("COMMIT");
        database_.checkpoint();
        begin_ = database_.prepare("BEGIN IMMEDIATE");
        commit_ = database_.prepare("COMMIT");
        update_ =
            database_.prepare("UPDATE customer SET stage=?2, potential_class=?3, first_contact_on=?4 WHERE id=?1");
        journal_ = database_.prepare("INSERT INTO journal (saved_at, payload) VALUES (?1, ?2)");
    }

    void log(const core::Row& visit, const core::Bytes& payload, const char* stage) {
        database_.step(begin_);
        visits_.insert(visit);
        const auto id = visit.reference(catalog::interaction.at("customer"));
        sqlite3_bind_blob(update_, 1, id.bytes.data(), 16, SQLITE_TRANSIENT);
        sqlite3_bind_text(update_, 2, stage, -1, SQLITE_STATIC);
        sqlite3_bind_text(update_, 3, "a", -1, SQLITE_STATIC);
        sqlite3_bind_text(update_, 4, "2026-11-01", -1, SQLITE_STATIC);
        database_.step(update_);
        sqlite3_bind_int64(journal_, 1, 1);
        sqlite3_bind_blob(journal_, 2, payload.data(), static_cast<int>(payload.size()), SQLITE_TRANSIENT);
        database_.step(journal_);
        database_.step(commit_);
    }
    void checkpoint() { database_.checkpoint(); }

  private:
    RawTable& table_of(const core::Entity& entity) {
        if (&entity == &catalog::customer) return customers_;
        if (&entity == &catalog::contact) return contacts_;
        return &entity == &catalog::followup ? followups_ : visits_;
    }

    const TeamData& team_;
    RawDatabase database_;
    RawTable customers_;
    RawTable contacts_;
    RawTable followups_;
    RawTable visits_;
    sqlite3_stmt* begin_ = nullptr;
    sqlite3_stmt* commit_ = nullptr;
    sqlite3_stmt* update_ = nullptr;
    sqlite3_stmt* journal_ = nullptr;
};

const char* stage_of(int i) {
    static constexpr const char* stages[] = {"lead", "intent", "proposal", "negotiation"};
    return stages[i % 4];
}

core::Row new_visit(const TeamData& team, std::uint32_t number) {
    return team.visit(team.sizes().visits + number);
}

core::visits::LogVisit form_of(const core::Row& visit, int i) {
    const auto& entity = catalog::interaction;
    core::visits::LogVisit form;
    form.customer = visit.reference(entity.at("customer"));
    form.channels = visit.set(entity.at("channels"));
    form.note = std::string(visit.text(entity.at("note")));
    form.feedback = std::string(visit.text(entity.at("feedback")));
    form.next_step = std::string(visit.text(entity.at("next_step")));
    form.stage_after = stage_of(i);
    form.fulfils_due = false;
    form.more[entity.at("potential_after")] = std::string("a");
    form.more[entity.at("satisfaction_after")] = std::string(catalog::satisfaction.choices[i % 3].code);
    return form;
}

}  // namespace

std::vector<Line> run_s1(const Options& options) {
    const auto folder = fresh_folder(options, "s1");
    const TeamData team(1, options.sizes);
    const LabClock clock;
    core::SystemRandom random;
    auto store = open_phone(folder / "phone.db", options.key, clock, random, team, 1);
    fill_phone(*store, team);
    settle(*store);
    Floor floor(folder / "floor.db", options.key, team);

    std::vector<double> ours;
    std::vector<double> least;
    std::vector<double> single;
    std::uint32_t number = 0;
    for (int round = 0; round < options.rounds; ++round) {
        std::vector<core::Row> visits;
        for (int i = 0; i < visits_per_round; ++i) visits.push_back(new_visit(team, number++));
        ours.push_back(visits_per_round / seconds_of([&] {
                           for (int i = 0; i < visits_per_round; ++i) {
                               const auto form = form_of(visits[static_cast<std::size_t>(i)], i + round);
                               single.push_back(1000 *
                                                seconds_of([&] { must(core::visits::log(*store, form), "log"); }));
                           }
                       }));
        std::vector<core::Bytes> payloads;
        for (const auto& visit : visits) payloads.push_back(core::encode_row(visit));
        least.push_back(visits_per_round / seconds_of([&] {
                            for (int i = 0; i < visits_per_round; ++i) {
                                const auto at = static_cast<std::size_t>(i);
                                floor.log(visits[at], payloads[at], stage_of(i + round));
                            }
                        }));
        // Off the user's path, for both.
        settle(*store);
        floor.checkpoint();
    }
    Line line;
    line.scenario = "S1";
    line.unit = "visits/s";
    line.ours = median(ours);
    line.floor = median(least);
    line.ratio = line.ours / line.floor;
    line.bar = "ratio >= 0.6";
    line.within_bar = line.ratio >= 0.6;
    line.p50_ms = percentile(single, 0.5);
    line.p99_ms = percentile(single, 0.99);
    line.rounds = options.rounds;
    line.note = "visit + 3 customer fields + journal, synchronous=FULL, on the filled database";
    return {line};
}

}  // namespace fieldfare::bench
