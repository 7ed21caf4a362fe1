// The way of a first day, through the app's real QML and a real store, by touch and input method: enrol, look at Today,
// file a customer, log a visit without a network, see it, start again, still see it.
#include <QtQml/qqmlextensionplugin.h>
#include <QGuiApplication>
#include <QTemporaryDir>
#include <QTest>

#include "core/catalog/entities.h"
#include "mobile/app/setup.h"
#include "mobile/viewmodels/common/select.h"
#include "tests/qml/support/run.h"
#include "tests/qml/support/seed.h"

Q_IMPORT_QML_PLUGIN(FieldfarePlugin)

using namespace fieldfare;
using namespace fieldfare::mobile;
using test::patience_ms;
using test::Run;

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
        QVERIFY(run.timeline_shows(note));
        QVERIFY(run.appears("undoButton"));
    }
    Run again(directory.path());
    QCOMPARE(again.services().session.state(), Session::Ready);
    QVERIFY(again.tap("tabCustomers"));
    QVERIFY(again.type("customerSearch", "望湖"));
    QVERIFY(QTest::qWaitFor([&] { return again.find("customerList")->property("count").toInt() == 1; }, patience_ms));
    QVERIFY(again.tap("customerRow0"));
    QVERIFY(again.timeline_shows(note));
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
