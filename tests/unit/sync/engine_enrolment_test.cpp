// What goes out when a phone that is in use is enrolled anew.
#include "sync/protocol/codec.h"
#include "tests/unit/sync/engine_world.h"

namespace fieldfare {
namespace {

using tests::EngineTest;
using tests::Phone;

const std::string their_server = "http://server/";

struct Enrolments : EngineTest {
    static sync::HttpRequest ask(Phone& phone, const std::string& code, const std::string& url = their_server) {
        auto request = sync::enrol_request(*phone.store, url, {code, "phone", "linux", "0.1.0", {}, {}});
        EXPECT_TRUE(request.ok());
        return *std::move(request);
    }
    static sync::EnrolRequest message(const sync::HttpRequest& request) {
        return *sync::decode<sync::EnrolRequest>(request.body, sync::Encoding::json);
    }
    static std::string proposed(Phone& phone, const std::string& code, const std::string& url = their_server) {
        return message(ask(phone, code, url)).token;
    }
};

TEST_F(Enrolments, the_same_goes_out_until_an_answer_was_recorded_also_after_a_restart) {
    const auto first = ask(li, "ABCD-EFGH-JKMN");
    li.restart();
    const auto again = ask(li, "abcd efgh jkmn", "http://server");
    EXPECT_EQ(message(again).token, message(first).token);
    EXPECT_EQ(first.token, li.state().token) << "of the enrolment that it replaces";
    EXPECT_EQ(message(first).user, world.li);
    li.enrol_anew();
    EXPECT_NE(proposed(li, "ABCD-EFGH-JKMN"), message(first).token);
}

TEST_F(Enrolments, another_code_and_another_server_hear_of_another_token) {
    const auto token = proposed(li, "ABCD-EFGH-JKMN");
    EXPECT_NE(proposed(li, "ABCD-EFGH-JKMP"), token);
    EXPECT_EQ(proposed(li, "ABCD-EFGH-JKMN"), token) << "the one before it was mistyped";
    for (const char last : std::string_view("23456789")) proposed(li, std::string("ABCD-EFGH-JKM") + last);
    EXPECT_NE(proposed(li, "ABCD-EFGH-JKMN"), token) << "of all that was ever tried the newest are kept";
    const auto elsewhere = ask(li, "ABCD-EFGH-JKMN", "http://elsewhere");
    EXPECT_NE(message(elsewhere).token, token);
    EXPECT_EQ(elsewhere.token, "");
    EXPECT_TRUE(message(elsewhere).user.is_nil()) << "who he is here is nothing to another server";
}

TEST_F(Enrolments, an_answer_is_recorded_once_and_only_where_it_is_waited_for) {
    li.settle(server);
    const auto before = li.state();
    sync::EnrolReply reply;
    reply.org = world.org;
    reply.user = world.li;
    reply.device = before.device + 1;
    reply.server_epoch = before.server_epoch;
    reply.token = std::string(43, 'x');
    const auto stranger = sync::record_answer(*li.store, their_server, reply);
    ASSERT_FALSE(stranger.ok());
    EXPECT_EQ(stranger.error().code, core::ErrorCode::changed_meanwhile);
    EXPECT_EQ(li.state().token, before.token) << "another phone's, or one that was emptied meanwhile";
    reply.token = proposed(li, "ABCD-EFGH-JKMN");
    ASSERT_TRUE(sync::record_answer(*li.store, their_server, reply).ok());
    EXPECT_EQ(li.state().device, reply.device);
    EXPECT_EQ(li.state().cursor, 0u);
    auto gone_on = li.state();
    gone_on.cursor = 7;
    auto transaction = li.store->begin();
    ASSERT_TRUE(transaction.ok());
    ASSERT_TRUE(core::journal::set_sync_state(*transaction, gone_on).ok());
    ASSERT_TRUE(transaction->commit().ok());
    ASSERT_TRUE(sync::record_answer(*li.store, their_server, reply).ok()) << "the same answer, once more";
    EXPECT_EQ(li.state().cursor, 7u);
}

TEST_F(Enrolments, a_copy_neither_names_its_original_nor_proposes_what_that_proposed) {
    const auto token = proposed(li, "ABCD-EFGH-JKMN");
    Phone twin(li, folder.file("twin.db"), world.id());
    const auto request = ask(twin, "ABCD-EFGH-JKMN");
    EXPECT_EQ(request.token, "");
    EXPECT_NE(message(request).token, token);
}

}  // namespace
}  // namespace fieldfare
