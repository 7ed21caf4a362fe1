#include "mobile/viewmodels/common/days.h"

#include <QQmlEngine>
#include <QVariantMap>
#include <algorithm>

#include "mobile/app/services.h"
#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

Days::Days(Services& services) : services_(services), shown_(today()) {
    connect(&services_.language, &Language::switched, this, &Days::changed);
    connect(&services_.session, &Session::personChanged, this, &Days::changed);
    connect(&midnight_, &QTimer::timeout, this, [this] {
        if (today() == shown_) return;
        shown_ = today();
        emit changed();
    });
    midnight_.start(60'000);
}

Days* Days::create(QQmlEngine* engine, QJSEngine*) {
    return new Days(Services::of(engine));  // the engine's
}

QString Days::today() const {
    return QString::fromStdString(services_.session.today().text());
}

QVariantList Days::usual() const {
    const auto from = services_.session.today();
    const auto entry = [&](const char* key, const QString& label, int days) {
        return QVariantMap{
            {"key", key}, {"label", label}, {"day", QString::fromStdString(from.plus_days(days).text())}};
    };
    return {entry("tomorrow", tr("Tomorrow"), 1), entry("three", tr("In 3 days"), 3),
            entry("week", tr("Next week"), 7)};
}

QString Days::laterThan(const QString& day) const {
    const auto parsed = core::Day::parse(day.toStdString());
    const auto today = services_.session.today();
    return to_qt((parsed ? std::max(today, parsed->plus_days(1)) : today).text());
}

QString Days::label(const QString& day) const {
    const auto parsed = core::Day::parse(day.toStdString());
    return parsed ? relative_day(*parsed, services_.session.today()) : day;
}

}  // namespace fieldfare::mobile
