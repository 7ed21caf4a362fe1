// Runs the Quick Tests of this folder over one phone with known data.
#include <QtQml/qqmlextensionplugin.h>
#include <QtQuickTest/quicktest.h>
#include <QDesktopServices>
#include <QQmlEngine>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "core/base/random.h"
#include "mobile/app/setup.h"
#include "tests/qml/support/seed.h"

Q_IMPORT_QML_PLUGIN(FieldfarePlugin)

using namespace fieldfare;

// What tests know of the data, and the device's other apps: what they were handed last.
class Fixture : public QObject {
    Q_OBJECT
    Q_PROPERTY(QString handedOver MEMBER handed_over NOTIFY handed)
    Q_PROPERTY(QString factory MEMBER factory CONSTANT)
    Q_PROPERTY(QString shop MEMBER shop CONSTANT)
    Q_PROPERTY(QString trader MEMBER trader CONSTANT)
    Q_PROPERTY(QString plan MEMBER plan CONSTANT)

  public:
    QString factory;
    QString shop;
    QString trader;
    QString plan;
    QString handed_over;

    // Whether the device has a dialler and maps.
    Q_INVOKABLE void have_other_apps(bool there) {
        for (const auto* scheme : {"tel", "geo"}) {
            if (there) QDesktopServices::setUrlHandler(scheme, this, "take");
            if (!there) QDesktopServices::unsetUrlHandler(scheme);
        }
    }

    // A value of the shop's that somebody overwrote.
    Q_INVOKABLE bool overwrite_name(const QString& lost) {
        return mobile::test::on_store(*services,
                                      [&](core::Store& store) {
                                          return mobile::test::overwrite_name(
                                              store, *core::Uuid::parse(shop.toStdString()), lost.toStdString());
                                      })
            .ok();
    }
    // Of the trader and its people: every class or none.
    Q_INVOKABLE bool hide_trader(bool hidden) {
        return mobile::test::on_store(*services,
                                      [&](core::Store& store) {
                                          return mobile::test::hide(store, *core::Uuid::parse(trader.toStdString()),
                                                                    hidden ? core::Classes::every() : core::Classes());
                                      })
            .ok();
    }
    mobile::Services* services = nullptr;

  public slots:
    void take(const QUrl& url) {
        handed_over = url.toString();
        emit handed();
    }

  signals:
    void handed();
};

class Setup : public QObject {
    Q_OBJECT

  public slots:
    void applicationAvailable() {
        mobile::set_up_application(*qobject_cast<QGuiApplication*>(QCoreApplication::instance()));
        services_ = std::make_unique<mobile::Services>(clock_, random_);
        services_->preferences.set_language("en");
        services_->preferences.set_theme(mobile::Preferences::Light);
        mobile::test::open_and_wait(*services_, directory_.path());
        const auto seeded = mobile::test::enrol_filled(*services_);
        const bool ready = QTest::qWaitFor([this] { return services_->session.state() == mobile::Session::Ready; });
        if (!ready) qFatal("the session is not ready");
        fixture_.services = services_.get();
        fixture_.factory = QString::fromStdString(seeded.factory.text());
        fixture_.shop = QString::fromStdString(seeded.shop.text());
        fixture_.trader = QString::fromStdString(seeded.trader.text());
        fixture_.plan = QString::fromStdString(seeded.plan.text());
        qmlRegisterSingletonInstance("FieldfareTest", 1, 0, "Fixture", &fixture_);
    }
    void qmlEngineAvailable(QQmlEngine* engine) { mobile::set_up_engine(*engine, *services_); }
    void cleanupTestCase() { services_.reset(); }

  private:
    const core::SystemClock clock_{};
    core::SystemRandom random_;
    QTemporaryDir directory_;
    Fixture fixture_;
    std::unique_ptr<mobile::Services> services_;
};

QUICK_TEST_MAIN_WITH_SETUP(mobile_pages, Setup)

#include "main.moc"
