#include <QtQml/qqmlextensionplugin.h>
#include <CLI/CLI.hpp>
#include <QDir>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QStandardPaths>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/random.h"
#include "mobile/app/screenshots.h"
#include "mobile/app/services.h"
#include "mobile/app/setup.h"

Q_IMPORT_QML_PLUGIN(FieldfarePlugin)

namespace {

using namespace fieldfare;

struct Options {
    std::string data;
    std::string language;
    std::string screenshots;
};

QString data_directory(const Options& options) {
    if (!options.data.empty()) return QString::fromStdString(options.data);
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

void connect_preferences(mobile::Services& services, const Options& options, const QString& path) {
    services.preferences.read_from(path, services.store, [&services, options, path] {
        const bool touring = !options.screenshots.empty();  // changes nothing for the user
        if (!touring) services.preferences.write_to(path, services.store);
        if (!options.language.empty()) services.preferences.set_language(QString::fromStdString(options.language));
    });
}

int run(QGuiApplication& application, const Options& options) {
    const core::SystemClock clock;
    core::SystemRandom random;
    mobile::Services services(clock, random);
    const auto directory = data_directory(options);
    connect_preferences(services, options, QDir(directory).filePath("preferences.json"));

    QQmlApplicationEngine engine;
    mobile::set_up_engine(engine, services);
    services.session.open(directory);
    engine.load(QUrl("qrc:/qt/qml/Fieldfare/qml/Shell/Main.qml"));
    if (engine.rootObjects().isEmpty()) return 1;
    if (!options.screenshots.empty()) {
        return mobile::take_screenshots(engine, services, QString::fromStdString(options.screenshots));
    }
    QObject::connect(&application, &QGuiApplication::applicationStateChanged, &services.sync, [&](auto state) {
        if (state == Qt::ApplicationActive) services.sync.wake();
    });
    return QGuiApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
    QGuiApplication application(argc, argv);
    mobile::set_up_application(application);
    Options options;
    CLI::App cli{"Fieldfare: a field book for sales teams"};
    cli.add_option("--data", options.data, "Directory of the data (default: the platform's place for it)");
    std::vector<std::string> languages;
    for (const auto& language : mobile::Preferences::languages) languages.emplace_back(language.code);
    cli.add_option("--language", options.language, "Language (default: as set, else as the system)")
        ->check(CLI::IsMember(languages));
    cli.add_option(
        "--screenshot", options.screenshots,
        "Save a picture of every page with the data present, light, dark and in large text, both languages, then end");
    cli.set_version_flag("--version", FIELDFARE_VERSION);
    CLI11_PARSE(cli, argc, argv);
    return run(application, options);
}
