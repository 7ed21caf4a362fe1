// The way of a first day, through the app's real QML and a real store, by touch and input method: enrol, look at Today,
// file a customer, log a visit without a network, see it, start again, still see it.
#include <QtQml/qqmlextensionplugin.h>
#include <QInputMethodEvent>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QTest>
#include <QTouchEvent>
#include <memory>

#include "core/base/random.h"
#include "core/catalog/entities.h"
#include "mobile/app/setup.h"
#include "mobile/viewmodels/common/select.h"
#include "tests/qml/support/seed.h"

Q_IMPORT_QML_PLUGIN(FieldfarePlugin)

using namespace fieldfare;
using namespace fieldfare::mobile;

namespace {

constexpr int patience_ms = 10'000;

// One run of the app, from start to quit.
class Run {
  public:
    explicit Run(const QString& directory, const QString& language = "zh-CN") : services_(clock_, random_) {
        services_.preferences.set_language(language);
        services_.preferences.set_theme(Preferences::Light);
        set_up_engine(engine_, services_);
        test::open_and_wait(services_, directory);
        engine_.load(QUrl("qrc:/qt/qml/Fieldfare/qml/Shell/Main.qml"));
        window_ = qobject_cast<QQuickWindow*>(engine_.rootObjects().value(0));
        if (!window_) qFatal("the app's QML did not load");
        static_cast<void>(QTest::qWaitForWindowExposed(window_));
    }

    Services& services() { return services_; }
    QQuickWindow* window() { return window_; }

    // The newest visible item of that name, or null.
    QQuickItem* find(const QString& name) {
        QQuickItem* found = nullptr;
        search(window_->contentItem(), name, found);
        return found;
    }

    bool appears(const QString& name) {
        return QTest::qWaitFor([&] { return find(name) != nullptr; }, patience_ms);
    }

    bool tap(const QString& name) {
        if (!appears(name)) return false;
        auto* item = find(name);
        bring_into_view(item);
        if (!QTest::qWaitFor([&] { return item->isEnabled(); }, patience_ms)) return false;
        const auto point = item->mapToScene({item->width() / 2, item->height() / 2}).toPoint();
        QTest::touchEvent(window_, touch_).press(0, point, window_);
        QTest::qWait(20);
        QTest::touchEvent(window_, touch_).release(0, point, window_);
        QTest::qWait(60);
        return true;
    }

    // As an input method does: composes first, then commits.
    bool type(const QString& name, const QString& text) {
        if (!tap(name)) return false;
        if (!QTest::qWaitFor([&] { return window_->activeFocusItem() == find(name); }, patience_ms)) return false;
        auto* target = window_->activeFocusItem();
        QInputMethodEvent composing(QStringLiteral("zhong"), {});
        QCoreApplication::sendEvent(target, &composing);
        QInputMethodEvent commit;
        commit.setCommitString(text);
        QCoreApplication::sendEvent(target, &commit);
        return target->property("text").toString() == text;
    }

  private:
    static void search(QQuickItem* item, const QString& name, QQuickItem*& found) {
        if (!item->isVisible()) return;
        if (item->objectName() == name) found = item;
        for (auto* child : item->childItems()) search(child, name, found);
    }

    static void bring_into_view(QQuickItem* item) {
        for (auto* parent = item->parentItem(); parent; parent = parent->parentItem()) {
            if (!parent->inherits("QQuickFlickable")) continue;
            const auto top = item->mapToItem(parent, {0, 0}).y();
            const auto room = parent->height() - item->height();
            if (top < 0 || top > room) {
                const auto wanted = parent->property("contentY").toReal() + top - room / 2;
                const auto most = parent->property("contentHeight").toReal() - parent->height();
                parent->setProperty("contentY", std::clamp(wanted, 0.0, std::max(0.0, most)));
                QTest::qWait(50);
            }
            return;
        }
    }

    const core::SystemClock clock_;
    core::SystemRandom random_;
    Services services_;
    QQmlApplicationEngine engine_;
    QQuickWindow* window_ = nullptr;
    QPointingDevice* touch_ = QTest::createTouchDevice();
};

bool timeline_shows(Run& run, const QString& text) {
    return QTest::qWaitFor(
        [&] {
            for (int i = 0; i < 10; ++i) {
                const auto* entry = run.find(QStringLiteral("timelineEntry%1").arg(i));
                if (entry && entry->property("body").toString() == text) return true;
            }
            return false;
        },
        patience_ms);
}

}  // namespace

class Journey : public QObject {
    Q_OBJECT

  private slots:
    void enrolment_says_what_is_wrong();
    void a_visit_saved_offline_is_there_after_a_restart();
    void a_draft_is_on_disk_before_anything_is_saved();
    void another_language_at_run_time();
};

void Journey::enrolment_says_what_is_wrong() {
    QTemporaryDir directory;
    Run run(directory.path());
    QVERIFY(run.appears("enrolmentPage"));
    auto* button = run.find("enrolButton");
    QVERIFY(!button->isEnabled());
    QVERIFY(run.type("serverInput", "http://127.0.0.1:9"));
    QVERIFY(run.type("codeInput", "ABCD-EFGH"));
    QVERIFY(run.tap("enrolButton"));
    QVERIFY(QTest::qWaitFor(
        [&] {
            auto* error = run.find("enrolmentError");
            return error && error->property("text").toString().contains(QStringLiteral("无法连接服务器"));
        },
        patience_ms));
    QCOMPARE(run.services().session.state(), Session::NeedsEnrolment);
}

void Journey::a_visit_saved_offline_is_there_after_a_restart() {
    QTemporaryDir directory;
    const auto note = QStringLiteral("客户认可方案，等待总经理确认预算");
    {
        Run run(directory.path());
        QVERIFY(run.appears("enrolmentPage"));
        QVERIFY(test::on_store(run.services(), [](core::Store& store) -> core::Status {
                    FF_TRY(test::enrol(store));
                    FF_ASSIGN(const auto seeded, test::fill(store));
                    static_cast<void>(seeded);
                    return {};
                }).ok());
        run.services().session.enrolled();
        QVERIFY(run.appears("todayList"));

        QVERIFY(run.tap("tabCustomers"));
        QVERIFY(run.tap("newCustomer"));
        QVERIFY(run.type("field_name", "苏州望湖餐饮有限公司"));
        QVERIFY(run.tap("formSave"));
        QVERIFY(run.appears("customerPage"));

        QVERIFY(run.tap("customerLog"));
        QVERIFY(run.tap("channel_visit"));
        QVERIFY(run.type("logNote", note));
        QVERIFY(run.tap("day_three"));
        QVERIFY(run.tap("logSave"));
        QVERIFY(run.appears("customerPage"));
        QVERIFY(timeline_shows(run, note));
        QVERIFY(run.appears("undoButton"));
    }
    Run again(directory.path());
    QCOMPARE(again.services().session.state(), Session::Ready);
    QVERIFY(again.tap("tabCustomers"));
    QVERIFY(again.type("customerSearch", "望湖"));
    QVERIFY(QTest::qWaitFor([&] { return again.find("customerList")->property("count").toInt() == 1; }, patience_ms));
    QVERIFY(again.tap("customerRow0"));
    QVERIFY(timeline_shows(again, note));
}

void Journey::a_draft_is_on_disk_before_anything_is_saved() {
    QTemporaryDir directory;
    const auto note = QStringLiteral("写到一半就没电了");
    Run run(directory.path());
    QVERIFY(test::on_store(run.services(), [](core::Store& store) -> core::Status {
                FF_TRY(test::enrol(store));
                FF_ASSIGN(const auto seeded, test::fill(store));
                static_cast<void>(seeded);
                return {};
            }).ok());
    run.services().session.enrolled();
    QVERIFY(run.tap("tabLog"));
    QVERIFY(run.type("logNote", note));
    // What a process that starts after a kill at this moment would read.
    QByteArray kept;
    QVERIFY(QTest::qWaitFor(
        [&] {
            run.services().drafts.load(this, [&](const QByteArray& draft) { kept = draft; });
            QTest::qWait(50);
            return kept.contains(note.toUtf8());
        },
        patience_ms));
    QVERIFY(test::on_store(run.services(), [](core::Store& store) -> core::Status {
                FF_ASSIGN(const auto count, store.read().count(rows_of(core::catalog::interaction)));
                return count == 2 ? core::Status{} : core::Status(core::ErrorCode::internal, "a visit was saved");
            }).ok());
}

void Journey::another_language_at_run_time() {
    QTemporaryDir directory;
    Run run(directory.path());
    QVERIFY(run.appears("enrolButton"));
    QCOMPARE(run.find("enrolButton")->property("text").toString(), QStringLiteral("连接"));
    QVERIFY(run.tap("language_en"));
    QTRY_COMPARE(run.find("enrolButton")->property("text").toString(), QStringLiteral("Connect"));
}

int main(int argc, char** argv) {
    QGuiApplication application(argc, argv);
    set_up_application(application);
    Journey journey;
    return QTest::qExec(&journey, argc, argv);
}

#include "journey_test.moc"
