#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/unit/server/support.h"

namespace fieldfare::server::testing {
namespace {

std::string stream_request(const TestServer::Device& device) {
    return "GET /v1/live HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + device.token + "\r\n\r\n";
}

TEST(Live, NewsComeRightAfterTheCommitToThoseWhomItConcerns) {
    TestServer server;
    auto li = server.enrol("li@example.com");
    auto zhao = server.enrol("zhao@example.com");
    RawClient mine(server.server().port());
    RawClient other(server.server().port());
    ASSERT_TRUE(mine.send(stream_request(li)));
    ASSERT_TRUE(other.send(stream_request(zhao)));
    EXPECT_NE(mine.receive_until("}\n\n").find("text/event-stream"), std::string::npos);
    other.receive_until("}\n\n");

    const auto begun = std::chrono::steady_clock::now();
    const auto pushed = server.push(li, {{server.new_customer(li, server.new_id(), "新闻")}});
    ASSERT_TRUE(pushed.ok());
    const auto news = mine.receive_until("}\n\n", 3000);
    EXPECT_NE(news.find("{\"seq\":" + std::to_string(pushed->verdicts[0].seq) + "}"), std::string::npos) << news;
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(2));
    // Zhao may not see the customer, so there is no news for him.
    EXPECT_EQ(other.receive_until("}\n\n", 300), "");
}

TEST(Live, TheDashboardHears) {
    TestServer server;
    auto li = server.enrol("li@example.com");
    const auto session = server.session("lead@example.com");
    RawClient client(server.server().port());
    ASSERT_TRUE(client.send("GET /api/live HTTP/1.1\r\nHost: x\r\nCookie: " + session + "\r\n\r\n"));
    client.receive_until("}\n\n");
    ASSERT_TRUE(server.push(li, {{server.new_customer(li, server.new_id(), "看板")}}).ok());
    EXPECT_NE(client.receive_until("}\n\n", 3000).find("id: "), std::string::npos);
    EXPECT_EQ(server.post("/api/logout", nlohmann::json::object(), session).status, 204);
    EXPECT_TRUE(client.closed_within(3000));
}

TEST(Live, ARevokedPhonesStreamEnds) {
    TestServer server;
    auto li = server.enrol("li@example.com");
    RawClient client(server.server().port());
    ASSERT_TRUE(client.send(stream_request(li)));
    client.receive_until("}\n\n");
    server.admin({{"command", "device.revoke"}, {"device", li.id.text()}});
    EXPECT_TRUE(client.closed_within(5000));
}

// Between the snapshot that says what somebody may see and his subscription.
TEST(Live, WhoseRightsChangedWhileHeWasAskingComesBack) {
    core::SystemRandom random;
    const core::SystemClock clock;
    sync::Audience audience;
    audience.user = core::Uuid::v7(clock, random);
    audience.circles = {audience.user};
    LiveHub hub;
    const auto open = [&](LiveHub::Moment asked) {
        return *hub.subscribe(
            {"d1", audience.user}, audience, 1, asked, [](sync::Seq) { return std::string("news"); }, 10);
    };
    const auto asked = hub.moment();
    News of_rows;
    of_rows.seq = 2;
    of_rows.circles = {audience.user};
    hub.announce(of_rows);
    EXPECT_FALSE(open(asked)->ended());
    News of_rights;
    of_rights.seq = 3;
    of_rights.moved = {audience.user};
    hub.announce(of_rights);
    EXPECT_TRUE(open(asked)->ended());
    const auto again = hub.moment();
    EXPECT_FALSE(open(again)->ended());
    hub.end("d1");
    EXPECT_TRUE(open(again)->ended());
}

TEST(Live, StreamsAreBoundedAndNeverKeepTheServerFromStopping) {
    TestServer server([](Config& config) { config.http.heartbeat = std::chrono::milliseconds(100); });
    auto li = server.enrol("li@example.com");
    std::vector<std::unique_ptr<RawClient>> streams;
    for (int i = 0; i < 2; ++i) {
        streams.push_back(std::make_unique<RawClient>(server.server().port()));
        ASSERT_TRUE(streams.back()->send(stream_request(li)));
        streams.back()->receive_until("}\n\n");
        EXPECT_EQ(streams.back()->receive_until(": still here\n\n", 3000), ": still here\n\n");
    }
    RawClient third(server.server().port());
    ASSERT_TRUE(third.send(stream_request(li)));
    EXPECT_EQ(third.receive().status, 429);
    // A stream whose client hung up makes room.
    streams.pop_back();
    Answer answer;
    bool open = false;
    for (int i = 0; i < 50 && !open; ++i) {
        RawClient again(server.server().port());
        again.send(stream_request(li));
        open = again.receive_until("\r\n\r\n").find(" 200 ") != std::string::npos;
        if (!open) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    EXPECT_TRUE(open);
    const auto begun = std::chrono::steady_clock::now();
    server.server().stop();
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
}

}  // namespace
}  // namespace fieldfare::server::testing
