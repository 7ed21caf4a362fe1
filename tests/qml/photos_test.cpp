// Photos and files on the phone's pages, with no server there: added, shown, refused, taken away and back.
#include <QtQml/qqmlextensionplugin.h>
#include <QBuffer>
#include <QDir>
#include <QDirIterator>
#include <QGuiApplication>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include "core/catalog/entities.h"
#include "core/media/blobs.h"
#include "core/media/content.h"
#include "mobile/app/setup.h"
#include "mobile/viewmodels/attachments/decode_picture.h"
#include "mobile/viewmodels/attachments/picture.h"
#include "mobile/viewmodels/common/select.h"
#include "mobile/viewmodels/common/text.h"
#include "tests/qml/support/pictures.h"
#include "tests/qml/support/run.h"
#include "tests/qml/support/seed.h"

Q_IMPORT_QML_PLUGIN(FieldfarePlugin)

using namespace fieldfare;
using namespace fieldfare::mobile;
using core::media::BlobState;
using test::patience_ms;
using test::Run;

namespace {

namespace cat = core::catalog;

std::vector<core::Row> attachments(Run& run) {
    std::vector<core::Row> rows;
    const auto read = test::on_store(run.services(), [&](core::Store& store) -> core::Status {
        FF_ASSIGN(rows, store.read().select(rows_of(cat::attachment)));
        return {};
    });
    return read ? rows : std::vector<core::Row>{};
}

QString visit_of(Run& run, const core::Uuid& customer) {
    QString visit;
    static_cast<void>(test::on_store(run.services(), [&](core::Store& store) -> core::Status {
        FF_ASSIGN(const auto rows,
                  store.read().select(rows_of(
                      cat::interaction, {{cat::interaction.at("customer"), core::Compare::equal, customer, {}}})));
        if (!rows.empty()) visit = to_qt(rows.front().id);
        return {};
    }));
    return visit;
}

bool set_state(Run& run, const std::string& content, BlobState state, core::ErrorCode reason) {
    return test::on_store(run.services(),
                          [&](core::Store& store) { return core::media::set_state(store, content, state, reason); })
        .ok();
}

QObject* section(Run& run) {
    auto* item = run.find("attachmentsSection");
    return item ? item->property("attachments").value<QObject*>() : nullptr;
}

bool add(Run& run, const char* how, const QStringList& paths) {
    QList<QUrl> files;
    for (const auto& path : paths) files << QUrl::fromLocalFile(path);
    auto* model = section(run);
    return model && QMetaObject::invokeMethod(model, how, Q_ARG(QList<QUrl>, files)) &&
           QTest::qWaitFor([&] { return model->property("adding").toInt() == 0; }, patience_ms);
}

// A phone with a visit open, at its photos.
struct Phone {
    explicit Phone(const QString& language = "zh-CN") : run(directory.path(), language) {
        seeded = test::enrol_filled(run.services());
        visit = visit_of(run, seeded.factory);
    }
    bool open_visit() {
        if (!run.appears("tabToday")) return false;
        auto* router = run.window()->property("router").value<QObject*>();
        if (!QMetaObject::invokeMethod(router, "openVisit", Q_ARG(QString, visit))) return false;
        if (!run.appears("formView")) return false;
        return run.appears("attachmentsSection");
    }
    QString file(const QString& name) const { return elsewhere.filePath(name); }

    QTemporaryDir directory;
    QTemporaryDir elsewhere;
    Run run;
    test::Seeded seeded;
    QString visit;
};

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("not written");
}

}  // namespace

class Photos : public QObject {
    Q_OBJECT

  private slots:
    void a_photo_is_made_small_upright_and_says_nothing_of_where();
    void what_is_transparent_becomes_white_and_what_is_no_picture_is_refused();
    void what_is_no_usual_picture_or_too_large_is_not_decoded();
    void a_photo_added_to_a_visit_is_shown_from_encrypted_files();
    void what_cannot_be_added_says_why_and_leaves_the_visit();
    void a_photo_is_removed_and_comes_back_with_its_bytes();
    void a_photo_is_removed_where_its_bytes_cannot_be_had();
    void what_was_refused_shows_its_reason_and_is_tried_again();
    void originals_wait_where_the_user_says_so();
};

void Photos::a_photo_is_made_small_upright_and_says_nothing_of_where() {
    const auto taken = test::camera_picture({3200, 2400}, "SECRET-PLACE");
    QVERIFY(taken.contains("SECRET-PLACE"));
    const auto photo = photo_of(taken);
    QVERIFY(photo.ok());
    QCOMPARE(QImage::fromData(photo->jpeg).size(), QSize(1200, photo_long_edge));
    QCOMPARE(QImage::fromData(photo->thumbnail).size(), QSize(240, thumbnail_long_edge));
    QVERIFY(static_cast<std::uint64_t>(photo->thumbnail.size()) <= core::media::most_thumbnail_bytes);
    QVERIFY(!photo->jpeg.contains("SECRET-PLACE") && !photo->jpeg.contains("Exif"));
    const auto small = photo_of(test::camera_picture({40, 30}));
    QVERIFY(small.ok());
    QCOMPARE(QImage::fromData(small->jpeg).size(), QSize(30, 40));  // never made larger
}

void Photos::what_is_transparent_becomes_white_and_what_is_no_picture_is_refused() {
    QImage clear(50, 50, QImage::Format_ARGB32);
    clear.fill(Qt::transparent);
    const auto photo = photo_of(clear);
    QVERIFY(photo.ok());
    QVERIFY(qGray(QImage::fromData(photo->jpeg).pixel(25, 25)) > 245);
    for (const auto& bytes : {QByteArray("no picture"), QByteArray(), test::camera_picture({64, 64}).first(40)}) {
        const auto refused = photo_of(bytes);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, core::ErrorCode::content_mismatch);
    }
}

void Photos::what_is_no_usual_picture_or_too_large_is_not_decoded() {
    const QByteArray drawing =
        R"(<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9"/></svg>)";
    QVERIFY2(!QImage::fromData(drawing).isNull(), "Qt could");
    const auto drawn = decode_picture(drawing, {100, 100});
    QVERIFY(!drawn.ok());
    QCOMPARE(drawn.error().code, core::ErrorCode::invalid_argument);
    // What its header says decides, before anything is decoded.
    QByteArray huge;
    QBuffer buffer(&huge);
    QVERIFY(buffer.open(QIODevice::WriteOnly) && QImage(8, 8, QImage::Format_RGB32).save(&buffer, "bmp"));
    const QByteArray edge("\x80\x3e\0\0", 4);  // 16,000
    constexpr int at_width = 18;
    huge.replace(at_width, 4, edge).replace(at_width + 4, 4, edge);
    const auto too_large = decode_picture(huge, {100, 100});
    QVERIFY(!too_large.ok());
    QCOMPARE(too_large.error().code, core::ErrorCode::out_of_range);
    // A progressive JPEG stands in memory whole while it is read.
    for (const bool progressive : {true, false}) {
        auto large = test::camera_picture({400, 200});
        const auto frame = large.indexOf(QByteArray("\xff\xc0", 2));
        QVERIFY(frame > 0);
        if (progressive) large[frame + 1] = '\xc2';
        for (const auto& [at, byte] : {std::pair{5, 0x1f}, {6, 0x40}, {7, 0x1f}, {8, 0x40}}) {  // 8,000 each
            large[frame + at] = static_cast<char>(byte);
        }
        const auto picture = decode_picture(large, {100, 100});
        QCOMPARE(!picture && picture.error().code == core::ErrorCode::out_of_range, progressive);
    }
    const auto small = decode_picture(test::camera_picture({400, 200}), {100, 100});
    QVERIFY(small.ok());
    QCOMPARE(small->size(), QSize(50, 100));  // upright
}

void Photos::a_photo_added_to_a_visit_is_shown_from_encrypted_files() {
    Phone phone;
    auto& run = phone.run;
    test::write_picture(phone.file("门头.jpg"), {1200, 900}, "SECRET-PLACE");
    QVERIFY(phone.open_visit());
    QVERIFY(run.appears("attachmentsEmpty"));
    QVERIFY(add(run, "addPhotos", {phone.file("门头.jpg")}));
    QVERIFY(run.appears("attachmentTile"));
    QTRY_COMPARE_WITH_TIMEOUT(run.find("tilePicture")->property("status").toInt(), 1, patience_ms);  // Image.Ready
    QCOMPARE(run.find("attachmentTile")->property("stateLabel").toString(), QStringLiteral("待上传"));

    const auto rows = attachments(run);
    QCOMPARE(rows.size(), std::size_t{1});
    QCOMPARE(rows[0].text(cat::attachment.at("file_name")), std::string_view("门头.jpg"));
    QCOMPARE(to_qt(rows[0].reference(cat::attachment.at("interaction"))), phone.visit);
    QCOMPARE(rows[0].reference(cat::attachment.at("customer")), phone.seeded.factory);
    QCOMPARE(rows[0].integer(cat::attachment.at("height")), std::int64_t{1200});  // turned upright

    // Nothing on the phone's disk is a picture, or says where it was taken.
    QDirIterator every(phone.directory.path(), QDir::Files, QDirIterator::Subdirectories);
    int files = 0;
    while (every.hasNext()) {
        QFile file(every.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto bytes = file.readAll();
        QVERIFY2(!bytes.contains("SECRET-PLACE") && !bytes.contains("JFIF"), qPrintable(file.fileName()));
        files += file.fileName().contains(".contents/") ? 1 : 0;
    }
    QCOMPARE(files, 2);

    // On the customer's timeline, too.
    QVERIFY(run.tap("backButton"));
    auto* router = run.window()->property("router").value<QObject*>();
    QVERIFY(QMetaObject::invokeMethod(router, "openCustomer", Q_ARG(QString, to_qt(phone.seeded.factory))));
    QVERIFY(run.appears("customerPage"));
    const auto visit_entry = [&] {
        for (int i = 0; i < 5; ++i) {
            const auto* entry = run.find(QStringLiteral("timelineEntry%1").arg(i));
            if (entry && entry->property("attached").toInt() == 1) return true;
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(visit_entry(), patience_ms);
    QVERIFY(run.tap("customerView4"));

    // At its full size, and a copy where the user says.
    QVERIFY(run.tap("attachmentTile"));
    QVERIFY(run.appears("attachmentPage"));
    QTRY_COMPARE_WITH_TIMEOUT(run.find("attachmentPicture")->property("status").toInt(), 1, patience_ms);
    QCOMPARE(run.find("attachmentPicture")->property("implicitHeight").toInt(), 1200);
    auto* detail = run.find("attachmentPage")->findChild<QObject*>("attachmentDetail");
    QVERIFY(QMetaObject::invokeMethod(detail, "saveCopy", Q_ARG(QUrl, QUrl::fromLocalFile(phone.file("copy.jpg")))));
    QVERIFY(run.says("snackbar", "text", "副本已保存"));
    QCOMPARE(QImage(phone.file("copy.jpg")).size(), QSize(900, 1200));
}

void Photos::what_cannot_be_added_says_why_and_leaves_the_visit() {
    Phone phone;
    auto& run = phone.run;
    QVERIFY(phone.open_visit());
    write(phone.file("坏的.jpg"), "no picture");
    QVERIFY(add(run, "addPhotos", {phone.file("坏的.jpg")}));
    QVERIFY(run.says("attachmentError", "text", "已损坏"));
    QVERIFY(run.says("attachmentError", "text", "其他内容都已保存"));
    QVERIFY(run.says("attachmentError", "text", "FF-"));
    write(phone.file("tool.exe"), "MZ");
    QVERIFY(add(run, "addDocuments", {phone.file("tool.exe")}));
    QVERIFY(run.says("attachmentError", "text", "不支持这种文件"));
    write(phone.file("large.pdf"), "%PDF-" + QByteArray(17 << 20, 'x'));
    QVERIFY(add(run, "addDocuments", {phone.file("large.pdf")}));
    QVERIFY(run.says("attachmentError", "text", "文件太大"));
    QVERIFY(add(run, "addDocuments", {phone.file("not there.pdf")}));
    QVERIFY(run.says("attachmentError", "text", "读不出来"));
    QVERIFY(attachments(run).empty());
    // The good ones among bad ones are kept, and the form is as it was.
    write(phone.file("报价.pdf"), "%PDF-1.4 quotation");
    QVERIFY(add(run, "addDocuments", {phone.file("报价.pdf"), phone.file("tool.exe")}));
    QVERIFY(run.appears("attachmentTile"));
    QCOMPARE(attachments(run).size(), std::size_t{1});
    QVERIFY(run.find("formSave")->isEnabled());
}

void Photos::a_photo_is_removed_and_comes_back_with_its_bytes() {
    Phone phone;
    auto& run = phone.run;
    test::write_picture(phone.file("a.jpg"), {300, 200});
    QVERIFY(phone.open_visit());
    QVERIFY(add(run, "addPhotos", {phone.file("a.jpg")}));
    QVERIFY(run.tap("attachmentTile"));
    QVERIFY(run.appears("attachmentPage"));
    QVERIFY(run.tap("attachmentRemove"));
    QVERIFY(run.disappears("attachmentPage"));
    QVERIFY(run.says("snackbar", "text", "已移除"));
    QVERIFY(run.disappears("attachmentTile"));
    // Its bytes are gone by the time that it is wanted back.
    QTRY_VERIFY_WITH_TIMEOUT(QDir(phone.directory.filePath("fieldfare.db.contents")).isEmpty(QDir::Files), patience_ms);
    QVERIFY(run.tap("undoButton"));
    QVERIFY(run.appears("attachmentTile"));
    QTRY_COMPARE_WITH_TIMEOUT(run.find("tilePicture")->property("status").toInt(), 1, patience_ms);
}

void Photos::a_photo_is_removed_where_its_bytes_cannot_be_had() {
    QTemporaryDir directory;
    QString visit;
    {
        Phone phone;
        QVERIFY(phone.open_visit());
        test::write_picture(phone.file("a.jpg"), {1200, 900});
        QVERIFY(add(phone.run, "addPhotos", {phone.file("a.jpg")}));
        const auto spoiled = test::on_store(phone.run.services(), [](core::Store& store) {
            return store.database().execute("UPDATE blob_box SET key = x'00'");
        });
        QVERIFY(spoiled.ok());
        visit = phone.visit;
        directory.swap(phone.directory);
    }
    Run run(directory.path());
    QVERIFY(run.appears("tabToday"));
    auto* router = run.window()->property("router").value<QObject*>();
    QVERIFY(QMetaObject::invokeMethod(router, "openVisit", Q_ARG(QString, visit)));
    QVERIFY(run.tap("attachmentTile"));
    QVERIFY(run.tap("attachmentRemove"));
    QTRY_VERIFY_WITH_TIMEOUT(attachments(run).empty(), patience_ms);
}

void Photos::what_was_refused_shows_its_reason_and_is_tried_again() {
    Phone phone;
    auto& run = phone.run;
    test::write_picture(phone.file("a.jpg"), {300, 200});
    QVERIFY(phone.open_visit());
    QVERIFY(add(run, "addPhotos", {phone.file("a.jpg")}));
    const auto rows = attachments(run);
    QCOMPARE(rows.size(), std::size_t{1});
    const std::string content(rows[0].text(cat::attachment.at("content")));
    QVERIFY(set_state(run, content, BlobState::refused, core::ErrorCode::quota_exceeded));
    QVERIFY(run.says("attachmentTile", "stateLabel", "未被接受"));
    QVERIFY(run.tap("syncPill"));
    QVERIFY(run.says("attachmentTrouble", "text", "1 个照片或文件未被接受"));
    QVERIFY(run.says("attachmentStored", "text", "占用"));
    QVERIFY(run.tap("attachmentSummary"));
    QVERIFY(run.says("attachmentCard", "reason", "空间已满"));
    QVERIFY(run.tap("attachmentRetry"));
    QVERIFY(run.says("attachmentCard", "stateLabel", "待上传"));
    QVERIFY(run.disappears("attachmentRetry"));
    QVERIFY(run.tap("attachmentTakeAway"));
    QVERIFY(run.disappears("attachmentCard"));
    QVERIFY(attachments(run).empty());
}

void Photos::originals_wait_where_the_user_says_so() {
    Phone phone;
    auto& run = phone.run;
    test::write_picture(phone.file("a.jpg"), {300, 200});
    QVERIFY(phone.open_visit());
    QVERIFY(add(run, "addPhotos", {phone.file("a.jpg")}));
    QVERIFY(run.tap("syncPill"));
    QVERIFY(run.says("attachmentWaiting", "text", "1 个照片或文件待上传"));
    run.services().preferences.set_originals_on_wifi_only(true);
    run.services().network.become(true);
    QVERIFY(run.appears("attachmentWifi"));
    run.services().network.become(false);
    QVERIFY(run.disappears("attachmentWifi"));
}

int main(int argc, char** argv) {
    QGuiApplication application(argc, argv);
    set_up_application(application);
    Photos photos;
    return QTest::qExec(&photos, argc, argv);
}

#include "photos_test.moc"
