// The phone's half over real store files, against the real authority over the canonical store; the test is the network.
#include "sync/client/engine.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "core/catalog/entities.h"
#include "core/customers/filing.h"
#include "core/visits/log_visit.h"
#include "sync/protocol/codec.h"
#include "tests/unit/sync/authority_world.h"

namespace fieldfare {
namespace {

namespace catalog = core::catalog;
namespace journal = core::journal;
using core::Error;
using core::ErrorCode;
using sync::HttpRequest;
using sync::HttpResponse;
using tests::AuthorityWorld;

constexpr core::WallMs day_ms = 24LL * 3600 * 1000;

class Folder {
  public:
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "ff-engine-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    std::string file(const std::string& name) const { return path_ + "/" + name; }

  private:
    std::string path_;
};

// Answers as the server's routes do.
class Server {
    AuthorityWorld& world_;

  public:
    explicit Server(AuthorityWorld& world) : world_(world) {}

    HttpResponse answer(const sync::Principal& who, const HttpRequest& request) {
        ++requests;
        const auto as = *sync::encoding_of(request.accept);
        if (request.path == sync::path::push) {
            auto part = world_.ledger.savepoint();
            const auto message = sync::decode<sync::PushRequest>(request.body, as);
            EXPECT_TRUE(message.ok());
            const auto reply = authority.push(*world_.ledger, who, *message);
            if (!reply) return refusal(reply.error());
            EXPECT_TRUE(part.release().ok());
            return success(sync::encode(*reply, as), as);
        }
        const auto from = request.path.find("cursor=") + 7;
        const auto cursor = sync::Cursor::parse(request.path.substr(from, request.path.find('&', from) - from));
        const auto page = authority.pull(*world_.ledger, who, cursor.value(), limits);
        if (!page) return refusal(page.error());
        return success(sync::encode(*page, as), as);
    }

    static HttpResponse refusal(const Error& error) {
        return {core::info(error.code).http_status, "1", "application/json", "", sync::error_body(error)};
    }
    static HttpResponse success(std::string body, sync::Encoding as) {
        return {200, "1", std::string(sync::content_type(as)), "", std::move(body)};
    }

    // Another life of the server, over what its ledger holds now.
    void restored(std::uint64_t epoch) {
        std::destroy_at(&authority);
        std::construct_at(&authority, world_.clock, world_.random, epoch);
    }

    sync::PullLimits limits;
    sync::Authority authority{world_.clock, world_.random, 11};
    int requests = 0;
};

struct Phone {
    Phone(AuthorityWorld& the_world, const core::Uuid& user, const std::string& file, sync::EngineOptions options = {})
        : world(the_world), path(file), engine(std::make_unique<sync::Engine>(world.random, options)) {
        open();
        auto& device = world.enrol(user);
        principal = device.principal;
        sync::EnrolReply reply;
        reply.token = "token";
        reply.device = principal.device;
        reply.device_id = world.id();
        reply.device_epoch = 1;
        reply.org = world.org;
        reply.user = user;
        reply.team = principal.team;
        reply.role = principal.role;
        reply.org_name = reply.user_name = "as enrolled";
        reply.server_time = world.clock.wall();
        reply.server_epoch = 11;
        const auto recorded = sync::record_enrolment(*store, "http://server/", reply);
        EXPECT_TRUE(recorded.ok());
    }

    void open() {
        store.reset();
        auto opened = core::Store::open({path, {}, {}, core::sqlite::Durability::full}, world.clock, world.random);
        EXPECT_TRUE(opened.ok()) << opened.error().describe();
        store = *std::move(opened);
    }

    // As after a kill: nothing in memory survives.
    void restart() {
        open();
        engine = std::make_unique<sync::Engine>(world.random, engine->options());
    }

    std::optional<HttpRequest> next() {
        auto request = engine->next(*store, world.clock.monotonic());
        EXPECT_TRUE(request.ok());
        return request.ok() ? *request : std::nullopt;
    }
    sync::Outcome absorb(const HttpRequest& request, const core::Result<HttpResponse>& answer) {
        return engine->absorb(*store, request, answer, world.clock.monotonic());
    }

    // Exchanges until there is nothing to do.
    int settle(Server& server) {
        engine->wake();
        int rounds = 0;
        while (const auto request = next()) {
            const auto outcome = absorb(*request, server.answer(principal, *request));
            if (outcome.error && ++rounds > 50) break;
            if (++rounds > 200) break;
        }
        EXPECT_LT(rounds, 50);
        return rounds;
    }

    core::Uuid file_customer(const std::string& name) {
        core::customers::FileCustomer filing;
        filing.fields[catalog::customer.at("name")] = name;
        const auto filed = core::customers::file(*store, filing);
        EXPECT_TRUE(filed.ok()) << (filed.ok() ? "" : filed.error().describe());
        return filed->customer;
    }
    core::Uuid log(const core::Uuid& customer, const std::string& note) {
        core::visits::LogVisit visit;
        visit.customer = customer;
        visit.channels = {"visit"};
        visit.note = note;
        const auto logged = core::visits::log(*store, visit);
        EXPECT_TRUE(logged.ok()) << (logged.ok() ? "" : logged.error().describe());
        return logged->interaction;
    }
    void rename(const core::Uuid& id, const std::string& name) {
        const auto done = core::customers::edit(*store, *customer(id), {{catalog::customer.at("name"), name}});
        EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().describe());
    }
    // An edit that the server refuses: it names a person that nobody knows.
    void rename_in_vain(const core::Uuid& id, const std::string& name) {
        const auto done =
            core::customers::edit(*store, *customer(id),
                                  {{catalog::customer.at("name"), name},
                                   {catalog::customer.at("collaborators"), core::StringSet{world.id().text()}}});
        EXPECT_TRUE(done.ok());
    }
    // The one group that the server keeps aside; its number.
    std::uint64_t refused() {
        const auto items = *journal::outbox(store->read());
        EXPECT_EQ(items.size(), 1u);
        EXPECT_EQ(items.front().state, journal::State::quarantined);
        return items.front().group.number;
    }
    void give_up(std::uint64_t number) {
        auto transaction = store->begin();
        const auto done = journal::discard(*transaction, number);
        ASSERT_TRUE(done.ok()) << done.error().describe();
        ASSERT_TRUE(transaction->commit().ok());
    }
    std::optional<core::Row> customer(const core::Uuid& id) { return row(catalog::customer, id); }
    std::optional<core::Row> row(const core::Entity& entity, const core::Uuid& id) {
        auto found = store->read().find(entity, id);
        EXPECT_TRUE(found.ok());
        return *found;
    }
    std::int64_t pending() { return *journal::pending_count(store->read()); }
    journal::SyncState state() { return **journal::sync_state(store->read()); }

    AuthorityWorld& world;
    std::string path;
    std::unique_ptr<core::Store> store;
    std::unique_ptr<sync::Engine> engine;
    sync::Principal principal;
};

struct EngineTest : testing::Test {
    Folder folder;
    AuthorityWorld world;
    Server server{world};
    Phone li{world, world.li, folder.file("li.db")};
};

TEST_F(EngineTest, what_was_saved_offline_arrives_and_the_code_comes_back) {
    const auto acme = li.file_customer("Acme");
    const auto visit = li.log(acme, "first visit");
    EXPECT_GT(li.pending(), 0);
    li.settle(server);
    EXPECT_EQ(li.pending(), 0);
    ASSERT_TRUE(world.ledger.find(catalog::interaction, visit));
    EXPECT_EQ(li.customer(acme)->text(catalog::customer.at("code")),
              world.customer(acme).text(catalog::customer.at("code")));
    EXPECT_EQ(*li.customer(acme), world.customer(acme));
    EXPECT_EQ(li.state().cursor, world.ledger.head());
    EXPECT_FALSE(li.next().has_value());
}

TEST_F(EngineTest, a_lost_reply_costs_nothing) {
    const auto acme = li.file_customer("Acme");
    const auto request = li.next();
    ASSERT_TRUE(request.has_value());
    server.answer(li.principal, *request);  // the server took it; the answer is lost
    const auto history = world.ledger.history_size();
    EXPECT_TRUE(li.absorb(*request, Error{ErrorCode::timed_out, ""}).error.has_value());
    EXPECT_GT(li.pending(), 0);
    li.restart();
    li.settle(server);
    EXPECT_EQ(li.pending(), 0);
    EXPECT_EQ(world.ledger.history_size(), history);
    EXPECT_EQ(*li.customer(acme), world.customer(acme));
}

TEST_F(EngineTest, an_answer_that_comes_twice_is_taken_once) {
    li.file_customer("Acme");
    li.file_customer("Beta");
    li.engine->wake();
    for (int i = 0; i < 20; ++i) {
        const auto request = li.next();
        if (!request) break;
        const auto answer = server.answer(li.principal, *request);
        EXPECT_FALSE(li.absorb(*request, answer).error);
        EXPECT_FALSE(li.absorb(*request, answer).error);
    }
    li.settle(server);
    EXPECT_EQ(li.pending(), 0);
    EXPECT_EQ(li.state().cursor, world.ledger.head());
}

TEST_F(EngineTest, a_captive_portal_means_offline_and_keeps_everything) {
    li.file_customer("Acme");
    const auto request = li.next();
    ASSERT_TRUE(request.has_value());
    const auto outcome = li.absorb(*request, HttpResponse{200, "", "text/html", "", "<html>Welcome</html>"});
    ASSERT_TRUE(outcome.error.has_value());
    EXPECT_EQ(outcome.error->code, ErrorCode::not_our_server);
    const auto status = li.engine->status(*li.store);
    EXPECT_EQ(status->state, sync::SyncStatus::State::offline);
    EXPECT_EQ(status->pending, 1);
    EXPECT_FALSE(li.next().has_value());
    li.settle(server);
    EXPECT_EQ(li.pending(), 0);
}

TEST_F(EngineTest, waits_grow_to_a_bound_and_end_when_the_network_changes) {
    li.file_customer("Acme");
    core::MonotonicMs longest = 0;
    for (int i = 0; i < 12; ++i) {
        const auto request = li.next();
        ASSERT_TRUE(request.has_value());
        li.absorb(*request, Error{ErrorCode::offline, ""});
        EXPECT_FALSE(li.next().has_value());
        const auto wait = li.engine->wake_at() - world.clock.monotonic();
        longest = std::max(longest, wait);
        EXPECT_GE(wait, 500);
        EXPECT_LE(wait, 60'000);
        world.clock.advance(wait);
    }
    EXPECT_GT(longest, 25'000);
    const auto request = li.next();
    li.absorb(*request, Error{ErrorCode::offline, ""});
    EXPECT_FALSE(li.next().has_value());
    li.engine->wake();
    EXPECT_TRUE(li.next().has_value());
}

TEST_F(EngineTest, a_revoked_device_stops_with_the_reason_and_keeps_its_work) {
    li.file_customer("Acme");
    world.ledger.revoke(li.principal.device);
    const auto request = li.next();
    const auto outcome = li.absorb(*request, server.answer(li.principal, *request));
    EXPECT_EQ(outcome.error->code, ErrorCode::device_revoked);
    EXPECT_EQ(li.engine->status(*li.store)->state, sync::SyncStatus::State::stopped);
    EXPECT_FALSE(li.next().has_value());
    world.clock.advance(10'000'000);
    EXPECT_FALSE(li.next().has_value());
    EXPECT_EQ(li.pending(), 1);
}

TEST_F(EngineTest, two_phones_converge_and_the_loser_is_recorded_once) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    Phone wang(world, world.wang, folder.file("wang.db"));
    wang.settle(server);
    ASSERT_TRUE(wang.customer(acme).has_value());
    world.clock.advance(1000);
    wang.rename(acme, "by Wang");
    world.clock.advance(1000);
    li.rename(acme, "by Li");
    li.log(acme, "offline");
    wang.log(acme, "offline too");
    for (int i = 0; i < 2; ++i) {
        li.settle(server);
        wang.settle(server);
    }
    EXPECT_EQ(*li.customer(acme), *wang.customer(acme));
    EXPECT_EQ(*li.customer(acme), world.customer(acme));
    EXPECT_EQ(li.customer(acme)->text(catalog::customer.at("name")), "by Li");
    // Both visits moved the customer's state as well; here the name counts.
    int names = 0;
    for (const auto& conflict : world.ledger.conflicts()) {
        const auto at = catalog::customer.position(conflict.key.cell.field);
        if (catalog::customer.fields[at].name == "name") ++names;
        RecordProperty("conflict", std::string(catalog::customer.fields[at].name));
    }
    EXPECT_EQ(names, 1);
}

TEST_F(EngineTest, an_unsent_newer_edit_stays_on_the_screen_while_older_ones_arrive) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    Phone wang(world, world.wang, folder.file("wang.db"));
    wang.settle(server);
    wang.rename(acme, "older");
    wang.settle(server);
    world.clock.advance(5000);
    li.rename(acme, "newer, unsent");
    // The pull is answered, the push is not.
    li.engine->wake();
    for (int i = 0; i < 6; ++i) {
        const auto request = li.next();
        if (!request) {
            li.engine->wake();
            continue;
        }
        if (request->path == sync::path::push) {
            li.absorb(*request, Error{ErrorCode::offline, ""});
        } else {
            li.absorb(*request, server.answer(li.principal, *request));
        }
    }
    EXPECT_EQ(li.state().cursor, world.ledger.head());
    EXPECT_EQ(li.customer(acme)->text(catalog::customer.at("name")), "newer, unsent");
    EXPECT_EQ(li.pending(), 1);
}

TEST_F(EngineTest, a_quarantined_group_blocks_nothing_and_is_shown) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    // The customer goes to another rep while Li edits it, unaware and later.
    world.give(acme, world.sun);
    world.clock.advance(60'000);
    li.rename(acme, "too late");
    const auto beta = li.file_customer("Beta");
    li.settle(server);
    EXPECT_EQ(li.pending(), 0);
    const auto items = journal::outbox(li.store->read());
    ASSERT_EQ(items->size(), 1u);
    EXPECT_EQ(items->front().state, journal::State::quarantined);
    EXPECT_EQ(items->front().reason, ErrorCode::not_in_scope);
    EXPECT_TRUE(world.ledger.find(catalog::customer, beta));
    EXPECT_FALSE(li.customer(acme).has_value());  // it left his scope
}

TEST_F(EngineTest, what_is_given_up_makes_way_for_what_the_server_holds) {
    const auto acme = li.file_customer("a name that Wang corrects");
    li.settle(server);
    Phone wang(world, world.wang, folder.file("wang.db"));
    wang.settle(server);
    wang.rename(acme, "Acme");
    wang.settle(server);
    li.settle(server);
    // One that a comparison of the values would keep and one that it would not.
    for (const auto* name : {"Zzz", "AAA"}) {
        li.rename_in_vain(acme, name);
        li.settle(server);
        li.give_up(li.refused());
        EXPECT_EQ(li.customer(acme)->text(catalog::customer.at("name")), name) << "until the server's value comes";
        li.settle(server);
        EXPECT_EQ(*li.customer(acme), world.customer(acme));
        EXPECT_EQ(li.customer(acme)->text(catalog::customer.at("name")), "Acme");
        EXPECT_EQ(li.pending(), 0);
    }
    EXPECT_TRUE(world.ledger.conflicts().empty());
}

TEST_F(EngineTest, who_edits_or_removes_what_he_gave_up_has_seen_what_lay_under_it) {
    const auto acme = li.file_customer("Acme");
    const auto beta = li.file_customer("Beta");
    li.settle(server);
    for (const auto& id : {acme, beta}) {
        li.rename_in_vain(id, "refused");
        li.settle(server);
        const auto form = *li.customer(id);  // a page that stands open
        li.give_up(li.refused());
        if (id == acme) {
            const auto saved =
                core::customers::edit(*li.store, form, {{catalog::customer.at("name"), std::string("New")}});
            ASSERT_TRUE(saved.ok());
        } else {
            ASSERT_TRUE(core::customers::remove(*li.store, id).ok());
        }
        li.settle(server);
        EXPECT_EQ(*li.row(catalog::customer, id), *world.ledger.find(catalog::customer, id));
    }
    EXPECT_EQ(world.customer(acme).text(catalog::customer.at("name")), "New");
    EXPECT_TRUE(world.customer(beta).deleted());
    EXPECT_TRUE(world.ledger.conflicts().empty());
}

TEST_F(EngineTest, a_restored_server_does_not_get_what_was_given_up_and_hears_of_it_again) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    auto backup = std::make_optional(world.ledger.savepoint());
    li.rename_in_vain(acme, "refused");
    li.settle(server);
    const auto number = li.refused();
    li.give_up(number);
    li.settle(server);
    const auto past = [&](std::uint64_t group) {
        return world.ledger->past_group(li.principal.device, 1, group).value();
    };
    EXPECT_EQ(past(number)->verdict.kind, sync::Verdict::Kind::superseded) << "nobody is asked to look after it";
    EXPECT_TRUE(world.ledger.kept(li.principal.device, number)) << "what it said is known all the same";
    backup.reset();
    server.restored(12);
    li.settle(server);
    EXPECT_EQ(past(number)->verdict.kind, sync::Verdict::Kind::applied);
    EXPECT_EQ(past(number + 1)->verdict.kind, sync::Verdict::Kind::applied);
    EXPECT_FALSE(world.ledger.kept(li.principal.device, number));
    EXPECT_EQ(*li.customer(acme), world.customer(acme));
    EXPECT_EQ(li.pending(), 0);
    EXPECT_EQ(journal::counts(li.store->read())->quarantined, 0);
}

TEST_F(EngineTest, pages_are_committed_together_and_a_broken_pull_goes_on) {
    const auto acme = li.file_customer("Acme");
    for (int i = 0; i < 20; ++i) li.log(acme, "visit " + std::to_string(i));
    li.settle(server);
    Phone wang(world, world.wang, folder.file("wang.db"));
    server.limits.items = 4;
    int pages = 0;
    while (const auto request = wang.next()) {
        const auto answer = server.answer(wang.principal, *request);
        EXPECT_FALSE(wang.absorb(*request, answer).error);
        if (!request->path.starts_with(sync::path::pull)) continue;
        ++pages;
        const bool committed = wang.state().cursor > 0;
        EXPECT_EQ(wang.customer(acme).has_value(), committed);
        if (pages % 3 == 0) wang.restart();
        if (committed) break;
    }
    EXPECT_GT(pages, 4);
    EXPECT_TRUE(wang.customer(acme).has_value());
    EXPECT_EQ(*journal::staged_count(wang.store->read()), 0);
}

TEST_F(EngineTest, a_server_restored_from_a_backup_gets_back_what_it_lost) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    auto backup = std::make_optional(world.ledger.savepoint());
    const auto visit = li.log(acme, "after the backup");
    li.settle(server);
    ASSERT_TRUE(world.ledger.find(catalog::interaction, visit));
    li.engine->news(world.ledger.head() + 40);  // of which nothing will be left
    backup.reset();
    server.restored(12);
    ASSERT_FALSE(world.ledger.find(catalog::interaction, visit));
    li.settle(server);
    EXPECT_TRUE(world.ledger.find(catalog::interaction, visit));
    EXPECT_EQ(li.state().server_epoch, 12u);
    EXPECT_EQ(li.state().cursor, world.ledger.head());
    EXPECT_EQ(li.pending(), 0);
}

TEST_F(EngineTest, a_wrong_clock_is_corrected_and_poisons_nobody) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    // An edit stamped by a clock a year ahead, before the phone learned better.
    li.store->hybrid_clock().set_offset(365LL * 24 * 3600 * 1000);
    li.rename(acme, "from the future");
    li.settle(server);
    const auto limit = world.clock.wall() + core::HybridClock::allowed_drift_ms;
    EXPECT_LE(world.customer(acme).clocks.newest().time.ms(), limit);
    EXPECT_EQ(*li.customer(acme), world.customer(acme));
    EXPECT_EQ(li.store->hybrid_clock().offset(), 0);
}

// The clock of a phone is a day ahead; the server takes a push, and its answer is lost. The pull comes next.
TEST_F(EngineTest, a_pull_before_the_repeated_push_of_a_wrong_clock_misses_nothing) {
    li.settle(server);
    li.store->hybrid_clock().set_offset(day_ms);
    const auto acme = li.file_customer("Acme");
    li.engine->wake();
    const auto push = li.next();
    ASSERT_EQ(push->path, sync::path::push);
    server.answer(li.principal, *push);
    li.absorb(*push, Error{ErrorCode::timed_out, ""});
    Phone wang(world, world.wang, folder.file("wang.db"));
    wang.settle(server);
    wang.rename(acme, "by Wang");
    wang.settle(server);
    li.engine->wake();
    const auto pull = li.next();
    ASSERT_TRUE(pull->path.starts_with(sync::path::pull));
    ASSERT_TRUE(li.absorb(*pull, server.answer(li.principal, *pull)).pulled);
    li.settle(server);
    EXPECT_EQ(*li.customer(acme), world.customer(acme));
    EXPECT_EQ(li.customer(acme)->text(catalog::customer.at("name")), "by Wang");
    EXPECT_FALSE(li.customer(acme)->text(catalog::customer.at("code")).empty());
}

TEST_F(EngineTest, an_edit_from_the_future_that_lost_gives_way_to_the_value_passed_over) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    Phone wang(world, world.wang, folder.file("wang.db"));
    wang.settle(server);
    // Ahead, and still believed.
    wang.store->hybrid_clock().set_offset(core::HybridClock::allowed_drift_ms / 2);
    wang.rename(acme, "by Wang");
    wang.engine->wake();
    const auto push = wang.next();
    wang.absorb(*push, server.answer(wang.principal, *push));
    li.store->hybrid_clock().set_offset(day_ms);
    li.rename(acme, "by Li");
    li.engine->wake();
    li.absorb(*li.next(), Error{ErrorCode::offline, ""});
    li.engine->wake();
    const auto pull = li.next();
    ASSERT_TRUE(pull->path.starts_with(sync::path::pull));
    ASSERT_TRUE(li.absorb(*pull, server.answer(li.principal, *pull)).pulled);
    ASSERT_EQ(li.customer(acme)->text(catalog::customer.at("name")), "by Li");
    li.settle(server);
    EXPECT_EQ(world.customer(acme).text(catalog::customer.at("name")), "by Wang");
    EXPECT_EQ(*li.customer(acme), world.customer(acme));
}

TEST_F(EngineTest, what_was_saved_for_a_customer_goes_out_before_the_customer_goes_off_the_phone) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    const auto visit = li.log(acme, "while it was his");
    world.clock.advance(1000);
    world.give(acme, world.sun);
    li.engine->wake();
    li.absorb(*li.next(), Error{ErrorCode::offline, ""});  // the push does not come through, the pull does
    li.engine->wake();
    const auto pull = li.next();
    ASSERT_TRUE(pull->path.starts_with(sync::path::pull));
    EXPECT_FALSE(li.absorb(*pull, server.answer(li.principal, *pull)).error);
    EXPECT_TRUE(li.customer(acme).has_value());
    EXPECT_TRUE(li.row(catalog::interaction, visit).has_value());
    ASSERT_EQ(li.next()->path, sync::path::push);
    li.settle(server);
    EXPECT_TRUE(world.ledger.find(catalog::interaction, visit));
    EXPECT_FALSE(li.customer(acme).has_value());
    EXPECT_FALSE(li.row(catalog::interaction, visit).has_value());
}

TEST_F(EngineTest, a_server_restored_from_a_backup_goes_on_past_work_whose_customer_left_the_phone) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    std::optional<core::Uuid> beta;
    {
        const auto lost = world.ledger.savepoint();
        li.log(acme, "the customer leaves later");
        beta = li.file_customer("Beta");
        li.settle(server);
        world.give(acme, world.sun);
        li.settle(server);
        ASSERT_FALSE(li.customer(acme).has_value());
    }
    server.restored(12);
    li.settle(server);
    EXPECT_TRUE(world.ledger.find(catalog::customer, *beta));
    EXPECT_EQ(li.pending(), 0);
    EXPECT_NE(li.engine->status(*li.store)->state, sync::SyncStatus::State::stopped);
}

TEST_F(EngineTest, acknowledged_groups_are_dropped_after_thirty_days) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    const auto groups = [&] { return *li.store->database().integer("SELECT count(*) FROM journal_groups"); };
    for (int day = 0; day < 40; ++day) {
        li.log(acme, "visit");
        li.settle(server);
        world.clock.advance(day_ms);
    }
    EXPECT_GE(groups(), 30);
    EXPECT_LE(groups(), 33);
}

TEST_F(EngineTest, json_and_binary_lead_to_the_same) {
    sync::EngineOptions options;
    options.encoding = sync::Encoding::json;
    Phone wang(world, world.wang, folder.file("wang.db"), options);
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    wang.settle(server);
    wang.rename(acme, "by JSON");
    wang.settle(server);
    li.settle(server);
    EXPECT_EQ(*li.customer(acme), *wang.customer(acme));
    EXPECT_EQ(li.customer(acme)->text(catalog::customer.at("name")), "by JSON");
}

TEST_F(EngineTest, a_phone_says_whose_it_is_before_the_first_pull_and_takes_the_servers_rows_after_it) {
    const auto name_of = [&](const core::Entity& entity, const core::Uuid& id) {
        const auto row = li.store->read().get(entity, id);
        EXPECT_TRUE(row.ok());
        return row.ok() ? std::string(row->text(entity.position("name"))) : std::string();
    };
    EXPECT_EQ(name_of(catalog::user, world.li), "as enrolled");
    EXPECT_EQ(name_of(catalog::organisation, world.org), "as enrolled");
    li.settle(server);
    EXPECT_EQ(name_of(catalog::user, world.li), "Li");
    EXPECT_NE(li.store->read().get(catalog::user, world.li)->clocks.row, core::Stamp{});
}

TEST_F(EngineTest, a_second_user_cannot_take_over_a_store) {
    li.file_customer("Acme");
    sync::EnrolReply reply;
    reply.org = world.org;
    reply.user = world.zhao;
    const auto recorded = sync::record_enrolment(*li.store, "http://server", reply);
    ASSERT_FALSE(recorded.ok());
    EXPECT_EQ(recorded.error().code, ErrorCode::already_exists);
}

}  // namespace
}  // namespace fieldfare
