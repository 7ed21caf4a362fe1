#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>
#include <QVariantList>
#include <functional>

class QQmlEngine;
class QJSEngine;

namespace fieldfare::mobile {

class StoreWorker;

// A language of the app, and its own name for itself.
struct AppLanguage {
    const char* code;
    const char* name;
};

// What the user chose for this phone: language, theme, size of text. Read once at start, and written with every change,
// on the store's thread. UI thread only.
class Preferences : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(Theme theme READ theme WRITE set_theme NOTIFY changed)
    Q_PROPERTY(QString language READ language WRITE set_language NOTIFY changed)
    Q_PROPERTY(bool languageFollowsSystem READ language_follows_system NOTIFY changed)
    Q_PROPERTY(QVariantList languages READ language_list CONSTANT)
    Q_PROPERTY(bool originalsOnWifiOnly READ originals_on_wifi_only WRITE set_originals_on_wifi_only NOTIFY changed)
    Q_PROPERTY(double textScale READ text_scale WRITE set_text_scale NOTIFY changed)

  public:
    enum Theme { FollowSystem, Light, Dark };
    Q_ENUM(Theme)

    static constexpr AppLanguage languages[] = {{"zh-CN", "中文"}, {"en", "English"}};
    static constexpr double least_text_scale = 1.0;
    static constexpr double largest_text_scale = 2.0;

    // Not default-constructible: QML would make one of its own instead of asking `create`.
    explicit Preferences(QObject* parent) : QObject(parent) {}
    static Preferences* create(QQmlEngine* engine, QJSEngine*);

    // Reads the file, then calls `done`. A file that is missing, unreadable or unknown leaves the defaults. What is
    // read before the store is opened is in force before the first page.
    void read_from(const QString& path, StoreWorker& worker, std::function<void()> done);
    // From now on every change goes there.
    void write_to(const QString& path, StoreWorker& worker);

    Theme theme() const { return theme_; }
    void set_theme(Theme theme);
    QString language() const;             // the code of the one in force
    static QVariantList language_list();  // {code, name}
    bool language_follows_system() const { return language_.isEmpty(); }
    void set_language(const QString& language);  // empty: as the system
    // Photos and files wait while the phone is on a mobile network; their thumbnails do not.
    bool originals_on_wifi_only() const { return originals_on_wifi_only_; }
    void set_originals_on_wifi_only(bool only);
    double text_scale() const { return text_scale_; }
    void set_text_scale(double scale);

  signals:
    void changed();

  private:
    void take(const QByteArray& json);
    void store();

    Theme theme_ = FollowSystem;
    QString language_;
    double text_scale_ = least_text_scale;
    bool originals_on_wifi_only_ = false;
    std::function<void(QByteArray)> write_;
};

}  // namespace fieldfare::mobile
