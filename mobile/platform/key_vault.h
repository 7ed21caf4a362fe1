#pragma once

#include <QObject>
#include <QString>
#include <functional>

#include "core/base/random.h"
#include "core/base/result.h"
#include "core/rows/value.h"
#include "mobile/app/store_worker.h"

namespace fieldfare::mobile {

// Where the database's key lies. Shown to the user, because a key beside the data protects less.
enum class KeyPlace { none, key_store, key_file };

struct StoreKey {
    core::Bytes key;  // empty in builds without encryption
    KeyPlace place = KeyPlace::none;
};

// Finds the key of the database in a data directory, or makes one for a new database: in the desktop's or phone's key
// store where one answers, else in `store.key` (mode 0600) beside the data. For a database that exists a key is never
// made anew: storage_key_wrong says that the key store it lies in does not answer. UI thread; files on the worker.
class KeyVault : public QObject {
    Q_OBJECT

  public:
    using Done = std::function<void(core::Result<StoreKey>)>;

    KeyVault(StoreWorker& worker, core::Random& random, QString data_directory, QObject* parent = nullptr);

    void obtain(Done done);
    // The key of a database that was removed. `done` always follows.
    void forget(std::function<void()> done);

  private:
    struct Found {
        core::Bytes file_key;
        bool database_exists = false;
    };
    void read_key_store(bool database_exists);
    void make_key();
    void write_key_file(const core::Bytes& key);
    void finish(core::Result<StoreKey> result);
    QString entry_name() const;
    QString key_path() const;

    StoreWorker& worker_;
    core::Random& random_;
    QString directory_;
    Done done_;
};

}  // namespace fieldfare::mobile
