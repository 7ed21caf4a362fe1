#include <gtest/gtest.h>

#include <thread>

#include "server/app/trial_certificate.h"
#include "server/http/proxies.h"
#include "server/http/static_files.h"
#include "tests/unit/server/support.h"

#include <fstream>

namespace fieldfare::server::testing {
namespace {

using namespace std::chrono_literals;

TEST(Http, KeepsAConnectionAndAnswersInOrder) {
    TestServer server;
    RawClient client(server.server().port());
    ASSERT_TRUE(client.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /readyz HTTP/1.1\r\nHost: x\r\n\r\n"));
    EXPECT_EQ(client.receive().body, "alive\n");
    EXPECT_EQ(client.receive().body, "ready\n");
    ASSERT_TRUE(client.send("HEAD /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    EXPECT_NE(client.receive_until("\r\n\r\n").find("Content-Length: 6"), std::string::npos);
    EXPECT_TRUE(client.closed_within(2000));
}

TEST(Http, RefusesWhatIsNoRequest) {
    TestServer server;
    const std::pair<std::string, int> cases[] = {
        {"GARBAGE\r\n\r\n", 400},
        {"GET nothing HTTP/1.1\r\nHost: x\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: x\r\nA: " + std::string(17'000, 'a') + "\r\n\r\n", 431},
        {"GET /" + std::string(3000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n", 414},
        {"POST /v1/enrol HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", 413},
        {"POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", 401},
        {"POST /v1/push HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 400},
        {"POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", 405},
        {"POST /v1/nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", 404},
    };
    for (const auto& [bytes, status] : cases) {
        RawClient client(server.server().port());
        ASSERT_TRUE(client.send(bytes));
        const auto answer = client.receive();
        EXPECT_EQ(answer.status, status) << bytes.substr(0, 60);
        EXPECT_FALSE(answer.code().empty());
        EXPECT_TRUE(client.closed_within(6000));
        // A phone takes an answer without the protocol's own envelope for a captive portal's.
        if (bytes.starts_with("POST /nowhere")) continue;
        EXPECT_EQ(answer.headers.count("fieldfare-protocol"), 1U) << bytes.substr(0, 60);
        EXPECT_TRUE(sync::decode<sync::ErrorReply>(answer.body, sync::Encoding::json).ok()) << answer.body;
    }
    EXPECT_EQ(server.get("/healthz").status, 200);
}

TEST(Http, AChunkedBodyStopsAtTheRoutesLimit) {
    TestServer server;
    RawClient client(server.server().port());
    ASSERT_TRUE(client.send("POST /v1/enrol HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"));
    const std::string chunk = "2000\r\n" + std::string(0x2000, 'x') + "\r\n";
    for (int i = 0; i < 3; ++i) client.send(chunk);
    EXPECT_EQ(client.receive().status, 413);
}

TEST(Http, SlowClientsAreClosed) {
    TestServer server([](Config& config) {
        config.http.header = 200ms;
        config.http.idle = 400ms;
        config.http.body_gap = 200ms;
    });
    RawClient header(server.server().port());
    ASSERT_TRUE(header.send("GET / HTTP/1.1\r\nHos"));
    RawClient idle(server.server().port());
    RawClient body(server.server().port());
    ASSERT_TRUE(body.send("POST /v1/enrol HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc"));
    for (auto* slow : {&header, &body}) {
        const auto answer = slow->receive(3000);
        EXPECT_EQ(answer.status, 408);
        EXPECT_EQ(answer.code(), "FF-5003");
        EXPECT_EQ(answer.headers.count("fieldfare-protocol"), 1U);
        EXPECT_TRUE(slow->closed_within(4000));
    }
    EXPECT_TRUE(idle.closed_within(2000));
}

// Nobody who is not let in makes the server read what he sends.
TEST(Http, ABodyIsReadFromThoseWhoMaySendItAndFromNobodyElse) {
    TestServer server;
    auto li = server.enrol("li@example.com");
    const auto begin = [](const std::string& token, const std::string& more) {
        return "POST /v1/push HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nAuthorization: Bearer " + token + "\r\n" +
               more + "\r\n";
    };
    RawClient stranger(server.server().port());
    ASSERT_TRUE(stranger.send(begin("nobody", "Content-Length: 4000000\r\n")));
    const auto refused = stranger.receive(3000);
    EXPECT_EQ(refused.status, 401) << "and no 100 Continue before it";
    EXPECT_EQ(refused.code(), "FF-2001");
    RawClient in_pieces(server.server().port());
    ASSERT_TRUE(in_pieces.send(begin("nobody", "Transfer-Encoding: chunked\r\n")));
    EXPECT_EQ(in_pieces.receive(3000).status, 401);
    RawClient phone(server.server().port());
    ASSERT_TRUE(phone.send(begin(li.token, "Content-Length: 4000000\r\n")));
    EXPECT_NE(phone.receive_until("\r\n\r\n", 3000).find("100 Continue"), std::string::npos);
    server.admin({{"command", "device.revoke"}, {"device", std::to_string(li.number)}});
    RawClient revoked(server.server().port());
    ASSERT_TRUE(revoked.send(begin(li.token, "Content-Length: 4000000\r\n")));
    EXPECT_EQ(revoked.receive(3000).code(), "FF-2004");
}

TEST(Http, BodiesTogetherTakeNoMoreThanTheirShareOfMemory) {
    TestServer server([](Config& config) { config.http.body_bytes = 1024 * 1024; });
    auto li = server.enrol("li@example.com");
    const auto held = "POST /v1/push HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + li.token +
                      "\r\nContent-Length: 700000\r\n\r\n" + std::string(1000, 'x');
    {
        RawClient first(server.server().port());
        ASSERT_TRUE(first.send(held));
        const auto full = [&] {
            return server.get("/metrics").body.find("fieldfare_http_body_bytes 700000") != std::string::npos;
        };
        for (int i = 0; i < 100 && !full(); ++i) std::this_thread::sleep_for(20ms);
        RawClient second(server.server().port());
        ASSERT_TRUE(second.send(held));
        const auto refused = second.receive(3000);
        EXPECT_EQ(refused.status, 503);
        EXPECT_EQ(refused.code(), "FF-5004");
        EXPECT_EQ(refused.headers.count("retry-after"), 1U);
        // Small ones still find room.
        EXPECT_TRUE(server.push(li, {{server.new_customer(li, server.new_id(), "klein")}}).ok());
    }
    // What was held is given back with the connection.
    bool taken = false;
    for (int i = 0; i < 100 && !taken; ++i) {
        std::this_thread::sleep_for(20ms);
        taken = server.get("/metrics").body.find("fieldfare_http_body_bytes 0") != std::string::npos;
    }
    EXPECT_TRUE(taken);
}

TEST(Http, OnlyAProxyThatIsTrustedSaysForWhomItAsks) {
    const auto attempts = [](const std::vector<std::string>& trusted) {
        TestServer server([&](Config& config) {
            config.attempts_per_address = 2;
            config.trusted_proxies = trusted;
        });
        std::vector<int> statuses;
        for (int i = 1; i <= 4; ++i) {
            const auto answer =
                fetch(server.url("/v1/enrol"), "POST",
                      {"Content-Type: application/json", "X-Forwarded-For: 6.6.6.6, 203.0.113." + std::to_string(i)},
                      R"({"code":"0000-0000-0000"})");
            statuses.push_back(answer.status);
        }
        return statuses;
    };
    EXPECT_EQ(attempts({}), (std::vector<int>{403, 403, 429, 429})) << "a claim of the client's counts for nothing";
    EXPECT_EQ(attempts({"127.0.0.0/8"}), (std::vector<int>{403, 403, 403, 403}));
}

TEST(Http, TheClientIsTheLastAddressThatIsNoProxys) {
    const auto proxies = TrustedProxies::parse({"127.0.0.1", "10.0.0.0/8", "fd00::/8"}).value();
    EXPECT_EQ(proxies.client_of("127.0.0.1", "1.2.3.4"), "1.2.3.4");
    EXPECT_EQ(proxies.client_of("127.0.0.1", "6.6.6.6, 1.2.3.4, 10.1.2.3"), "1.2.3.4");
    EXPECT_EQ(proxies.client_of("::ffff:127.0.0.1", "fd00::7 , 2001:db8::1"), "2001:db8::1");
    EXPECT_EQ(proxies.client_of("192.0.2.1", "1.2.3.4"), "192.0.2.1");
    EXPECT_EQ(proxies.client_of("10.9.9.9", "1.2.3.4, unknown"), "10.9.9.9");
    EXPECT_EQ(proxies.client_of("127.0.0.1", ""), "127.0.0.1");
    EXPECT_FALSE(proxies.contains("11.0.0.1"));
    for (const auto* wrong : {"", "10.0.0.0/33", "10.0.0.0/x", "proxy.example.com", "::1/129"}) {
        EXPECT_EQ(TrustedProxies::parse({wrong}).error().code, core::ErrorCode::invalid_argument) << wrong;
    }
}

TEST(Http, ConnectionsAreBounded) {
    TestServer server([](Config& config) { config.http.connections_per_address = 3; });
    std::vector<std::unique_ptr<RawClient>> held;
    for (int i = 0; i < 3; ++i) {
        held.push_back(std::make_unique<RawClient>(server.server().port()));
        ASSERT_TRUE(held.back()->send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"));
        EXPECT_EQ(held.back()->receive().status, 200);
    }
    RawClient extra(server.server().port());
    const auto answer_to_extra = extra.receive(2000);
    EXPECT_EQ(answer_to_extra.status, 503);
    EXPECT_EQ(answer_to_extra.code(), "FF-5004");
    EXPECT_EQ(answer_to_extra.headers.count("fieldfare-protocol"), 1U);
    EXPECT_TRUE(extra.closed_within(3000));
    held.pop_back();
    Answer answer;
    for (int i = 0; i < 50 && answer.status != 200; ++i) {
        std::this_thread::sleep_for(20ms);
        answer = server.get("/healthz");
    }
    EXPECT_EQ(answer.status, 200);
}

TEST(Http, StopsPromptlyWithConnectionsOpen) {
    TestServer server;
    RawClient idle(server.server().port());
    ASSERT_TRUE(idle.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"));
    ASSERT_EQ(idle.receive().status, 200);
    const auto begun = std::chrono::steady_clock::now();
    server.server().stop();
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
    EXPECT_TRUE(idle.closed_within(1000));
}

TEST(Http, SpeaksTlsWithATrialCertificate) {
    TemporaryDirectory directory;
    const auto made = make_trial_certificate(directory.path(), "localhost");
    ASSERT_TRUE(made.ok());
    EXPECT_GT(certificate_days_left(made->certificate).value(), 80);
    TestServer server([&](Config& config) {
        config.certificate = made->certificate;
        config.key = made->key;
    });
    EXPECT_EQ(server.get("/healthz").body, "alive\n");
    const auto login = server.post("/api/login", {{"email", "lead@example.com"}, {"password", password}});
    ASSERT_EQ(login.status, 200);
    EXPECT_TRUE(login.headers.at("set-cookie").starts_with("__Host-fieldfare_session="));
    EXPECT_NE(login.headers.at("set-cookie").find("; Secure"), std::string::npos);
    auto device = server.enrol("li@example.com");
    EXPECT_TRUE(server.push(device, {{server.new_customer(device, server.new_id(), "加密")}}).ok());
    // Plain bytes to a TLS port end the connection and nothing else.
    RawClient plain(server.server().port());
    plain.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(plain.closed_within(3000));
    EXPECT_EQ(server.get("/healthz").status, 200);
}

TEST(Http, ServesTheDashboardsFiles) {
    TemporaryDirectory web;
    std::filesystem::create_directories(web.path() + "/assets");
    std::ofstream(web.path() + "/index.html") << "<p>hello";
    std::ofstream(web.path() + "/assets/app-1.js") << "1";
    TestServer server([&](Config& config) { config.web_directory = web.path(); });
    auto page = server.get("/customers/17");
    EXPECT_EQ(page.body, "<p>hello");
    EXPECT_EQ(page.headers["cache-control"], "no-cache");
    EXPECT_NE(page.headers["content-security-policy"].find("default-src 'self'"), std::string::npos);
    auto asset = server.get("/assets/app-1.js");
    EXPECT_NE(asset.headers["cache-control"].find("immutable"), std::string::npos);
    EXPECT_EQ(fetch(server.url("/assets/app-1.js"), "GET", {"If-None-Match: " + asset.headers["etag"]}, {}).status,
              304);
    EXPECT_EQ(server.get("/assets/none.js").status, 404);
    EXPECT_EQ(server.get("/assets/..%2f..%2fetc/passwd.txt").status, 404);
    EXPECT_EQ(server.post("/customers", {}).status, 405);
}

TEST(Http, MetricsCountAndStayOnThisMachine) {
    TestServer server;
    server.get("/healthz");
    const auto text = server.get("/metrics").body;
    EXPECT_NE(text.find("fieldfare_http_requests_total{method=\"GET\",route=\"/healthz\",status=\"200\"} 1"),
              std::string::npos);
    EXPECT_NE(text.find("fieldfare_writer_commits_total"), std::string::npos);
}

}  // namespace
}  // namespace fieldfare::server::testing
