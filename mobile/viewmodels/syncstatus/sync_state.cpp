#include "mobile/viewmodels/syncstatus/sync_state.h"

#include <QQmlEngine>

#include "mobile/app/services.h"
#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

SyncState::SyncState(Services& services) : services_(services) {
    connect(&services_.sync, &SyncLink::statusChanged, this, &SyncState::changed);
    connect(&services_.language, &Language::switched, this, &SyncState::changed);
    connect(&minute_, &QTimer::timeout, this, &SyncState::changed);
    minute_.start(60'000);
}

SyncState* SyncState::create(QQmlEngine* engine, QJSEngine*) {
    return new SyncState(Services::of(engine));  // the engine's
}

const sync::SyncStatus& SyncState::status() const {
    return services_.sync.status();
}

SyncState::Face SyncState::face() const {
    const auto& now = status();
    if (now.quarantined > 0 || now.state == sync::SyncStatus::State::stopped) return Face::attention;
    if (now.state == sync::SyncStatus::State::offline) return Face::offline;
    if (now.pending > 0) return Face::pending;
    if (now.arrival) return Face::arriving;
    return now.last_success == 0 ? Face::offline : Face::synced;
}

QString SyncState::label() const {
    switch (face()) {
        case Face::synced:
            return tr("Synced");
        case Face::pending:
            return tr("%n to send", nullptr, pending());
        case Face::arriving:
            return tr("Arriving");
        case Face::attention:
            return tr("Needs attention");
        case Face::offline:
            break;
    }
    return pending() > 0 ? tr("Offline · %n to send", nullptr, pending()) : tr("Offline");
}

QString SyncState::short_label() const {
    const auto now = face();
    if (now == Face::attention) return tr("Attention");
    return now == Face::offline && pending() > 0 ? tr("%n to send", nullptr, pending()) : label();
}

QString SyncState::glyph() const {
    switch (face()) {
        case Face::synced:
            return "synced";
        case Face::pending:
        case Face::arriving:
            return "pending";
        case Face::attention:
            return "alert";
        case Face::offline:
            break;
    }
    return "offline";
}

int SyncState::tone() const {
    switch (face()) {
        case Face::synced:
            return tone::Good;
        case Face::pending:
        case Face::arriving:
            return tone::Info;
        case Face::attention:
            return tone::Bad;
        case Face::offline:
            break;
    }
    return tone::Neutral;
}

QString SyncState::last_time() const {
    return status().last_success == 0 ? QString() : short_moment(status().last_success, services_.clock.wall());
}

QString SyncState::sentence() const {
    if (needs_code()) return tr("Everything is safe on this phone and is sent once you connect it again.");
    if (status().arrival && face() != Face::offline) {
        return tr("Your customers are arriving. You can work with those that are here.");
    }
    if (status().last_success == 0) return tr("Not synchronised yet. It happens by itself when the network is there.");
    const auto time = last_time();
    switch (face()) {
        case Face::synced:
            return tr("Everything has arrived. Last synchronised %1.").arg(time);
        case Face::pending:
        case Face::arriving:
            return tr("Being sent by itself. Last synchronised %1.").arg(time);
        case Face::attention:
            return tr("Some records need you. Last synchronised %1.").arg(time);
        case Face::offline:
            break;
    }
    return tr("No connection to the server. Everything is safe on this phone and is sent by itself. Last synchronised "
              "%1.")
        .arg(time);
}

QString SyncState::problem() const {
    const auto& now = status();
    if (!now.error || now.state != sync::SyncStatus::State::stopped) return {};
    if (now.error->code != core::ErrorCode::unauthenticated) return user_message(*now.error);
    return with_number(tr("The server does not know this phone any more."), now.error->code);
}

bool SyncState::needs_code() const {
    const auto& now = status();
    return now.state == sync::SyncStatus::State::stopped && now.error &&
           (now.error->code == core::ErrorCode::unauthenticated || now.error->code == core::ErrorCode::device_revoked);
}

QString SyncState::remark() const {
    if (status().forked_from == 0) return {};
    return tr(
        "The data of this phone was restored or copied; the phone goes on as a device of its own. Nothing is lost, "
        "and there is nothing to do.");
}

QString SyncState::comparison() const {
    const auto& book = status().book;
    const auto now = services_.clock.wall();
    if (book.unknown > 0) {
        return tr("%n record(s) of this phone stand otherwise on the server. They stay here and are compared again.",
                  nullptr, static_cast<int>(book.unknown));
    }
    if (book.compared_at == 0) return {};
    auto compared =
        tr("Compared with the server: the same records on both (%1).").arg(short_moment(book.compared_at, now));
    if (book.repaired == 0) return compared;
    return compared + ' ' +
           tr("%n record(s) were put right by themselves, last %1.", nullptr, static_cast<int>(book.repaired))
               .arg(short_moment(book.repaired_at, now));
}

bool SyncState::working() const {
    return status().state == sync::SyncStatus::State::working;
}

int SyncState::pending() const {
    return static_cast<int>(status().pending);
}

int SyncState::conflicts() const {
    return static_cast<int>(status().conflicts);
}

int SyncState::decisions() const {
    return static_cast<int>(status().conflicts + status().quarantined);
}

void SyncState::syncNow() {
    services_.sync.wake();
}

}  // namespace fieldfare::mobile
