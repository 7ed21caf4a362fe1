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
    const auto elsewhere = ask(li, "ABCD-EFGH-JKMN", "http://elsewhere");
    EXPECT_NE(message(elsewhere).token, token);
    EXPECT_EQ(elsewhere.token, "");
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
