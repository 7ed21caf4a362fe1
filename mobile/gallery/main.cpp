// Shows every component with made-up data: no store, no network. `--shot FILE` saves a picture and ends.
#include <QtQml/qqmlextensionplugin.h>
#include <QCommandLineParser>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickStyle>
#include <QQuickWindow>
#include <QTimer>

#include "core/base/clock.h"
#include "core/base/random.h"
#include "mobile/app/services.h"
#include "mobile/app/setup.h"

Q_IMPORT_QML_PLUGIN(FieldfarePlugin)

int main(int argc, char** argv) {
    QGuiApplication application(argc, argv);
    fieldfare::mobile::set_up_application(application);
    QCommandLineParser arguments;
    arguments.addHelpOption();
    arguments.addOption({"dark", "Dark colours."});
    arguments.addOption({"language", "zh-CN or en.", "code", "en"});
    arguments.addOption({"text-scale", "1 to 2.", "factor", "1"});
    arguments.addOption({"shot", "Save a picture of the whole gallery and end.", "file"});
    arguments.process(application);

    const fieldfare::core::SystemClock clock;
    fieldfare::core::SystemRandom random;
    fieldfare::mobile::Services services(clock, random);
    services.preferences.set_language(arguments.value("language"));
    services.preferences.set_text_scale(arguments.value("text-scale").toDouble());
    using Preferences = fieldfare::mobile::Preferences;
    services.preferences.set_theme(arguments.isSet("dark") ? Preferences::Dark : Preferences::Light);

    QQmlApplicationEngine engine;
    fieldfare::mobile::set_up_engine(engine, services);
    engine.load(QUrl("qrc:/gallery/Gallery.qml"));
    if (engine.rootObjects().isEmpty()) return 1;
    if (arguments.isSet("shot")) {
        auto* window = qobject_cast<QQuickWindow*>(engine.rootObjects().first());
        QTimer::singleShot(600, &application, [&, window] {
            QGuiApplication::exit(window->grabWindow().save(arguments.value("shot")) ? 0 : 1);
        });
    }
    return QGuiApplication::exec();
}
