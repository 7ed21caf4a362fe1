// The way of a first day, through the app's real QML and a real store, by touch and input method: enrol, look at Today,
// file a customer, log a visit without a network, see it, start again, still see it.
#include <QtQml/qqmlextensionplugin.h>
#include <QGuiApplication>
#include <QTemporaryDir>
#include <QTest>

#include "core/catalog/entities.h"
#include "core/customers/filing.h"
#include "core/followups/followups.h"
#include "mobile/app/setup.h"
#include "mobile/viewmodels/common/text.h"
#include "tests/qml/support/run.h"
#include "tests/qml/support/seed.h"

Q_IMPORT_QML_PLUGIN(FieldfarePlugin)

using namespace fieldfare;
using namespace fieldfare::mobile;
using test::patience_ms;
using test::Run;

namespace {

core::Status file_with_plan(core::Store& store, const QString& name, core::Day due) {
    core::customers::FileCustomer wanted;
    wanted.fields[core::catalog::customer.at("name")] = to_core(name);
    FF_ASSIGN(const auto filed, core::customers::file(store, wanted));
    core::followups::PlanFollowup plan;
    plan.customer = filed.customer;
    plan.due = due;
    FF_TRY(core::followups::plan(store, plan));
    return {};
}

}  // namespace

class Journey : public QObject {
    Q_OBJECT

  private slots:
    void enrolment_says_what_is_wrong();
    void all_works_before_the_first_exchange();
    void a_visit_saved_offline_is_there_after_a_restart();
    void what_is_entered_before_the_store_answers_stands();
    void a_draft_is_shown_and_goes_on_before_the_store_answers();
    void what_is_being_saved_takes_no_input_and_is_not_left();
    void a_changed_form_is_not_left_unasked();
    void a_form_with_proposals_is_left_and_says_what_is_missing();
    void a_plan_is_postponed_on_its_card_and_back();
    void a_card_is_swiped_to_log_and_to_postpone();
    void the_calendar_offers_the_first_days_of_the_month_after();
    void a_long_name_leaves_room_for_the_form_where_text_is_large();
    void nothing_is_cut_off_where_text_is_large();
    void another_language_at_run_time();
    void preferences_are_read_and_written_on_the_stores_thread();
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

// The network goes right after the enrolment: nothing but its answer has reached the phone.
void Journey::all_works_before_the_first_exchange() {
    QTemporaryDir directory;
    const auto note = QStringLiteral("第一天就没有网络");
    Run run(directory.path());
    test::enrol_empty(run.services());
    QVERIFY(run.appears("todayPage"));
    QCOMPARE(run.services().session.user_name(), QStringLiteral("李娜"));
    QCOMPARE(run.services().session.organisation(), QStringLiteral("示例科技"));
    QVERIFY(run.tap("tabCustomers"));
    QVERIFY(run.tap("newCustomer"));
    QVERIFY(run.type("field_name", "苏州望湖餐饮有限公司"));
    QVERIFY(run.tap("formSave"));
    QVERIFY(run.tap("customerLog"));
    QVERIFY(run.tap("channel_visit"));
    QVERIFY(run.type("logNote", note));
    QVERIFY(run.tap("day_three"));
    QVERIFY(run.tap("logSave"));
    QVERIFY(run.timeline_shows(note));
    QVERIFY(run.tap("backButton"));
    QVERIFY(run.type("customerSearch", "望湖"));
    QVERIFY(QTest::qWaitFor([&] { return run.find("customerList")->property("count").toInt() == 1; }, patience_ms));
    QVERIFY(run.says("syncPill", "label", "离线 · 2 待上传"));
    QVERIFY(run.tap("tabPlan"));
    QVERIFY(QTest::qWaitFor([&] { return run.find("planList")->property("count").toInt() == 1; }, patience_ms));
}

void Journey::a_visit_saved_offline_is_there_after_a_restart() {
    QTemporaryDir directory;
    const auto note = QStringLiteral("客户认可方案，等待总经理确认预算");
    {
        Run run(directory.path());
        QVERIFY(run.appears("enrolmentPage"));
        test::enrol_filled(run.services());
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

void Journey::what_is_entered_before_the_store_answers_stands() {
    QTemporaryDir directory;
    const auto note = QStringLiteral("一进门就开始记");
    Run run(directory.path());
    test::enrol_filled(run.services());
    QVERIFY(run.appears("todayList"));
    test::BusyStore busy(run.services());
    QVERIFY(run.tap("tabLog"));
    QVERIFY(run.tap("channel_visit"));
    QVERIFY(run.type("logNote", note));
    QVERIFY(run.tap("day_three"));
    QVERIFY(run.says("logCustomer", "text", QString()));
    busy.release();
    QVERIFY(run.says("logCustomer", "text", QStringLiteral("杭州云帆智能制造有限公司")));
    QVERIFY(run.find("channel_visit")->property("checked").toBool());
    QCOMPARE(run.find("logNote")->property("text").toString(), note);
    QVERIFY(run.tap("logSave"));
    QVERIFY(run.appears("customerPage"));
    QVERIFY(run.timeline_shows(note));
}

void Journey::a_draft_is_shown_and_goes_on_before_the_store_answers() {
    QTemporaryDir directory;
    const auto note = QStringLiteral("上一次没写完");
    {
        Run run(directory.path());
        test::enrol_filled(run.services());
        QVERIFY(run.tap("tabLog"));
        QVERIFY(run.type("logNote", note));
    }
    Run again(directory.path());
    QVERIFY(again.appears("todayList"));
    test::BusyStore busy(again.services());
    QVERIFY(again.tap("tabLog"));
    QCOMPARE(again.find("logNote")->property("text").toString(), note);
    QVERIFY(again.tap("channel_phone"));
    busy.release();
    QVERIFY(again.tap("logSave"));
    QVERIFY(again.appears("customerPage"));
    QVERIFY(again.timeline_shows(note));
}

void Journey::what_is_being_saved_takes_no_input_and_is_not_left() {
    QTemporaryDir directory;
    const auto note = QStringLiteral("存到一半");
    Run run(directory.path());
    test::enrol_filled(run.services());
    QVERIFY(run.tap("tabLog"));
    QVERIFY(run.says("logCustomer", "text", QStringLiteral("杭州云帆智能制造有限公司")));
    QVERIFY(run.tap("channel_visit"));
    QVERIFY(run.type("logNote", note));
    test::BusyStore busy(run.services());
    QVERIFY(run.tap("logSave"));
    QVERIFY(!run.find("logNote")->isEnabled());
    QVERIFY(!run.find("channel_phone")->isEnabled());
    QVERIFY(run.tap("backButton"));
    QTest::keyClick(run.window(), Qt::Key_Escape);
    QVERIFY(run.find("quickLogPage"));
    busy.release();
    QVERIFY(run.appears("customerPage"));
    QVERIFY(run.timeline_shows(note));
    QVERIFY(run.services().drafts.content().isEmpty());
}

void Journey::a_changed_form_is_not_left_unasked() {
    QTemporaryDir directory;
    Run run(directory.path());
    test::enrol_filled(run.services());
    QVERIFY(run.tap("tabCustomers"));
    QVERIFY(run.tap("newCustomer"));
    QVERIFY(run.type("field_name", "苏州望湖"));
    QTest::keyClick(run.window(), Qt::Key_Escape);
    QVERIFY(run.appears("confirmButton"));
    QVERIFY(run.find("newCustomerPage"));
    QVERIFY(run.tap("cancelButton"));
    QVERIFY(run.disappears("confirmButton"));
    QCOMPARE(run.find("field_name")->property("text").toString(), QStringLiteral("苏州望湖"));
    QTest::keyClick(run.window(), Qt::Key_Escape);
    QVERIFY(run.tap("confirmButton"));
    QVERIFY(run.appears("customersPage"));
}

void Journey::a_form_with_proposals_is_left_and_says_what_is_missing() {
    QTemporaryDir directory;
    Run run(directory.path());
    test::enrol_filled(run.services());
    run.window()->resize(360, 640);
    QVERIFY(run.tap("tabCustomers"));
    QVERIFY(run.tap("customerRow0"));
    QVERIFY(run.tap("customerView2"));
    QVERIFY(run.tap("addPlan"));
    QVERIFY(run.says("choice_owner_" + run.services().session.user_id(), "checked", "true"));
    QVERIFY(run.tap("backButton"));  // proposals are no changes
    QVERIFY(run.tap("addPlan"));
    QVERIFY(run.tap("formSave"));
    QVERIFY(run.says("formError", "text", QStringLiteral("必填")));
    // What is missing was below the lower edge.
    QVERIFY(QTest::qWaitFor([&] { return run.in_view("field_due_on"); }, patience_ms));
}

void Journey::a_plan_is_postponed_on_its_card_and_back() {
    QTemporaryDir directory;
    Run run(directory.path());
    test::enrol_filled(run.services());
    QVERIFY(run.says("followupCard", "dueText", QStringLiteral("3 天后")));
    QVERIFY(run.tap("cardPostpone"));
    QVERIFY(run.appears("postponeConfirm"));
    QTest::keyClick(run.window(), Qt::Key_Escape);
    QVERIFY(run.disappears("postponeConfirm"));
    QVERIFY(run.tap("cardPostpone"));
    QVERIFY(run.appears("day_week"));
    QVERIFY(!run.find("day_tomorrow") && !run.find("day_three"));  // it is due then already, or earlier
    QVERIFY(run.tap("day_week"));
    QVERIFY(!run.find("postponeConfirm")->isEnabled());  // not without a reason
    QVERIFY(run.tap("reason0"));
    QVERIFY(run.tap("postponeConfirm"));
    QVERIFY(run.disappears("postponeConfirm"));
    QVERIFY(run.says("snackbar", "text", QStringLiteral("推迟")));
    QVERIFY(run.says("followupCard", "dueText", QStringLiteral("7 天后")));
    QVERIFY(run.tap("undoButton"));
    QVERIFY(run.says("snackbar", "text", QStringLiteral("已撤销")));
    QVERIFY(run.says("followupCard", "dueText", QStringLiteral("3 天后")));
}

void Journey::a_card_is_swiped_to_log_and_to_postpone() {
    constexpr int far = 200;
    constexpr int near = 30;
    QTemporaryDir directory;
    Run run(directory.path());
    test::enrol_filled(run.services());
    QVERIFY(run.says("followupCard", "dueText", QStringLiteral("3 天后")));
    QVERIFY(run.swipe("followupCard", near));
    QVERIFY(!run.find("quickLogPage") && !run.find("customerPage"));  // let go too early: nothing
    QVERIFY(run.swipe("followupCard", far));
    QVERIFY(run.says("logCustomer", "text", QStringLiteral("杭州云帆")));
    QVERIFY(run.tap("backButton"));
    QVERIFY(run.swipe("followupCard", -far));
    QVERIFY(run.tap("day_week"));
    QVERIFY(run.tap("reason0"));
    QVERIFY(run.tap("postponeConfirm"));
    QVERIFY(run.disappears("postponeConfirm"));
    QVERIFY(run.says("snackbar", "text", QStringLiteral("推迟")));
    QVERIFY(run.says("followupCard", "dueText", QStringLiteral("7 天后")));
    QVERIFY(run.tap("undoButton"));
    QVERIFY(run.says("snackbar", "text", QStringLiteral("已撤销")));
    QVERIFY(run.says("followupCard", "dueText", QStringLiteral("3 天后")));
    QVERIFY(!run.find("customerPage"));  // a swipe is no tap
}

void Journey::the_calendar_offers_the_first_days_of_the_month_after() {
    QTemporaryDir directory;
    Run run(directory.path());
    test::enrol_filled(run.services());
    QVERIFY(run.tap("cardPostpone"));
    QVERIFY(run.tap("day_other"));
    const auto today = run.services().session.today();
    const auto due = today.plus_days(3);
    const auto earliest = due.plus_days(1);
    const auto month_after = core::Day::of(earliest.year(), earliest.month(), 1).plus_months(1);
    QVERIFY(run.says("shownMonth", "text", QStringLiteral("%1年%2月").arg(earliest.year()).arg(earliest.month())));
    QVERIFY(!run.find("day_" + to_qt(earliest.plus_days(-1).text()))->isEnabled());
    QVERIFY(run.tap("day_" + to_qt(month_after.text())));
    QVERIFY(run.disappears("shownMonth"));
    QVERIFY(run.tap("reason0"));
    QVERIFY(run.tap("postponeConfirm"));
    QVERIFY(run.says("snackbar", "text", relative_day(month_after, today)));
}

void Journey::a_long_name_leaves_room_for_the_form_where_text_is_large() {
    const auto name = QStringLiteral("新疆维吾尔自治区巴音郭楞蒙古自治州库尔勒经济技术开发区").repeated(3);
    QTemporaryDir directory;
    Run run(directory.path());
    run.window()->resize(360, 640);
    run.services().preferences.set_text_scale(Preferences::largest_text_scale);
    test::enrol_empty(run.services());
    const auto due = run.services().session.today();
    QVERIFY(test::on_store(run.services(), [&](core::Store& store) { return file_with_plan(store, name, due); }));
    QVERIFY(run.tap("cardPostpone"));
    QVERIFY(run.says("sheetTitle", "text", name));
    QVERIFY(run.find("sheetBody")->height() > run.window()->height() / 3.0);
    QVERIFY(run.tap("day_week"));
    QVERIFY(run.tap("reason0"));
    QVERIFY(run.tap("postponeConfirm"));
    QVERIFY(run.says("snackbar", "text", QStringLiteral("推迟")));
}

void Journey::nothing_is_cut_off_where_text_is_large() {
    QTemporaryDir directory;
    Run run(directory.path(), "en");
    test::enrol_empty(run.services());
    run.window()->resize(360, 640);
    run.services().preferences.set_text_scale(Preferences::largest_text_scale);
    QVERIFY(run.appears("todayEmpty"));
    for (const auto* tab : {"tabToday", "tabCustomers", "tabPlan", "tabMe"}) {
        QVERIFY(run.tap(tab));
        const auto* title = run.find("pageTitle");
        QVERIFY(title);
        QTRY_COMPARE_WITH_TIMEOUT(title->property("lineCount").toInt(), 1, patience_ms);
        QVERIFY(!title->property("truncated").toBool());
    }
    // The longest choice wraps.
    QVERIFY(run.tap("tabCustomers"));
    QVERIFY(run.tap("newCustomer"));
    QVERIFY(run.appears("choice_size_band_sme"));
    const auto* chip = run.find("choice_size_band_sme");
    QTRY_VERIFY_WITH_TIMEOUT(chip->mapToScene({chip->width(), 0}).x() <= run.window()->width(), patience_ms);
    QVERIFY(run.tap("backButton"));
    // An empty state that needs more room than there is begins below the header.
    QVERIFY(run.tap("tabToday"));
    const auto* header = run.find("pageHeader");
    const auto* empty = run.find("todayEmpty");
    QVERIFY(header && empty);
    QVERIFY(empty->mapToScene({0, 0}).y() >= header->mapToScene({0, header->height()}).y());
    QVERIFY(empty->property("contentHeight").toReal() > empty->height());
}

void Journey::another_language_at_run_time() {
    QTemporaryDir directory;
    Run run(directory.path());
    QVERIFY(run.appears("enrolButton"));
    QCOMPARE(run.find("enrolButton")->property("text").toString(), QStringLiteral("连接"));
    QVERIFY(run.tap("language_en"));
    QTRY_COMPARE(run.find("enrolButton")->property("text").toString(), QStringLiteral("Connect"));
}

void Journey::preferences_are_read_and_written_on_the_stores_thread() {
    QTemporaryDir directory;
    const auto path = directory.filePath("preferences.json");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(R"({"theme": "dark", "text_scale": 1.5})") > 0);
    file.close();
    Run run(directory.path());
    auto& preferences = run.services().preferences;
    bool read = false;
    test::BusyStore busy(run.services());
    preferences.read_from(path, run.services().store, [&] { read = true; });
    QTest::qWait(100);
    QVERIFY(!read);
    QCOMPARE(preferences.theme(), Preferences::Light);
    busy.release();
    QTRY_VERIFY_WITH_TIMEOUT(read, patience_ms);
    QCOMPARE(preferences.theme(), Preferences::Dark);
    QCOMPARE(preferences.text_scale(), 1.5);

    preferences.write_to(path, run.services().store);
    test::BusyStore again(run.services());
    preferences.set_text_scale(2);
    QTest::qWait(100);
    const auto content = [&] {
        QFile written(path);
        return written.open(QIODevice::ReadOnly) ? written.readAll() : QByteArray();
    };
    QVERIFY(!content().contains("\"text_scale\":2"));
    again.release();
    QTRY_VERIFY_WITH_TIMEOUT(content().contains("\"text_scale\":2"), patience_ms);
}

int main(int argc, char** argv) {
    QGuiApplication application(argc, argv);
    set_up_application(application);
    Journey journey;
    return QTest::qExec(&journey, argc, argv);
}

#include "journey_test.moc"
