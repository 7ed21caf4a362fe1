#include "tests/qml/support/seed.h"

#include <QEventLoop>
#include <QTest>

#include "core/catalog/entities.h"
#include "core/conflicts/inbox.h"
#include "core/customers/filing.h"
#include "core/followups/followups.h"
#include "core/rules/session.h"
#include "core/store/masks.h"
#include "core/visits/log_visit.h"
#include "mobile/viewmodels/common/select.h"

namespace fieldfare::mobile::test {

namespace {

namespace cat = core::catalog;

constexpr int opening_patience_ms = 10'000;
constexpr core::WallMs day_ms = 24LL * 60 * 60 * 1000;

core::Uuid fixed_id(std::uint8_t last) {
    core::Uuid id;
    id.bytes[0] = 1;
    id.bytes[15] = last;
    return id;
}

core::Status put_assigned(core::Transaction& transaction) {
    core::Row organisation(cat::organisation, fixed_id(1));
    organisation.values[cat::organisation.at("name")] = std::string("示例科技");
    organisation.values[cat::organisation.at("time_zone")] = std::string("Asia/Shanghai");
    organisation.values[cat::organisation.at("currency")] = std::string("CNY");
    organisation.values[cat::organisation.at("code_template")] = std::string("{YYYY}{MM}{SEQ3}");
    FF_TRY(transaction.put(organisation));
    core::Row user(cat::user, fixed_id(2));
    user.values[cat::user.at("name")] = std::string("李娜");
    user.values[cat::user.at("role")] = std::string("rep");
    return transaction.put(user);
}

core::Result<core::Uuid> file(core::Store& store, const char* name, const char* potential, core::Day filed,
                              const char* contact, const char* address = nullptr) {
    core::customers::FileCustomer wanted;
    wanted.fields[cat::customer.at("name")] = std::string(name);
    wanted.fields[cat::customer.at("potential_class")] = std::string(potential);
    wanted.fields[cat::customer.at("industry")] = std::string("制造业");
    wanted.fields[cat::customer.at("filed_on")] = filed.text();
    if (address) wanted.fields[cat::customer.at("address")] = std::string(address);
    wanted.contact = core::FieldValues{{cat::contact.at("name"), std::string(contact)},
                                       {cat::contact.at("phone"), std::string("13800138000")}};
    FF_ASSIGN(const auto filed_as, core::customers::file(store, wanted));
    return filed_as.customer;
}

core::Status visit(core::Store& store, const core::Uuid& customer, core::WallMs ago, const char* note) {
    core::visits::LogVisit visit;
    visit.customer = customer;
    visit.channels = {"visit"};
    visit.note = note;
    visit.started_at = store.hybrid_clock().now() - ago;
    FF_ASSIGN(const auto logged, core::visits::log(store, visit));
    static_cast<void>(logged);
    return {};
}

}  // namespace

core::Status overwrite_name(core::Store& store, const core::Uuid& customer, const std::string& lost) {
    const auto& entity = core::catalog::customer;
    const auto at = entity.at("name");
    FF_ASSIGN(auto transaction, store.begin());
    FF_ASSIGN(const auto row, transaction.get(entity, customer));
    const auto named = [&](const core::Value& name) {
        return core::Change{core::ChangeKind::update,
                            &entity,
                            customer,
                            row.clocks.of({entity.fields[at].id, {}}),
                            {{entity.fields[at].id, {}, name, {}}},
                            {}};
    };
    core::OwnConflict conflict;
    conflict.id = core::Uuid::v7(store.clock(), store.random());
    conflict.at = store.clock().wall();
    conflict.lost = named(lost);
    conflict.kept = named(row.values[at]);
    conflict.before = named(std::string("before both"));
    FF_TRY(core::inbox::put(transaction, conflict));
    FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    return {};
}

core::Status hide(core::Store& store, const core::Uuid& customer, core::Classes hidden) {
    const auto& entity = cat::contact;
    const auto at = entity.at("phone");
    FF_ASSIGN(auto transaction, store.begin());
    FF_ASSIGN(auto contacts,
              transaction.select(rows_of(entity, {{entity.at("customer"), core::Compare::equal, customer}})));
    for (auto& row : contacts) {
        row.values[at] = hidden.hides(entity.fields[at]) ? core::Value{} : core::Value(std::string("13800138000"));
        FF_TRY(transaction.put(row));
    }
    FF_TRY(core::masks::set(transaction, customer, hidden));
    FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    return {};
}

core::Status enrol(core::Store& store) {
    sync::EnrolReply reply;
    reply.token = "test-token";
    reply.device = 7;
    reply.device_id = fixed_id(3);
    reply.device_epoch = 1;
    reply.org = fixed_id(1);
    reply.user = fixed_id(2);
    reply.role = "rep";
    reply.org_name = "示例科技";
    reply.user_name = "李娜";
    reply.server_time = store.clock().wall();
    reply.server_epoch = 1;
    // Nobody listens there: the phone is offline, as it should be here.
    return sync::record_enrolment(store, "http://127.0.0.1:9", reply);
}

core::Result<Seeded> fill(core::Store& store) {
    {
        FF_ASSIGN(auto transaction, store.begin());
        FF_TRY(put_assigned(transaction));
        FF_ASSIGN(const auto committed, transaction.commit());
        static_cast<void>(committed);
    }
    FF_ASSIGN(const auto session, core::session(store.read(), store.hybrid_clock().now()));
    Seeded seeded;
    FF_ASSIGN(seeded.factory,
              file(store, "杭州云帆智能制造有限公司", "a", session.today.plus_days(-10), "王建国", "江南大道100号"));
    FF_TRY(visit(store, seeded.factory, 8 * day_ms, "介绍了新产线方案，客户希望下周试用"));
    FF_ASSIGN(seeded.shop, file(store, "张伟便利店", "b", session.today.plus_days(-1), "张伟"));
    FF_ASSIGN(seeded.trader, file(store, "Nordlicht Handels GmbH", "c", session.today.plus_days(-20), "Anna Berg"));
    FF_TRY(visit(store, seeded.trader, day_ms, "Asked for a quotation"));
    core::followups::PlanFollowup plan;
    plan.customer = seeded.factory;
    plan.due = session.today.plus_days(3);
    plan.goal = "确认试用时间";
    FF_ASSIGN(seeded.plan, core::followups::plan(store, plan));
    return seeded;
}

void enrol_empty(Services& services) {
    if (const auto status = on_store(services, enrol); !status) {
        qFatal("the phone could not be enrolled: %s", status.error().describe().c_str());
    }
    services.session.enrolled();
}

Seeded enrol_filled(Services& services) {
    Seeded seeded;
    const auto status = on_store(services, [&](core::Store& store) -> core::Status {
        FF_TRY(enrol(store));
        FF_ASSIGN(seeded, fill(store));
        return {};
    });
    if (!status) qFatal("the phone could not be filled: %s", status.error().describe().c_str());
    services.session.enrolled();
    return seeded;
}

core::Status on_store(Services& services, const std::function<core::Status(core::Store&)>& job) {
    QEventLoop loop;
    core::Status outcome;
    services.store.run(&loop, job, [&](const core::Status& status) {
        outcome = status;
        loop.quit();
    });
    loop.exec();
    return outcome;
}

BusyStore::BusyStore(Services& services) : gate_(std::make_shared<QSemaphore>()) {
    services.store.post([gate = gate_] { gate->acquire(); });
}

void BusyStore::release() {
    if (const auto gate = std::exchange(gate_, nullptr)) gate->release();
}

void open_and_wait(Services& services, const QString& directory) {
    services.session.open(directory);
    const bool settled =
        QTest::qWaitFor([&] { return services.session.state() != Session::Opening; }, opening_patience_ms);
    if (!settled) qFatal("the session did not open");
}

}  // namespace fieldfare::mobile::test
