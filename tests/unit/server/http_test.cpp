#include <gtest/gtest.h>

#include <thread>

#include "server/app/trial_certificate.h"
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
        {"POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", 413},
        {"POST /v1/push HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 400},
        {"POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", 413},
    };
    for (const auto& [bytes, status] : cases) {
        RawClient client(server.server().port());
        ASSERT_TRUE(client.send(bytes));
        const auto answer = client.receive();
        EXPECT_EQ(answer.status, status) << bytes.substr(0, 60);
        EXPECT_FALSE(answer.code().empty());
        EXPECT_TRUE(client.closed_within(3000));
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
    EXPECT_TRUE(header.closed_within(2000));
    EXPECT_TRUE(idle.closed_within(2000));
    EXPECT_TRUE(body.closed_within(2000));
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
    EXPECT_TRUE(extra.closed_within(2000));
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
    EXPECT_EQ(server.post("/customers", {}).status, 413);
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
