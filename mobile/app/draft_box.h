#pragma once

#include <QByteArray>
#include <QObject>
#include <functional>

#include "core/rows/value.h"
#include "mobile/app/store_worker.h"

namespace fieldfare::mobile {

// What is typed but not saved yet, kept across a kill. One sealed file beside the database, under the database's key,
// so a draft is no less protected than a visit. Its content is at hand from the session's start on: a page shows it at
// once. All file work is the worker's, in order; the newest content wins. UI thread.
class DraftBox {
  public:
    explicit DraftBox(StoreWorker& worker) : worker_(worker) {}

    // `key` empty: not sealed (builds without encryption).
    void open(const QString& path, const core::Bytes& key);
    // Takes what an earlier run left, unless `settled` says that nothing of it is left to save. Once the store is open;
    // the content is there before the answer of any job that is posted later.
    using Settled = std::function<core::Result<bool>(core::Store&, const QByteArray& draft)>;
    void recover(Settled settled);
    // Empty when there is none, or when it could not be read.
    const QByteArray& content() const { return content_; }
    void save(const QByteArray& draft);
    void clear();

  private:
    StoreWorker& worker_;
    QString path_;
    core::Bytes key_;
    QByteArray content_;
};

}  // namespace fieldfare::mobile
