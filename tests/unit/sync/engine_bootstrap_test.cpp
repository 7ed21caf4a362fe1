// A phone's first filling by a snapshot: in any pieces, with what was saved meanwhile, and when the file goes away.
#include "core/journal/arrival.h"
#include "tests/unit/sync/engine_world.h"

namespace fieldfare {
namespace {

namespace catalog = core::catalog;
namespace journal = core::journal;
using core::ErrorCode;
using tests::EngineTest;
using tests::Phone;

constexpr std::size_t piece_bytes = 300;

sync::EngineOptions small_pieces() {
    sync::EngineOptions options;
    options.part_bytes = piece_bytes;
    return options;
}

struct BootstrapTest : EngineTest {
    BootstrapTest() {
        for (int i = 0; i < 12; ++i) {
            customers.push_back(li.file_customer("customer " + std::to_string(i)));
            li.log(customers.back(), std::string(40, static_cast<char>('a' + i)));
        }
        li.settle(server);
        server.offers_snapshots = true;
    }

    Phone fresh(const std::string& name) {
        Phone phone(world, world.li, folder.file(name), small_pieces());
        phone.asks_for_snapshots = true;
        return phone;
    }
    static std::optional<journal::Arrival> arrival(Phone& phone) { return *journal::arrival(phone.store->read()); }
    // Exchanges until `enough` or until there is nothing to do.
    void exchange(Phone& phone, const std::function<bool()>& enough) {
        phone.engine->wake();
        for (int i = 0; i < 500 && !enough(); ++i) {
            const auto request = phone.next();
            if (!request) return;
            phone.absorb(*request, server.answer(phone.who(server), *request));
        }
    }

    std::vector<core::Uuid> customers;
};

TEST_F(BootstrapTest, a_new_phone_holds_what_a_pull_would_have_brought) {
    auto phone = fresh("new.db");
    exchange(phone, [] { return false; });
    ASSERT_EQ(server.snapshots.size(), 1u);
    EXPECT_EQ(phone.state().cursor, world.ledger.head());
    EXPECT_FALSE(arrival(phone));
    EXPECT_EQ(phone.store->digest(), li.store->digest());
    EXPECT_EQ(server.snapshot_bytes_sent, server.snapshots.begin()->second.bytes.size()) << "each byte once";
}

TEST_F(BootstrapTest, whatever_the_pieces_and_restarts_no_byte_comes_twice) {
    auto phone = fresh("cut.db");
    std::size_t piece = 1;
    for (int i = 0; i < 3000 && phone.state().cursor == 0; ++i) {
        phone.engine->wake();
        const auto request = phone.next();
        ASSERT_TRUE(request.has_value());
        auto answer = server.answer(phone.principal, *request);
        if (answer.status == 206) {
            // The connection breaks after a few bytes.
            const auto kept = std::min(answer.body.size(), piece);
            server.snapshot_bytes_sent -= answer.body.size() - kept;
            answer.body.resize(kept);
            piece = piece % 61 + 1;
        }
        EXPECT_FALSE(phone.absorb(*request, answer).error);
        if (i % 5 == 0) phone.restart();
    }
    phone.settle(server);
    EXPECT_EQ(phone.store->digest(), li.store->digest());
    EXPECT_EQ(server.snapshot_bytes_sent, server.snapshots.begin()->second.bytes.size());
    EXPECT_EQ(server.snapshots.size(), 1u);
}

TEST_F(BootstrapTest, customers_can_be_used_while_the_rest_arrives_and_edits_go_out) {
    auto phone = fresh("busy.db");
    exchange(phone, [&] { return arrival(phone) && arrival(phone)->taken_customers >= 3; });
    ASSERT_TRUE(arrival(phone));
    core::Select all;
    all.entity = &catalog::customer;
    const auto held = *phone.store->read().select(all);
    ASSERT_GE(held.size(), 3u);
    ASSERT_LT(held.size(), customers.size());
    const auto status = *phone.engine->status(*phone.store);
    ASSERT_TRUE(status.arrival);
    EXPECT_EQ(status.arrival->of_customers, customers.size());
    EXPECT_EQ(status.arrival->customers, held.size());
    // Whole, with their visits.
    for (const auto& row : held) {
        core::Select visits;
        visits.entity = &catalog::interaction;
        visits.where.push_back({catalog::interaction.at("customer"), core::Compare::equal, row.id});
        EXPECT_EQ(phone.store->read().select(visits)->size(), 1u);
    }
    phone.rename(held.front().id, "renamed meanwhile");
    phone.log(held.back().id, "visited meanwhile");
    exchange(phone, [&] { return phone.pending() == 0; });
    EXPECT_TRUE(arrival(phone)) << "the edits did not wait for the rest";
    exchange(phone, [] { return false; });
    EXPECT_EQ(phone.customer(held.front().id)->text(catalog::customer.at("name")), "renamed meanwhile");
    EXPECT_EQ(world.customer(held.front().id).text(catalog::customer.at("name")), "renamed meanwhile");
    li.settle(server);
    EXPECT_EQ(phone.store->digest(), li.store->digest());
}

TEST_F(BootstrapTest, when_the_file_is_gone_it_begins_anew_and_who_left_meanwhile_leaves) {
    auto phone = fresh("gone.db");
    exchange(phone, [&] { return arrival(phone) && arrival(phone)->taken_customers >= 3; });
    core::Select all;
    all.entity = &catalog::customer;
    const auto held = phone.store->read().select(all)->front().id;
    world.give(held, world.sun);
    server.snapshots.clear();
    exchange(phone, [] { return false; });
    EXPECT_FALSE(phone.customer(held)) << "it has left the view while the first file arrived";
    li.settle(server);
    EXPECT_EQ(phone.store->digest(), li.store->digest());
    EXPECT_EQ(phone.engine->status(*phone.store)->book.repaired, 0);
}

TEST_F(BootstrapTest, a_damaged_block_is_fetched_again_and_after_three_the_pull_takes_over) {
    auto phone = fresh("damaged.db");
    int damages = 0;
    for (int i = 0; i < 400 && phone.state().cursor == 0; ++i) {
        phone.engine->wake();
        const auto request = phone.next();
        ASSERT_TRUE(request.has_value());
        auto answer = server.answer(phone.principal, *request);
        if (answer.status == 206 && damages < 1) {
            answer.body[answer.body.size() / 2] = static_cast<char>(answer.body[answer.body.size() / 2] ^ 1);
            ++damages;
        }
        phone.absorb(*request, answer);
    }
    phone.settle(server);
    EXPECT_EQ(phone.store->digest(), li.store->digest());

    auto other = fresh("hopeless.db");
    for (int i = 0; i < 400 && other.state().cursor == 0; ++i) {
        other.engine->wake();
        const auto request = other.next();
        ASSERT_TRUE(request.has_value());
        auto answer = server.answer(other.principal, *request);
        if (answer.status == 206) answer.body.assign(answer.body.size(), '\x01');
        other.absorb(*request, answer);
    }
    other.settle(server);
    EXPECT_EQ(other.store->digest(), li.store->digest());
}

TEST_F(BootstrapTest, a_server_that_was_set_back_meanwhile_means_a_new_beginning) {
    auto phone = fresh("restored.db");
    exchange(phone, [&] { return arrival(phone) && arrival(phone)->taken_customers >= 3; });
    server.restored(99);
    server.snapshots.clear();
    exchange(phone, [] { return false; });
    EXPECT_EQ(phone.state().server_epoch, 99u);
    EXPECT_EQ(phone.state().cursor, world.ledger.head());
    EXPECT_FALSE(arrival(phone));
    EXPECT_EQ(phone.store->digest(), li.store->digest());
}

TEST_F(BootstrapTest, a_server_that_is_still_making_it_is_asked_again_and_edits_do_not_wait) {
    auto phone = fresh("patient.db");
    phone.engine->wake();
    const auto question = phone.next();
    ASSERT_TRUE(question.has_value());
    sync::SnapshotOffer soon;
    soon.wait_ms = 700;
    soon.server_epoch = 11;
    soon.server_time = world.clock.wall();
    const auto body = sync::encode(soon, sync::Encoding::binary);
    EXPECT_FALSE(phone.absorb(*question, sync::HttpResponse{200, "1", std::string(sync::binary_type), "", body}).error);
    EXPECT_FALSE(phone.next().has_value());
    EXPECT_EQ(phone.engine->wake_at(), world.clock.monotonic() + 700);
    EXPECT_TRUE(phone.engine->status(*phone.store)->arrival) << "the interface says that it is being prepared";
    phone.file_customer("meanwhile");
    phone.engine->journal_grew();
    const auto push = phone.next();
    ASSERT_TRUE(push.has_value());
    EXPECT_EQ(push->path, sync::path::push);
    world.clock.advance(1000);
    exchange(phone, [] { return false; });
    EXPECT_EQ(phone.state().cursor, world.ledger.head());
}

sync::HttpResponse refuses(ErrorCode code) {
    const core::Error error{code, {}};
    return {core::info(error.code).http_status, "1", "application/json", "", sync::error_body(error)};
}

TEST_F(BootstrapTest, what_is_refused_for_good_is_given_up_and_the_pull_brings_all) {
    using Answer = core::Result<sync::HttpResponse>;
    struct Trouble {
        const char* name;
        std::function<Answer(bool offer, sync::HttpResponse)> happens;
    };
    const std::vector<Trouble> troubles = {
        {"no-range",
         [](bool offer, const sync::HttpResponse& given) {
             return Answer(offer ? given : refuses(ErrorCode::invalid_argument));
         }},
        {"all-at-once",
         [](bool offer, sync::HttpResponse given) {
             if (!offer) given.status = 200;
             return Answer(given);
         }},
        {"bad-disk",
         [](bool offer, const sync::HttpResponse& given) {
             return Answer(offer ? given : refuses(ErrorCode::storage_failed));
         }},
        {"a-proxy",
         [](bool offer, const sync::HttpResponse& given) {
             return Answer(offer ? given : sync::HttpResponse{416, "", "text/html", "", "no"});
         }},
        {"large-offer",
         [](bool, const sync::HttpResponse&) {
             return Answer(core::Error{ErrorCode::too_large, {}});
         }},
        {"odd-offer",
         [](bool, sync::HttpResponse given) {
             given.body = "odd";
             return Answer(given);
         }},
    };
    for (const auto& trouble : troubles) {
        auto phone = fresh(std::string(trouble.name) + ".db");
        int answers = 0;
        for (int i = 0; i < 40 && phone.state().cursor == 0; ++i) {
            phone.engine->wake();
            const auto request = phone.next();
            ASSERT_TRUE(request.has_value());
            const auto given = server.answer(phone.principal, *request);
            if (!sync::Bootstrap::is_its(*request)) {
                phone.absorb(*request, given);
                continue;
            }
            ++answers;
            phone.absorb(*request, trouble.happens(request->path == sync::path::snapshot, given));
        }
        EXPECT_LE(answers, 4) << trouble.name;
        EXPECT_FALSE(arrival(phone)) << trouble.name;
        phone.settle(server);
        EXPECT_EQ(phone.store->digest(), li.store->digest()) << trouble.name;
    }
}

TEST_F(BootstrapTest, a_bad_connection_and_a_busy_server_give_nothing_up) {
    auto phone = fresh("patient.db");
    exchange(phone, [&] { return arrival(phone) && arrival(phone)->taken_customers >= 3; });
    const auto so_far = arrival(phone);
    ASSERT_TRUE(so_far);
    for (int i = 0; i < 9; ++i) {
        phone.engine->wake();
        const auto request = phone.next();
        ASSERT_TRUE(request.has_value());
        ASSERT_TRUE(sync::Bootstrap::is_its(*request));
        if (i % 3 == 0) phone.absorb(*request, core::Error{ErrorCode::offline, {}});
        if (i % 3 == 1) phone.absorb(*request, core::Error{ErrorCode::timed_out, {}});
        if (i % 3 == 2) phone.absorb(*request, refuses(ErrorCode::overloaded));
    }
    EXPECT_EQ(arrival(phone), so_far);
    exchange(phone, [] { return false; });
    EXPECT_EQ(server.snapshots.size(), 1u);
    EXPECT_EQ(phone.store->digest(), li.store->digest());
}

}  // namespace
}  // namespace fieldfare
