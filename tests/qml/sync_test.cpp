// The phone and its server: the app's real QML, sync runner and libcurl against a whole server, over real sockets.
#include <QtQml/qqmlextensionplugin.h>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QTemporaryDir>
#include <QTest>

#include "core/catalog/entities.h"
#include "core/customers/filing.h"
#include "core/journal/journal.h"
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

// What a team lead's dashboard shows of visits with this note.
std::vector<nlohmann::json> visits_noted(TestServer& server, const std::string& session, const QString& note) {
    std::vector<nlohmann::json> found;
    const auto answer = server.get("/api/visits", session).json();
    if (!answer.is_object() || !answer.contains("items")) return found;
    for (const auto& visit : answer["items"]) {
        if (visit["fields"]["note"] == note.toStdString()) found.push_back(visit);
    }
    return found;
}

core::Status nothing_pending(core::Store& store) {
    FF_ASSIGN(const auto pending, core::journal::pending_count(store.read()));
    return pending == 0 ? core::Status{} : core::Status(core::ErrorCode::internal, "still pending");
}

// Hands the phone's only customer to somebody; nobody of that id is known to the server.
bool hand_over(Run& run, const core::Uuid& owner) {
    return test::on_store(run.services(),
                          [owner](core::Store& store) -> core::Status {
                              const auto& customer = core::catalog::customer;
                              FF_ASSIGN(const auto rows, store.read().select(rows_of(customer, {})));
                              return core::customers::edit(store, rows.at(0), {{customer.at("owner"), owner}});
                          })
        .ok();
}

bool enrol(Run& run, TestServer& server) {
    return run.retype("serverInput", QString::fromStdString(server.url(""))) &&
           run.retype("codeInput", QString::fromStdString(server.enrolment_code("li@example.com"))) &&
           run.tap("enrolButton") && run.appears("tabCustomers");
}

bool file_customer(Run& run, const QString& name) {
    return run.tap("tabCustomers") && run.tap("newCustomer") && run.type("field_name", name) && run.tap("formSave") &&
           run.appears("customerPage");
}

bool becomes_synced(Run& run) {
    return QTest::qWaitFor([&] { return test::on_store(run.services(), nothing_pending).ok(); }, patience_ms) &&
           run.says("syncPill", "label", "已同步");
}

}  // namespace

class Sync : public QObject {
    Q_OBJECT

  private slots:
    void a_visit_logged_while_the_server_is_away_arrives_by_itself();
    void what_the_server_refuses_is_put_right_and_sent_again_or_given_up();
};

void Sync::a_visit_logged_while_the_server_is_away_arrives_by_itself() {
    TestServer server;
    server.config().port = server.server().port();  // it comes back where it was
    QTemporaryDir directory;
    const auto note = QStringLiteral("地下室没有信号，客户同意试用两周");
    Run run(directory.path());

    // A code that the server does not know is refused, and the page stays usable.
    QVERIFY(run.type("serverInput", QString::fromStdString(server.url(""))));
    QVERIFY(run.type("codeInput", "AAAA-AAAA"));
    QVERIFY(run.tap("enrolButton"));
    QVERIFY(run.says("enrolmentError", "text", "代码有误"));
    QCOMPARE(run.services().session.state(), Session::NeedsEnrolment);

    QVERIFY(enrol(run, server));
    QTRY_COMPARE_WITH_TIMEOUT(run.services().session.organisation(), QStringLiteral("田鸫商贸"), patience_ms);

    QVERIFY(file_customer(run, "苏州望湖餐饮有限公司"));
    QVERIFY(becomes_synced(run));

    QVERIFY(run.tap("customerLog"));
    QVERIFY(run.tap("channel_visit"));
    QVERIFY(run.type("logNote", note));
    server.server().stop();
    QVERIFY(run.tap("logSave"));
    QVERIFY(run.appears("customerPage"));
    QVERIFY(run.says("snackbar", "text", "已保存在本机"));
    QVERIFY(run.timeline_shows(note));
    QVERIFY(run.find("timelineEntry0")->property("unsent").toBool());
    QVERIFY(run.says("syncPill", "label", "1 待上传"));
    QVERIFY(run.says("syncPill", "glyph", "offline"));

    server.restart();
    QElapsedTimer back;
    back.start();
    const auto lead = server.session("lead@example.com");
    QVERIFY(!lead.empty());
    QVERIFY(QTest::qWaitFor([&] { return !visits_noted(server, lead, note).empty(); }, patience_ms));
    qInfo("arrived %lld ms after the server came back", static_cast<long long>(back.elapsed()));
    QVERIFY(becomes_synced(run));

    const auto visits = visits_noted(server, lead, note);
    QCOMPARE(visits.size(), std::size_t{1});
    QCOMPARE(visits[0]["rep"]["name"].get<std::string>(), std::string("li"));
    QVERIFY(run.timeline_shows(note));
    QTRY_VERIFY_WITH_TIMEOUT(!run.find("timelineEntry0")->property("unsent").toBool(), patience_ms);
}

void Sync::what_the_server_refuses_is_put_right_and_sent_again_or_given_up() {
    TestServer server;
    QTemporaryDir directory;
    Run run(directory.path());
    QVERIFY(enrol(run, server));
    QVERIFY(file_customer(run, "苏州望湖餐饮有限公司"));
    QVERIFY(becomes_synced(run));

    QVERIFY(hand_over(run, server.new_id()));
    QVERIFY(run.says("syncPill", "label", "需处理"));
    QVERIFY(run.tap("syncPill"));
    QVERIFY(run.says("outboxCard", "stateLabel", "未被接受"));
    QVERIFY(run.says("outboxCard", "reason", "负责人"));
    QVERIFY(run.tap("outboxChange"));
    QVERIFY(run.says("field_name", "text", "苏州望湖餐饮有限公司"));
    QVERIFY(hand_over(run, server.user("li")));  // the form's own way is tested with the forms
    QVERIFY(run.tap("backButton"));
    QVERIFY(run.tap("outboxResend"));
    QVERIFY(run.disappears("outboxCard"));
    QVERIFY(run.says("syncSentence", "text", "全部已上传"));

    QVERIFY(hand_over(run, server.new_id()));
    QVERIFY(run.tap("outboxDiscard"));
    QVERIFY(run.tap("cancelButton"));
    QVERIFY(run.disappears("confirmButton"));
    QVERIFY(run.find("outboxCard"));
    QVERIFY(run.tap("outboxDiscard"));
    QVERIFY(run.tap("confirmButton"));
    QVERIFY(run.disappears("outboxCard"));
    QVERIFY(run.says("syncSentence", "text", "全部已上传"));
}

int main(int argc, char** argv) {
    QGuiApplication application(argc, argv);
    set_up_application(application);
    Sync sync;
    return QTest::qExec(&sync, argc, argv);
}

#include "sync_test.moc"
