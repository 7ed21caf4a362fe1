#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/store/sqlite.h"
#include "core/store/writer_lock.h"
#include "server/store/ledger.h"
#include "server/store/life_file.h"
#include "sync/authority/authority.h"

namespace fieldfare::server {

struct StoreOptions {
    std::string path;
    std::string vfs;  // empty: the default; a simulator names its own
    core::sqlite::Durability durability = core::sqlite::Durability::full;
    std::string life_path = {};  // where it is noted how far the database has come (life_file.h); empty: nowhere
};

// Whose data this is.
struct Organisation {
    Org number = 0;
    core::Uuid id;
    std::uint64_t epoch = 0;  // of the server: changes when a backup is restored
};

class CanonicalStore;

// What a piece of work sees inside the write transaction.
struct WriteScope {
    CanonicalStore& store;
    SqliteLedger& ledger;
    sync::Authority& authority;
    core::sqlite::Connection& database;
    Org org;
    core::WallMs now;
};
// An error undoes this piece and no other.
using WriteJob = std::function<core::Status(WriteScope&)>;

// The organisation's database: one file, one writer in the whole machine. All members are for one thread; other threads
// read through connections of their own (`open_reader`).
class CanonicalStore {
  public:
    // Creates or migrates. A restored backup, and a database that is behind its life file, begin a new epoch here.
    // Errors: storage_busy (another program has it
    // open), storage_newer, storage_corrupt, storage_full, storage_failed. `clock` and `random` must outlive the store.
    static core::Result<std::unique_ptr<CanonicalStore>> open(const StoreOptions& options, const core::Clock& clock,
                                                              core::Random& random);
    static core::Result<std::unique_ptr<core::sqlite::Connection>> open_reader(const StoreOptions& options);

    // Founds the one organisation, with what must be there from the start: if `first` fails, nothing was founded.
    // already_exists.
    core::Status found(const core::Uuid& id, const WriteJob& first = nullptr);
    bool founded() const { return organisation_.number != 0; }
    const Organisation& organisation() const { return organisation_; }

    // Runs the jobs in one transaction, each undone alone if it fails, and commits. `outcomes` has one entry a job, and
    // all carry the error when the commit failed. Returns whom the commit concerns.
    News run(const std::vector<WriteJob>& jobs, std::vector<core::Status>& outcomes);
    // One job.
    core::Status run(const WriteJob& job, News* news = nullptr);

    // Moves the log into the file; never inside a transaction. storage_busy while a reader holds it: try again later.
    // Then notes how far it has come.
    core::Status checkpoint();
    // For what cannot be noticed (the whole disk was set back): the next `open` begins a new epoch.
    core::Status mark_as_restored();
    bool worth_checkpoint() const;
    bool must_checkpoint() const;
    // Something was erased: the log still holds it, and goes into the file as soon as possible.
    void checkpoint_soon() { checkpoint_soon_ = true; }
    // A commit failed in a way after which nothing may be acknowledged any more.
    bool broken() const { return broken_; }

    core::sqlite::Connection& database() { return *database_; }
    sync::Authority& authority() { return *authority_; }
    const core::Clock& clock() const { return clock_; }
    core::Random& random() { return random_; }
    const StoreOptions& options() const { return options_; }

  private:
    CanonicalStore(StoreOptions options, const core::Clock& clock, core::Random& random)
        : options_(std::move(options)), clock_(clock), random_(random) {}
    core::Status load_organisation();
    core::Status write_first(const core::Uuid& id, const WriteJob& first);
    core::Status notice_setback();
    core::Result<Life> life();

    StoreOptions options_;
    const core::Clock& clock_;
    core::Random& random_;
    core::WriterLock lock_;
    std::unique_ptr<core::sqlite::Connection> database_;
    Organisation organisation_;
    std::unique_ptr<sync::Authority> authority_;
    bool checkpoint_soon_ = false;
    RowCache rows_;
    bool broken_ = false;
};

// The organisation of a database, for readers. not_found before it was founded.
core::Result<Organisation> read_organisation(core::sqlite::Connection& database);

}  // namespace fieldfare::server
