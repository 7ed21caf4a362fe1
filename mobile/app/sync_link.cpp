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
        receiver, [url](core::Store& store) { return sync::former_token(store, url); },
        [this, url, code, done, guard = QPointer<QObject>(receiver)](const core::Result<std::string>& former) {
            if (!former) return done(former.error());
            enrol_over_network(url, code, *former, guard, done);
        });
}

void SyncLink::enrol_over_network(const std::string& url, const QString& code, const std::string& former,
                                  const QPointer<QObject>& receiver, const std::function<void(core::Status)>& done) {
    auto answer = std::make_shared<core::Result<sync::EnrolReply>>(core::Error{core::ErrorCode::offline, {}});
    auto* thread = QThread::create([answer, url, former, request = request_of(code)] {
        sync::CurlTransport transport;
        *answer = sync::enrol(transport, url, request, former);
    });
    thread->setObjectName("enrol");
    connect(thread, &QThread::finished, this, [this, thread, answer, url, done, guard = receiver] {
        thread->deleteLater();
        if (!guard) return;
        if (!*answer) return done(answer->error());
        worker_.run(
            guard, [url, reply = **answer](core::Store& store) { return sync::record_enrolment(store, url, reply); },
            [this, done](const core::Status& status) {
                if (status) wake();
                done(status);
            });
    });
    thread->start();
}

}  // namespace fieldfare::mobile
