#include <gtest/gtest.h>
#include <linux/sockios.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "server/app/admin_socket.h"
#include "server/app/commands.h"
#include "server/app/csv.h"
#include "server/app/import_values.h"
#include "server/app/people.h"
#include "server/app/qr.h"
#include "tests/unit/server/support.h"

namespace fieldfare::server::testing {
namespace {

using nlohmann::json;

TEST(Administration, WorksWhileTheServerRuns) {
    TestServer server;
    EXPECT_TRUE(server.admin({{"command", "user.add"},
                              {"name", "王芳"},
                              {"email", "Wang@Example.com"},
                              {"role", "rep"},
                              {"team", "西南"},
                              {"password", "twelve characters"}})["ok"]);
    const auto again =
        server.admin({{"command", "user.add"}, {"name", "王芳"}, {"email", "wang@example.com"}, {"role", "rep"}});
    EXPECT_EQ(again["code"], "FF-1018");
    EXPECT_EQ(server.admin({{"command", "user.add"}, {"name", "x"}, {"email", "x@y.z"}, {"role", "king"}})["code"],
              "FF-1006");
    EXPECT_EQ(server.post("/api/login", {{"email", "wang@example.com"}, {"password", "twelve characters"}}).status,
              200);
    const auto session = server.session("lead@example.com");
    EXPECT_TRUE(server.admin(
        {{"command", "user.password"}, {"user", "lead@example.com"}, {"password", "another password"}})["ok"]);
    EXPECT_EQ(server.get("/api/me", session).status, 401);
    EXPECT_EQ(server.admin({{"command", "nonsense"}})["ok"], false);
    EXPECT_EQ(server.admin({{"command", "device.enrol"}, {"user", "nobody@example.com"}})["code"], "FF-1014");
}

// What a change of role or team means for phones that are in the field.
TEST(Administration, APersonWhoIsPromotedGetsTheTeamsBookAndLosesItAgain) {
    TestServer server;
    auto li = server.enrol("li@example.com");
    auto zhao = server.enrol("zhao@example.com");
    const auto customer = server.new_id();
    ASSERT_TRUE(server.push(li, {{server.new_customer(li, customer, "团队的客户")}}).ok());
    const auto before = server.pull(zhao);
    const auto holds = [&](const sync::PullPage& page) {
        return std::any_of(page.rows.begin(), page.rows.end(), [&](const auto& row) { return row.id == customer; });
    };
    EXPECT_FALSE(holds(*before));
    RawClient stream(server.server().port());
    ASSERT_TRUE(stream.send("GET /v1/live HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + zhao.token + "\r\n\r\n"));
    stream.receive_until("}\n\n");

    const auto change = [&](json members) {
        members["command"] = "user.change";
        members["user"] = "zhao@example.com";
        return server.admin(members);
    };
    EXPECT_TRUE(change({{"role", "lead"}})["ok"]);
    EXPECT_TRUE(stream.closed_within(5000)) << "a stream that was opened as a rep hears as a rep";
    const auto as_lead = server.pull(zhao, before->cursor);
    EXPECT_TRUE(holds(*as_lead));
    EXPECT_TRUE(change({{"team", "华北"}})["ok"]);
    const auto elsewhere = server.pull(zhao, as_lead->cursor);
    EXPECT_EQ(elsewhere->exits, std::vector{customer});

    EXPECT_EQ(change({{"role", "king"}})["code"], "FF-1006");
    EXPECT_EQ(change({{"name", ""}})["code"], "FF-1002");
    EXPECT_EQ(change(json::object())["ok"], false);
    for (const json& wrong : {json{{"name", 5}}, json{{"role", true}}, json{{"team", 5}}, json{{"active", "no"}}}) {
        EXPECT_EQ(change(wrong)["code"], core::label(core::ErrorCode::wrong_type)) << wrong;
    }
    EXPECT_TRUE(change({{"active", false}})["ok"]);
    EXPECT_EQ(server.pull(zhao).error().code, core::ErrorCode::device_revoked);
    EXPECT_TRUE(change({{"active", true}, {"team", ""}})["ok"]);
    EXPECT_TRUE(server.pull(zhao).ok());
}

TEST(Administration, FieldsOfTheOrganisationReachPhonesAndDashboardAndHoldTheirValues) {
    TestServer server;
    auto li = server.enrol("li@example.com");
    const auto add = [&](json members) {
        members["command"] = "field.add";
        members.emplace("label_zh", "等级");
        members.emplace("label_en", "Tier");
        return server.admin(members);
    };
    const json tier{{"entity", "customer"}, {"key", "tier"}, {"type", "enumeration"}, {"choices", {"金", "银"}}};
    EXPECT_EQ(add(tier)["field"], "customer.tier");
    EXPECT_EQ(add(tier)["code"], "FF-1018");
    EXPECT_EQ(add({{"entity", "team"}, {"key", "x"}, {"type", "text"}})["code"], "FF-1006");
    EXPECT_EQ(add({{"entity", "customer"}, {"key", "x"}, {"type", "colour"}})["code"], "FF-1006");
    EXPECT_EQ(add({{"entity", "customer"}, {"key", "X y"}, {"type", "text"}})["code"], "FF-1001");
    EXPECT_EQ(add({{"entity", "customer"}, {"key", "x"}, {"type", "text"}, {"label_en", ""}})["code"], "FF-1002");
    EXPECT_EQ(add({{"entity", "customer"}, {"key", "x"}, {"type", "enumeration"}})["code"], "FF-1002");
    EXPECT_EQ(add({{"entity", "customer"}, {"key", "x"}, {"type", "text"}, {"choices", {"a"}}})["code"], "FF-1001");
    EXPECT_EQ(add({{"entity", "customer"}, {"key", "x"}, {"type", "text"}, {"position", -1}})["ok"], false);

    // The phone gets the definition and is held to it.
    const auto& definition = core::catalog::custom_field;
    const auto page = server.pull(li);
    const auto found = std::ranges::find_if(page->rows, [&](const auto& row) { return row.entity == &definition; });
    ASSERT_NE(found, page->rows.end());
    EXPECT_EQ(found->text(definition.at("label_zh")), "等级");
    const auto customer = server.new_id();
    ASSERT_TRUE(server.push(li, {{server.new_customer(li, customer, "金牌客户")}}).ok());
    const auto give = [&](const std::string& value) {
        const auto& field = core::catalog::customer.fields[core::catalog::customer.at("custom")];
        core::Change change{core::ChangeKind::update, &core::catalog::customer, customer, server.stamp(li), {}, {}};
        change.cells.push_back({field.id, "tier", value, {}});
        return server.push(li, {{change}})->verdicts.at(0);
    };
    EXPECT_NE(give("金").kind, sync::Verdict::Kind::quarantined);
    EXPECT_EQ(give("铜").kind, sync::Verdict::Kind::quarantined);

    // The dashboard shows it with its labels, and a retired one as long as there is a value.
    const auto session = server.session("lead@example.com");
    const auto shown = [&] { return server.get("/api/customers/" + customer.text(), session).json()["custom"]; };
    ASSERT_EQ(shown().size(), 1U);
    EXPECT_EQ(shown()[0]["label"]["en"], "Tier");
    EXPECT_EQ(shown()[0]["value"], "金");
    EXPECT_EQ(add({{"entity", "customer"}, {"key", "parking"}, {"type", "text"}})["ok"], true);
    EXPECT_EQ(shown().size(), 2U);
    const auto retire = [&](const char* key, bool undo) {
        return server.admin({{"command", "field.retire"}, {"entity", "customer"}, {"key", key}, {"undo", undo}});
    };
    EXPECT_TRUE(retire("parking", false)["ok"]);
    EXPECT_EQ(shown().size(), 1U);
    EXPECT_TRUE(retire("tier", false)["ok"]);
    EXPECT_EQ(give("银").kind, sync::Verdict::Kind::quarantined);
    EXPECT_EQ(shown()[0]["value"], "金");
    EXPECT_TRUE(retire("tier", true)["ok"]);
    EXPECT_NE(give("银").kind, sync::Verdict::Kind::quarantined);
    EXPECT_EQ(retire("nothing", false)["code"], "FF-1014");
    EXPECT_EQ(server.admin({{"command", "field.list"}})["items"].size(), 2U);
}

TEST(Administration, OnlyOneProgramOpensTheDatabase) {
    TestServer server;
    core::SystemClock clock;
    core::SystemRandom random;
    StoreOptions options;
    options.path = server.config().database_path();
    const auto second = CanonicalStore::open(options, clock, random);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().code, core::ErrorCode::storage_busy);
    EXPECT_EQ(Server::start(server.config()).error().code, core::ErrorCode::storage_busy);
}

// A client of the administration's socket that says something and then neither sends nor takes any more.
class StuckAdministrator {
  public:
    StuckAdministrator(const std::string& path, const std::string& says) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof(address.sun_path) - 1);
        FF_CHECK(connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
        FF_CHECK(send(socket_, says.data(), says.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(says.size()));
    }
    ~StuckAdministrator() { close(socket_); }
    void said_all() const { FF_CHECK(shutdown(socket_, SHUT_WR) == 0); }
    // Until the server has read what was said.
    void heard() const {
        for (int unread = 1; unread > 0; usleep(1000)) FF_CHECK(ioctl(socket_, SIOCOUTQ, &unread) == 0);
    }
    // Until an answer is under way.
    void answered() const {
        pollfd wanted{socket_, POLLIN, 0};
        FF_CHECK(poll(&wanted, 1, 30'000) == 1);
    }

  private:
    int socket_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
};

TEST(Administration, AStuckClientHoldsNoStopUp) {
    TestServer server;
    const auto stop_is_quick = [&] {
        const auto begun = std::chrono::steady_clock::now();
        server.stop();
        EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
    };
    const StuckAdministrator silent(server.config().socket_path(), "{\"command\":");
    silent.heard();
    stop_is_quick();

    server.restart();
    const auto csv = "客户名称," + std::string(2'000'000, 'x') + "\n";  // the unknown column is named in the answer
    const StuckAdministrator deaf(server.config().socket_path(),
                                  json{{"command", "import.customers"}, {"csv", csv}, {"owner", "li"}}.dump());
    deaf.said_all();
    deaf.answered();
    stop_is_quick();
}

json import(TestServer& server, const std::string& csv, bool dry_run = false,
            const std::string& owner = "li@example.com") {
    return server.admin({{"command", "import.customers"}, {"csv", csv}, {"owner", owner}, {"dry_run", dry_run}});
}

TEST(Import, TakesTheHandbooksTables) {
    TestServer server;
    const auto session = server.session("director@example.com");
    const std::string t4 =
        "\xEF\xBB\xBF客户编号,客户名称,所属行业,联系人,职务,联系方式,初步需求,来源渠道,初级标签(规模/紧急度/"
        "潜力),建档日期\n"
        "202310001,科技有限公司,制造业,*明,采购经理,,采购办公设备,行业展会,大型企业/紧急/A级,2023-10-08\n"
        "202310002,小微商贸公司,零售,*华,负责人,1395678,寻求物流合作,官网表单,中小企业/一般/B级,2023-10-10\n";
    const auto dry = import(server, t4, true);
    EXPECT_EQ(dry["customers"], 2) << dry.dump();
    EXPECT_EQ(dry["imported"], false);
    EXPECT_EQ(server.get("/api/customers", session).json()["total"], 0);
    const auto done = import(server, t4);
    EXPECT_EQ(done["imported"], true) << done.dump();
    EXPECT_EQ(done["contacts"], 2);
    const auto list = server.get("/api/customers?sort=code", session).json();
    ASSERT_EQ(list["total"], 2);
    const auto& fields = list["items"][0]["fields"];
    EXPECT_EQ(fields["name"], "科技有限公司");
    EXPECT_EQ(fields["potential_class"], "a");
    EXPECT_EQ(fields["urgency"], "high");
    EXPECT_EQ(fields["size_band"], "large");
    EXPECT_EQ(fields["source_channel"], "fair");
    EXPECT_EQ(fields["filed_on"], "2023-10-08");

    const std::string t1 =
        "客户编号;客户名称(姓名/公司);所属行业;企业规模(员工数/"
        "年营收);联系人;职位;联系方式;需求标签;跟进人;建档日期;备注\n"
        "C202405001;另一家科技有限公司;制造业;200人/"
        "5000万;张*;采购经理;5678;[产能扩张]-[自动化设备需求]-[A类];zhao;2024-05-10;\"决策人还有\n技术总监王*\"\n";
    const auto second = import(server, t1, false, "");
    EXPECT_EQ(second["imported"], true) << second.dump();
    const auto zhao = server.get("/api/customers", server.session("zhao@example.com")).json();
    ASSERT_EQ(zhao["total"], 1);
    EXPECT_EQ(zhao["items"][0]["fields"]["staff_count"], 200);
    EXPECT_EQ(zhao["items"][0]["fields"]["annual_revenue"], 5'000'000'000);
    EXPECT_EQ(zhao["items"][0]["fields"]["tags"], json({"产能扩张", "自动化设备需求"}));
}

TEST(Import, ABadLineIsNamedAndNothingIsHalfImported) {
    TestServer server;
    const std::string csv =
        "客户名称,来源渠道,员工数,爱好\n好客户,展位,12,钓鱼\n,官网表单,3,\n另一个,官网表单,many,\n好客户,电话,1,\n";
    const auto report = import(server, csv);
    EXPECT_EQ(report["imported"], false);
    EXPECT_EQ(report["ignored_columns"], json({"爱好"}));
    std::vector<int> lines;
    for (const auto& problem : report["problems"]) lines.push_back(problem["line"]);
    EXPECT_EQ(lines, (std::vector<int>{2, 3, 4}));
    EXPECT_EQ(server.get("/api/customers", server.session("director@example.com")).json()["total"], 0);
    EXPECT_EQ(import(server, "公司,电话\nx,1\n")["ok"], false);
    EXPECT_EQ(import(server, "客户名称\n\"x\n")["ok"], false);
    EXPECT_EQ(parse_csv("客户名称\n\xff\n").error().code, core::ErrorCode::malformed);
}

TEST(Import, FiveThousandLinesComeWithinSecondsAndSayHowFarTheyAre) {
    TestServer server;
    std::string csv = "客户名称,客户编号\n";
    for (int i = 0; i < 5000; ++i) csv += "公司" + std::to_string(i) + ",C" + std::to_string(10'000 + i) + "\n";
    std::vector<std::size_t> told;
    const auto begun = std::chrono::steady_clock::now();
    const auto answer = ask_running_server(
        server.config().socket_path(),
        json{{"command", "import.customers"}, {"csv", csv}, {"owner", "li@example.com"}, {"dry_run", false}}.dump(),
        [&](std::size_t done, std::size_t of) {
            EXPECT_EQ(of, 5000U);
            told.push_back(done);
        });
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(60));
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ(json::parse(*answer)["customers"], 5000);
    ASSERT_GE(told.size(), 5U);
    EXPECT_TRUE(std::ranges::is_sorted(told));
    EXPECT_EQ(told.back(), 5000U);
    // The codes are taken now, and so are the names.
    EXPECT_EQ(import(server, "客户名称,客户编号\n新公司,C10007\n")["problems"].size(), 1U);
    EXPECT_EQ(import(server, "客户名称\n公司17\n")["problems"].size(), 1U);
}

TEST(Import, ReadsAmountsAndTables) {
    EXPECT_EQ(parse_amount("2亿"), 20'000'000'000);
    EXPECT_EQ(parse_amount("1,250.50元"), 125'050);
    EXPECT_FALSE(parse_amount("viel").has_value());
    const auto records = parse_csv("a\tb\n\"x\ty\"\t\"say \"\"hi\"\"\"\n\n1\t2\r\n");
    ASSERT_TRUE(records.ok());
    ASSERT_EQ(records->size(), 3U);
    EXPECT_EQ((*records)[1].cells, (std::vector<std::string>{"x\ty", "say \"hi\""}));
    EXPECT_EQ((*records)[2].line, 4U);
}

TEST(Administration, CodesAreShownAsQr) {
    const auto qr = make_qr("fieldfare:enrol?url=https://field.example.com&code=7K2M-9QXD-4TWA");
    ASSERT_TRUE(qr.ok());
    EXPECT_GE(qr->size(), 21U);
    EXPECT_TRUE((*qr)[0][0]);  // a corner of the finder pattern
    EXPECT_NE(qr_as_svg(*qr).find("<svg"), std::string::npos);
    EXPECT_NE(qr_as_text(*qr).find("▀"), std::string::npos);
}

TEST(Administration, AnInitThatFailedLeavesNothingInTheWay) {
    const TemporaryDirectory directory;
    commands::InitOptions options;
    options.config_path = directory.path() + "/server.toml";
    options.data_directory = directory.path() + "/data";
    options.admin_email = "admin@example.com";
    EXPECT_EQ(commands::init(options), 1) << "the organisation has no name";
    options.organisation = "田鸫商贸";
    EXPECT_EQ(commands::init(options), 0);
    const auto config = load_config(options.config_path);
    ASSERT_TRUE(config.ok());
    EXPECT_EQ(config->data_directory, options.data_directory);
    EXPECT_EQ(commands::doctor(*config), 0);
    // There is one; and a configuration is for one data directory.
    EXPECT_EQ(commands::init(options), 1);
    options.data_directory = directory.path() + "/other";
    EXPECT_EQ(commands::init(options), 1);
    EXPECT_FALSE(std::filesystem::exists(options.data_directory));
}

TEST(Administration, ATrialCertificateIsWrittenIntoAConfigurationThatIsThere) {
    const TemporaryDirectory directory;
    const auto data = directory.path() + "/data";
    const auto path = directory.path() + "/server.toml";
    const auto init_again = [&](bool trial_certificate) {
        std::filesystem::remove_all(data);
        commands::InitOptions options;
        options.config_path = path;
        options.data_directory = data;
        options.admin_email = "admin@example.com";
        options.organisation = "田鸫商贸";
        options.trial_certificate = trial_certificate;
        return commands::init(options);
    };
    const auto init = [&](const std::string& text, bool trial_certificate) {
        std::ofstream(path) << text;
        return init_again(trial_certificate);
    };
    const auto written = [&] {
        std::ifstream in(path);
        return std::string(std::istreambuf_iterator<char>(in), {});
    };
    const std::string mine = "# mine\n[data]\ndirectory = \"data\"\n[http]\nport = 0";
    const auto with_table = mine + "\n[tls]\n# none yet\n#key = \"\"\n[log]\nlevel = \"error\"\n";
    for (const auto& text : {mine, with_table}) {
        ASSERT_EQ(init(text, true), 0);
        EXPECT_TRUE(written().starts_with(mine)) << "what stood there stays";
        const auto config = load_config(path);
        ASSERT_TRUE(config.ok()) << config.error().describe();
        EXPECT_EQ(config->certificate, data + "/trial-certificate.pem");
        auto server = Server::start(*config);
        ASSERT_TRUE(server.ok()) << server.error().describe();
        const auto answer = fetch("https://localhost:" + std::to_string((*server)->port()) + "/healthz", "GET", {}, {},
                                  config->certificate);
        EXPECT_EQ(answer.status, 200);
        server->reset();
        // The same again changes nothing in it.
        const auto before = written();
        EXPECT_EQ(init(before, true), 0);
        EXPECT_EQ(written(), before);
    }
    // It is written beside the one that is there, which stands until then.
    ASSERT_EQ(init(mine, false), 0);
    std::filesystem::permissions(path, static_cast<std::filesystem::perms>(0640));
    std::ifstream old(path);
    ASSERT_EQ(init_again(true), 0);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(old), {}), mine);
    EXPECT_NE(written(), mine);
    EXPECT_EQ(static_cast<unsigned>(std::filesystem::status(path).permissions()), 0640U);
    const auto other = mine + "\n[tls]\ncertificate = \"a.pem\"\nkey = \"b.pem\"\n";
    ::testing::internal::CaptureStderr();
    EXPECT_EQ(init(other, true), 1);
    EXPECT_NE(::testing::internal::GetCapturedStderr().find(data + "/trial-key.pem"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(data)) << "refused before anything is made";
    EXPECT_EQ(written(), other);
    EXPECT_EQ(init(mine, false), 0);
    EXPECT_EQ(written(), mine);
}

TEST(Administration, EveryFileIsItsOwnersAlone) {
    namespace fs = std::filesystem;
    const TemporaryDirectory directory;
    commands::InitOptions options;
    options.config_path = directory.path() + "/server.toml";
    options.data_directory = directory.path() + "/data";
    options.admin_email = "admin@example.com";
    options.organisation = "田鸫商贸";
    options.trial_certificate = true;
    const auto mask = umask(0022);
    ASSERT_EQ(commands::init(options), 0);
    auto config = load_config(options.config_path).value();
    config.port = 0;
    const auto server = Server::start(config);
    ASSERT_TRUE(server.ok()) << server.error().describe();
    const auto backups = options.data_directory + "/backups";
    fs::create_directory(backups);
    fs::permissions(backups, fs::perms::owner_all);
    ASSERT_EQ(commands::backup(config, backups), 0);
    umask(mask);
    std::set<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(options.data_directory)) {
        const auto name = entry.path().filename().string();
        names.insert(name.starts_with("fieldfare-") ? "backup" + entry.path().extension().string() : name);
        const auto file = fs::perms::owner_read | fs::perms::owner_write;
        const auto allowed = entry.is_directory() ? fs::perms::owner_all : file;
        EXPECT_EQ(entry.status().permissions(), allowed) << entry.path();
    }
    for (const auto* name : {"fieldfare.db", "fieldfare.db-wal", "fieldfare.db-shm", "backup.db", "backup.json",
                             "trial-key.pem", "snapshots"}) {
        EXPECT_TRUE(names.contains(name)) << name;
    }
}

// What an operator sees of the running server.
TEST(Administration, ListsAndCodesArePrinted) {
    TestServer server;
    const auto printed = [&](const json& command, int (*print)(const std::string&)) {
        ::testing::internal::CaptureStdout();
        EXPECT_EQ(commands::admin(server.config(), command.dump(), print), 0);
        return ::testing::internal::GetCapturedStdout();
    };
    server.enrol("li@example.com");
    server.admin({{"command", "field.add"},
                  {"entity", "customer"},
                  {"key", "parking"},
                  {"type", "text"},
                  {"label_zh", "停车位"},
                  {"label_en", "Parking"}});
    EXPECT_NE(printed({{"command", "user.list"}}, commands::print_users).find("li@example.com"), std::string::npos);
    EXPECT_NE(printed({{"command", "device.list"}}, commands::print_devices).find("active"), std::string::npos);
    EXPECT_NE(printed({{"command", "field.list"}}, commands::print_fields).find("停车位"), std::string::npos);

    ::testing::internal::CaptureStdout();
    EXPECT_EQ(commands::enrol(server.config(), "li@example.com", "https://field.example.com", {}), 0);
    EXPECT_NE(::testing::internal::GetCapturedStdout().find("https://field.example.com"), std::string::npos);
    EXPECT_EQ(commands::enrol(server.config(), "li@example.com", "field.example.com", {}), 1);
}

}  // namespace
}  // namespace fieldfare::server::testing
