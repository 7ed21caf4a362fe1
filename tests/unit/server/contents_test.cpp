#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "server/people/erasure.h"
#include "sync/authority/authority.h"
#include "sync/protocol/blobs.h"
#include "tests/unit/server/attachments.h"

// The bytes of attachments over real sockets: who may send and fetch them, in which parts, and what is left of them.
namespace fieldfare::server::testing {
namespace {

using core::catalog::attachment;

Answer put(TestServer& server, const TestServer::Device& device, const std::string& content, std::uint64_t offset,
           const std::string& part) {
    return fetch(server.url(sync::blobs::put_path(content, offset)), "PUT",
                 {"Authorization: Bearer " + device.token, "Content-Type: application/octet-stream"}, part);
}

// Told by hand: a row may say of a content what it likes.
core::Change row_about(TestServer& server, TestServer::Device& device, const core::Uuid& customer,
                       const std::string& content, std::int64_t bytes) {
    auto change = new_attachment(server, device, customer, content);
    for (auto& cell : change.cells) {
        if (cell.field == attachment.fields[attachment.at("content")].id) cell.value = content;
        if (cell.field == attachment.fields[attachment.at("bytes")].id) cell.value = bytes;
    }
    return change;
}

// The answer to the last part.
Answer send(TestServer& server, const TestServer::Device& device, const std::string& bytes) {
    Answer last;
    for (std::size_t at = 0; at < bytes.size(); at += 262'144) {
        last = put(server, device, name_of(bytes), at, bytes.substr(at, 262'144));
    }
    return last;
}

Answer get(TestServer& server, const TestServer::Device& device, const std::string& path) {
    return fetch(server.url(path), "GET", {"Authorization: Bearer " + device.token}, {});
}

class Contents : public ::testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(server_.push(li_, {{server_.new_customer(li_, customer_, "东方商贸")}}).ok());
        auto added = new_attachment(server_, li_, customer_, photo_, "门头 \"1\".jpg");
        row_ = added.row;
        added_at_ = added.stamp;
        const auto pushed = server_.push(li_, {{std::move(added)}});
        ASSERT_TRUE(pushed.ok());
        ASSERT_EQ(pushed->verdicts.at(0).kind, sync::Verdict::Kind::applied);
    }
    std::string file(const std::string& name) { return server_.config().contents_path() + "/" + name; }

    TestServer server_;
    TestServer::Device li_ = server_.enrol("li@example.com");
    core::Uuid customer_ = server_.new_id();
    core::Uuid row_;
    core::Stamp added_at_;
    std::string photo_ = picture(600'000);
    std::string name_ = name_of(photo_);
};

TEST_F(Contents, ComeInPartsAndGoOnWhereTheServerStands) {
    const auto first = photo_.substr(0, 262'144);
    EXPECT_EQ(get(server_, li_, sync::blobs::held_path(name_)).json()["held"], 0);
    EXPECT_EQ(put(server_, li_, name_, 0, first).json()["held"], 262'144);
    const auto gap = put(server_, li_, name_, 300'000, photo_.substr(300'000, 1000));
    EXPECT_EQ(gap.status, 409);
    EXPECT_EQ(gap.code(), "FF-3007");
    EXPECT_EQ(gap.json()["error"]["detail"], "262144");
    EXPECT_EQ(get(server_, li_, sync::blobs::get_path(name_, 0, 1000)).code(), "FF-1014") << "half a content is none";
    server_.stop();
    server_.restart();
    EXPECT_EQ(get(server_, li_, sync::blobs::held_path(name_)).json()["held"], 262'144);
    EXPECT_EQ(put(server_, li_, name_, 262'144, photo_.substr(262'144, 262'144)).json()["held"], 524'288);
    EXPECT_EQ(put(server_, li_, name_, 524'288, photo_.substr(524'288)).json()["held"], 600'000);
    EXPECT_EQ(put(server_, li_, name_, 0, first).json()["held"], 600'000) << "sent again, its answer was lost";
    std::string back;
    while (back.size() < photo_.size()) {
        const auto part = get(server_, li_, sync::blobs::get_path(name_, back.size(), 262'144));
        ASSERT_EQ(part.status, 200);
        ASSERT_EQ(part.headers.at("fieldfare-protocol"), "1");
        back += part.body;
    }
    EXPECT_EQ(back, photo_);
}

TEST_F(Contents, AreWhatTheirNameSaysOrAreNotKept) {
    auto wrong = photo_.substr(0, 262'144);
    wrong[1000] = static_cast<char>(wrong[1000] ^ 1);
    put(server_, li_, name_, 0, wrong);
    put(server_, li_, name_, 262'144, photo_.substr(262'144, 262'144));
    const auto last = put(server_, li_, name_, 524'288, photo_.substr(524'288));
    EXPECT_EQ(last.code(), "FF-3006");
    EXPECT_EQ(get(server_, li_, sync::blobs::held_path(name_)).json()["held"], 0);
    EXPECT_TRUE(std::filesystem::is_empty(server_.config().contents_path()));
}

TEST_F(Contents, OneThatIsCutOnTheDiskIsSentAnew) {
    send(server_, li_, photo_);
    std::filesystem::resize_file(file(name_), 1000);
    EXPECT_EQ(put(server_, li_, name_, 262'144, photo_.substr(262'144, 262'144)).json()["error"]["detail"], "0");
    send(server_, li_, photo_);
    EXPECT_EQ(get(server_, li_, sync::blobs::held_path(name_)).json()["held"], 600'000);
}

TEST_F(Contents, AreForThoseWhoSeeARowThatNamesThem) {
    auto zhao = server_.enrol("zhao@example.com");
    EXPECT_EQ(put(server_, zhao, name_, 0, photo_.substr(0, 1000)).code(), "FF-1014");
    send(server_, li_, photo_);
    EXPECT_EQ(get(server_, zhao, sync::blobs::get_path(name_, 0, 1000)).code(), "FF-1014");
    auto lead = server_.enrol("lead@example.com");
    EXPECT_EQ(get(server_, lead, sync::blobs::get_path(name_, 0, 1000)).status, 200);
    const auto unknown = std::string(64, 'a');
    EXPECT_EQ(put(server_, li_, unknown, 0, "x").code(), "FF-1014") << "no row names it";
    EXPECT_EQ(put(server_, li_, "..%2f..%2fetc", 0, "x").code(), "FF-1014");
    EXPECT_EQ(put(server_, li_, name_, 0, picture(262'145)).status, 413);
}

TEST_F(Contents, TheDashboardKnowsWhatHasNotComeYet) {
    const auto here = [&] {
        const auto path = "/api/customers/" + customer_.text() + "/timeline";
        const auto page = server_.get(path, server_.session("lead@example.com")).json();
        for (const auto& item : page["items"]) {
            if (item["kind"] == "attachment") return item["attachments"][0]["here"];
        }
        return nlohmann::json();
    };
    EXPECT_EQ(here(), false);
    put(server_, li_, name_, 0, photo_.substr(0, 262'144));
    EXPECT_EQ(here(), false) << "half a content is none";
    send(server_, li_, photo_);
    EXPECT_EQ(here(), true);
}

TEST_F(Contents, TheDashboardShowsPicturesAndRunsNothing) {
    send(server_, li_, photo_);
    const auto shown = server_.get("/api/contents/" + name_, server_.session("lead@example.com"));
    ASSERT_EQ(shown.status, 200);
    EXPECT_EQ(shown.body, photo_);
    EXPECT_EQ(shown.headers.at("content-type"), "image/jpeg");
    EXPECT_EQ(shown.headers.at("x-content-type-options"), "nosniff");
    EXPECT_EQ(shown.headers.at("content-security-policy"), "default-src 'none'; sandbox");
    EXPECT_EQ(shown.headers.at("content-disposition"), "inline; filename*=UTF-8''%E9%97%A8%E5%A4%B4%20%221%22.jpg");
    EXPECT_EQ(server_.get("/api/contents/" + name_, server_.session("zhao@example.com")).status, 404);
    EXPECT_EQ(server_.get("/api/contents/" + name_).status, 401);

    // A row may call anything a picture.
    const std::string page = "<html><script>alert(1)</script></html>";
    ASSERT_TRUE(server_.push(li_, {{new_attachment(server_, li_, customer_, page)}}).ok());
    ASSERT_EQ(put(server_, li_, name_of(page), 0, page).status, 200);
    const auto disguised = server_.get("/api/contents/" + name_of(page), server_.session("lead@example.com"));
    EXPECT_EQ(disguised.headers.at("content-type"), "application/octet-stream");
    EXPECT_TRUE(disguised.headers.at("content-disposition").starts_with("attachment;"));
}

TEST_F(Contents, ARowThatLiesAboutASizeHarmsNobodyElse) {
    // Before: the other one's row must not say how much is to come.
    auto zhang = server_.enrol("lead@example.com");
    ASSERT_TRUE(server_.push(zhang, {{row_about(server_, zhang, customer_, name_, 1)}}).ok());
    EXPECT_EQ(send(server_, li_, photo_).json()["held"], 600'000);
    // After: what is here whole is not thrown away.
    EXPECT_EQ(put(server_, zhang, name_, 0, "x").code(), "FF-3006");
    EXPECT_EQ(get(server_, li_, sync::blobs::held_path(name_)).json()["held"], 600'000);
    EXPECT_EQ(get(server_, li_, sync::blobs::get_path(name_, 0, 1000)).body, photo_.substr(0, 1000));
    EXPECT_EQ(server_.get("/api/contents/" + name_, server_.session("lead@example.com")).body, photo_);
}

class ContentsLimits : public Contents {
  protected:
    void limit(const std::function<void(ContentLimits&)>& change) {
        server_.stop();
        change(server_.config().media);
        server_.restart();
    }
    std::string more(std::size_t size) {
        auto bytes = picture(size);
        const auto pushed = server_.push(li_, {{new_attachment(server_, li_, customer_, bytes)}});
        EXPECT_EQ(pushed->verdicts.at(0).kind, sync::Verdict::Kind::applied);
        return bytes;
    }
};

TEST_F(ContentsLimits, ArePromisedByNoRowAndRefusedBeforeAnyByte) {
    limit([](auto& limits) { limits.user_bytes = 1'000'000; });
    const auto second = more(700'000);
    EXPECT_EQ(send(server_, li_, photo_).json()["held"], 600'000) << "what a row promises takes no room";
    EXPECT_EQ(get(server_, li_, sync::blobs::held_path(name_of(second))).code(), "FF-4007");
    EXPECT_EQ(put(server_, li_, name_of(second), 0, second.substr(0, 1000)).code(), "FF-4007");
    EXPECT_EQ(put(server_, li_, name_, 0, photo_.substr(0, 1000)).json()["held"], 600'000) << "it was accepted before";
    EXPECT_EQ(send(server_, li_, more(300'000)).json()["held"], 300'000);
    limit([](auto& limits) { limits.user_bytes = 800'000; });
    const auto third = more(1000);
    EXPECT_EQ(put(server_, li_, name_of(third), 0, third).code(), "FF-4007") << "counted again after a restart";
}

TEST_F(ContentsLimits, CountWhatWasTakenAwayUntilItIsGone) {
    limit([](auto& limits) { limits.user_bytes = 1'000'000; });
    send(server_, li_, photo_);
    core::Clocks seen;
    seen.row = added_at_;
    const core::Change gone{core::ChangeKind::remove, &attachment, row_, server_.stamp(li_), {}, seen};
    ASSERT_EQ(server_.push(li_, {{gone}})->verdicts.at(0).kind, sync::Verdict::Kind::applied);
    const auto second = more(700'000);
    EXPECT_EQ(put(server_, li_, name_of(second), 0, second.substr(0, 1000)).code(), "FF-4007");
}

TEST_F(ContentsLimits, RecordsKeepTheirRoomOnTheDisk) {
    limit([](auto& limits) { limits.reserve_bytes = std::uint64_t{1} << 60; });
    EXPECT_EQ(put(server_, li_, name_, 0, photo_.substr(0, 1000)).code(), "FF-4002");
    EXPECT_EQ(get(server_, li_, sync::blobs::held_path(name_)).code(), "FF-4002");
    more(1000);
}

TEST_F(Contents, AreTakenFromNobodyWhoReadHisRowsBeforeAnErasure) {
    // `held` and parts of another content go on while one is being looked at.
    core::media::DiskFolder folder(server_.config().contents_path());
    ContentStore store(folder, {.reserve_bytes = 0});
    EXPECT_EQ(store.take(name_, {li_.user, {600'000}, 1}, 0, "abc").value(), 3u);
    ASSERT_TRUE(store.remove(name_, 7));
    EXPECT_EQ(store.take(name_, {li_.user, {600'000}, 6}, 0, "abc").error().code, core::ErrorCode::not_found)
        << "of rows that were read before it was erased";
    EXPECT_FALSE(std::filesystem::exists(file(name_ + ".part")));
    EXPECT_EQ(store.take(name_, {li_.user, {600'000}, 7}, 0, "abc").value(), 3u);
}

// A server that was set back has files whose rows are still to come.
TEST_F(Contents, AreSweptOnlyWhenNobodyCanNameThemAnyMore) {
    send(server_, li_, photo_);
    server_.stop();
    const auto young = std::string(64, 'a');
    const auto old = std::string(64, 'b');
    for (const auto& name : {young, old, old + ".part"}) std::ofstream(file(name)) << "bytes";
    const auto age = [&](const std::string& name, int days) {
        std::filesystem::last_write_time(file(name),
                                         std::filesystem::file_time_type::clock::now() - std::chrono::hours(24 * days));
    };
    age(young, 29);
    for (const auto& name : {old, old + ".part", name_}) age(name, 31);
    server_.restart();
    EXPECT_TRUE(std::filesystem::exists(file(young)));
    EXPECT_TRUE(std::filesystem::exists(file(name_))) << "a row names it";
    EXPECT_FALSE(std::filesystem::exists(file(old)));
    EXPECT_FALSE(std::filesystem::exists(file(old + ".part")));
}

TEST_F(Contents, WhatIsErasedGoesAloneAndAlsoAfterACrash) {
    send(server_, li_, photo_);
    server_.stop();
    const auto young = std::string(64, 'a');
    std::ofstream(file(young)) << "bytes";
    server_.restart();
    // The commit of an erasure, and nothing after it.
    ASSERT_TRUE(server_.server().run([&](WriteScope& scope) -> core::Status {
        FF_ASSIGN(const auto found, people::what_to_erase(scope.database, scope.org, customer_.text()));
        FF_ASSIGN([[maybe_unused]] const auto seq, people::erase(scope, found));
        return {};
    }));
    ASSERT_TRUE(std::filesystem::exists(file(name_)));
    server_.stop();
    server_.restart();
    EXPECT_FALSE(std::filesystem::exists(file(name_)));
    EXPECT_TRUE(std::filesystem::exists(file(young)));
}

TEST_F(Contents, GoWithWhatIsErasedByLaw) {
    send(server_, li_, photo_);
    ASSERT_TRUE(std::filesystem::exists(file(name_)));
    const auto done = server_.admin({{"command", "erase"}, {"which", customer_.text()}, {"confirm", "东方商贸"}});
    ASSERT_EQ(done["ok"], true) << done.dump();
    EXPECT_FALSE(std::filesystem::exists(file(name_)));
}

}  // namespace
}  // namespace fieldfare::server::testing
