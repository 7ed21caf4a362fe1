#include "mobile/app/store_worker.h"

#include <spdlog/spdlog.h>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMetaObject>
#include <QTimer>

#include "core/search/search.h"
#include "core/store/install.h"

namespace fieldfare::mobile {

namespace {

// Long enough to stay out of the way of a burst of saves, short enough to have a visit indexed before the next tap.
constexpr int idle_delay_ms = 80;

bool remove_all(const QString& path) {
    if (!QFileInfo::exists(path)) return true;
    return QFileInfo(path).isDir() ? QDir(path).removeRecursively() : QFile::remove(path);
}

}  // namespace

StoreWorker::StoreWorker(const core::Clock& clock, core::Random& random)
    : clock_(clock), random_(random), anchor_(new QObject) {
    thread_.setObjectName("store");
    anchor_->moveToThread(&thread_);
    thread_.start();
}

StoreWorker::~StoreWorker() {
    // Queued behind everything posted before.
    QMetaObject::invokeMethod(
        anchor_, [this] { close(); }, Qt::BlockingQueuedConnection);
    thread_.quit();
    thread_.wait();
    delete anchor_;
}

void StoreWorker::close() {
    contents_.reset();
    folder_.reset();
    store_.reset();
}

core::Result<core::media::BlobBox*> StoreWorker::contents() {
    if (!contents_) return {core::ErrorCode::storage_busy, "store is not open"};
    if (!*contents_) return contents_->error();
    return &**contents_;
}

void StoreWorker::post(std::function<void()> task) {
    QMetaObject::invokeMethod(anchor_, std::move(task), Qt::QueuedConnection);
}

void StoreWorker::deliver(std::function<void()> task) {
    QMetaObject::invokeMethod(this, std::move(task), Qt::QueuedConnection);
}

void StoreWorker::run_blocking(const std::function<void(core::Store&)>& job) {
    QMetaObject::invokeMethod(
        anchor_,
        [this, &job] {
            if (store_) job(*store_);
        },
        Qt::BlockingQueuedConnection);
}

void StoreWorker::open(const core::StoreOptions& options, const std::string& install_path) {
    post([this, options, install_path] { open_on_worker(options, install_path); });
}

void StoreWorker::open_on_worker(core::StoreOptions options, const std::string& install_path) {
    auto store = [&]() -> core::Result<std::unique_ptr<core::Store>> {
        FF_ASSIGN(options.install, core::install_number(install_path, clock_, random_));
        return core::Store::open(options, clock_, random_);
    }();
    if (!store) {
        spdlog::error("store: {}", store.error().describe());
        deliver([this, error = store.error()] { emit opened(core::Status(error)); });
        return;
    }
    store_ = std::move(*store);
    folder_ = std::make_unique<core::media::DiskFolder>(core::media::contents_path(options.path));
    contents_ = core::media::BlobBox::open(*store_, *folder_);
    if (!*contents_) spdlog::error("contents of attachments: {}", contents_->error().describe());
    store_->observe([this](const core::Committed& committed) {
        QStringList names;
        for (const auto* entity : committed.entities) {
            names << QString::fromUtf8(entity->name.data(), static_cast<qsizetype>(entity->name.size()));
        }
        deliver([this, names, grew = committed.journal_grew, sync = committed.sync_changed] {
            emit changed(names, grew, sync);
        });
        schedule_idle();
    });
    schedule_idle();
    deliver([this] { emit opened(core::Status{}); });
}

void StoreWorker::close_and_remove(std::function<core::Status(core::Store&)> may, std::vector<std::string> paths,
                                   QObject* receiver, std::function<void(core::Status)> done) {
    post([this, may = std::move(may), paths = std::move(paths), guard = QPointer<QObject>(receiver),
          done = std::move(done)] {
        auto status = store_ ? may(*store_) : core::Status(core::ErrorCode::storage_busy, "store is not open");
        if (status) {
            close();
            for (const auto& path : paths) {
                if (!remove_all(QString::fromStdString(path))) status = {core::ErrorCode::storage_failed, path};
            }
        }
        deliver([guard, done, status] {
            if (guard) done(status);
        });
    });
}

void StoreWorker::schedule_idle() {
    if (idle_scheduled_) return;
    idle_scheduled_ = true;
    QTimer::singleShot(idle_delay_ms, anchor_, [this] {
        idle_scheduled_ = false;
        idle();
    });
}

void StoreWorker::idle() {
    if (!store_) return;
    const auto waiting = core::search::index_step(*store_);
    if (!waiting) {
        spdlog::warn("search index: {}", waiting.error().describe());
    } else if (*waiting > 0) {
        schedule_idle();
        return;
    }
    if (!store_->worth_checkpoint()) return;
    if (auto status = store_->checkpoint(); !status) spdlog::info("checkpoint: {}", status.error().describe());
}

}  // namespace fieldfare::mobile
