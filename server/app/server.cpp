#include "server/app/server.h"

#include <sys/stat.h>

#include <limits>

#include "core/store/sqlite.h"
#include "server/app/admin_socket.h"
#include "server/app/dispatcher.h"
#include "server/auth/password.h"
#include "server/http/server.h"
#include "server/log/log.h"
#include "server/people/duplicates.h"

namespace fieldfare::server {

// Destroyed from the bottom up: first the sockets, then what answers, then the store.
struct Server::Impl {
    Config config;
    core::SystemClock system_clock;
    core::SystemRandom system_random;
    std::unique_ptr<CanonicalStore> store;
    LiveHub live;
    std::unique_ptr<AttemptGuard> accounts;
    std::unique_ptr<AttemptGuard> addresses;
    Comparisons comparisons;
    std::unique_ptr<core::media::DiskFolder> content_folder;
    std::unique_ptr<ContentStore> contents;
    std::unique_ptr<Services> services;
    StaticFiles files;
    Metrics metrics;
    std::unique_ptr<Snapshots> snapshots;
    std::unique_ptr<Writer> writer;
    std::unique_ptr<ReaderPool> readers;
    std::unique_ptr<ReaderPool> passwords;
    std::unique_ptr<Dispatcher> dispatcher;
    std::unique_ptr<HttpServer> http;
    std::unique_ptr<AdminSocket> admin;
    std::unique_ptr<backup::Keeper> backups;
    bool stopped = false;
    bool comparing = false;  // a comparison of customers is on its way; the writer's thread alone

    void compare_customers();
    std::map<std::string, double> gauges() const;
};

namespace {

// What the last run left undone of an erasure, then what lies there unwanted.
core::Status tidy_contents(CanonicalStore& store, ContentStore& contents, core::WallMs now) {
    const auto org = store.organisation().number;
    auto erased = store.run([&](WriteScope& scope) -> core::Status {
        FF_TRY(media::remove_erased(scope.database, org, contents, std::numeric_limits<std::int32_t>::max()));
        return {};
    });
    if (!erased) return erased;
    FF_ASSIGN(const auto swept, media::sweep(store.database(), org, contents, now));
    if (swept > 0) log::event(log::Level::info, "contents that no record names are gone", {{"files", swept}});
    return {};
}

}  // namespace

std::map<std::string, double> Server::Impl::gauges() const {
    const auto written = writer->counts();
    std::map<std::string, double> values{
        {"fieldfare_writer_commits_total", static_cast<double>(written.commits)},
        {"fieldfare_writer_jobs_total", static_cast<double>(written.jobs)},
        {"fieldfare_writer_refused_total", static_cast<double>(written.refused)},
        {"fieldfare_writer_checkpoints_total", static_cast<double>(written.checkpoints)},
        {"fieldfare_writer_queue", static_cast<double>(written.queued)},
        {"fieldfare_reader_queue", static_cast<double>(readers->queued())},
        {"fieldfare_live_streams", static_cast<double>(live.size())},
        {"fieldfare_up", 1.0},
    };
    const auto kept = backups->health();
    values["fieldfare_backups_total"] = static_cast<double>(kept.taken);
    values["fieldfare_backup_failures_total"] = static_cast<double>(kept.failures);
    if (kept.newest) {
        const auto& newest = kept.newest->manifest;
        values["fieldfare_backup_age_seconds"] = static_cast<double>(services->clock.wall() - newest.taken_at) / 1000;
        values["fieldfare_backup_bytes"] = static_cast<double>(newest.bytes);
    }
    values["fieldfare_comparisons_total"] = static_cast<double>(comparisons.compared);
    values["fieldfare_repaired_rows_total"] = static_cast<double>(comparisons.repaired_rows);
    values["fieldfare_unknown_rows_total"] = static_cast<double>(comparisons.unknown_rows);
    values["fieldfare_wrong_digests_total"] = static_cast<double>(comparisons.wrong_digests);
    const auto made = snapshots->counts();
    values["fieldfare_snapshots_made_total"] = static_cast<double>(made.made);
    values["fieldfare_snapshots_failed_total"] = static_cast<double>(made.failed);
    values["fieldfare_snapshots_offered_total"] = static_cast<double>(made.offered);
    values["fieldfare_snapshots_gone_total"] = static_cast<double>(made.gone);
    values["fieldfare_snapshots_seconds_total"] = made.seconds;
    values["fieldfare_snapshots"] = static_cast<double>(made.files);
    values["fieldfare_snapshots_bytes"] = static_cast<double>(made.bytes);
    const auto counts = http->counts();
    values["fieldfare_http_connections"] = static_cast<double>(counts.connections);
    values["fieldfare_http_body_bytes"] = static_cast<double>(counts.body_bytes);
    values["fieldfare_http_accepted_total"] = static_cast<double>(counts.accepted);
    values["fieldfare_http_turned_away_total"] = static_cast<double>(counts.turned_away);
    return values;
}

// With the next commit, or soon: what changed is compared with what is there.
void Server::Impl::compare_customers() {
    if (comparing) return;
    comparing = writer
                    ->submit_later([this](WriteScope& scope) -> core::Status {
                        comparing = false;
                        FF_ASSIGN(const bool more, people::find_pairs(scope));
                        if (more) compare_customers();
                        return {};
                    })
                    .ok();
}

Server::Server() : impl_(std::make_unique<Impl>()) {}

Server::~Server() {
    stop();
}

core::Result<std::unique_ptr<Server>> Server::start(const Config& config) {
    static const core::SystemClock clock;
    static core::SystemRandom random;
    return start(config, clock, random);
}

core::Result<std::unique_ptr<Server>> Server::start(const Config& config, const core::Clock& clock,
                                                    core::Random& random) {
    std::unique_ptr<Server> server(new Server());
    auto& impl = *server->impl_;
    impl.config = config;
    nobody_s_hash();  // made now, so that the first sign-in takes no longer than the others
    FF_ASSIGN(impl.files, StaticFiles::load(config.web_directory));
    const auto options = config.store();
    FF_ASSIGN(impl.store, CanonicalStore::open(options, clock, random));
    if (!impl.store->founded()) return {core::ErrorCode::not_found, "no organisation here yet; run init first"};

    impl.backups = std::make_unique<backup::Keeper>(config.server_data(), config.backup, clock);
    const auto window = std::chrono::duration_cast<std::chrono::milliseconds>(config.attempts_window).count();
    impl.accounts = std::make_unique<AttemptGuard>(config.attempts_per_account, window);
    impl.addresses = std::make_unique<AttemptGuard>(config.attempts_per_address, window);
    impl.services = std::make_unique<Services>(Services{clock, random, impl.store->organisation(),
                                                        impl.store->authority(), impl.live, *impl.accounts,
                                                        *impl.addresses, impl.comparisons, config.public_origin});
    impl.content_folder = std::make_unique<core::media::DiskFolder>(config.contents_path());
    impl.contents = std::make_unique<ContentStore>(*impl.content_folder, config.media);
    impl.services->contents = impl.contents.get();
    FF_TRY(tidy_contents(*impl.store, *impl.contents, clock.wall()));
    impl.services->backups = [&impl] { return impl.backups->health(); };
    FF_ASSIGN(impl.snapshots, Snapshots::start(options, impl.store->organisation().number, config.snapshots_path(),
                                               config.snapshots, clock, random));
    impl.services->snapshots = impl.snapshots.get();
    impl.writer = std::make_unique<Writer>(*impl.store, config.writer_queue, [&impl](const News& news) {
        impl.live.announce(news);
        if (news.everyone) impl.snapshots->look_again();
        if (news.seq > 0) impl.compare_customers();
    });
    FF_ASSIGN(impl.readers, ReaderPool::start(options, config.readers, config.reader_queue, "ff-reader"));
    FF_ASSIGN(impl.passwords,
              ReaderPool::start(options, config.password_threads, config.password_queue, "ff-password"));
    impl.dispatcher = std::make_unique<Dispatcher>(
        Dispatcher::Parts{*impl.services, *impl.writer, *impl.readers, *impl.passwords, impl.files, impl.metrics,
                          [&impl] { return impl.gauges(); }, config.public_metrics});
    FF_ASSIGN(impl.admin, AdminSocket::start(config.socket_path(), *impl.writer, impl.live, *impl.services));

    HttpOptions http;
    http.address = config.address;
    http.port = config.port;
    http.threads = config.http_threads;
    http.certificate = config.certificate;
    http.key = config.key;
    http.trusted_proxies = config.trusted_proxies;
    http.limits = config.http;
    FF_ASSIGN(impl.http, HttpServer::listen(http, *impl.dispatcher));
    impl.http->serve();  // the threads may ask for `impl.http`, so it stands first
    impl.backups->start();
    log::event(log::Level::info, "listening",
               {{"address", config.address},
                {"port", impl.http->port()},
                {"tls", config.certificate.empty() ? 0 : 1},
                {"version", FIELDFARE_VERSION},
                {"sqlite", core::sqlite::version_line()}});
    return server;
}

std::uint16_t Server::port() const {
    return impl_->http->port();
}

bool Server::broken() const {
    return impl_->writer->broken();
}

core::Status Server::run(WriteJob job) {
    return impl_->writer->run(std::move(job));
}

WriterCounts Server::writer_counts() const {
    return impl_->writer->counts();
}

void Server::stop() {
    auto& impl = *impl_;
    if (impl.stopped) return;
    impl.stopped = true;
    if (impl.dispatcher) impl.dispatcher->set_stopping();
    if (impl.admin) impl.admin->stop();
    if (impl.backups) impl.backups->stop();
    impl.live.end_all();
    if (impl.http) impl.http->stop(impl.config.shutdown_grace);
    if (impl.readers) impl.readers->stop();
    if (impl.passwords) impl.passwords->stop();
    if (impl.writer) impl.writer->stop();
    if (impl.snapshots) impl.snapshots->stop();
    if (impl.http) log::event(log::Level::info, "stopped");
    log::flush();
}

}  // namespace fieldfare::server
