#include "mobile/viewmodels/syncstatus/arrival_state.h"

#include <QLocale>
#include <QQmlEngine>

#include "mobile/app/services.h"

namespace fieldfare::mobile {
namespace {

constexpr double megabyte = 1e6;
constexpr core::WallMs minute_ms = 60'000;

}  // namespace

ArrivalState::ArrivalState(Services& services) : services_(services) {
    connect(&services_.sync, &SyncLink::statusChanged, this, &ArrivalState::changed);
    connect(&services_.language, &Language::switched, this, &ArrivalState::changed);
}

ArrivalState* ArrivalState::create(QQmlEngine* engine, QJSEngine*) {
    return new ArrivalState(Services::of(engine));  // the engine's
}

sync::ArrivalProgress ArrivalState::progress() const {
    return services_.sync.status().arrival.value_or(sync::ArrivalProgress{});
}

bool ArrivalState::active() const {
    return services_.sync.status().arrival.has_value();
}

double ArrivalState::fraction() const {
    const auto now = progress();
    return now.of_bytes == 0 ? 0 : static_cast<double>(now.bytes) / static_cast<double>(now.of_bytes);
}

QString ArrivalState::title() const {
    const auto now = progress();
    if (now.of_bytes == 0) return tr("Your customers are being prepared");
    return tr("%1 of %2 customers are here").arg(now.customers).arg(now.of_customers);
}

QString ArrivalState::detail() const {
    const auto now = progress();
    if (now.of_bytes == 0) return tr("You can already work. They arrive by themselves.");
    const auto megabytes = [](std::uint64_t bytes) {
        return QLocale().toString(static_cast<double>(bytes) / megabyte, 'f', 1);
    };
    auto size = tr("%1 of %2 MB").arg(megabytes(now.bytes), megabytes(now.of_bytes));
    if (now.remaining_ms == 0) return size;
    if (now.remaining_ms < minute_ms) return size + " · " + tr("less than a minute left");
    const auto minutes = static_cast<int>((now.remaining_ms + minute_ms - 1) / minute_ms);
    return size + " · " + tr("about %n minute(s) left", nullptr, minutes);
}

}  // namespace fieldfare::mobile
