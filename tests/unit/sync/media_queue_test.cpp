// The bytes of attachments beside the records: who goes first, and what becomes of one that fails.
#include "sync/client/media_queue.h"

#include "core/media/attach.h"
#include "core/media/content.h"
#include "sync/protocol/codec.h"
#include "tests/support/pictures.h"
#include "tests/unit/sync/engine_world.h"

namespace fieldfare::tests {
namespace {

namespace media = core::media;
using core::ErrorCode;
using media::BlobState;

sync::HttpResponse reply_of(int status, std::string body) {
    return {status, "1", "application/json", {}, std::move(body)};
}
sync::HttpResponse refusal_of(ErrorCode code, const std::string& detail = {}) {
    return reply_of(core::info(code).http_status, sync::error_body({code, detail}, std::nullopt));
}

struct MediaQueueTest : EngineTest {
    static constexpr std::size_t piece = 256;
    core::SystemRandom chance;
    media::DiskFolder files{folder.file("contents")};
    std::optional<media::BlobBox> box;
    std::optional<sync::MediaQueue> queue;
    bool originals = true;
    core::MonotonicMs now = 1000;
    core::Uuid acme = li.file_customer("Acme");

    void SetUp() override {
        box.emplace(media::BlobBox::open(*li.store, files, piece).value());
        sync::MediaOptions options;
        options.chunk_bytes = 2 * piece;
        options.originals = [this] { return originals; };
        queue.emplace(chance, options);
    }
    std::string attach(std::size_t size, std::uint8_t seed, std::size_t thumbnail = 0) {
        media::Attach wanted;
        wanted.customer = acme;
        wanted.kind = "photo";
        wanted.format = "jpeg";
        const auto bytes = picture(size, seed);
        const auto small = thumbnail == 0 ? core::Bytes{} : picture(thumbnail, static_cast<std::uint8_t>(seed + 100));
        wanted.bytes = bytes;
        wanted.thumbnail = small;
        EXPECT_TRUE(media::attach(*li.store, *box, wanted, {0, 1 << 30}).ok());
        queue->rows_changed();
        return media::content_name(bytes);
    }
    std::optional<sync::HttpRequest> next() { return queue->next(*li.store, *box, now).value(); }
    core::Status answer(const sync::HttpRequest& request, const core::Result<sync::HttpResponse>& with) {
        return queue->absorb(*li.store, *box, request, with, now);
    }
    // By law, on the server.
    void erase(const core::Uuid& customer) {
        const auto seq = world.ledger->next_seq().value();
        core::Select all;
        all.entity = &core::catalog::attachment;
        const auto rows = li.store->read().select(all).value();
        for (const auto& row : rows) {
            if (row.reference(core::catalog::attachment.at("customer")) != customer) continue;
            ASSERT_TRUE(world.ledger->take_row({row.entity, row.id}).ok());
        }
        ASSERT_TRUE(world.ledger->take_row({&core::catalog::customer, customer}).ok());
        ASSERT_TRUE(world.ledger->mark_erased(customer, seq, true).ok());
    }
    media::Blob line(const std::string& content) { return media::find(li.store->read(), content).value().value(); }
};

TEST_F(MediaQueueTest, nothing_of_a_photo_goes_while_a_record_is_unsent) {
    const auto name = attach(300, 1);
    EXPECT_FALSE(next());
    li.settle(server);
    const auto request = next();
    ASSERT_TRUE(request);
    EXPECT_EQ(request->path, sync::blobs::put_path(name, 0));
    EXPECT_EQ(request->body.size(), 300u);
    EXPECT_TRUE(answer(*request, reply_of(200, sync::blobs::held_body(300))));
    EXPECT_EQ(line(name).state, BlobState::here);
    EXPECT_FALSE(next());
}

TEST_F(MediaQueueTest, a_large_one_asks_first_and_goes_on_where_the_server_stands) {
    const auto name = attach(5 * piece, 1);
    li.settle(server);
    auto request = next();
    ASSERT_TRUE(request);
    EXPECT_EQ(request->path, sync::blobs::held_path(name));
    ASSERT_TRUE(answer(*request, reply_of(200, sync::blobs::held_body(2 * piece))));
    request = next();
    EXPECT_EQ(request->path, sync::blobs::put_path(name, 2 * piece));
    ASSERT_TRUE(answer(*request, refusal_of(ErrorCode::offset_mismatch, "256")));
    request = next();
    EXPECT_EQ(request->path, sync::blobs::put_path(name, piece));
    EXPECT_EQ(queue->sent().at(name), piece);
}

TEST_F(MediaQueueTest, what_the_server_lost_half_of_a_part_of_is_sent_anew) {
    const auto name = attach(5 * piece, 1);
    li.settle(server);
    ASSERT_TRUE(answer(*next(), reply_of(200, sync::blobs::held_body(piece + 7))));
    EXPECT_EQ(next()->path, sync::blobs::put_path(name, 0));
}

TEST_F(MediaQueueTest, thumbnails_go_on_every_network_originals_where_the_user_wants) {
    originals = false;
    const auto name = attach(400, 1, 100);
    li.settle(server);
    const auto small = next();
    ASSERT_TRUE(small);
    EXPECT_EQ(small->body.size(), 100u);
    ASSERT_TRUE(answer(*small, reply_of(200, sync::blobs::held_body(100))));
    EXPECT_FALSE(next());
    originals = true;
    EXPECT_EQ(next()->path, sync::blobs::put_path(name, 0));
}

TEST_F(MediaQueueTest, one_that_fails_rests_while_the_others_go) {
    auto first = attach(300, 1);
    auto second = attach(310, 2);
    if (second < first) std::swap(first, second);  // added at one moment: by name
    li.settle(server);
    auto request = next();
    ASSERT_TRUE(request->path.find(first) != std::string::npos);
    EXPECT_EQ(answer(*request, refusal_of(ErrorCode::quota_exceeded)).error().code, ErrorCode::quota_exceeded);
    request = next();
    ASSERT_TRUE(request);
    EXPECT_TRUE(request->path.find(second) != std::string::npos);
    ASSERT_TRUE(answer(*request, reply_of(200, sync::blobs::held_body(request->body.size()))));
    EXPECT_FALSE(next());
    EXPECT_GT(queue->wake_at(), now);
    now = queue->wake_at();
    EXPECT_TRUE(next()->path.find(first) != std::string::npos) << "tried again by itself";
}

TEST_F(MediaQueueTest, what_never_comes_to_its_name_waits_for_the_user) {
    const auto name = attach(300, 1);
    li.settle(server);
    for (int i = 0; i < sync::MediaOptions{}.most_refusals; ++i) {
        auto request = next();
        ASSERT_TRUE(request);
        EXPECT_FALSE(answer(*request, refusal_of(ErrorCode::content_mismatch)));
        EXPECT_FALSE(next());
        now = std::max(now, std::min<core::MonotonicMs>(queue->wake_at(), now + 10'000'000));
    }
    EXPECT_EQ(line(name).state, BlobState::refused);
    EXPECT_EQ(line(name).reason, ErrorCode::content_mismatch);
    ASSERT_TRUE(media::retry(*li.store, name));
    queue->wake();
    EXPECT_TRUE(next());
}

// Costs nothing again and again, and the user is told why.
TEST_F(MediaQueueTest, what_finds_no_room_is_refused_after_some_tries_whatever_the_network_does) {
    const auto name = attach(5 * piece, 1);
    li.settle(server);
    for (int i = 0; i < sync::MediaOptions{}.most_refusals; ++i) {
        const auto request = next();
        ASSERT_TRUE(request);
        EXPECT_EQ(request->path, sync::blobs::held_path(name)) << "asked before any byte of it";
        EXPECT_FALSE(answer(*request, refusal_of(ErrorCode::quota_exceeded, "user")));
        queue->wake();
    }
    EXPECT_EQ(line(name).state, BlobState::refused);
    EXPECT_EQ(line(name).reason, ErrorCode::quota_exceeded);
    EXPECT_FALSE(next());
    queue.emplace(chance, sync::MediaOptions{});  // the app starts again
    EXPECT_TRUE(next());
}

TEST_F(MediaQueueTest, what_the_server_gives_wrongly_is_not_fetched_for_ever) {
    const auto photo = picture(3 * piece, 1);
    const auto name = media::content_name(photo);
    auto damaged = photo;
    damaged.back() ^= 1;
    core::Row row(core::catalog::attachment, world.id());
    row.values[core::catalog::attachment.at("content")] = name;
    row.values[core::catalog::attachment.at("bytes")] = static_cast<std::int64_t>(photo.size());
    {
        auto transaction = li.store->begin().value();
        ASSERT_TRUE(transaction.put(row));
        ASSERT_TRUE(transaction.commit().ok());
    }
    li.settle(server);
    const auto give = [&](const core::Bytes& bytes) {
        for (std::size_t at = 0; at < bytes.size(); at += 2 * piece) {
            const auto request = next();
            ASSERT_TRUE(request);
            const auto end = std::min(bytes.size(), at + 2 * piece);
            const std::string part(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                                   bytes.begin() + static_cast<std::ptrdiff_t>(end));
            static_cast<void>(
                answer(*request, sync::HttpResponse{200, "1", std::string(sync::blobs::octets), {}, part}));
        }
    };
    EXPECT_EQ(media::show(*li.store, *box, name).error().code, ErrorCode::not_found);
    for (int i = 0; i < sync::MediaOptions{}.most_refusals; ++i) {
        give(damaged);
        queue->wake();
    }
    EXPECT_EQ(line(name).state, BlobState::damaged);
    EXPECT_FALSE(next());
    // The user wants it all the same, and now it is right.
    EXPECT_EQ(media::show(*li.store, *box, name).error().code, ErrorCode::not_found);
    give(photo);
    EXPECT_EQ(media::show(*li.store, *box, name).value(), photo);
    // A file that is lost is fetched again.
    ASSERT_TRUE(files.remove(name));
    EXPECT_EQ(media::show(*li.store, *box, name).error().code, ErrorCode::not_found);
    EXPECT_EQ(line(name).state, BlobState::to_fetch);
}

TEST_F(MediaQueueTest, what_was_erased_by_law_is_not_kept_for_being_unsent) {
    const auto name = attach(300, 1, 100);
    const auto other = li.file_customer("Beta");
    li.settle(server);
    // The same picture at another customer stays.
    const auto shared = attach(320, 2);
    media::Attach again;
    again.customer = other;
    again.kind = "photo";
    again.format = "jpeg";
    const auto bytes = picture(320, 2);
    again.bytes = bytes;
    ASSERT_TRUE(media::attach(*li.store, *box, again, {0, 1 << 30}).ok());
    li.settle(server);
    erase(acme);
    li.engine->wake();
    li.settle(server);
    queue->rows_changed();
    static_cast<void>(next());
    EXPECT_FALSE(media::find(li.store->read(), name).value());
    EXPECT_EQ(files.list().value(), std::vector{shared}) << "neither it nor its thumbnail";
    EXPECT_EQ(line(shared).state, BlobState::to_send);
}

// Where originals do not go, nobody asks the server for it, and its row left the phone long ago.
TEST_F(MediaQueueTest, what_was_erased_goes_though_its_row_left_before) {
    originals = false;
    const auto name = attach(300, 1);
    li.settle(server);
    core::Select all;
    all.entity = &core::catalog::attachment;
    const auto row = li.store->read().select(all).value().at(0);
    {
        auto transaction = li.store->begin().value();
        ASSERT_TRUE(transaction.erase(core::catalog::attachment, row.id));
        ASSERT_TRUE(transaction.commit().ok());
    }
    queue->rows_changed();
    EXPECT_FALSE(next());
    EXPECT_TRUE(media::find(li.store->read(), name).value()) << "unsent, and its author's";
    erase(acme);
    li.engine->wake();
    li.settle(server);
    queue->rows_changed();
    EXPECT_FALSE(next());
    EXPECT_FALSE(media::find(li.store->read(), name).value());
    EXPECT_EQ(files.size(name).error().code, ErrorCode::not_found);
}

// Something else that a lead may still take is no reason to keep it.
TEST_F(MediaQueueTest, a_content_of_no_row_goes_unless_its_own_record_is_aside) {
    const auto name = attach(300, 1);
    li.settle(server);
    {
        auto transaction = li.store->begin().value();
        core::Select all;
        all.entity = &core::catalog::attachment;
        const auto rows = transaction.select(all).value();
        for (const auto& row : rows) ASSERT_TRUE(transaction.erase(core::catalog::attachment, row.id));
        ASSERT_TRUE(transaction.commit().ok());
    }
    auto request = next();
    ASSERT_TRUE(request);
    static_cast<void>(answer(*request, refusal_of(ErrorCode::not_found)));
    EXPECT_FALSE(media::find(li.store->read(), name).value());
}

TEST_F(MediaQueueTest, a_captive_portal_is_no_server_and_all_wait) {
    attach(300, 1);
    attach(310, 2);
    li.settle(server);
    const auto request = next();
    EXPECT_EQ(answer(*request, sync::HttpResponse{200, {}, "text/html", {}, "<html>"}).error().code,
              ErrorCode::not_our_server);
    EXPECT_FALSE(next());
    queue->wake();
    EXPECT_TRUE(next());
}

}  // namespace
}  // namespace fieldfare::tests
