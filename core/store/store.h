#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/hlc.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/catalog/custom_fields.h"
#include "core/rows/digest.h"
#include "core/store/row_reader.h"
#include "core/store/sqlite.h"
#include "core/store/writer_lock.h"

namespace fieldfare::core {

struct StoreOptions {
    std::string path;
    Bytes key;        // empty: plain; else the raw 32-byte key (builds with SQLCipher)
    std::string vfs;  // empty: the default; the simulator names its own, which may crash
    sqlite::Durability durability = sqlite::Durability::full;
    Uuid install = {};  // see install.h; nil: nobody looks whether the database is a copy
};

// What one commit changed, for observers.
struct Committed {
    std::vector<const Entity*> entities;  // each once
    std::vector<RowKey> rows;             // each once
    bool journal_grew = false;            // there is something new to push
    bool sync_changed = false;            // verdicts, cursor or enrolment changed
};

class Store;

// The one write transaction. Nothing is kept without `commit`; when `commit` returned ok, it survives power loss.
class Transaction : public RowReader {
  public:
    Transaction(Transaction&&) noexcept = default;

    // Writes values and clocks as they are, no journal, no validation: for sync, which merged before, and for `Edit`.
    Status put(const Row& row);
    // The same for a row of which the store holds `before`: only the columns that differ are written.
    Status put(const Row& row, const Row& before);
    // Takes the row out without a tombstone (loss of scope, legal erasure), from the search index too.
    Status erase(const Entity& entity, const Uuid& id);

    // Ends it. The last stamp of the hybrid clock is written with it. On an error nothing was kept.
    Result<Committed> commit();
    void rollback();

    Store& store() { return *store_; }
    HybridClock& clock();
    // For the journal: what the observers will be told.
    Committed& notes() { return committed_; }
    // Of all rows as they stand inside this transaction.
    Digest digest() const;
    // Sums the book up anew, if the kept digest turned out to be wrong.
    Status sum_up();
    // For rows that stand beside the book and count in its digest (core/store/newer.h).
    void add_to_digest(const Digest& digest) { digest_change_ += digest; }
    void take_from_digest(const Digest& digest) { digest_change_ -= digest; }
    // This value of the clock stands in a row of the journal already.
    void clock_recorded(Hlc last) { recorded_ = last; }

  private:
    friend class Store;
    Transaction(Store& store, sqlite::Transaction scope);
    void touch(const Entity& entity, const Uuid& id);
    Status insert(const Row& row);
    friend class Edit;

    Store* store_;
    sqlite::Transaction scope_;
    Committed committed_;
    std::set<RowKey> touched_;
    Digest digest_change_;
    bool erased_ = false;
    Hlc recorded_{};
};

// The device's database: one file, one writer. Opened once per file in the whole machine; a second opener gets
// storage_busy. All members are for one thread (the store worker); other threads read through `StoreReader`.
class Store {
  public:
    using Observer = std::function<void(const Committed&)>;

    // Creates or migrates. A database that belongs to another install is a copy and knows it from here on
    // (core/journal/fork.h). Errors: storage_busy (open elsewhere), storage_key_wrong, storage_newer (file untouched),
    // storage_corrupt, storage_full, storage_failed. `clock` and `random` must outlive the store.
    static Result<std::unique_ptr<Store>> open(const StoreOptions& options, const Clock& clock, Random& random);
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    // One at a time; a second begin before the first ended is a bug.
    Result<Transaction> begin();

    // Called after every commit, on the store's thread, in the order of registration. Must not begin a transaction.
    void observe(Observer observer) { observers_.push_back(std::move(observer)); }

    // The organisation's own fields, as the store holds them.
    Result<const CustomFields*> custom_fields();

    // Of all rows that it holds; see core/store/book_digest.h.
    const Digest& digest() const { return digest_; }

    // Idle work. `checkpoint` moves the log into the file (storage_busy: try again later); call it when the user waits
    // for nothing. `worth_checkpoint` says when the log has grown enough, or holds what has left the device.
    Status checkpoint();
    bool worth_checkpoint() const;
    // Something was taken off the device: the log, and what it was not moved over yet, still hold it.
    void checkpoint_soon() { checkpoint_soon_ = true; }

    RowReader& read() { return *reader_; }  // outside a transaction, on the store's thread
    HybridClock& hybrid_clock() { return hybrid_clock_; }
    const Clock& clock() const { return clock_; }
    Random& random() { return random_; }
    const StoreOptions& options() const { return options_; }
    sqlite::Connection& database() { return *database_; }

  private:
    friend class Transaction;
    Store(const StoreOptions& options, const Clock& clock, Random& random);
    Status load_clock();
    // Under which device's number this database saves.
    Result<DeviceNumber> device_in_use();
    Status load_digest();
    Status save_clock(Hlc recorded);
    void clock_saved();
    void announce(const Committed& committed);

    StoreOptions options_;
    const Clock& clock_;
    Random& random_;
    WriterLock lock_;
    std::unique_ptr<sqlite::Connection> database_;
    std::unique_ptr<RowReader> reader_;
    HybridClock hybrid_clock_;
    Hlc persisted_;
    DeviceNumber persisted_device_ = 0;
    WallMs persisted_offset_ = 0;
    Digest digest_;
    std::optional<CustomFields> custom_fields_;
    bool custom_fields_in_doubt_ = false;
    std::vector<Observer> observers_;
    bool checkpoint_soon_ = true;  // what the log of a life before this one holds is not known
};

}  // namespace fieldfare::core
