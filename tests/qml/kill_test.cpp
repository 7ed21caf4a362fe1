// The app's process is killed (SIGKILL) while somebody works in it. This program is both: without arguments the test,
// and with a task the app that the test starts, drives a visit by touch in, and kills.
#include <signal.h>

#include <QtQml/qqmlextensionplugin.h>
#include <QDeadlineTimer>
#include <QGuiApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <cstdio>

#include "core/catalog/entities.h"
#include "core/journal/journal.h"
#include "mobile/app/setup.h"
#include "mobile/viewmodels/common/select.h"
#include "tests/qml/support/run.h"
#include "tests/qml/support/seed.h"

Q_IMPORT_QML_PLUGIN(FieldfarePlugin)

using namespace fieldfare;
using namespace fieldfare::mobile;
using test::patience_ms;
using test::Run;

namespace {

constexpr int start_patience_ms = 60'000;

void tell(const char* word) {
    std::puts(word);
    std::fflush(stdout);
}

// The app under `task`: "draft" stops with the note typed, "save" also taps Save. Never ends by itself in good order.
int be_the_app(const QString& task, const QString& directory, const QString& note) {
    Run run(directory);
    if (!run.tap("tabLog") || !run.tap("channel_visit") || !run.type("logNote", note)) return 3;
    // Behind the draft in the worker's queue: what is promised holds from the moment the worker wrote it.
    if (!test::on_store(run.services(), [](core::Store&) { return core::Status{}; })) return 3;
    if (task == "draft") {
        tell("typed");
    } else {
        tell("saving");
        if (!run.tap("logSave") || !run.says("snackbar", "text", "已保存在本机")) return 3;
        tell("saved");
    }
    QTest::qWait(start_patience_ms);
    return 4;  // nobody killed it
}

class App {
  public:
    App(const QString& task, const QString& directory, const QString& note) {
        process_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process_.start(QCoreApplication::applicationFilePath(), {task, directory, note});
    }

    bool says(const QByteArray& word) {
        QDeadlineTimer deadline(start_patience_ms);
        while (!said_.contains(word)) {
            if (deadline.hasExpired() || !process_.waitForReadyRead(static_cast<int>(deadline.remainingTime()))) break;
            said_ += process_.readAllStandardOutput();
        }
        return said_.contains(word);
    }

    // True when it was this that ended it.
    bool kill() {
        if (process_.state() != QProcess::Running) return false;
        ::kill(static_cast<pid_t>(process_.processId()), SIGKILL);
        return process_.waitForFinished(patience_ms) && process_.exitStatus() == QProcess::CrashExit;
    }

  private:
    QProcess process_;
    QByteArray said_;
};

struct Found {
    int visits = 0;  // with that note
    int unsent = 0;  // of those, in the outbox
    std::int64_t pending = 0;
};

core::Status look(core::Store& store, const QString& note, Found& found) {
    const auto& visit = core::catalog::interaction;
    FF_ASSIGN(const auto rows, store.read().select(rows_of(visit, {})));
    FF_ASSIGN(const auto unsent, core::journal::pending_rows(store.read()));
    FF_ASSIGN(found.pending, core::journal::pending_count(store.read()));
    for (const auto& row : rows) {
        if (row.text(visit.at("note")) != note.toStdString()) continue;
        ++found.visits;
        if (unsent.contains({&visit, row.id})) ++found.unsent;
    }
    return {};
}

Found look(Run& run, const QString& note) {
    Found found;
    const auto status = test::on_store(run.services(), [&](core::Store& store) { return look(store, note, found); });
    if (!status) qWarning("%s", status.error().describe().c_str());
    return found;
}

// A phone with customers, closed; what waits in its outbox.
std::int64_t prepare(const QString& directory) {
    Run run(directory);
    test::enrol_filled(run.services());
    return look(run, {}).pending;
}

}  // namespace

class Kill : public QObject {
    Q_OBJECT

  private slots:
    void after_saved_was_shown_the_visit_is_there();
    void an_unfinished_draft_is_there();
    void at_any_moment_of_saving_nothing_is_lost_or_doubled_data();
    void at_any_moment_of_saving_nothing_is_lost_or_doubled();
};

void Kill::after_saved_was_shown_the_visit_is_there() {
    QTemporaryDir directory;
    const auto before = prepare(directory.path());
    const auto note = QStringLiteral("说了已保存，手机就关了");
    App app("save", directory.path(), note);
    QVERIFY(app.says("saved"));
    QVERIFY(app.kill());

    Run again(directory.path());
    QCOMPARE(again.services().session.state(), Session::Ready);
    const auto found = look(again, note);
    QCOMPARE(found.visits, 1);
    QCOMPARE(found.unsent, 1);
    QCOMPARE(found.pending, before + 1);
    QVERIFY(again.says("syncPill", "label", QStringLiteral("%1 待上传").arg(before + 1)));
    QVERIFY(again.tap("syncPill"));
    QTRY_COMPARE_WITH_TIMEOUT(again.find("outboxList")->property("count").toInt(), static_cast<int>(before + 1),
                              patience_ms);
    // It is not offered a second time.
    QVERIFY(again.tap("backButton"));
    QVERIFY(again.tap("tabLog"));
    QVERIFY(again.says("logCustomer", "text", QString()));
    QVERIFY(again.find("logNote")->property("text").toString().isEmpty());
}

void Kill::an_unfinished_draft_is_there() {
    QTemporaryDir directory;
    const auto before = prepare(directory.path());
    const auto note = QStringLiteral("写到一半，系统把应用关了");
    App app("draft", directory.path(), note);
    QVERIFY(app.says("typed"));
    QVERIFY(app.kill());

    Run again(directory.path());
    const auto found = look(again, note);
    QCOMPARE(found.visits, 0);
    QCOMPARE(found.pending, before);
    QVERIFY(again.tap("tabLog"));
    QVERIFY(again.says("logNote", "text", note));
    QVERIFY(again.tap("logSave"));
    QVERIFY(again.says("snackbar", "text", "已保存在本机"));
    QCOMPARE(look(again, note).unsent, 1);
}

void Kill::at_any_moment_of_saving_nothing_is_lost_or_doubled_data() {
    QTest::addColumn<int>("delay");
    for (const int delay : {0, 25, 50, 90}) QTest::addRow("%d ms", delay) << delay;
}

void Kill::at_any_moment_of_saving_nothing_is_lost_or_doubled() {
    QFETCH(const int, delay);
    QTemporaryDir directory;
    prepare(directory.path());
    const auto note = QStringLiteral("按下保存的那一刻");
    App app("save", directory.path(), note);
    QVERIFY(app.says("saving"));
    QThread::msleep(static_cast<unsigned long>(delay));
    QVERIFY(app.kill());

    Run again(directory.path());
    const auto found = look(again, note);
    QCOMPARE(found.unsent, found.visits);
    QVERIFY(again.tap("tabLog"));
    qInfo("%s", found.visits == 1 ? "killed after the commit" : "killed before the commit");
    if (found.visits == 0) {
        QVERIFY(again.says("logNote", "text", note));
        return;
    }
    QCOMPARE(found.visits, 1);
    QTest::qWait(500);  // a draft would come by now
    QVERIFY(again.find("logNote")->property("text").toString().isEmpty());
}

int main(int argc, char** argv) {
    QGuiApplication application(argc, argv);
    set_up_application(application);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.size() == 4) return be_the_app(arguments[1], arguments[2], arguments[3]);
    Kill kill;
    return QTest::qExec(&kill, argc, argv);
}

#include "kill_test.moc"
