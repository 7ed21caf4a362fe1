#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <unordered_set>
#include <vector>

#include "core/catalog/entities.h"
#include "core/customers/filing.h"
#include "core/visits/log_visit.h"
#include "server/app/admin.h"
#include "server/app/people.h"
#include "server/app/server.h"
#include "server/backup/restore.h"
#include "server/log/log.h"
#include "sync/client/curl_transport.h"
#include "sync/client/engine.h"

// A server loses a day and more: real stores, the real client over real sockets, the backup and the restore of the
// program. Only the clock is handed in, so that the day passes in a moment.
namespace fieldfare::rollback {
namespace {

namespace fs = std::filesystem;
using Visits = std::unordered_set<core::Uuid, core::UuidHash>;

constexpr core::WallMs hour_ms = 60LL * 60 * 1000;
constexpr core::WallMs day_ms = 24 * hour_ms;
constexpr int visits_a_round = 250;  // that a phone logs before it syncs
constexpr int customers_a_phone = 5;

template <typename T>
T must(core::Result<T> result, const char* what) {
    if (!result) fmt::print(stderr, "{}: {}\n", what, result.error().describe());
    return *std::move(result);
}
void must(const core::Status& status, const char* what) {
    if (!status) fmt::print(stderr, "{}: {}\n", what, status.error().describe());
    status.value();
}

class DayClock final : public core::Clock {
  public:
    core::WallMs wall() const override { return now_; }
    core::MonotonicMs monotonic() const override { return now_; }
    void pass(core::WallMs ms) { now_ += ms; }

  private:
    std::atomic<core::WallMs> now_ = 1'764'000'000'000;
};

struct Options {
    int phones = 20;
    int visits = 100'000;
    int days = 1;
    std::string folder;
};

class Phone {
  public:
    Phone(const fs::path& path, const std::string& url, const std::string& code, const core::Clock& clock,
          core::Random& random)
        : url_(url), clock_(clock), engine_(random) {
        core::StoreOptions options;
        options.path = path.string();
        store_ = must(core::Store::open(options, clock, random), "phone");
        const sync::EnrolRequest asked{code, "手机", "linux", FIELDFARE_VERSION, {}, {}};
        const auto request = must(sync::enrol_request(*store_, url, asked), "enrol");
        const auto reply = sync::enrol(transport_, url, request);
        must(sync::record_enrolment(*store_, url, must(reply, "enrol")), "enrolment");
        sync();
        for (int i = 0; i < customers_a_phone; ++i) {
            core::customers::FileCustomer filing;
            filing.fields[core::catalog::customer.at("name")] = fmt::format("客户 {} {}", code, i);
            customers_.push_back(must(core::customers::file(*store_, filing), "file").customer);
        }
        // The figure is what a server loses, not what a phone's disk does.
        must(store_->database().execute("PRAGMA synchronous=OFF"), "phone");
        sync();
    }

    core::Uuid log() {
        core::visits::LogVisit visit;
        visit.customer = customers_[logged_++ % customers_.size()];
        visit.channels = {"phone"};
        visit.note = fmt::format("第 {} 次", logged_);
        return must(core::visits::log(*store_, visit), "log").interaction;
    }

    // Until there is nothing to send and nothing to fetch.
    void sync() {
        engine_.wake();
        while (const auto request = must(engine_.next(*store_, clock_.monotonic()), "next")) {
            const auto outcome =
                engine_.absorb(*store_, *request, transport_.exchange(url_, *request), clock_.monotonic());
            if (outcome.error) fmt::print(stderr, "{}: {}\n", request->path, outcome.error->describe());
            if (outcome.error && !outcome.progress) break;
        }
        const auto status = must(engine_.status(*store_), "status");
        FF_CHECK(status.pending == 0 && status.quarantined == 0 && status.waiting == 0);
        if (store_->worth_checkpoint()) must(store_->checkpoint(), "checkpoint");
    }

  private:
    std::string url_;
    const core::Clock& clock_;
    sync::Engine engine_;
    sync::CurlTransport transport_;
    std::unique_ptr<core::Store> store_;
    std::vector<core::Uuid> customers_;
    std::size_t logged_ = 0;
};

// An organisation with one rep for each phone, and a code for each.
std::vector<std::string> found(const server::Config& config, int phones, const core::Clock& clock,
                               core::Random& random) {
    auto store = must(server::CanonicalStore::open(config.store(), clock, random), "server");
    const auto id = core::Uuid::v7(clock, random);
    const auto& entity = core::catalog::organisation;
    core::Row row(entity, id);
    row.values[entity.at("name")] = std::string("田鸫商贸");
    row.values[entity.at("time_zone")] = std::string("Asia/Shanghai");
    row.values[entity.at("currency")] = std::string("CNY");
    row.values[entity.at("code_template")] = std::string("{YYYY}{MM}{SEQ3}");
    must(store->found(id,
                      [&](server::WriteScope& scope) -> core::Status {
                          const auto principal = server::system_principal(store->organisation());
                          FF_TRY(scope.authority.write(scope.ledger, principal, {sync::add_of(row)}));
                          return {};
                      }),
         "organisation");
    const server::AdminHost host{[&](const server::WriteJob& job) { return store->run(job); }, clock, random,
                                 store->organisation(), nullptr};
    const auto run = [&](const nlohmann::json& command) {
        auto answer = nlohmann::json::parse(server::run_admin(host, command.dump()));
        FF_CHECK(answer["ok"] == true);
        return answer;
    };
    std::vector<std::string> codes;
    for (int i = 0; i < phones; ++i) {
        const auto email = fmt::format("rep{}@example.com", i);
        run({{"command", "user.add"}, {"name", email}, {"email", email}, {"role", "rep"}, {"team", "华东"}});
        codes.push_back(run({{"command", "device.enrol"}, {"user", email}})["code"].get<std::string>());
    }
    return codes;
}

Visits visits_of(const server::StoreOptions& options) {
    auto database = must(server::CanonicalStore::open_reader(options), "reader");
    auto statement = must(database->prepare("SELECT id FROM interaction WHERE _deleted=0"), "visits");
    Visits found;
    while (must(statement.step(), "visits")) FF_CHECK(found.insert(statement.uuid(0)).second);
    return found;
}

std::size_t missing(const Visits& wanted, const Visits& found) {
    return static_cast<std::size_t>(
        std::count_if(wanted.begin(), wanted.end(), [&](const core::Uuid& id) { return !found.contains(id); }));
}

class World {
  public:
    explicit World(const Options& options) : options_(options) {
        server::log::set_level("error");
        config_.data_directory = options.folder + "/server";
        config_.port = 0;
        fs::create_directories(config_.data_directory);
        fs::create_directories(options.folder + "/backups");
        const auto codes = found(config_, options.phones, clock_, random_);
        start();
        const auto url = fmt::format("http://127.0.0.1:{}", config_.port);
        for (const auto& code : codes) {
            phones_.push_back(std::make_unique<Phone>(options.folder + "/" + code + ".db", url, code, clock_, random_));
        }
    }

    int run() {
        const auto began = std::chrono::steady_clock::now();
        const auto backup =
            must(server::backup::take(config_.server_data(), options_.folder + "/backups", clock_, {}, {}), "backup");
        const auto acknowledged = work();
        FF_CHECK(missing(acknowledged, visits_of(config_.store())) == 0);
        for (int day = 1; day < options_.days; ++day) {
            clock_.pass(day_ms);
            for (auto& phone : phones_) phone->sync();
        }
        server_.reset();
        fs::remove_all(config_.data_directory);
        const auto restored =
            must(server::backup::restore(config_.server_data(), backup.database, clock_, random_), "restore");
        const auto after_restore = visits_of(config_.store()).size();
        start();
        for (auto& phone : phones_) phone->sync();
        const auto back = visits_of(config_.store());
        const auto lost = missing(acknowledged, back);
        const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
        const nlohmann::ordered_json line{{"phones", options_.phones},
                                          {"days", options_.days},
                                          {"acknowledged", acknowledged.size()},
                                          {"in_the_backup", after_restore},
                                          {"epoch_before", backup.manifest.epoch},
                                          {"epoch_after", restored.epoch},
                                          {"back", back.size()},
                                          {"lost", lost},
                                          {"seconds", took}};
        fmt::print("{}\n", line.dump());
        return lost == 0 && back.size() == acknowledged.size() ? 0 : 1;
    }

  private:
    void start() {
        server_ = must(server::Server::start(config_, clock_, random_), "start");
        config_.port = server_->port();
    }

    // All visits, spread over a day and the phones, each acknowledged.
    Visits work() {
        Visits logged;
        const auto wanted = static_cast<std::size_t>(options_.visits);
        while (logged.size() < wanted) {
            for (auto& phone : phones_) {
                for (int i = 0; i < visits_a_round && logged.size() < wanted; ++i) {
                    clock_.pass(day_ms / options_.visits);
                    logged.insert(phone->log());
                }
                phone->sync();
            }
            fmt::print(stderr, "{} of {} visits\n", logged.size(), wanted);
        }
        return logged;
    }

    Options options_;
    DayClock clock_;
    core::SystemRandom random_;
    server::Config config_;
    std::unique_ptr<server::Server> server_;
    std::vector<std::unique_ptr<Phone>> phones_;
};

}  // namespace
}  // namespace fieldfare::rollback

int main(int argc, char** argv) {
    using namespace fieldfare::rollback;
    CLI::App app{
        "Takes a server's backup, has phones log visits for a day and sends them, puts the backup back, and counts "
        "what of "
        "the acknowledged visits does not return. One JSON line.\nExit code: 0 none is lost, 1 some are, 2 wrong use."};
    Options options;
    app.add_option("--phones", options.phones, "Phones, each of a rep of his own")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    app.add_option("--visits", options.visits, "Visits of all phones together")
        ->check(CLI::Range(1, 10'000'000))
        ->capture_default_str();
    app.add_option("--days", options.days, "Days between the backup and the restore; phones keep their work for 30")
        ->check(CLI::Range(1, 400))
        ->capture_default_str();
    app.add_option("--folder", options.folder,
                   "Where the databases lie; made, and removed again (default: a temporary one)");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    if (options.folder.empty())
        options.folder = fs::temp_directory_path() / fmt::format("fieldfare-rollback-{}", getpid());
    const int outcome = World(options).run();
    fs::remove_all(options.folder);
    return outcome;
}
