#include <gtest/gtest.h>
#include <unistd.h>

#include "server/app/commands.h"
#include "tests/unit/server/support.h"

namespace fieldfare::server::testing {
namespace {

using sync::Encoding;

TEST(Protocol, ACodeEnrolsOnce) {
    TestServer server;
    const auto code = server.enrolment_code("li@example.com");
    const auto body = sync::encode(sync::EnrolRequest{code, "phone", "linux", "0.1.0", {}, {}}, Encoding::json);
    const auto first = fetch(server.url("/v1/enrol"), "POST", {"Content-Type: application/json"}, body);
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.headers.at("fieldfare-protocol"), "1");
    const auto reply = sync::decode<sync::EnrolReply>(first.body, Encoding::json);
    ASSERT_TRUE(reply.ok());
    EXPECT_EQ(reply->user, server.user("li"));
    EXPECT_EQ(reply->role, "rep");
    EXPECT_EQ(reply->org_name, "田鸫商贸");
    const auto again = fetch(server.url("/v1/enrol"), "POST", {"Content-Type: application/json"}, body);
    EXPECT_EQ(again.status, 403);
    EXPECT_EQ(again.code(), "FF-2003");
}

// What is still under way from before would be taken behind the back of the phone as it is now.
TEST(Protocol, WhoEnrolsAnewIsNotHeardUnderHisFormerNumberAnyMore) {
    TestServer server;
    auto former = server.enrol("li@example.com");
    const auto sun = server.enrol("sun@example.com");
    const auto anew = [&](const TestServer::Device& device) {
        const sync::EnrolRequest request{server.enrolment_code("li@example.com"), "phone", "linux", "0.1.0", {}, {}};
        return server.call(device, "POST", "/v1/enrol", sync::encode(request, Encoding::json), Encoding::json);
    };
    ASSERT_EQ(anew(sun).status, 200);
    EXPECT_EQ(server.call(sun, "GET", "/v1/pull?cursor=0").status, 200) << "nobody ends another one's phone";
    auto unknown = former;
    unknown.token = std::string(43, 'z');
    ASSERT_EQ(anew(unknown).status, 200) << "another life of the server may not know it";

    const auto late = server.request(former, {{server.new_customer(former, server.new_id(), "under way")}});
    const auto answer = anew(former);
    ASSERT_EQ(answer.status, 200) << answer.body;
    auto now = former;
    now.token = sync::decode<sync::EnrolReply>(answer.body, Encoding::json)->token;
    const auto body = sync::encode(late, Encoding::binary);
    // Not as if it were lost or stolen.
    EXPECT_EQ(server.call(former, "POST", "/v1/push", body).code(), "FF-2001");
    EXPECT_EQ(server.call(now, "GET", "/v1/pull?cursor=0").status, 200);
    const auto listed = server.admin({{"command", "device.list"}})["items"];
    EXPECT_EQ(std::count_if(listed.begin(), listed.end(), [](const auto& item) { return item["revoked"] == true; }), 1);
}

// As after a lost answer: the code is spent, the former device has ended, and the phone must not be left with neither.
TEST(Protocol, TheSameEnrolmentAgainGetsTheSameAnswer) {
    TestServer server;
    const auto former = server.enrol("li@example.com");
    const sync::EnrolRequest request{
        server.enrolment_code("li@example.com"), "phone", "linux", "0.1.0", std::string(43, 'x'), former.user};
    const auto ask = [&](Encoding as) {
        const auto answer = server.call(former, "POST", "/v1/enrol", sync::encode(request, as), as);
        EXPECT_EQ(answer.status, 200) << answer.body;
        const auto reply = sync::decode<sync::EnrolReply>(answer.body, as);
        return reply ? *reply : sync::EnrolReply{};
    };
    const auto first = ask(Encoding::json);
    EXPECT_EQ(first.token, request.token);
    const auto again = ask(Encoding::binary);
    EXPECT_EQ(again.device, first.device);
    EXPECT_EQ(again.device_id, first.device_id);
    EXPECT_EQ(again.token, first.token);
    EXPECT_EQ(server.admin({{"command", "device.list"}})["items"].size(), 2u);
    auto now = former;
    now.token = request.token;
    EXPECT_EQ(server.call(now, "GET", "/v1/pull?cursor=0").status, 200);
    EXPECT_EQ(server.call(former, "GET", "/v1/pull?cursor=0").code(), "FF-2001");

    server.admin({{"command", "device.revoke"}, {"device", std::to_string(first.device)}});
    const auto revoked =
        server.call(former, "POST", "/v1/enrol", sync::encode(request, Encoding::json), Encoding::json);
    EXPECT_EQ(revoked.code(), "FF-2004");
    auto odd = request;
    odd.token = "short";
    EXPECT_EQ(server.call(former, "POST", "/v1/enrol", sync::encode(odd, Encoding::json), Encoding::json).code(),
              "FF-1001");
}

TEST(Protocol, SomebodyElsesCodeIsRefusedAndStaysGood) {
    TestServer server;
    const auto li = server.enrol("li@example.com");
    sync::EnrolRequest request{
        server.enrolment_code("zhao@example.com"), "phone", "linux", "0.1.0", std::string(43, 'x'), li.user};
    const auto ask = [&] {
        return server.call(li, "POST", "/v1/enrol", sync::encode(request, Encoding::json), Encoding::json);
    };
    EXPECT_EQ(ask().code(), "FF-1018");
    EXPECT_EQ(server.call(li, "GET", "/v1/pull?cursor=0").status, 200);
    request.user = server.user("zhao");
    EXPECT_EQ(ask().status, 200);
    request.user = li.user;
    EXPECT_EQ(ask().code(), "FF-1018") << "also to whom it was given already";
}

TEST(Protocol, AWrongCodeUsesNothingUp) {
    TestServer server;
    const auto code = server.enrolment_code("li@example.com");
    const auto wrong =
        sync::encode(sync::EnrolRequest{"0000-0000-0000", "phone", "linux", "0.1.0", {}, {}}, Encoding::json);
    EXPECT_EQ(fetch(server.url("/v1/enrol"), "POST", {"Content-Type: application/json"}, wrong).code(), "FF-2003");
    const auto right = sync::encode(sync::EnrolRequest{code, "phone", "linux", "0.1.0", {}, {}}, Encoding::binary);
    EXPECT_EQ(fetch(server.url("/v1/enrol"), "POST", {"Content-Type: application/vnd.fieldfare.v1"}, right).status,
              200);
}

TEST(Protocol, ACopyOfAPhoneBecomesADeviceOfItsOwnOnceHoweverOftenItAsks) {
    TestServer server;
    const auto li = server.enrol("li@example.com");
    const std::string proposed(43, 'x');
    const auto ask = [&](const TestServer::Device& device, const std::string& token, Encoding as = Encoding::binary) {
        return server.call(device, "POST", "/v1/fork", sync::encode(sync::ForkRequest{token}, as), as);
    };
    const auto first = ask(li, proposed);
    ASSERT_EQ(first.status, 200) << first.body;
    const auto reply = sync::decode<sync::EnrolReply>(first.body, Encoding::binary);
    ASSERT_TRUE(reply.ok());
    EXPECT_EQ(reply->token, proposed);
    EXPECT_NE(reply->device, li.number);
    EXPECT_EQ(reply->user, li.user);
    const auto again = sync::decode<sync::EnrolReply>(ask(li, proposed, Encoding::json).body, Encoding::json);
    EXPECT_EQ(again->device, reply->device);
    EXPECT_EQ(again->device_id, reply->device_id);

    auto twin = li;
    twin.token = proposed;
    EXPECT_EQ(ask(twin, proposed).code(), "FF-1018") << "a device is no fork of itself";
    const auto zhao = server.enrol("zhao@example.com");
    EXPECT_EQ(ask(zhao, proposed).code(), "FF-1018");
    EXPECT_EQ(ask(li, "short").code(), "FF-1001");
    EXPECT_EQ(ask(li, std::string(43, '!')).code(), "FF-1001");
    auto stranger = li;
    stranger.token = std::string(43, 'z');
    EXPECT_EQ(ask(stranger, proposed).code(), "FF-2001");

    const auto listed = server.admin({{"command", "device.list"}})["items"];
    const auto copy =
        std::find_if(listed.begin(), listed.end(), [&](const auto& item) { return item["number"] == reply->device; });
    ASSERT_NE(copy, listed.end());
    EXPECT_EQ((*copy)["forked_from"], li.number);
    EXPECT_FALSE((*copy)["name"].get<std::string>().empty());
    const auto shown = server.get("/api/devices", server.session("lead@example.com")).json()["items"];
    EXPECT_EQ(std::count_if(shown.begin(), shown.end(),
                            [&](const auto& item) {
                                return item["forked_from"].is_object() && item["forked_from"]["number"] == li.number;
                            }),
              1);

    server.admin({{"command", "device.revoke"}, {"device", std::to_string(li.number)}});
    EXPECT_EQ(ask(li, std::string(43, 'y')).code(), "FF-2004");
    EXPECT_EQ(server.call(twin, "GET", "/v1/pull?cursor=0").status, 200) << "each is revoked alone";
    server.admin({{"command", "device.revoke"}, {"device", std::to_string(reply->device)}});
    EXPECT_EQ(server.call(twin, "GET", "/v1/pull?cursor=0").code(), "FF-2004");
}

TEST(Protocol, OnePhoneDoesNotForkForEver) {
    TestServer server([](Config& config) { config.attempts_per_account = 3; });
    const auto li = server.enrol("li@example.com");
    const auto ask = [&](char c) {
        const sync::ForkRequest request{std::string(43, c)};
        return server.call(li, "POST", "/v1/fork", sync::encode(request, Encoding::binary)).status;
    };
    for (const char c : {'a', 'b', 'c'}) EXPECT_EQ(ask(c), 200);
    EXPECT_EQ(ask('d'), 429);
    EXPECT_EQ(ask('c'), 200) << "the same again is answered";
}

TEST(Protocol, WhatOnePhonePushesAnotherPulls) {
    TestServer server;
    auto li = server.enrol("li@example.com");
    auto lead = server.enrol("lead@example.com");
    auto sun = server.enrol("sun@example.com");
    const auto customer = server.new_id();
    const auto visit = server.new_id();
    const auto reply = server.push(
        li, {{server.new_customer(li, customer, "张伟便利店"), server.new_visit(li, visit, customer, "谈了新品")}});
    ASSERT_TRUE(reply.ok()) << reply.error().describe();
    ASSERT_EQ(reply->verdicts.size(), 1U);
    EXPECT_NE(reply->verdicts[0].kind, sync::Verdict::Kind::quarantined) << reply->verdicts[0].detail;
    EXPECT_GT(reply->verdicts[0].seq, 0U);

    const auto holds = [&](const TestServer::Device& device) {
        const auto page = server.pull(device);
        EXPECT_TRUE(page.ok());
        return std::count_if(page->rows.begin(), page->rows.end(),
                             [&](const core::Row& row) { return row.id == customer || row.id == visit; });
    };
    EXPECT_EQ(holds(li), 2);
    EXPECT_EQ(holds(lead), 2);
    EXPECT_EQ(holds(sun), 0);
}

TEST(Protocol, ARepeatedPushGetsTheSameVerdictsAndChangesNothing) {
    TestServer server;
    auto li = server.enrol("li@example.com");
    const auto message = server.request(li, {{server.new_customer(li, server.new_id(), "一次")}});
    const auto body = sync::encode(message, Encoding::binary);
    const auto first = server.call(li, "POST", "/v1/push", body);
    const auto second = server.call(li, "POST", "/v1/push", body);
    ASSERT_EQ(first.status, 200) << first.body;
    ASSERT_EQ(second.status, 200);
    const auto one = sync::decode<sync::PushReply>(first.body, Encoding::binary);
    const auto two = sync::decode<sync::PushReply>(second.body, Encoding::binary);
    EXPECT_EQ(one->mark, two->mark);
    ASSERT_EQ(two->verdicts.size(), 1U);
    EXPECT_EQ(one->verdicts[0].seq, two->verdicts[0].seq);
}

TEST(Protocol, JsonAndBinaryMeanTheSame) {
    TestServer server;
    auto li = server.enrol("li@example.com");
    const auto customer = server.new_id();
    const auto body = sync::encode(server.request(li, {{server.new_customer(li, customer, "文字")}}), Encoding::json);
    ASSERT_EQ(server.call(li, "POST", "/v1/push", body, Encoding::json).status, 200);
    const auto as_json = server.call(li, "GET", "/v1/pull", {}, Encoding::json);
    const auto as_binary = server.call(li, "GET", "/v1/pull", {}, Encoding::binary);
    const auto one = sync::decode<sync::PullPage>(as_json.body, Encoding::json);
    const auto two = sync::decode<sync::PullPage>(as_binary.body, Encoding::binary);
    ASSERT_TRUE(one.ok());
    ASSERT_TRUE(two.ok());
    EXPECT_EQ(one->rows, two->rows);
    EXPECT_EQ(one->cursor, two->cursor);
}

TEST(Protocol, AGapNamesTheMark) {
    TestServer server;
    auto li = server.enrol("li@example.com");
    ASSERT_TRUE(server.push(li, {{server.new_customer(li, server.new_id(), "a")}}).ok());
    auto message = server.request(li, {{server.new_customer(li, server.new_id(), "b")}});
    message.after = 5;
    message.groups[0].number = 6;
    const auto answer = server.call(li, "POST", "/v1/push", sync::encode(message, Encoding::binary));
    EXPECT_EQ(answer.status, 409);
    const auto error = sync::decode<sync::ErrorReply>(answer.body, Encoding::json);
    ASSERT_TRUE(error.ok());
    EXPECT_EQ(error->code, core::ErrorCode::sequence_gap);
    EXPECT_EQ(error->mark, 1U);
}

TEST(Protocol, ARevokedPhoneIsToldSoAtOnce) {
    TestServer server;
    auto li = server.enrol("li@example.com");
    ASSERT_TRUE(server.pull(li).ok());
    EXPECT_TRUE(server.admin({{"command", "device.revoke"}, {"device", std::to_string(li.number)}})["ok"]);
    EXPECT_EQ(server.pull(li).error().code, core::ErrorCode::device_revoked);
    EXPECT_EQ(server.push(li, {{server.new_customer(li, server.new_id(), "x")}}).error().code,
              core::ErrorCode::device_revoked);
    TestServer::Device stranger;
    stranger.token = "stranger";
    EXPECT_EQ(server.pull(stranger).error().code, core::ErrorCode::unauthenticated);
}

TEST(Protocol, APhoneThatHoldsLessHearsWhatItLacks) {
    TestServer server;
    auto li = server.enrol("li@example.com");
    auto sun = server.enrol("sun@example.com");
    const auto mine = server.new_id();
    const auto foreign = server.new_id();
    ASSERT_TRUE(server.push(li, {{server.new_customer(li, mine, "我的")}}).ok());
    ASSERT_TRUE(server.push(sun, {{server.new_customer(sun, foreign, "别人的")}}).ok());
    const auto page = server.pull(li);
    ASSERT_TRUE(page.ok());
    core::Digest held;
    for (const auto& row : page->rows) held += core::digest_of(row);
    EXPECT_EQ(page->digest, held);

    for (const auto as : {Encoding::json, Encoding::binary}) {
        const auto asked = sync::encode(sync::DigestRequest{page->cursor, {mine}}, as);
        const auto parts = sync::decode<sync::DigestReply>(server.call(li, "POST", "/v1/digest", asked, as).body, as);
        ASSERT_TRUE(parts.ok());
        auto all = core::total(parts->buckets);
        EXPECT_NE(all, held) << "what was excepted does not count";
        for (const auto& row : page->rows) {
            if (row.id == mine) all += core::digest_of(row);
        }
        EXPECT_EQ(all, held);

        sync::RepairRequest part{page->cursor, {}, core::bucket_of(mine), {}};
        auto answer = server.call(li, "POST", "/v1/repair", sync::encode(part, as), as);
        auto repair = sync::decode<sync::RepairReply>(answer.body, as);
        ASSERT_TRUE(repair.ok()) << answer.body;
        EXPECT_TRUE(std::any_of(repair->rows.begin(), repair->rows.end(), [&](auto& row) { return row.id == mine; }));
        const auto entity = core::catalog::customer.id;
        part.bucket = core::bucket_of(foreign);
        part.held = {{{entity, foreign}, {}}, {{entity, server.new_id()}, {}}};
        answer = server.call(li, "POST", "/v1/repair", sync::encode(part, as), as);
        repair = sync::decode<sync::RepairReply>(answer.body, as);
        ASSERT_TRUE(repair.ok()) << answer.body;
        EXPECT_EQ(repair->left, (std::vector<sync::RowAddress>{{entity, foreign}}));
        EXPECT_EQ(repair->unknown.size(), 1U);
    }
    const auto early = sync::encode(sync::DigestRequest{{0, 0, {}}, {}}, Encoding::json);
    EXPECT_EQ(server.call(li, "POST", "/v1/digest", early, Encoding::json).code(), "FF-1019");
    const auto late = sync::encode(sync::DigestRequest{{999, 0, {}}, {}}, Encoding::json);
    EXPECT_EQ(server.call(li, "POST", "/v1/digest", late, Encoding::json).code(), "FF-3004");
    for (const auto* bad : {"", "{}", R"({"cursor":"x"})", R"({"cursor":"1","except":[7]})"}) {
        EXPECT_EQ(server.call(li, "POST", "/v1/digest", bad, Encoding::json).status, 400) << bad;
        EXPECT_EQ(server.call(li, "POST", "/v1/repair", bad, Encoding::json).status, 400) << bad;
    }
    EXPECT_EQ(fetch(server.url("/v1/digest"), "POST", {"Content-Type: application/json"}, early).status, 401);
}

TEST(Protocol, AWrongDigestOfTheServersOwnIsFoundAndPutRight) {
    TestServer server;
    auto li = server.enrol("li@example.com");
    ASSERT_TRUE(server.push(li, {{server.new_customer(li, server.new_id(), "甲")}}).ok());
    const auto right = server.pull(li)->digest;
    server.stop();
    {
        core::sqlite::OpenOptions options;
        options.path = server.config().database_path();
        const auto database = core::sqlite::Connection::open(options);
        ASSERT_TRUE((*database)->execute("UPDATE view_digest SET sum=zeroblob(16)").ok());
    }
    EXPECT_EQ(commands::doctor(server.config()), 1);
    server.restart();
    const auto page = server.pull(li);
    EXPECT_NE(page->digest, right);
    const auto asked = sync::encode(sync::DigestRequest{page->cursor, {}}, Encoding::json);
    EXPECT_EQ(server.call(li, "POST", "/v1/digest", asked, Encoding::json).status, 200);
    for (int i = 0; i < 100 && server.pull(li)->digest != right; ++i) usleep(20'000);
    EXPECT_EQ(server.pull(li)->digest, right);
    EXPECT_NE(server.get("/metrics").body.find("fieldfare_wrong_digests_total 1"), std::string::npos);
    server.stop();
    EXPECT_EQ(commands::doctor(server.config()), 0);
}

TEST(Protocol, EverythingSurvivesARestart) {
    TestServer server;
    auto li = server.enrol("li@example.com");
    const auto customer = server.new_id();
    ASSERT_TRUE(server.push(li, {{server.new_customer(li, customer, "留下")}}).ok());
    server.restart();
    const auto page = server.pull(li);
    ASSERT_TRUE(page.ok());
    EXPECT_TRUE(std::any_of(page->rows.begin(), page->rows.end(), [&](const auto& row) { return row.id == customer; }));
    EXPECT_TRUE(server.push(li, {{server.new_customer(li, server.new_id(), "weiter")}}).ok());
}

}  // namespace
}  // namespace fieldfare::server::testing
