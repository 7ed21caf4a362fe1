// Fills a new data directory with the tests' customers and some more, to look at the pages by hand:
//     mobile_fill DIR && fieldfare --data DIR --screenshot pictures
#include <QGuiApplication>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/random.h"
#include "core/catalog/entities.h"
#include "core/customers/filing.h"
#include "core/media/blobs.h"
#include "core/rules/session.h"
#include "core/visits/log_visit.h"
#include "mobile/app/setup.h"
#include "mobile/viewmodels/attachments/adding.h"
#include "mobile/viewmodels/common/select.h"
#include "tests/qml/support/pictures.h"
#include "tests/qml/support/seed.h"

using namespace fieldfare;

namespace {

namespace cat = core::catalog;

struct Sample {
    const char* name;
    const char* industry;
    const char* city;
    const char* potential;
    const char* stage;
    const char* contact;
    int filed_days_ago;
    int visited_days_ago;
    const char* note;
};

constexpr Sample samples[] = {
    {"苏州望湖餐饮管理有限公司", "餐饮", "苏州", "a", "negotiation", "周敏", 40, 9,
     "总经理认可报价，等法务确认合同条款"},
    {"宁波海联国际物流有限公司", "物流", "宁波", "b", "proposal", "陈志强", 60, 17, "需要补充仓储系统对接的说明"},
    {"老街坊社区超市", "零售业", "绍兴", "c", "intent", "吴阿姨", 25, 3, "想先试用一个月"},
    {"上海启明软件股份有限公司", "软件和信息技术服务", "上海", "a", "proposal", "孙倩", 30, 5,
     "演示顺利，技术负责人提出接口问题"},
    {"嘉兴锦程纺织厂", "制造业", "嘉兴", "b", "lead", "何厂长", 12, 12, "展会上交换名片，产能扩张中"},
    {"湖州绿野农业合作社", "农业", "湖州", "c", "won", "沈社长", 200, 20, "合同已签，约定下月培训"},
};

core::Status add(core::Store& store, const Sample& sample) {
    FF_ASSIGN(const auto session, core::session(store.read(), store.hybrid_clock().now()));
    core::customers::FileCustomer wanted;
    wanted.fields[cat::customer.at("name")] = std::string(sample.name);
    wanted.fields[cat::customer.at("industry")] = std::string(sample.industry);
    wanted.fields[cat::customer.at("city")] = std::string(sample.city);
    wanted.fields[cat::customer.at("potential_class")] = std::string(sample.potential);
    wanted.fields[cat::customer.at("filed_on")] = session.today.plus_days(-sample.filed_days_ago).text();
    wanted.fields[cat::customer.at("initial_need")] = std::string("希望降低成本，提高响应速度");
    wanted.contact = core::FieldValues{{cat::contact.at("name"), std::string(sample.contact)},
                                       {cat::contact.at("title"), std::string("负责人")},
                                       {cat::contact.at("phone"), std::string("13900001234")}};
    FF_ASSIGN(const auto filed, core::customers::file(store, wanted));
    core::visits::LogVisit visit;
    visit.customer = filed.customer;
    visit.channels = {"phone", "visit"};
    visit.note = sample.note;
    visit.feedback = "整体满意";
    visit.stage_after = sample.stage;
    visit.started_at = store.hybrid_clock().now() - sample.visited_days_ago * 24LL * 60 * 60 * 1000;
    FF_ASSIGN(const auto logged, core::visits::log(store, visit));
    static_cast<void>(logged);
    return {};
}

// Some to look at: sent, waiting, refused.
core::Status add_attachments(core::Store& store, core::media::BlobBox& box) {
    const auto& visit = cat::interaction;
    FF_ASSIGN(const auto visits, store.read().select(mobile::rows_of(visit, {}, {{visit.at("started_at"), true}}, 1)));
    QTemporaryDir folder;
    const auto path = [&](const char* name) { return folder.filePath(QString::fromUtf8(name)); };
    mobile::test::write_picture(path("门头.jpg"), {1600, 1200});
    mobile::test::write_picture(path("货架.jpg"), {900, 1600});
    mobile::test::write_picture(path("收银台.jpg"), {1200, 1200});
    QFile quotation(path("2026年第四季度报价单-苏州望湖.pdf"));
    if (!quotation.open(QIODevice::WriteOnly) || quotation.write("%PDF-1.4") < 0)
        return core::ErrorCode::storage_failed;
    quotation.close();
    std::vector<std::string> contents;
    for (const auto* name : {"2026年第四季度报价单-苏州望湖.pdf", "收银台.jpg", "货架.jpg", "门头.jpg"}) {
        const auto file = QUrl::fromLocalFile(path(name));
        const bool photo = file.path().endsWith("jpg");
        FF_ASSIGN(const auto ready, photo ? mobile::prepare_photo(file) : mobile::prepare_document(file));
        FF_ASSIGN(const auto id, mobile::attach(store, box, {{}, visits.at(0).id}, ready));
        FF_ASSIGN(const auto row, store.read().get(cat::attachment, id));
        for (const auto field : {cat::attachment.at("thumbnail"), cat::attachment.at("content")}) {
            if (row.has(field)) contents.emplace_back(row.text(field));
        }
    }
    using core::media::BlobState;
    FF_TRY(core::media::set_state(store, contents.at(0), BlobState::refused, core::ErrorCode::content_mismatch));
    FF_TRY(core::media::set_state(store, contents.at(1), BlobState::here));
    return core::media::set_state(store, contents.at(2), BlobState::here);
}

}  // namespace

int main(int argc, char** argv) {
    QGuiApplication application(argc, argv);
    mobile::set_up_application(application);
    if (argc != 2) return 2;
    const core::SystemClock clock;
    core::SystemRandom random;
    mobile::Services services(clock, random);
    mobile::test::open_and_wait(services, QString::fromLocal8Bit(argv[1]));
    mobile::test::enrol_filled(services);
    const auto status = mobile::test::on_store(services, [&services](core::Store& store) -> core::Status {
        for (const auto& sample : samples) FF_TRY(add(store, sample));
        FF_ASSIGN(auto* box, services.store.contents());
        return add_attachments(store, *box);
    });
    if (!status) qWarning("%s", status.error().describe().c_str());
    return status.ok() ? 0 : 1;
}
