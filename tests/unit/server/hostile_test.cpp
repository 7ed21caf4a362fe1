#include <gtest/gtest.h>
#include <zstd.h>

#include "tests/unit/server/support.h"

namespace fieldfare::server::testing {
namespace {

using sync::Encoding;

// Whatever comes in gets a coded error, changes nothing, and the next request is served.
class Hostile : public ::testing::Test {
  protected:
    std::string head() {
        return sync::decode<sync::TimeReply>(server.get("/v1/time").body, Encoding::json)->head == 0
                   ? "0"
                   : std::to_string(sync::decode<sync::TimeReply>(server.get("/v1/time").body, Encoding::json)->head);
    }
    void refused(const std::string& body, Encoding encoding) {
        const auto before = head();
        const auto answer = server.call(li, "POST", "/v1/push", body, encoding);
        EXPECT_GE(answer.status, 400) << body.substr(0, 60);
        EXPECT_LT(answer.status, 500) << body.substr(0, 60);
        EXPECT_TRUE(sync::decode<sync::ErrorReply>(answer.body, Encoding::json).ok()) << answer.body;
        EXPECT_EQ(head(), before);
    }
    TestServer server;
    TestServer::Device li = server.enrol("li@example.com");
};

TEST_F(Hostile, NonsenseInBothEncodings) {
    for (const std::string body : {"", "{", "[]", "null", "{\"groups\":5}", "\xff\xfe", "{\"epoch\":1e999}"}) {
        refused(body, Encoding::json);
        refused(body, Encoding::binary);
    }
    core::SeededRandom random(1);
    for (int i = 0; i < 200; ++i) {
        std::vector<std::uint8_t> bytes(random.below(400));
        random.fill(bytes);
        refused(std::string(bytes.begin(), bytes.end()), Encoding::binary);
    }
}

TEST_F(Hostile, DamagedRealMessages) {
    const auto body =
        sync::encode(server.request(li, {{server.new_customer(li, server.new_id(), "真的")}}), Encoding::binary);
    core::SeededRandom random(2);
    const auto before = head();
    int refusals = 0;
    for (int i = 0; i < 200; ++i) {
        auto damaged = body;
        damaged[random.below(damaged.size())] = static_cast<char>(random.below(256));
        damaged.resize(damaged.size() - random.below(3));
        if (damaged == body) continue;
        const auto answer = server.call(li, "POST", "/v1/push", damaged);
        EXPECT_LT(answer.status, 500);
        refusals += answer.status >= 400 ? 1 : 0;
    }
    EXPECT_GT(refusals, 0);
    EXPECT_EQ(server.get("/healthz").status, 200);
    EXPECT_LE(std::stoul(head()), std::stoul(before) + 1);
}

TEST_F(Hostile, DeepNesting) {
    refused(std::string(100'000, '['), Encoding::json);
    std::string deep = "{\"groups\":";
    for (int i = 0; i < 5000; ++i) deep += "{\"a\":";
    refused(deep, Encoding::json);
    const auto answer =
        server.post("/api/login", nlohmann::json::parse("[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]"));
    EXPECT_EQ(answer.code(), "FF-1016");
}

TEST_F(Hostile, CompressionBombs) {
    const std::string zeros(64 * 1024 * 1024, '\0');
    std::string bomb(ZSTD_compressBound(zeros.size()), '\0');
    bomb.resize(ZSTD_compress(bomb.data(), bomb.size(), zeros.data(), zeros.size(), 3));
    ASSERT_LT(bomb.size(), 100'000U);
    refused(bomb, Encoding::binary);
    for (const char first : {'\0', '\1', '\2'}) refused(first + bomb, Encoding::binary);
}

TEST_F(Hostile, OthersTokensAndNumbers) {
    auto zhao = server.enrol("zhao@example.com");
    auto stolen = li;
    stolen.token = zhao.token;  // Zhao's phone sends what Li's phone stamped
    const auto reply = server.push(stolen, {{server.new_customer(li, server.new_id(), "冒名")}});
    if (reply.ok()) {
        ASSERT_EQ(reply->verdicts.size(), 1U);
        EXPECT_EQ(reply->verdicts[0].kind, sync::Verdict::Kind::quarantined);
    }
    const std::string wrong[] = {"Bearer", "Bearer ", "Basic abc", "Bearer " + std::string(5000, 'x')};
    for (const auto& header : wrong) {
        EXPECT_EQ(fetch(server.url("/v1/pull"), "GET", {"Authorization: " + header}, {}).status, 401);
    }
}

TEST_F(Hostile, CursorsThatAreNone) {
    for (const auto* cursor : {"-1", "abc", "1:2", "1:2:3", "99999999999999999999", "1:0:x", "%00"}) {
        EXPECT_EQ(server.call(li, "GET", std::string("/v1/pull?cursor=") + cursor).status, 400) << cursor;
    }
    EXPECT_EQ(server.call(li, "GET", "/v1/pull?cursor=999999").code(), "FF-3004");
    EXPECT_EQ(server.call(li, "GET", "/v1/pull?limit=1").status, 400);
}

}  // namespace
}  // namespace fieldfare::server::testing
