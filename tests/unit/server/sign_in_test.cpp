#include <gtest/gtest.h>

#include <chrono>

#include "core/base/token.h"
#include "server/auth/guard.h"
#include "server/auth/password.h"
#include "server/auth/secrets.h"
#include "tests/unit/server/support.h"

namespace fieldfare::server::testing {
namespace {

using nlohmann::json;

TEST(Secrets, PasswordsAreArgon2id) {
    const auto hash = hash_password("a long enough password");
    ASSERT_TRUE(hash.ok());
    EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    EXPECT_TRUE(verify_password(*hash, "a long enough password"));
    EXPECT_FALSE(verify_password(*hash, "a long enough passworD"));
    EXPECT_FALSE(check_new_password("short").ok());
    EXPECT_FALSE(check_new_password(std::string(129, 'x')).ok());
}

TEST(Secrets, CodesForgiveHowTheyAreTyped) {
    core::SystemRandom random;
    const auto code = new_enrolment_code(random);
    EXPECT_EQ(code.size(), 14U);
    EXPECT_EQ(core::normal_code("abcd-efgh 1o2i").value(), "ABCDEFGH1021");
    EXPECT_FALSE(core::normal_code("abcd").has_value());
    EXPECT_FALSE(core::normal_code("abcd-efgh-jkmn-p").has_value());
    EXPECT_FALSE(core::normal_code("abcd-efgh-!!!!").has_value());
    EXPECT_NE(core::new_token(random), core::new_token(random));
    EXPECT_EQ(core::new_token(random).size(), 43U);
}

TEST(Secrets, AttemptsAreCountedBeforeTheyAreChecked) {
    AttemptGuard guard(2, 1000);
    EXPECT_TRUE(guard.admit("a", 0));
    EXPECT_TRUE(guard.admit("a", 1));
    EXPECT_FALSE(guard.admit("a", 2));
    EXPECT_TRUE(guard.admit("b", 2));
    EXPECT_TRUE(guard.admit("a", 1000));
    guard.forgive("a");
    EXPECT_TRUE(guard.admit("a", 1001));
    EXPECT_TRUE(guard.admit("a", 1002));
}

TEST(SignIn, RightWrongAndUnknownLookAlike) {
    TestServer server;
    const auto right = server.post("/api/login", {{"email", " LEAD@example.com"}, {"password", password}});
    ASSERT_EQ(right.status, 200);
    EXPECT_EQ(right.json()["user"]["role"], "lead");
    const auto cookie = right.headers.at("set-cookie");
    EXPECT_NE(cookie.find("HttpOnly"), std::string::npos);
    EXPECT_NE(cookie.find("SameSite=Strict"), std::string::npos);
    const auto wrong = server.post("/api/login", {{"email", "lead@example.com"}, {"password", "wrong"}});
    const auto unknown = server.post("/api/login", {{"email", "nobody@example.com"}, {"password", "wrong"}});
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(unknown.status, 401);
    EXPECT_EQ(wrong.body, unknown.body);
    EXPECT_FALSE(wrong.headers.contains("set-cookie"));
}

TEST(SignIn, TheTimeDoesNotTellWhoExists) {
    TestServer server([](Config& config) { config.attempts_per_account = 100; });
    const auto median = [&](const char* email) {
        std::vector<double> times;
        for (int i = 0; i < 9; ++i) {
            const auto begun = std::chrono::steady_clock::now();
            server.post("/api/login", {{"email", email}, {"password", "wrong"}});
            times.push_back(
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
        }
        std::nth_element(times.begin(), times.begin() + 4, times.end());
        return times[4];
    };
    const double known = median("lead@example.com");
    const double unknown = median("nobody@example.com");
    // Without the check against nobody's hash the second would take a tenth of the first.
    EXPECT_GT(unknown, known / 3);
    EXPECT_LT(unknown, known * 3);
}

TEST(SignIn, TooManyAttemptsAreRefusedBeforeTheHash) {
    TestServer server([](Config& config) { config.attempts_per_account = 3; });
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(server.post("/api/login", {{"email", "lead@example.com"}, {"password", "wrong"}}).status, 401);
    }
    const auto refused = server.post("/api/login", {{"email", "lead@example.com"}, {"password", password}});
    EXPECT_EQ(refused.status, 429);
    EXPECT_TRUE(refused.headers.contains("retry-after"));
    EXPECT_EQ(server.post("/api/login", {{"email", "li@example.com"}, {"password", password}}).status, 200);
}

TEST(SignIn, ASessionEndsWithLogout) {
    TestServer server;
    const auto session = server.session("lead@example.com");
    EXPECT_EQ(server.get("/api/me", session).json()["user"]["email"], "lead@example.com");
    EXPECT_EQ(server.get("/api/me").status, 401);
    EXPECT_EQ(server.get("/api/me", "fieldfare_session=forged").status, 401);
    EXPECT_EQ(server.post("/api/logout", json::object(), session).status, 204);
    EXPECT_EQ(server.get("/api/me", session).status, 401);
    EXPECT_EQ(server.post("/api/logout", json::object()).status, 204);
}

TEST(SignIn, SessionsSurviveARestart) {
    TestServer server;
    const auto session = server.session("lead@example.com");
    server.restart();
    EXPECT_EQ(server.get("/api/me", session).status, 200);
}

TEST(SignIn, ForeignPagesCannotAct) {
    TestServer server;
    const auto session = server.session("lead@example.com");
    const auto body = json{{"email", "lead@example.com"}, {"password", password}}.dump();
    const std::string own = "Origin: " + server.url("");
    const std::vector<std::vector<std::string>> forged = {
        {"Content-Type: application/json", own},
        {"Content-Type: application/json", "X-Fieldfare: 1"},
        {"Content-Type: application/json", "X-Fieldfare: 1", "Origin: https://evil.example"},
        {"Content-Type: application/json", "X-Fieldfare: 1", "Origin: null"},
        {"Content-Type: application/json", "X-Fieldfare: 1", own, "Sec-Fetch-Site: cross-site"},
        {"Content-Type: application/json", "X-Fieldfare: 1", own, "Sec-Fetch-Site: same-site"},
    };
    for (auto headers : forged) {
        headers.push_back("Cookie: " + session);
        EXPECT_EQ(fetch(server.url("/api/login"), "POST", headers, body).code(), "FF-2007");
        EXPECT_EQ(fetch(server.url("/api/logout"), "POST", headers, "{}").code(), "FF-2007");
    }
    EXPECT_EQ(server.get("/api/me", session).status, 200);
}

}  // namespace
}  // namespace fieldfare::server::testing
