#pragma once

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QThread>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/media/blob_box.h"
#include "core/store/store.h"

namespace fieldfare::mobile {

// The one thread that owns the store. Everybody else posts jobs; results come back on the UI thread as queued calls, in
// the order of posting. Lives on the UI thread itself and outlives every job: the destructor runs what was posted
// before it returns, so nothing accepted is dropped.
class StoreWorker : public QObject {
    Q_OBJECT

  public:
    // `clock` and `random` must outlive the worker.
    StoreWorker(const core::Clock& clock, core::Random& random);
    ~StoreWorker() override;

    // Opens (creates, migrates) on the worker. `opened` follows with the outcome. `install_path`: see install.h.
    void open(const core::StoreOptions& options, const std::string& install_path);

    // Runs `job(core::Store&) -> core::Result<T>` on the worker, then `done(core::Result<T>)` on the UI thread if
    // `receiver` still lives. Before the store is open the result is storage_busy.
    template <typename Job, typename Done>
    void run(QObject* receiver, Job job, Done done) {
        using Answer = std::invoke_result_t<Job, core::Store&>;
        post([this, guard = QPointer<QObject>(receiver), job = std::move(job), done = std::move(done)]() mutable {
            auto answer = std::make_shared<Answer>(store_ ? job(*store_)
                                                          : Answer(core::ErrorCode::storage_busy, "store is not open"));
            deliver([guard, answer, done = std::move(done)]() mutable {
                if (guard) done(std::move(*answer));
            });
        });
    }

    // The same with `job(core::Store&, core::media::BlobBox&)`, for the bytes of attachments.
    template <typename Job, typename Done>
    void run_with_contents(QObject* receiver, Job job, Done done) {
        using Answer = std::invoke_result_t<Job, core::Store&, core::media::BlobBox&>;
        run(
            receiver,
            [this, job = std::move(job)](core::Store& store) mutable -> Answer {
                FF_ASSIGN(auto* box, contents());
                return job(store, *box);
            },
            std::move(done));
    }

    // Also where they cannot be had (null): for records that name bytes and do not depend on them.
    template <typename Job, typename Done>
    void run_with_contents_if_any(QObject* receiver, Job job, Done done) {
        run(
            receiver,
            [this, job = std::move(job)](core::Store& store) mutable {
                const auto box = contents();
                return job(store, box ? *box : nullptr);
            },
            std::move(done));
    }

    // On the worker only: the bytes of attachments, or why they cannot be had; records do not depend on them.
    core::Result<core::media::BlobBox*> contents();

    // Closes the store if `may`, run on it, says that nothing is against it, and removes the files and folders. Who
    // works on the store otherwise has ended before.
    void close_and_remove(std::function<core::Status(core::Store&)> may, std::vector<std::string> paths,
                          QObject* receiver, std::function<void(core::Status)> done);

    // Any work that must not run on the UI thread: small files, key stores.
    void post(std::function<void()> task);
    // To the UI thread, from the worker.
    void deliver(std::function<void()> task);

    // For the sync runner, which works on the store between two exchanges. Waits for its turn; not from the UI thread.
    void run_blocking(const std::function<void(core::Store&)>& job);

    const core::Clock& clock() const { return clock_; }

  signals:
    void opened(const fieldfare::core::Status& status);
    // After every commit: names of the entities it touched.
    void changed(const QStringList& entities, bool journal_grew, bool sync_changed);

  private:
    void open_on_worker(core::StoreOptions options, const std::string& install_path);
    void close();
    void schedule_idle();
    void idle();

    const core::Clock& clock_;
    core::Random& random_;
    QThread thread_;
    QObject* anchor_;  // lives on the worker
    std::unique_ptr<core::Store> store_;
    std::unique_ptr<core::media::Folder> folder_;
    std::optional<core::Result<core::media::BlobBox>> contents_;
    bool idle_scheduled_ = false;  // worker only
};

}  // namespace fieldfare::mobile
