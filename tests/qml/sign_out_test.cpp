// Leaving a phone: nothing is lost by it, and nothing of the organisation stays. Against a whole server.
#include <QtQml/qqmlextensionplugin.h>
#include <QDir>
#include <QGuiApplication>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include "core/catalog/entities.h"
#include "mobile/app/setup.h"
#include "mobile/viewmodels/common/select.h"
#include "tests/qml/support/run.h"
#include "tests/qml/support/seed.h"
#include "tests/unit/server/support.h"

Q_IMPORT_QML_PLUGIN(FieldfarePlugin)

using namespace fieldfare;
using namespace fieldfare::mobile;
using server::testing::TestServer;
using test::patience_ms;
using test::Run;

namespace {

bool enrol(Run& run, TestServer& server) {
    return run.retype("serverInput", QString::fromStdString(server.url(""))) &&
           run.retype("codeInput", QString::fromStdString(server.enrolment_code("li@example.com"))) &&
           run.tap("enrolButton") && run.appears("tabCustomers");
}

bool file_customer(Run& run, const QString& name) {
    return run.tap("tabCustomers") && run.tap("newCustomer") && run.type("field_name", name) && run.tap("formSave") &&
           run.appears("customerPage") && run.tap("backButton");
}

bool becomes_synced(Run& run) {
    return QTest::qWaitFor([&] { return run.services().sync.status().pending == 0; }, patience_ms) &&
           QTest::qWaitFor([&] { return run.services().sync.status().last_success > 0; }, patience_ms);
}

std::size_t customers(Run& run) {
    std::size_t count = 0;
    const auto read = test::on_store(run.services(), [&](core::Store& store) -> core::Status {
        FF_ASSIGN(const auto rows, store.read().select(rows_of(core::catalog::customer)));
        count = rows.size();
        return {};
    });
    return read ? count : 999;
}

// At the foot of the page.
bool open_from_me(Run& run, const QString& entry) {
    if (!run.tap("tabMe") || !run.appears("meFlick")) return false;
    auto* flick = run.find("meFlick");
    flick->setProperty("contentY", flick->property("contentHeight").toReal() - flick->height());
    return run.in_view(entry) && run.tap(entry);
}

bool open_sign_out(Run& run) {
    return open_from_me(run, "openSignOut") && run.appears("signOutPage");
}

}  // namespace

class SignOutTest : public QObject {
    Q_OBJECT

  private slots:
    void everything_sent_is_left_behind_and_nothing_stays();
    void what_was_not_sent_goes_with_a_rescue_file();
};

void SignOutTest::everything_sent_is_left_behind_and_nothing_stays() {
    TestServer server;
    QTemporaryDir directory;
    Run run(directory.path());
    QVERIFY(enrol(run, server));
    QVERIFY(file_customer(run, "苏州望湖餐饮有限公司"));
    QVERIFY(becomes_synced(run));
    QFile key(QDir(directory.path()).filePath("store.key"));
    const auto key_before = key.open(QIODevice::ReadOnly) ? key.readAll() : QByteArray();
    key.close();

    QVERIFY(open_sign_out(run));
    QVERIFY(run.tap("signOutButton"));
    QVERIFY(run.tap("confirmButton"));
    QVERIFY(run.appears("enrolmentPage"));
    QCOMPARE(run.services().session.user_name(), QString());
    QCOMPARE(customers(run), std::size_t{0});
    if (!key_before.isEmpty()) {
        QVERIFY(key.open(QIODevice::ReadOnly));
        QVERIFY2(key.readAll() != key_before, "with the former key a copy of the data could be read");
    }
    // The same phone goes on with a new code.
    QVERIFY(enrol(run, server));
    QTRY_COMPARE_WITH_TIMEOUT(customers(run), std::size_t{1}, patience_ms);
}

void SignOutTest::what_was_not_sent_goes_with_a_rescue_file() {
    TestServer server;
    server.config().port = server.server().port();
    QTemporaryDir directory;
    QTemporaryDir elsewhere;
    const auto file = QUrl::fromLocalFile(elsewhere.filePath("left.rescue"));
    Run run(directory.path());
    QVERIFY(enrol(run, server));
    QVERIFY(becomes_synced(run));
    server.server().stop();
    QVERIFY(file_customer(run, "苏州望湖餐饮有限公司"));

    QVERIFY(open_sign_out(run));
    QVERIFY(run.says("signOutUnsent", "text", "还没有到达服务器"));
    QVERIFY(!run.find("signOutButton")->isEnabled());
    QVERIFY(run.tap("signOutRescue"));
    QVERIFY(run.appears("rescuePage"));
    auto* rescue = run.find("rescuePage")->findChild<QObject*>("rescueFile");
    QVERIFY(rescue != nullptr);
    QVERIFY(QMetaObject::invokeMethod(rescue, "save", Q_ARG(QUrl, file)));
    QVERIFY(run.appears("rescueCode"));
    const auto code = rescue->property("code").toString();
    QCOMPARE(code.size(), 29);
    QVERIFY(run.tap("backButton"));
    QVERIFY(run.says("signOutUnsent", "text", "只在救援文件里"));
    QVERIFY(run.tap("signOutButton"));
    QVERIFY(run.tap("confirmButton"));
    QVERIFY(run.appears("enrolmentPage"));
    QCOMPARE(customers(run), std::size_t{0});

    server.restart();
    QVERIFY(enrol(run, server));
    QVERIFY(becomes_synced(run));
    QVERIFY(open_from_me(run, "openRescue") && run.appears("rescuePage"));
    auto* again = run.find("rescuePage")->findChild<QObject*>("rescueFile");
    QVERIFY(QMetaObject::invokeMethod(again, "takeIn", Q_ARG(QUrl, file), Q_ARG(QString, QString("AAAAA-AAAAA"))));
    QVERIFY(run.says("rescueError", "text", "代码打不开"));
    QVERIFY(QMetaObject::invokeMethod(again, "takeIn", Q_ARG(QUrl, file), Q_ARG(QString, code)));
    QVERIFY(run.says("rescueOutcome", "text", "已读入"));
    QCOMPARE(customers(run), std::size_t{1});
    QVERIFY(becomes_synced(run));
}

int main(int argc, char** argv) {
    QGuiApplication application(argc, argv);
    set_up_application(application);
    SignOutTest tests;
    return QTest::qExec(&tests, argc, argv);
}

#include "sign_out_test.moc"
