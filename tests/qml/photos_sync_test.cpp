// Photos between two phones of one person and a whole server, over real sockets.
#include <QtQml/qqmlextensionplugin.h>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "core/catalog/entities.h"
#include "core/journal/journal.h"
#include "core/media/attach.h"
#include "core/media/blobs.h"
#include "mobile/app/setup.h"
#include "mobile/viewmodels/attachments/adding.h"
#include "mobile/viewmodels/common/select.h"
#include "mobile/viewmodels/common/text.h"
#include "sync/protocol/codec.h"
#include "tests/qml/support/pictures.h"
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

namespace cat = core::catalog;

bool enrol(Run& run, TestServer& server) {
    return run.retype("serverInput", QString::fromStdString(server.url(""))) &&
           run.retype("codeInput", QString::fromStdString(server.enrolment_code("li@example.com"))) &&
           run.tap("enrolButton") && run.appears("tabCustomers");
}

bool file_customer(Run& run, const QString& name) {
    return run.tap("tabCustomers") && run.tap("newCustomer") && run.type("field_name", name) && run.tap("formSave") &&
           run.appears("customerPage");
}

bool add_photo(Run& run, const QString& path) {
    auto* section = run.find("attachmentsSection");
    auto* model = section ? section->property("attachments").value<QObject*>() : nullptr;
    const QList<QUrl> files{QUrl::fromLocalFile(path)};
    return model && QMetaObject::invokeMethod(model, "addPhotos", Q_ARG(QList<QUrl>, files)) &&
           run.appears("attachmentTile");
}

core::media::Standing standing(Run& run) {
    core::media::Standing found;
    static_cast<void>(test::on_store(run.services(), [&](core::Store& store) -> core::Status {
        FF_ASSIGN(found, core::media::standing(store.read()));
        return {};
    }));
    return found;
}

bool all_sent(Run& run) {
    return QTest::qWaitFor([&] { return standing(run).held_bytes > 0 && standing(run).to_send == 0; }, patience_ms);
}

core::journal::SyncState enrolment(Run& run) {
    core::journal::SyncState found;
    static_cast<void>(test::on_store(run.services(), [&](core::Store& store) -> core::Status {
        FF_ASSIGN(const auto state, core::journal::sync_state(store.read()));
        found = state.value_or(core::journal::SyncState{});
        return {};
    }));
    return found;
}

bool enter_code(Run& run, TestServer& server, const char* whose) {
    return run.retype("codeInput", QString::fromStdString(server.enrolment_code(whose))) && run.tap("enrolButton");
}

bool nothing_pends(Run& run) {
    return QTest::qWaitFor([&] { return run.services().sync.status().pending == 0; }, patience_ms);
}

bool open_sign_out(Run& run) {
    auto* router = run.window()->property("router").value<QObject*>();
    return QMetaObject::invokeMethod(router, "openSignOut") && run.appears("signOutPage");
}

}  // namespace

class PhotosSync : public QObject {
    Q_OBJECT

  private slots:
    void a_photo_comes_to_another_phone_small_first_and_whole_when_wanted();
    void a_phone_is_not_left_while_a_photo_is_here_alone();
    void originals_wait_for_wifi_and_thumbnails_do_not();
    void how_much_of_a_file_was_sent_is_shown_while_it_goes_out();
    void a_revoked_phone_is_connected_again_and_all_that_was_unsent_goes_out();
    void a_phone_that_the_server_does_not_know_any_more_says_so_and_is_connected_again();
};

void PhotosSync::a_photo_comes_to_another_phone_small_first_and_whole_when_wanted() {
    TestServer server;
    QTemporaryDir here;
    QTemporaryDir there;
    QTemporaryDir elsewhere;
    const auto path = elsewhere.filePath("门头.jpg");
    test::write_picture(path, {1200, 900});
    {
        Run run(here.path());
        QVERIFY(enrol(run, server));
        QVERIFY(file_customer(run, "苏州望湖餐饮有限公司"));
        QVERIFY(run.tap("customerView4"));
        QVERIFY(add_photo(run, path));
        QVERIFY(all_sent(run));
        QVERIFY(run.says("attachmentTile", "stateLabel", ""));
        QVERIFY(run.tap("backButton"));
    }
    Run run(there.path());
    QVERIFY(enrol(run, server));
    QVERIFY(run.tap("tabCustomers"));
    QVERIFY(run.tap("customerRow0"));
    QVERIFY(run.tap("customerView4"));
    QVERIFY(run.appears("attachmentTile"));
    QTRY_COMPARE_WITH_TIMEOUT(run.find("tilePicture")->property("status").toInt(), 1, patience_ms);  // Image.Ready
    QVERIFY2(standing(run).held_bytes <= cat::most_thumbnail_bytes, "the original comes when somebody wants to see it");
    QVERIFY(run.tap("attachmentTile"));
    QVERIFY(run.appears("attachmentPage"));
    QTRY_COMPARE_WITH_TIMEOUT(run.find("attachmentPicture")->property("implicitHeight").toInt(), 1200, patience_ms);
    QVERIFY(run.disappears("attachmentProgress"));
}

void PhotosSync::a_phone_is_not_left_while_a_photo_is_here_alone() {
    TestServer server;
    server.config().port = server.server().port();
    QTemporaryDir directory;
    const auto path = directory.filePath("a.jpg");
    test::write_picture(path, {300, 200});
    Run run(directory.path());
    QVERIFY(enrol(run, server));
    QVERIFY(file_customer(run, "苏州望湖餐饮有限公司"));
    QVERIFY(QTest::qWaitFor([&] { return run.services().sync.status().pending == 0; }, patience_ms));
    server.server().stop();
    QVERIFY(run.tap("customerView4"));
    QVERIFY(add_photo(run, path));
    QVERIFY(open_sign_out(run));
    QVERIFY(run.says("signOutUnsentContents", "text", "1 个照片或文件还没有到达服务器"));
    QVERIFY(!run.find("signOutButton")->isEnabled());
    // A rescue file takes its record and not its bytes: it says so, and does not let the phone go.
    QVERIFY(run.tap("signOutRescue"));
    QVERIFY(run.says("rescueUnsentContents", "text", "还有 1 个照片或文件未上传"));
    auto* rescue = run.find("rescuePage")->findChild<QObject*>("rescueFile");
    QVERIFY(
        QMetaObject::invokeMethod(rescue, "save", Q_ARG(QUrl, QUrl::fromLocalFile(directory.filePath("left.rescue")))));
    QVERIFY(run.appears("rescueCode"));
    QVERIFY(run.tap("backButton"));
    QVERIFY(run.says("signOutUnsent", "text", "只在救援文件里"));
    QVERIFY(!run.find("signOutButton")->isEnabled());

    server.restart();
    QVERIFY(all_sent(run));
    QVERIFY(QTest::qWaitFor([&] { return run.find("signOutButton")->isEnabled(); }, patience_ms));
    QVERIFY(!QDir(directory.filePath("fieldfare.db.contents")).isEmpty(QDir::Files));
    QVERIFY(run.tap("signOutButton"));
    QVERIFY(run.tap("confirmButton"));
    QVERIFY(run.appears("enrolmentPage"));
    QVERIFY(QDir(directory.filePath("fieldfare.db.contents")).isEmpty(QDir::Files));
}

void PhotosSync::originals_wait_for_wifi_and_thumbnails_do_not() {
    TestServer server;
    QTemporaryDir directory;
    const auto path = directory.filePath("a.jpg");
    test::write_picture(path, {1200, 900});
    Run run(directory.path());
    QVERIFY(enrol(run, server));
    QVERIFY(file_customer(run, "苏州望湖餐饮有限公司"));
    run.services().network.become(true);
    run.services().preferences.set_originals_on_wifi_only(true);
    QVERIFY(run.tap("customerView4"));
    QVERIFY(add_photo(run, path));
    QTRY_COMPARE_WITH_TIMEOUT(standing(run).to_send, std::int64_t{1}, patience_ms);
    QTest::qWait(1000);
    const auto waiting = standing(run);
    QCOMPARE(waiting.to_send, std::int64_t{1});
    QVERIFY2(waiting.to_send_bytes > cat::most_thumbnail_bytes, "the original");
    QVERIFY(run.tap("syncPill"));
    QVERIFY(run.says("attachmentWifi", "text", "Wi-Fi"));
    run.services().network.become(false);
    QVERIFY(all_sent(run));
}

void PhotosSync::how_much_of_a_file_was_sent_is_shown_while_it_goes_out() {
    TestServer server;
    QTemporaryDir directory;
    const auto path = directory.filePath("报价.pdf");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("%PDF-" + QByteArray(8 << 20, 'x'));
    file.close();
    Run run(directory.path());
    QVERIFY(enrol(run, server));
    QVERIFY(file_customer(run, "苏州望湖餐饮有限公司"));
    run.services().network.become(true);
    run.services().preferences.set_originals_on_wifi_only(true);
    QVERIFY(run.tap("customerView4"));
    auto* model = run.find("attachmentsSection")->property("attachments").value<QObject*>();
    QVERIFY(QMetaObject::invokeMethod(model, "addDocuments", Q_ARG(QList<QUrl>, {QUrl::fromLocalFile(path)})));
    QVERIFY(run.appears("attachmentTile"));
    auto* router = run.window()->property("router").value<QObject*>();
    QVERIFY(QMetaObject::invokeMethod(router, "openAttachmentQueue") && run.appears("attachmentCard"));

    QSet<QString> said;
    QList<double> shares;
    connect(&run.services().sync, &SyncLink::statusChanged, this, [&] {
        auto* card = run.find("attachmentCard");
        if (!card || card->property("sentLabel").toString().isEmpty()) return;
        said << card->property("sentLabel").toString();
        shares << card->property("sentShare").toDouble();
    });
    run.services().network.become(false);
    QVERIFY(all_sent(run));
    disconnect(&run.services().sync, nullptr, this, nullptr);
    QVERIFY2(said.size() > 5, "it moves");
    QVERIFY(std::is_sorted(shares.begin(), shares.end()));
    QVERIFY(shares.first() < 0.5 && shares.last() > 0.5);
    QVERIFY(QStringList(said.begin(), said.end()).filter("8.0").size() == said.size());
    QVERIFY(run.disappears("attachmentCard"));
}

void PhotosSync::a_revoked_phone_is_connected_again_and_all_that_was_unsent_goes_out() {
    TestServer server;
    QTemporaryDir directory;
    const auto path = directory.filePath("a.jpg");
    test::write_picture(path, {1200, 900});
    Run run(directory.path());
    QVERIFY(enrol(run, server));
    QVERIFY(file_customer(run, "苏州望湖餐饮有限公司"));
    QVERIFY(nothing_pends(run));
    const auto former = enrolment(run);
    server.admin({{"command", "device.revoke"}, {"device", std::to_string(former.device)}});
    QVERIFY(run.tap("customerView4"));
    QVERIFY(add_photo(run, path));
    QVERIFY(run.tap("syncPill"));
    QVERIFY(run.tap("reconnect"));
    QVERIFY(run.appears("reconnectPage"));
    QCOMPARE(run.find("serverInput")->property("text").toString(), QString::fromStdString(server.url("")));

    QVERIFY(enter_code(run, server, "zhao@example.com"));
    QVERIFY(run.says("enrolmentError", "text", "FF-1018"));
    QVERIFY(run.says("enrolmentError", "text", "别人"));
    QCOMPARE(enrolment(run), former);
    QCOMPARE(standing(run).to_send, std::int64_t{2});

    QVERIFY(enter_code(run, server, "li@example.com"));
    QVERIFY(run.disappears("reconnectPage"));
    QVERIFY(all_sent(run));
    QVERIFY(nothing_pends(run));
    QVERIFY(run.disappears("reconnect"));
    QVERIFY(enrolment(run).device != former.device);
    QCOMPARE(enrolment(run).user, former.user);
}

void PhotosSync::a_phone_that_the_server_does_not_know_any_more_says_so_and_is_connected_again() {
    TestServer server;
    QTemporaryDir directory;
    Run run(directory.path());
    QVERIFY(enrol(run, server));
    QVERIFY(file_customer(run, "苏州望湖餐饮有限公司"));
    QVERIFY(nothing_pends(run));
    // As after an enrolment whose answer did not come here.
    TestServer::Device same;
    same.token = enrolment(run).token;
    const sync::EnrolRequest elsewhere{server.enrolment_code("li@example.com"), "phone", "linux", "0.1.0", {}, {}};
    const auto json = sync::Encoding::json;
    QCOMPARE(server.call(same, "POST", "/v1/enrol", sync::encode(elsewhere, json), json).status, 200);
    run.services().sync.wake();
    QVERIFY(run.tap("syncPill"));
    QVERIFY(run.says("syncProblem", "text", "服务器已不认识本机"));
    QVERIFY(run.tap("reconnect"));
    QVERIFY(enter_code(run, server, "li@example.com"));
    QVERIFY(run.disappears("reconnectPage"));
    QVERIFY(run.disappears("reconnect"));
    QVERIFY(nothing_pends(run));
}

int main(int argc, char** argv) {
    QGuiApplication application(argc, argv);
    set_up_application(application);
    PhotosSync tests;
    return QTest::qExec(&tests, argc, argv);
}

#include "photos_sync_test.moc"
