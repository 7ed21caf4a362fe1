#include "tests/bench/lab.h"

#include <thread>

#include "core/catalog/entities.h"
#include "core/search/search.h"
#include "server/log/log.h"
#include "server/store/accounts.h"
#include "server/store/canonical_store.h"
#include "server/store/hash.h"
#include "sync/authority/draft.h"

namespace fieldfare::bench {
namespace {

namespace catalog = core::catalog;
constexpr std::uint32_t rows_per_commit = 5000;

core::Uuid device_id(std::uint32_t number) {
    core::Uuid id;
    id.bytes = {1, 0, 0, 0, 0, 1, 0x70, 0, 0x80};
    for (std::size_t i = 0; i < 4; ++i) id.bytes[12 + i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
    return id;
}

core::Row organisation_row(const core::Uuid& id) {
    core::Row row(catalog::organisation, id);
    row.values[catalog::organisation.at("name")] = std::string("田鸫贸易");
    row.values[catalog::organisation.at("time_zone")] = std::string("Asia/Shanghai");
    row.values[catalog::organisation.at("currency")] = std::string("CNY");
    row.values[catalog::organisation.at("code_template")] = std::string("{yyyy}{mm}{nnn}");
    row.clocks.row = {core::Hlc::at(data_begin_ms), 0};
    return row;
}

core::Row team_row(const TeamData& team) {
    core::Row row(catalog::team, team.team_id());
    row.values[catalog::team.at("name")] = std::string("华东");
    row.clocks.row = {core::Hlc::at(data_begin_ms), 0};
    return row;
}

void put_people(server::CanonicalStore& store, const TeamData& team, std::uint32_t devices) {
    must(store.run([&](server::WriteScope& scope) -> core::Status {
        FF_ASSIGN(const auto seq, scope.ledger.next_seq());
        FF_TRY(scope.ledger.put_row(organisation_row(team.organisation_id()), nullptr, {}, seq));
        FF_TRY(scope.ledger.put_row(team_row(team), nullptr, {}, seq));
        for (std::uint32_t i = 0; i < team.sizes().users; ++i) {
            FF_TRY(scope.ledger.put_row(team.user(i), nullptr, {}, seq));
            const auto user = team.user(i);
            const auto role = user.text(catalog::user.at("role"));
            const auto standings = sync::standings_for(role, user.id, team.team_id(), team.organisation_id(), {});
            FF_TRY(scope.ledger.set_membership(user.id, standings, seq, scope.now));
        }
        for (std::uint32_t i = 1; i <= devices; ++i) {
            server::DeviceState device;
            device.number = i;
            device.id = device_id(i);
            device.user = team.user_id(i);
            device.epoch = 1;
            device.enrolled_at = scope.now;
            FF_TRY(server::add_device(scope.database, scope.org, device, server::hashed(token_of(i))));
        }
        return {};
    }),
         "people and devices");
}

// Each row with its own seq, in large transactions.
void put_rows(server::CanonicalStore& store, const TeamData& team) {
    for (std::uint32_t next = 0; next < team.sizes().rows();) {
        const auto end = std::min(next + rows_per_commit, team.sizes().rows());
        must(store.run([&](server::WriteScope& scope) -> core::Status {
            for (; next < end; ++next) {
                const auto row = team.row(next);
                FF_ASSIGN(const auto seq, scope.ledger.next_seq());
                FF_TRY(scope.ledger.put_row(row, nullptr, sync::scope_of(row), seq));
                if (row.entity != &catalog::customer) continue;
                sync::Draft draft(scope.ledger);
                FF_ASSIGN(const auto circles, sync::circles_of(draft, row, team.organisation_id()));
                FF_TRY(scope.ledger.set_audience(row.id, circles, seq, scope.now));
            }
            return {};
        }),
             "fill the server");
        must(store.checkpoint(), "checkpoint");
    }
}

}  // namespace

std::filesystem::path fresh_folder(const Options& options, const char* scenario) {
    auto folder = options.folder / scenario;
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    return folder;
}

void remove_database(const std::filesystem::path& path) {
    for (const char* tail : {"", "-wal", "-shm", ".lock"}) std::filesystem::remove(path.string() + tail);
}

std::string token_of(std::uint32_t device) {
    return fmt::format("token-{}", device);
}

LabServer::LabServer(const std::filesystem::path& folder, const core::Clock& clock, core::Random& random,
                     const TeamData& team, std::uint32_t devices) {
    server::log::set_level("error");
    server::Config config;
    config.data_directory = folder;
    config.port = 0;
    {
        auto store = must(server::CanonicalStore::open({config.database_path(), {}}, clock, random), "open the server");
        must(store->found(team.organisation_id()), "found");
        must(store->database().execute("PRAGMA synchronous=OFF"), "fill");
        put_people(*store, team, devices);
        put_rows(*store, team);
        epoch_ = store->organisation().epoch;
        head_ = must(server::SqliteLedgerReader(store->database(), store->organisation().number).head(), "head");
    }
    server_ = must(server::Server::start(config, clock, random), "start the server");
}

std::unique_ptr<core::Store> open_phone(const std::filesystem::path& path, const Options& options,
                                        const core::Clock& clock, core::Random& random, const TeamData& team,
                                        std::uint32_t device, const LabServer* server) {
    auto store = must(core::Store::open({path, options.key, {}}, clock, random), "open a phone");
    sync::EnrolReply reply;
    reply.token = token_of(device);
    reply.device = device;
    reply.device_id = device_id(device);
    reply.device_epoch = 1;
    reply.org = team.organisation_id();
    reply.user = team.user_id(device);
    reply.team = team.team_id();
    reply.role = device % team.sizes().users == 0 ? "lead" : "rep";
    reply.server_time = clock.wall();
    reply.server_epoch = server != nullptr ? server->epoch() : 1;
    const auto url = server != nullptr ? server->url() : "http://127.0.0.1";
    must(sync::record_enrolment(*store, url, reply), "enrol a phone");
    return store;
}

void fill_phone(core::Store& store, const TeamData& team, const LabServer* server) {
    const Unsynced unsynced(store);
    for (std::uint32_t next = 0; next < team.sizes().rows();) {
        auto transaction = must(store.begin(), "begin");
        if (next == 0) {
            must(transaction.put(organisation_row(team.organisation_id())), "put");
            must(transaction.put(team_row(team)), "put");
            for (std::uint32_t i = 0; i < team.sizes().users; ++i) must(transaction.put(team.user(i)), "put");
            if (server != nullptr) must(core::journal::set_cursor(transaction, server->head()), "cursor");
        }
        const auto end = std::min(next + rows_per_commit, team.sizes().rows());
        for (; next < end; ++next) must(transaction.put(team.row(next)), "put");
        must(transaction.commit(), "commit");
        must(store.checkpoint(), "checkpoint");
    }
    settle(store);
}

core::visits::LogVisit form_of(const core::Row& visit) {
    const auto& entity = catalog::interaction;
    core::visits::LogVisit form;
    form.customer = visit.reference(entity.at("customer"));
    form.channels = visit.set(entity.at("channels"));
    form.note = std::string(visit.text(entity.at("note")));
    form.feedback = std::string(visit.text(entity.at("feedback")));
    form.next_step = std::string(visit.text(entity.at("next_step")));
    form.stage_after = std::string(visit.text(entity.at("stage_after")));
    form.fulfils_due = false;
    for (const auto field : {entity.at("potential_after"), entity.at("satisfaction_after")}) {
        form.more[field] = visit.values[field];
    }
    return form;
}

void settle(core::Store& store) {
    while (must(core::search::index_step(store, rows_per_commit), "index") > 0) must(store.checkpoint(), "checkpoint");
    must(store.checkpoint(), "checkpoint");
}

Unsynced::Unsynced(core::Store& store) : store_(store) {
    must(store_.database().execute("PRAGMA synchronous=OFF"), "unsynced");
}

Unsynced::~Unsynced() {
    must(store_.database().execute("PRAGMA synchronous=FULL"), "synced again");
}

sync::Outcome Exchange::step() {
    const auto request = must(engine_.next(store_, clock_.monotonic()), "next");
    FF_CHECK(request.has_value());
    return carry(*request);
}

sync::Outcome Exchange::carry(const sync::HttpRequest& request) {
    const auto answer = transport_.exchange(url_, request);
    push_bytes += request.body.size();
    if (answer && request.method == "GET") pull_bytes += answer->body.size();
    auto outcome = engine_.absorb(store_, request, answer, clock_.monotonic());
    if (outcome.error) fmt::print(stderr, "bench: {}: {}\n", request.path, outcome.error->describe());
    FF_CHECK(!outcome.error);
    return outcome;
}

void Exchange::until_in_sync() {
    engine_.wake();
    while (const auto request = must(engine_.next(store_, clock_.monotonic()), "next")) carry(*request);
}

void Exchange::until_outbox_empty() {
    engine_.wake();
    while (must(core::journal::pending_count(store_.read()), "pending") > 0) step();
}

void Exchange::until_pulled() {
    engine_.wake();
    while (true) {
        const auto request = must(engine_.next(store_, clock_.monotonic()), "next");
        if (!request) {  // the snapshot is being made
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        } else if (carry(*request).pulled) {
            return;
        }
    }
}

sync::EngineOptions Exchange::options_for(Filling filling) {
    sync::EngineOptions options;
    if (filling == Filling::pages) options.part_bytes = 0;
    return options;
}

}  // namespace fieldfare::bench
