#include "core/store/store.h"

#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "core/base/planted.h"
#include "core/catalog/entities.h"
#include "core/journal/fork.h"
#include "core/search/fts_tokenizer.h"
#include "core/store/book_digest.h"
#include "core/store/migrations.h"
#include "core/store/reader.h"

namespace fieldfare::core {
namespace {

// A log of this many pages (4 KiB each) is worth moving into the file.
constexpr std::int64_t checkpoint_pages = 1000;
// What one person works with of a large team's book; each page that is not here is read and decrypted again.
constexpr int cache_kib = 16 * 1024;

sqlite::OpenOptions connection_options(const StoreOptions& options, sqlite::Mode mode) {
    sqlite::OpenOptions result;
    result.path = options.path;
    result.key = options.key;
    result.vfs = options.vfs;
    result.durability = options.durability;
    result.mode = mode;
    result.newest_version = newest_device_version();
    if (mode == sqlite::Mode::writer) result.cache_kib = cache_kib;
    return result;
}

}  // namespace

Store::Store(const StoreOptions& options, const Clock& clock, Random& random)
    : options_(options), clock_(clock), random_(random), hybrid_clock_(clock, 0, Hlc{}) {}

Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const StoreOptions& options, const Clock& clock, Random& random) {
    std::unique_ptr<Store> store(new Store(options, clock, random));
    FF_ASSIGN(store->lock_, WriterLock::take(options.path, options.vfs));
    FF_ASSIGN(store->database_, sqlite::Connection::open(connection_options(options, sqlite::Mode::writer)));
    FF_TRY(search::register_tokenizer(*store->database_));
    FF_TRY(migrate(*store->database_, device_migrations()));
    FF_TRY(store->load_clock());
    FF_TRY(store->load_digest());
    store->reader_ = std::make_unique<RowReader>(*store->database_);
    if (!options.install.is_nil()) FF_TRY(journal::recognise(*store, options.install));
    return store;
}

Result<DeviceNumber> Store::device_in_use() {
    FF_ASSIGN(const auto number,
              database_->integer("SELECT coalesce(fork_number, device) FROM sync_state WHERE one = 1"));
    return static_cast<DeviceNumber>(number);
}

Result<Transaction> Store::begin() {
    FF_ASSIGN(auto scope, sqlite::Transaction::begin_write(*database_));
    // What an earlier transaction changed may have been rolled back.
    if (std::exchange(custom_fields_in_doubt_, false)) custom_fields_.reset();
    return Transaction(*this, std::move(scope));
}

Status Store::load_clock() {
    FF_ASSIGN(const auto kept, database_->integer("SELECT last FROM device_clock WHERE one = 1"));
    FF_ASSIGN(const auto saved, database_->integer("SELECT hlc FROM journal_groups ORDER BY number DESC LIMIT 1"));
    FF_ASSIGN(persisted_offset_, database_->integer("SELECT offset FROM device_clock WHERE one = 1"));
    FF_ASSIGN(const auto device, device_in_use());
    persisted_ = Hlc{std::max(static_cast<std::uint64_t>(kept), static_cast<std::uint64_t>(saved))};
    if (planted("clock forgotten")) persisted_ = Hlc{};
    hybrid_clock_.observe(persisted_);
    hybrid_clock_.set_device(device);
    hybrid_clock_.set_offset(persisted_offset_);
    return {};
}

Status Store::load_digest() {
    FF_ASSIGN(const auto kept, book_digest::kept(*database_));
    if (kept) {
        digest_ = *kept;
        return {};
    }
    FF_ASSIGN(auto scope, sqlite::Transaction::begin_write(*database_));
    FF_ASSIGN(const auto sum, book_digest::sum(*database_));
    FF_TRY(book_digest::keep(*database_, sum));
    FF_TRY(scope.commit());
    digest_ = sum;
    return {};
}

Status Store::save_clock(Hlc recorded) {
    const auto last = hybrid_clock_.last();
    const bool kept = last == persisted_ || last == recorded;
    if (kept && hybrid_clock_.offset() == persisted_offset_) return {};
    FF_ASSIGN(auto write, database_->prepare("UPDATE device_clock SET last = ?1, offset = ?2 WHERE one = 1"));
    return write.bind(1, last.packed).bind(2, hybrid_clock_.offset()).run();
}

void Store::clock_saved() {
    persisted_ = hybrid_clock_.last();
    persisted_offset_ = hybrid_clock_.offset();
}

Result<const CustomFields*> Store::custom_fields() {
    if (!custom_fields_) {
        Select question;
        question.entity = &catalog::custom_field;
        FF_ASSIGN(const auto rows, reader_->select(question));
        custom_fields_ = CustomFields::from_rows(rows);
    }
    return &*custom_fields_;
}

void Store::announce(const Committed& committed) {
    for (const auto& observer : observers_) observer(committed);
}

Status Store::checkpoint() {
    FF_TRY(database_->checkpoint());
    checkpoint_soon_ = false;
    return {};
}

bool Store::worth_checkpoint() const {
    return checkpoint_soon_ || database_->wal_pages() >= checkpoint_pages;
}

Result<std::unique_ptr<StoreReader>> StoreReader::open(const StoreOptions& options) {
    FF_ASSIGN(auto connection, sqlite::Connection::open(connection_options(options, sqlite::Mode::reader)));
    FF_TRY(search::register_tokenizer(*connection));
    FF_ASSIGN(const auto version, connection->integer("PRAGMA user_version"));
    if (version != newest_device_version())
        return {ErrorCode::storage_failed, "the store was not opened before its reader"};
    return std::unique_ptr<StoreReader>(new StoreReader(std::move(connection)));
}

}  // namespace fieldfare::core
