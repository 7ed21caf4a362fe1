#pragma once

#include <QObject>
#include <QPointer>
#include <atomic>
#include <functional>
#include <memory>

#include "mobile/app/store_worker.h"
#include "sync/client/engine.h"

namespace fieldfare::sync {
class Runner;
}

namespace fieldfare::mobile {

// The app's end of the sync runner: starts and stops it, wakes it, and brings its status to the UI thread, which is the
// only one that may call this.
class SyncLink : public QObject {
    Q_OBJECT

  public:
    SyncLink(StoreWorker& worker, const core::Clock& clock, core::Random& random);
    ~SyncLink() override;

    // Once the store is open; harmless before enrolment.
    void start();
    // Ends the exchanges; before the store is closed.
    void stop();
    // The user asked, or the app came to the foreground: try now.
    void wake();
    // Whether photos and files themselves may be sent over the network there is now; their thumbnails always may.
    void allow_originals(bool allowed);
    // Exchanges the one-time code for this phone's identity. Network and store work away from the UI thread.
    void enrol(const QString& server_url, const QString& code, QObject* receiver,
               const std::function<void(core::Status)>& done);

    const sync::SyncStatus& status() const { return status_; }

  signals:
    void statusChanged();

  private:
    void enrol_over_network(const std::string& url, const sync::HttpRequest& request, const QPointer<QObject>& receiver,
                            const std::function<void(core::Status)>& done);
    void take(const sync::SyncStatus& status);

    StoreWorker& worker_;
    const core::Clock& clock_;
    core::Random& random_;
    sync::SyncStatus status_;
    const std::shared_ptr<std::atomic<bool>> originals_ = std::make_shared<std::atomic<bool>>(true);
    // Made on the store's thread, where it registers its observer; held here.
    std::shared_ptr<sync::Runner> runner_;
};

}  // namespace fieldfare::mobile
