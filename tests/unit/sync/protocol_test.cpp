#include <gtest/gtest.h>
#include <zstd.h>

#include "core/base/random.h"
#include "core/rows/json.h"
#include "sync/authority/authority.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/frame.h"
#include "sync/protocol/strict_json.h"
#include "tests/support/samples.h"

namespace fieldfare {
namespace {

using core::ErrorCode;
using sync::Encoding;

sync::PushRequest push_request() {
    sync::PushRequest request{1, 41, {}, {}, {}, {7}};
    request.chain.fill(0xab);
    auto group = test::sample_group();
    group.number = 42;
    request.groups.push_back(group);
    return request;
}

sync::PushReply push_reply() {
    sync::PushReply reply{42, {}, {}, 1'700'000'000'000, 18'446'744'073'709'551'615u};
    reply.chain.fill(0xcd);
    sync::Verdict merged{42, sync::Verdict::Kind::merged, {}, {}, 9, {}, {test::sample_customer()}};
    merged.restamps.push_back({{core::Hlc::at(9), 3}, {core::Hlc::at(5), 3}});
    sync::Verdict refused{43, sync::Verdict::Kind::quarantined, ErrorCode::missing_field, "customer.name", 0, {}, {}};
    reply.verdicts = {merged, refused};
    return reply;
}

sync::PullPage page() {
    sync::PullPage page;
    page.rows = {test::sample_customer(), test::sample_visit()};
    page.exits = {test::sample_id(9)};
    page.erased = {test::sample_id(8)};
    page.cursor = {44, 6, test::sample_id(3)};
    page.more = true;
    page.head = 50;
    page.server_time = 1'700'000'000'000;
    page.server_epoch = 17;
    return page;
}

bool same(const sync::Verdict& a, const sync::Verdict& b) {
    return a.number == b.number && a.kind == b.kind && a.reason == b.reason && a.detail == b.detail && a.seq == b.seq &&
           a.restamps == b.restamps && a.rows == b.rows;
}

class BothForms : public testing::TestWithParam<Encoding> {};
INSTANTIATE_TEST_SUITE_P(Forms, BothForms, testing::Values(Encoding::json, Encoding::binary));

TEST_P(BothForms, a_push_comes_back) {
    const auto sent = push_request();
    const auto got = sync::decode<sync::PushRequest>(sync::encode(sent, GetParam()), GetParam());
    ASSERT_TRUE(got.ok()) << got.error().describe();
    EXPECT_EQ(got->epoch, sent.epoch);
    EXPECT_EQ(got->after, sent.after);
    EXPECT_EQ(got->chain, sent.chain);
    EXPECT_EQ(got->ask, sent.ask);
    EXPECT_TRUE(got->unreadable.empty());
    EXPECT_EQ(sync::chain_after({}, got->groups.at(0)), sync::chain_after({}, sent.groups.at(0)));
}

TEST_P(BothForms, verdicts_come_back) {
    const auto sent = push_reply();
    const auto got = sync::decode<sync::PushReply>(sync::encode(sent, GetParam()), GetParam());
    ASSERT_TRUE(got.ok()) << got.error().describe();
    EXPECT_EQ(got->mark, sent.mark);
    EXPECT_EQ(got->chain, sent.chain);
    EXPECT_EQ(got->server_epoch, sent.server_epoch);
    ASSERT_EQ(got->verdicts.size(), 2u);
    EXPECT_TRUE(same(got->verdicts[0], sent.verdicts[0]));
    EXPECT_TRUE(same(got->verdicts[1], sent.verdicts[1]));
}

TEST_P(BothForms, a_page_comes_back) {
    const auto sent = page();
    const auto got = sync::decode<sync::PullPage>(sync::encode(sent, GetParam()), GetParam());
    ASSERT_TRUE(got.ok()) << got.error().describe();
    EXPECT_EQ(got->rows, sent.rows);
    EXPECT_EQ(got->exits, sent.exits);
    EXPECT_EQ(got->erased, sent.erased);
    EXPECT_EQ(got->cursor, sent.cursor);
    EXPECT_EQ(got->more, sent.more);
    EXPECT_EQ(got->head, sent.head);
}

TEST_P(BothForms, enrolment_and_errors_come_back) {
    sync::EnrolReply reply{
        "token", 3, test::sample_id(1), 1, test::sample_id(2), test::sample_id(3), {}, "rep", "Acme", "Li", 5, 6};
    const auto got = sync::decode<sync::EnrolReply>(sync::encode(reply, GetParam()), GetParam());
    ASSERT_TRUE(got.ok());
    EXPECT_EQ(got->token, "token");
    EXPECT_TRUE(got->team.is_nil());
    EXPECT_EQ(got->user_name, "Li");
    const sync::ErrorReply error{ErrorCode::sequence_gap, "12", 12};
    const auto back = sync::decode<sync::ErrorReply>(sync::encode(error, GetParam()), GetParam());
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(back->code, ErrorCode::sequence_gap);
    EXPECT_EQ(back->mark, std::optional<std::uint64_t>(12));
}

TEST_P(BothForms, cut_and_flipped_bytes_give_errors_or_messages_but_never_harm) {
    core::SeededRandom random(5);
    for (const auto& body : {sync::encode(push_request(), GetParam()), sync::encode(push_reply(), GetParam()),
                             sync::encode(page(), GetParam())}) {
        for (std::size_t cut = 0; cut < body.size(); cut += 1 + body.size() / 200) {
            const auto part = std::string_view(body).substr(0, cut);
            EXPECT_FALSE(sync::decode<sync::PushRequest>(part, GetParam()).ok());
            EXPECT_FALSE(sync::decode<sync::PushReply>(part, GetParam()).ok());
            EXPECT_FALSE(sync::decode<sync::PullPage>(part, GetParam()).ok());
        }
        for (int round = 0; round < 300; ++round) {
            auto flipped = body;
            flipped[random.below(flipped.size())] ^= static_cast<char>(1u << random.below(8));
            static_cast<void>(sync::decode<sync::PushRequest>(flipped, GetParam()));
            static_cast<void>(sync::decode<sync::PushReply>(flipped, GetParam()));
            static_cast<void>(sync::decode<sync::PullPage>(flipped, GetParam()));
        }
    }
}

TEST(Binary, flipped_payloads_behind_a_good_frame_are_survived) {
    core::SeededRandom random(6);
    const auto body = sync::encode(push_request(), Encoding::binary);
    const auto payload = sync::unpack(sync::MessageKind::push_request, body, sync::limits::push_body_bytes);
    ASSERT_TRUE(payload.ok());
    int read = 0;
    for (int round = 0; round < 2000; ++round) {
        auto flipped = *payload;
        flipped[random.below(flipped.size())] ^= static_cast<std::uint8_t>(1u << random.below(8));
        const auto got =
            sync::decode<sync::PushRequest>(sync::pack(sync::MessageKind::push_request, flipped), Encoding::binary);
        if (got) ++read;
    }
    EXPECT_GT(read, 0);
}

TEST(Binary, an_unreadable_group_does_not_hide_the_others) {
    auto request = push_request();
    auto second = request.groups[0];
    second.number = 43;
    request.groups.push_back(second);
    auto payload = *sync::unpack(sync::MessageKind::push_request, sync::encode(request, Encoding::binary),
                                 sync::limits::push_body_bytes);
    // The first change's kind byte stands after epoch, after, chain, asks, group count, blob length, number and count.
    std::size_t at = 1 + 1 + 32 + 2 + 1;
    while ((payload[at] & 0x80) != 0) ++at;
    at += 1 + 1 + 1;
    payload[at] = 99;
    const auto got =
        sync::decode<sync::PushRequest>(sync::pack(sync::MessageKind::push_request, payload), Encoding::binary);
    ASSERT_TRUE(got.ok()) << got.error().describe();
    ASSERT_EQ(got->groups.size(), 2u);
    EXPECT_EQ(got->unreadable.size(), 1u);
    EXPECT_TRUE(got->unreadable.contains(42));
    EXPECT_EQ(got->groups[1].changes.size(), second.changes.size());
}

TEST(Binary, a_bomb_is_refused_before_it_unfolds) {
    const std::string zeros(64 * 1024 * 1024, '\0');
    std::string bomb(ZSTD_compressBound(zeros.size()), '\0');
    bomb.resize(ZSTD_compress(bomb.data(), bomb.size(), zeros.data(), zeros.size(), 3));
    const std::string head{'F', 'F', 1, 3};
    const auto got = sync::decode<sync::PushRequest>(head + bomb, Encoding::binary);
    ASSERT_FALSE(got.ok());
    EXPECT_EQ(got.error().code, ErrorCode::too_large);
}

TEST(Binary, a_frame_must_declare_its_size_and_be_alone) {
    const auto good = sync::encode(push_request(), Encoding::binary);
    EXPECT_EQ(sync::decode<sync::PushRequest>(good + "x", Encoding::binary).error().code, ErrorCode::malformed);
    auto* context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
    std::string frame(1000, '\0');
    frame.resize(ZSTD_compress2(context, frame.data(), frame.size(), "hello", 5));
    ZSTD_freeCCtx(context);
    const std::string head{'F', 'F', 1, 3};
    EXPECT_EQ(sync::decode<sync::PushRequest>(head + frame, Encoding::binary).error().code, ErrorCode::malformed);
    auto other_version = good;
    other_version[2] = 9;
    EXPECT_EQ(sync::decode<sync::PushRequest>(other_version, Encoding::binary).error().code,
              ErrorCode::protocol_unsupported);
    EXPECT_EQ(sync::decode<sync::PullPage>(good, Encoding::binary).error().code, ErrorCode::malformed);
}

TEST(Json, deep_nesting_is_refused_before_it_is_parsed) {
    const std::string deep = R"({"epoch":"1","after":0,"chain":"","groups":)" + std::string(100'000, '[');
    EXPECT_EQ(sync::decode<sync::PushRequest>(deep, Encoding::json).error().code, ErrorCode::too_deep);
    EXPECT_TRUE(sync::parse_strict(R"({"text":"[[[[[[[[[[[[[[[[[[[["})", 1000).ok());
    EXPECT_EQ(sync::parse_strict(R"({"t":"\"","a":[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]})", 1000).error().code,
              ErrorCode::too_deep);
}

TEST(Json, duplicate_keys_are_refused_at_any_depth) {
    EXPECT_EQ(sync::parse_strict(R"({"a":1,"a":2})", 1000).error().code, ErrorCode::malformed);
    EXPECT_EQ(sync::parse_strict(R"({"x":[{"b":1,"c":{},"b":2}]})", 1000).error().code, ErrorCode::malformed);
    EXPECT_TRUE(sync::parse_strict(R"({"x":[{"b":1},{"b":2}],"b":3})", 1000).ok());
}

TEST(Json, what_is_no_request_is_refused) {
    for (const char* body : {"", "null", "[]", "{}", "{\"epoch\":1}", "\xff\xfe", "{\"epoch\":\"1\",\"after\":-1}",
                             R"({"epoch":"1","after":0,"chain":"00","groups":[]})",
                             R"({"epoch":"1","after":0.5,"chain":"","groups":{}})"}) {
        EXPECT_EQ(sync::decode<sync::PushRequest>(body, Encoding::json).error().code, ErrorCode::malformed) << body;
    }
    EXPECT_EQ(sync::decode<sync::EnrolRequest>(std::string(20'000, ' '), Encoding::json).error().code,
              ErrorCode::too_large);
}

TEST(Json, a_group_of_unknown_things_is_kept_apart) {
    const auto chain = std::string(64, '0');
    const auto body = R"({"epoch":"1","after":0,"chain":")" + chain +
                      R"(","groups":[{"number":1,"changes":[{"kind":"add","entity":"warehouse"}]}]})";
    const auto got = sync::decode<sync::PushRequest>(body, Encoding::json);
    ASSERT_TRUE(got.ok());
    EXPECT_EQ(got->unreadable.at(1).error.code, ErrorCode::unknown_entity);
    EXPECT_EQ(got->groups.at(0).number, 1u);
}

TEST(Json, a_reply_without_the_envelope_is_not_from_our_server) {
    EXPECT_EQ(
        sync::decode<sync::TimeReply>(R"({"server_time":1,"server_epoch":"1","head":1})", Encoding::json).error().code,
        ErrorCode::not_our_server);
}

TEST(Cursors, text_and_back) {
    const sync::Cursor inside{42, 6, test::sample_id(3)};
    EXPECT_EQ(sync::Cursor::parse(inside.text()), inside);
    EXPECT_EQ(sync::Cursor::parse("42"), (sync::Cursor{42, 0, {}}));
    for (const char* wrong : {"", "-1", "x", "1:", "1:2", "1:0:0190a6b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b", "1:2:3", " 1"}) {
        EXPECT_FALSE(sync::Cursor::parse(wrong).has_value()) << wrong;
    }
}

TEST(ContentTypes, are_recognised_with_parameters_and_in_any_case) {
    EXPECT_EQ(sync::encoding_of("Application/JSON; charset=utf-8"), Encoding::json);
    EXPECT_EQ(sync::encoding_of("application/vnd.fieldfare.v1"), Encoding::binary);
    EXPECT_FALSE(sync::encoding_of("text/html").has_value());
}

TEST(Verdicts, survive_the_servers_store) {
    for (const auto& verdict : push_reply().verdicts) {
        const auto got = sync::decode_verdict(sync::encode_verdict(verdict));
        ASSERT_TRUE(got.ok());
        EXPECT_TRUE(same(*got, verdict));
    }
}

TEST(Errors, carry_code_key_and_mark) {
    const auto body = sync::error_body({ErrorCode::sequence_gap, "12"});
    EXPECT_NE(body.find("\"FF-3002\""), std::string::npos);
    EXPECT_NE(body.find("\"error.sequence_gap\""), std::string::npos);
    EXPECT_NE(body.find("\"mark\":12"), std::string::npos);
    EXPECT_NE(body.find("\"fieldfare\":1"), std::string::npos);
}

}  // namespace
}  // namespace fieldfare
