#include "server/store/canonical_store.h"

#include "server/store/schema.h"
#include "sync/authority/settle.h"

namespace fieldfare::server {
namespace {

using core::Result;
using core::Status;
using core::sqlite::Connection;
using core::sqlite::Transaction;

constexpr int busy_timeout_ms = 5000;
constexpr int cache_kib = 64 * 1024;
constexpr int reader_cache_kib = 16 * 1024;
// More than anybody enrols between a copy of the database and the day it is put back.
constexpr std::int64_t lost_device_numbers = 65'536;
constexpr std::int64_t checkpoint_pages = 1'000;     // 4 MiB: when there is nothing else to do
constexpr std::int64_t checkpoint_at_once = 16'000;  // 64 MiB: whatever waits

core::sqlite::OpenOptions open_options(const StoreOptions& options, core::sqlite::Mode mode) {
    core::sqlite::OpenOptions open;
    open.path = options.path;
    open.vfs = options.vfs;
    open.mode = mode;
    open.durability = options.durability;
    open.busy_timeout_ms = busy_timeout_ms;
    open.newest_version = newest_schema;
    open.cache_kib = mode == core::sqlite::Mode::writer ? cache_kib : reader_cache_kib;
    return open;
}

Status run_in_savepoint(const WriteJob& job, WriteScope& scope, News& news) {
    FF_ASSIGN(auto savepoint, Savepoint::open(scope.ledger));
    FF_TRY(job(scope));
    FF_ASSIGN(auto mine, scope.ledger.take_news());
    FF_TRY(savepoint.release());
    news.add(mine);
    return {};
}

// Nothing else is in the transaction so far: if this fails, it is undone as a whole. In a savepoint SQLite would keep a
// copy of every page that it writes to.
Status run_alone(const WriteJob& job, WriteScope& scope, News& news) {
    FF_TRY(job(scope));
    FF_TRY(scope.ledger.write_through());
    FF_ASSIGN(news, scope.ledger.take_news());
    return {};
}

Status begin_anew(SqliteLedger& ledger) {
    ledger.forget();
    return ledger.database().execute("ROLLBACK; BEGIN IMMEDIATE");
}

// After these the disk's state is not known: nothing may be acknowledged until a restart has read it again.
bool breaks(const core::Error& error) {
    return error.code == core::ErrorCode::storage_failed || error.code == core::ErrorCode::storage_corrupt;
}

}  // namespace

Result<Organisation> read_organisation(Connection& database) {
    FF_ASSIGN(auto statement, database.prepare("SELECT org, id, epoch FROM server ORDER BY org LIMIT 1"));
    FF_ASSIGN(const bool found, statement.step());
    if (!found) return {core::ErrorCode::not_found, "no organisation in this database; run init first"};
    Organisation organisation;
    organisation.number = statement.integer(0);
    organisation.id = statement.uuid(1);
    organisation.epoch = static_cast<std::uint64_t>(statement.integer(2));
    return organisation;
}

Result<std::unique_ptr<CanonicalStore>> CanonicalStore::open(const StoreOptions& options, const core::Clock& clock,
                                                             core::Random& random) {
    std::unique_ptr<CanonicalStore> store(new CanonicalStore(options, clock, random));
    FF_ASSIGN(store->lock_, core::WriterLock::take(options.path, options.vfs));
    FF_ASSIGN(store->database_, Connection::open(open_options(options, core::sqlite::Mode::writer)));
    FF_TRY(migrate(*store->database_));
    if (auto loaded = store->load_organisation(); !loaded && loaded.error().code != core::ErrorCode::not_found) {
        return loaded.error();
    }
    return store;
}

Result<std::unique_ptr<Connection>> CanonicalStore::open_reader(const StoreOptions& options) {
    return Connection::open(open_options(options, core::sqlite::Mode::reader));
}

Status CanonicalStore::load_organisation() {
    FF_TRY(notice_setback());
    // A restored backup may have lost what devices were told was safe: a new epoch makes them offer it again. Numbers
    // of devices that it does not know of stand in stamps out there.
    {
        FF_ASSIGN(auto renew,
                  database_->prepare("UPDATE server SET epoch=MAX(epoch+1, ?1), next_device=next_device+?2, "
                                     "is_backup=0 WHERE is_backup=1"));
        renew.bind(1, clock_.wall()).bind(2, lost_device_numbers);
        FF_TRY(renew.run());
    }
    FF_ASSIGN(organisation_, read_organisation(*database_));
    authority_ = std::make_unique<sync::Authority>(clock_, random_, organisation_.epoch);
    if (options_.life_path.empty()) return {};
    FF_ASSIGN(const auto now, life());
    return write_life(options_.life_path, now);
}

Result<Life> CanonicalStore::life() {
    FF_ASSIGN(auto statement, database_->prepare("SELECT id, epoch, head, next_device FROM server LIMIT 1"));
    FF_ASSIGN(const bool found, statement.step());
    if (!found) return {core::ErrorCode::not_found, "no organisation in this database; run init first"};
    return Life{statement.uuid(0), static_cast<std::uint64_t>(statement.integer(1)),
                static_cast<sync::Seq>(statement.integer(2)), statement.integer(3)};
}

Status CanonicalStore::notice_setback() {
    if (options_.life_path.empty()) return {};
    FF_ASSIGN(const auto noted, read_life(options_.life_path));
    if (!noted) return {};
    FF_ASSIGN(const auto found, life());
    if (noted->organisation != found.organisation) {
        return {core::ErrorCode::invalid_argument, options_.life_path + " belongs to another organisation's database"};
    }
    if (noted->epoch <= found.epoch && noted->head <= found.head) return {};
    // Past every epoch that phones have seen, whatever the clock says.
    FF_ASSIGN(auto mark, database_->prepare("UPDATE server SET is_backup=1, epoch=MAX(epoch, ?1)"));
    return mark.bind(1, noted->epoch).run();
}

Status CanonicalStore::mark_as_restored() {
    return database_->execute("UPDATE server SET is_backup=1");
}

Status CanonicalStore::checkpoint() {
    FF_TRY(database_->checkpoint());
    checkpoint_soon_ = false;
    if (options_.life_path.empty() || !founded()) return {};
    FF_ASSIGN(const auto now, life());
    return write_life(options_.life_path, now);
}

Status CanonicalStore::found(const core::Uuid& id, const WriteJob& first) {
    if (founded()) return {core::ErrorCode::already_exists, "organisation"};
    if (auto written = write_first(id, first); !written) {
        organisation_ = {};
        authority_.reset();
        rows_.clear();
        return written;
    }
    return load_organisation();
}

Status CanonicalStore::write_first(const core::Uuid& id, const WriteJob& first) {
    FF_ASSIGN(auto transaction, Transaction::begin_write(*database_));
    {
        FF_ASSIGN(auto statement,
                  database_->prepare("INSERT INTO server (org, id, epoch, head) VALUES (1, ?1, ?2, 0)"));
        statement.bind(1, id).bind(2, clock_.wall());
        FF_TRY(statement.run());
    }
    FF_ASSIGN(organisation_, read_organisation(*database_));
    authority_ = std::make_unique<sync::Authority>(clock_, random_, organisation_.epoch);
    SqliteLedger ledger(*database_, organisation_.number, rows_);
    WriteScope scope{*this, ledger, *authority_, *database_, organisation_.number, clock_.wall()};
    if (first) FF_TRY(first(scope));
    FF_TRY(ledger.write_through());
    return transaction.commit();
}

News CanonicalStore::run(const std::vector<WriteJob>& jobs, std::vector<Status>& outcomes) {
    outcomes.assign(jobs.size(), Status{});
    News news;
    const auto fail_all = [&](const core::Error& error) {
        if (breaks(error)) broken_ = true;
        rows_.clear();
        outcomes.assign(jobs.size(), Status(error));
        return News{};
    };
    if (broken_) return fail_all({core::ErrorCode::storage_failed, "an earlier commit failed; restart the server"});
    auto transaction = Transaction::begin_write(*database_);
    if (!transaction) return fail_all(transaction.error());
    SqliteLedger ledger(*database_, organisation_.number, rows_);
    WriteScope scope{*this, ledger, *authority_, *database_, organisation_.number, clock_.wall()};
    bool any = false;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        outcomes[i] = any ? run_in_savepoint(jobs[i], scope, news) : run_alone(jobs[i], scope, news);
        any = any || outcomes[i].ok();
        // SQLite may have rolled back all of it (disk full, I/O error): then nothing of this transaction stands.
        if (!database_->in_transaction()) {
            // One piece's refusal must not become the others' answer.
            const bool fault = !outcomes[i].ok() && sync::is_fault(outcomes[i].error().code);
            return fail_all(fault ? outcomes[i].error()
                                  : core::Error{core::ErrorCode::storage_failed, "the transaction was rolled back"});
        }
        if (any || i + 1 == jobs.size()) continue;
        if (const auto begun = begin_anew(ledger); !begun) return fail_all(begun.error());
    }
    if (!any) {
        transaction->rollback();
        rows_.clear();
        return {};
    }
    if (auto committed = transaction->commit(); !committed) return fail_all(committed.error());
    return news;
}

Status CanonicalStore::run(const WriteJob& job, News* news) {
    std::vector<Status> outcomes;
    auto mine = run(std::vector<WriteJob>{job}, outcomes);
    if (news != nullptr) *news = std::move(mine);
    return outcomes.front();
}

bool CanonicalStore::worth_checkpoint() const {
    return database_->wal_pages() >= checkpoint_pages;
}

bool CanonicalStore::must_checkpoint() const {
    return checkpoint_soon_ || database_->wal_pages() >= checkpoint_at_once;
}

}  // namespace fieldfare::server
