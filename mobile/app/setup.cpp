#include "mobile/app/setup.h"

#include <QFont>
#include <QGuiApplication>
#include <QQmlEngine>
#include <QQuickStyle>

#include "mobile/app/services.h"

namespace fieldfare::mobile {

void set_up_application(QGuiApplication& application) {
    QCoreApplication::setApplicationName("fieldfare");
    QCoreApplication::setApplicationVersion(FIELDFARE_VERSION);
    QGuiApplication::setApplicationDisplayName("Fieldfare");
    QQuickStyle::setStyle("Material");
    // One family for both scripts where it is installed, so that Chinese is never drawn with Japanese forms.
    QFont font;
    font.setFamilies(
        {"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Roboto", "Noto Sans"});
    application.setFont(font);
}

void set_up_engine(QQmlEngine& engine, Services& services) {
    engine.addImportPath(":/qt/qml");
    services.attach(engine);
}

}  // namespace fieldfare::mobile
