#include "mobile/app/sync_link.h"

#include <QSysInfo>
#include <QThread>
#include <algorithm>

#include "sync/client/curl_transport.h"
#include "sync/client/runner.h"

namespace fieldfare::mobile {

namespace {

sync::EnrolRequest request_of(const QString& code) {
    sync::EnrolRequest request;
    request.code = code.toStdString();
    request.device_name = QSysInfo::machineHostName().toStdString();
    request.platform = QSysInfo::kernelType().toStdString();
    request.app_version = FIELDFARE_VERSION;
    return request;
}

}  // namespace

SyncLink::SyncLink(StoreWorker& worker, const core::Clock& clock, core::Random& random)
    : worker_(worker), clock_(clock), random_(random) {}

SyncLink::~SyncLink() {
    stop();
}

void SyncLink::start() {
    if (runner_) return;
    take({});
    auto made = std::make_shared<std::shared_ptr<sync::Runner>>();
    worker_.run(
        this,
        [this, made](core::Store& store) -> core::Status {
            sync::RunnerOptions options;
            // Without them records go on; who adds a photo hears why it cannot be.
            if (const auto contents = worker_.contents()) options.contents = *contents;
            options.media.originals = [allowed = originals_] { return allowed->load(); };
            *made = std::make_shared<sync::Runner>(
                store, [this](sync::Runner::Job job) { worker_.post(std::move(job)); }, clock_, random_,
                [this](const sync::SyncStatus& status) { worker_.deliver([this, status] { take(status); }); },
                std::move(options));
            return {};
        },
        [this, made](const core::Status& status) {
            if (!status) return;
            runner_ = std::move(*made);
            runner_->start();
        });
}

void SyncLink::stop() {
    if (!runner_) return;
    runner_->stop();
    runner_.reset();
}

void SyncLink::wake() {
    if (runner_) runner_->wake();
}

void SyncLink::allow_originals(bool allowed) {
    if (originals_->exchange(allowed) != allowed) wake();
}

void SyncLink::take(const sync::SyncStatus& status) {
    if (status == status_) return;
    status_ = status;
    emit statusChanged();
}

void SyncLink::enrol(const QString& server_url, const QString& code, QObject* receiver,
                     const std::function<void(core::Status)>& done) {
    const auto url = server_url.toStdString();
    worker_.run(
        receiver,
        [url, request = request_of(code)](core::Store& store) { return sync::enrol_request(store, url, request); },
        [this, url, done, guard = QPointer<QObject>(receiver)](const core::Result<sync::HttpRequest>& request) {
            if (!request) return done(request.error());
            enrol_over_network(url, *request, guard, done);
        });
}

void SyncLink::enrol_over_network(const std::string& url, const sync::HttpRequest& request,
                                  const QPointer<QObject>& receiver, const std::function<void(core::Status)>& done) {
    auto answer = std::make_shared<core::Result<sync::EnrolReply>>(core::Error{core::ErrorCode::offline, {}});
    auto* thread = QThread::create([answer, url, request] {
        sync::CurlTransport transport;
        *answer = sync::enrol(transport, url, request);
    });
    thread->setObjectName("enrol");
    connect(thread, &QThread::finished, this, [this, thread, answer, url, done, guard = receiver] {
        thread->deleteLater();
        const auto tell = [done, guard](const core::Status& status) {
            if (guard) done(status);
        };
        if (!*answer) return tell(answer->error());
        // Also when whoever asked has gone: the code is spent. A store that was emptied meanwhile does not take it.
        worker_.run(
            this, [url, reply = **answer](core::Store& store) { return sync::record_answer(store, url, reply); },
            [this, tell](const core::Status& status) {
                if (status) wake();
                tell(status);
            });
    });
    thread->start();
}

}  // namespace fieldfare::mobile
