#include "mobile/viewmodels/common/other_apps.h"

#include <QDesktopServices>
#include <QQmlEngine>
#include <QRegularExpression>
#include <QUrl>

#include "mobile/app/services.h"

namespace fieldfare::mobile {

namespace {

QUrl dial(const QString& phone) {
    static const QRegularExpression another("[/、，,；;]");
    static const QRegularExpression not_dialled("[^0-9+*#]");
    return QUrl("tel:" + phone.section(another, 0, 0).remove(not_dialled));
}

}  // namespace

OtherApps* OtherApps::create(QQmlEngine* engine, QJSEngine*) {
    return new OtherApps(Services::of(engine));  // the engine's
}

void OtherApps::call(const QString& phone) {
    if (QDesktopServices::openUrl(dial(phone))) return;
    services_.notices.fail(tr("No app on this device makes calls. The number: %1").arg(phone));
}

void OtherApps::navigate(const QString& map, const QString& place) {
    if (QDesktopServices::openUrl(QUrl(map))) return;
    services_.notices.fail(tr("No app on this device shows maps. The address: %1").arg(place));
}

}  // namespace fieldfare::mobile
