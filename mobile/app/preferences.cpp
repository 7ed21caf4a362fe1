#include "mobile/app/preferences.h"

#include <spdlog/spdlog.h>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QQmlEngine>
#include <QSaveFile>
#include <algorithm>

#include "mobile/app/services.h"

namespace fieldfare::mobile {

Preferences* Preferences::create(QQmlEngine* engine, QJSEngine*) {
    return Services::of(engine).hand_out(&Services::of(engine).preferences);
}

void Preferences::read_from(const QString& path, StoreWorker& worker, std::function<void()> done) {
    worker.post([this, &worker, path, done = std::move(done)] {
        QFile file(path);
        const auto json = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        worker.deliver([this, json, done] {
            take(json);
            done();
        });
    });
}

void Preferences::write_to(const QString& path, StoreWorker& worker) {
    write_ = [&worker, path](const QByteArray& json) {
        worker.post([path, json] {
            QSaveFile target(path);
            if (!target.open(QIODevice::WriteOnly) || target.write(json) != json.size() || !target.commit()) {
                spdlog::warn("preferences: not written: {}", target.errorString().toStdString());
            }
        });
    };
}

void Preferences::take(const QByteArray& json) {
    const auto values = QJsonDocument::fromJson(json).object();
    const auto theme = values.value("theme").toString();
    theme_ = theme == "light" ? Light : theme == "dark" ? Dark : FollowSystem;
    const auto language = values.value("language").toString();
    const bool known =
        std::ranges::any_of(languages, [&](const auto& one) { return language == QLatin1String(one.code); });
    language_ = known ? language : QString();
    text_scale_ =
        std::clamp(values.value("text_scale").toDouble(least_text_scale), least_text_scale, largest_text_scale);
    originals_on_wifi_only_ = values.value("originals_on_wifi_only").toBool();
    emit changed();
}

void Preferences::set_theme(Theme theme) {
    if (theme == theme_) return;
    theme_ = theme;
    store();
}

QString Preferences::language() const {
    if (!language_.isEmpty()) return language_;
    return QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh-CN") : QStringLiteral("en");
}

QVariantList Preferences::language_list() {
    QVariantList list;
    for (const auto& [code, name] : languages) {
        list << QVariantMap{{"code", code}, {"name", QString::fromUtf8(name)}};
    }
    return list;
}

void Preferences::set_language(const QString& language) {
    if (language == language_) return;
    language_ = language;
    store();
}

void Preferences::set_text_scale(double scale) {
    scale = std::clamp(scale, least_text_scale, largest_text_scale);
    if (scale == text_scale_) return;
    text_scale_ = scale;
    store();
}

void Preferences::set_originals_on_wifi_only(bool only) {
    if (only == originals_on_wifi_only_) return;
    originals_on_wifi_only_ = only;
    store();
}

void Preferences::store() {
    emit changed();
    if (!write_) return;
    QJsonObject values{{"text_scale", text_scale_}};
    if (theme_ != FollowSystem) values["theme"] = theme_ == Light ? "light" : "dark";
    if (!language_.isEmpty()) values["language"] = language_;
    if (originals_on_wifi_only_) values["originals_on_wifi_only"] = true;
    write_(QJsonDocument(values).toJson(QJsonDocument::Compact));
}

}  // namespace fieldfare::mobile
