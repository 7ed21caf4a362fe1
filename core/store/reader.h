#pragma once

#include <memory>

#include "core/store/store.h"

namespace fieldfare::core {

// A read-only connection of its own: for any thread, one thread at a time. Sees what was committed; never blocks the
// writer and never checkpoints. The store must have been opened (and so migrated) before.
class StoreReader : public RowReader {
  public:
    // storage_key_wrong, storage_newer, storage_busy, storage_failed (no such database).
    static Result<std::unique_ptr<StoreReader>> open(const StoreOptions& options);

    // All reads until the snapshot dies see the same moment.
    Result<sqlite::Transaction> snapshot() { return sqlite::Transaction::begin_read(database()); }

  private:
    explicit StoreReader(std::unique_ptr<sqlite::Connection> connection)
        : RowReader(*connection), connection_(std::move(connection)) {}
    std::unique_ptr<sqlite::Connection> connection_;
};

}  // namespace fieldfare::core
