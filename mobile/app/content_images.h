#pragma once

#include <QQuickAsyncImageProvider>

#include "mobile/app/store_worker.h"

class QThreadPool;

namespace fieldfare::mobile {

// Pictures for QML straight from the encrypted files, as image://contents/NAME: nothing is ever on the disk readably.
// Read on the store's thread, decoded on the pool's. `worker` and `pool` outlive the engine.
class ContentImages : public QQuickAsyncImageProvider {
  public:
    static constexpr auto name = "contents";

    ContentImages(StoreWorker& worker, QThreadPool& pool) : worker_(worker), pool_(pool) {}
    QQuickImageResponse* requestImageResponse(const QString& id, const QSize& requested_size) override;

  private:
    StoreWorker& worker_;
    QThreadPool& pool_;
};

}  // namespace fieldfare::mobile
