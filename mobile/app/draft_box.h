#pragma once

#include <QByteArray>
#include <QObject>
#include <functional>

#include "core/rows/value.h"
#include "mobile/app/store_worker.h"

namespace fieldfare::mobile {

// What is typed but not saved yet, kept across a kill. One sealed file beside the database, under the database's key,
// so a draft is no less protected than a visit. All file work is the worker's, in order; the newest content wins. UI
// thread.
class DraftBox {
  public:
    explicit DraftBox(StoreWorker& worker) : worker_(worker) {}

    // `key` empty: not sealed (builds without encryption).
    void open(const QString& path, const core::Bytes& key);
    void save(const QByteArray& draft);
    void clear();
    // Empty when there is none, or when it cannot be read.
    void load(QObject* receiver, std::function<void(QByteArray)> done);

  private:
    StoreWorker& worker_;
    QString path_;
    core::Bytes key_;
};

}  // namespace fieldfare::mobile
