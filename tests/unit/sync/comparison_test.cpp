// A phone whose book is not what the server says it should be.
#include "tests/unit/sync/engine_world.h"

namespace fieldfare {
namespace {

namespace catalog = core::catalog;
namespace journal = core::journal;
using core::Uuid;
using tests::EngineTest;
using tests::Phone;

struct ComparisonTest : EngineTest {
    // Behind the engine's back, as a fault of the program would.
    void spoil(const std::function<core::Status(core::Transaction&)>& wrong) {
        auto transaction = li.store->begin();
        ASSERT_TRUE(wrong(*transaction).ok());
        ASSERT_TRUE(transaction->commit().ok());
    }
    void lose(const core::Entity& entity, const Uuid& id) {
        spoil([&](core::Transaction& transaction) { return transaction.erase(entity, id); });
    }
    core::book_digest::Record book() { return *core::book_digest::record(li.store->read()); }
    core::Digest expected() { return *world.ledger->digest(sync::audience_of(li.principal)); }
    // Lets the next request come through and gives its path.
    std::string step() {
        const auto request = li.next();
        if (!request) return "";
        EXPECT_FALSE(li.absorb(*request, server.answer(li.principal, *request)).error);
        return request->path.substr(0, request->path.find('?'));
    }
};

TEST_F(ComparisonTest, equal_books_are_found_equal_and_nothing_is_asked) {
    const auto acme = li.file_customer("Acme");
    li.log(acme, "a visit");
    li.settle(server);
    EXPECT_EQ(li.store->digest(), expected());
    EXPECT_EQ(book().repaired, 0);
    EXPECT_EQ(book().compared_at, world.clock.wall());
    li.engine->wake();
    EXPECT_EQ(step(), sync::path::pull);
    EXPECT_EQ(step(), "");
}

// JSON passes over what this version does not know, so that the two could differ for ever.
TEST_F(ComparisonTest, a_client_of_the_json_form_compares_nothing) {
    sync::EngineOptions options;
    options.encoding = sync::Encoding::json;
    Phone json(world, world.li, folder.file("json.db"), options);
    const auto acme = json.file_customer("Acme");
    json.settle(server);
    auto transaction = json.store->begin();
    ASSERT_TRUE(transaction->erase(catalog::customer, acme).ok());
    ASSERT_TRUE(transaction->commit().ok());
    json.engine->wake();
    const auto pull = json.next();
    ASSERT_TRUE(pull && pull->path.starts_with(sync::path::pull));
    EXPECT_FALSE(json.absorb(*pull, server.answer(json.principal, *pull)).error);
    EXPECT_FALSE(json.next().has_value());
}

TEST_F(ComparisonTest, a_lost_row_comes_back_by_itself) {
    const auto acme = li.file_customer("Acme");
    const auto visit = li.log(acme, "a visit");
    li.settle(server);
    lose(catalog::interaction, visit);
    li.engine->wake();
    EXPECT_EQ(step(), sync::path::pull);
    EXPECT_EQ(step(), sync::path::digest);
    EXPECT_EQ(step(), sync::path::repair);
    ASSERT_TRUE(li.row(catalog::interaction, visit).has_value());
    EXPECT_EQ(step(), sync::path::pull);
    EXPECT_EQ(step(), "");
    EXPECT_EQ(book().repaired, 1);
    EXPECT_EQ(li.store->digest(), expected());
}

TEST_F(ComparisonTest, many_lost_rows_come_back_in_as_many_parts) {
    std::vector<Uuid> all;
    all.reserve(20);
    for (int i = 0; i < 20; ++i) all.push_back(li.file_customer("Acme " + std::to_string(i)));
    li.settle(server);
    for (const auto& id : all) lose(catalog::customer, id);
    li.settle(server);
    for (const auto& id : all) EXPECT_TRUE(li.customer(id).has_value());
    EXPECT_EQ(li.store->digest(), expected());
    EXPECT_EQ(book().repaired, 20);
}

TEST_F(ComparisonTest, an_older_version_is_made_good_and_a_newer_one_stays) {
    const auto acme = li.file_customer("Acme");
    const auto beta = li.file_customer("Beta");
    li.settle(server);
    spoil([&](core::Transaction& transaction) -> core::Status {
        auto older = *li.customer(acme);
        older.clocks.row.time.packed -= 5;
        older.values[catalog::customer.at("name")] = std::string("as it never was");
        FF_TRY(transaction.put(older));
        auto newer = *li.customer(beta);
        newer.clocks.set({{catalog::customer.fields[catalog::customer.at("name")].id, ""},
                          {core::Hlc{newer.clocks.row.time.packed + 5}, 9},
                          {}});
        newer.values[catalog::customer.at("name")] = std::string("seen before the server was set back");
        return transaction.put(newer);
    });
    li.settle(server);
    EXPECT_EQ(*li.customer(acme), world.customer(acme));
    EXPECT_EQ(li.customer(beta)->text(catalog::customer.at("name")), "seen before the server was set back");
    EXPECT_EQ(book().repaired, 1);
    EXPECT_EQ(book().unknown, 1);
}

TEST_F(ComparisonTest, what_is_not_for_this_phone_is_purged_and_what_nobody_knows_is_kept) {
    li.file_customer("Acme");
    li.settle(server);
    auto& sun = world.enrol(world.sun);
    const auto foreign = world.id();
    world.save(sun, {world.new_customer(sun, foreign, world.sun)});
    const auto nobodys = world.id();
    spoil([&](core::Transaction& transaction) -> core::Status {
        FF_TRY(transaction.put(world.customer(foreign)));
        auto row = world.customer(foreign);
        row.id = nobodys;
        return transaction.put(row);
    });
    li.settle(server);
    EXPECT_FALSE(li.customer(foreign).has_value());
    EXPECT_TRUE(li.customer(nobodys).has_value());
    EXPECT_EQ(book().unknown, 1);
    lose(catalog::customer, nobodys);
    li.settle(server);
    EXPECT_EQ(book().unknown, 0) << "equal again";
}

TEST_F(ComparisonTest, what_was_erased_by_law_is_purged_by_a_phone_that_missed_it) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    const auto seq = world.ledger->next_seq().value();
    const auto erased = world.id();
    ASSERT_TRUE(world.ledger->mark_erased(erased, seq, true).ok());
    li.settle(server);
    spoil([&](core::Transaction& transaction) {
        auto row = world.customer(acme);
        row.id = erased;
        return transaction.put(row);
    });
    li.settle(server);
    EXPECT_FALSE(li.customer(erased).has_value());
    EXPECT_TRUE(li.customer(acme).has_value());
    EXPECT_EQ(book().unknown, 0);
    EXPECT_EQ(book().repaired, 1);
}

TEST_F(ComparisonTest, what_is_on_its_way_or_refused_is_no_difference) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    li.rename_in_vain(acme, "refused");
    li.settle(server);
    ASSERT_EQ(journal::counts(li.store->read())->quarantined, 1);
    EXPECT_EQ(book().repaired, 0);
    EXPECT_EQ(li.customer(acme)->text(catalog::customer.at("name")), "refused");
    // Beside it, something else is found and put right.
    const auto beta = li.file_customer("Beta");
    li.settle(server);
    lose(catalog::customer, beta);
    world.clock.advance(tests::day_ms);
    li.settle(server);
    EXPECT_TRUE(li.customer(beta).has_value());
    EXPECT_EQ(li.customer(acme)->text(catalog::customer.at("name")), "refused");
}

TEST_F(ComparisonTest, an_edit_made_while_the_answer_was_on_its_way_stays) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    spoil([&](core::Transaction& transaction) {
        auto older = *li.customer(acme);
        older.clocks.row.time.packed -= 5;
        return transaction.put(older);
    });
    li.engine->wake();
    step();
    step();
    const auto repair = li.next();
    ASSERT_EQ(repair->path, sync::path::repair);
    const auto answer = server.answer(li.principal, *repair);
    li.rename(acme, "newer than all");
    EXPECT_FALSE(li.absorb(*repair, answer).error);
    EXPECT_EQ(li.customer(acme)->text(catalog::customer.at("name")), "newer than all");
    li.settle(server);
    EXPECT_EQ(world.customer(acme).text(catalog::customer.at("name")), "newer than all");
    EXPECT_EQ(li.store->digest(), expected());
}

TEST_F(ComparisonTest, news_are_pulled_before_the_books_are_compared) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    lose(catalog::customer, acme);
    li.engine->wake();
    EXPECT_EQ(step(), sync::path::pull);
    const auto digest = li.next();
    ASSERT_EQ(digest->path, sync::path::digest);
    world.give(acme, world.sun);
    EXPECT_FALSE(li.absorb(*digest, server.answer(li.principal, *digest)).error) << "it is no failure";
    EXPECT_EQ(step(), sync::path::pull);
    EXPECT_EQ(step(), "") << "the customer left, and nothing is wrong any more";
}

TEST_F(ComparisonTest, damage_below_the_store_is_found_within_a_day) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    ASSERT_TRUE(li.store->database().execute("DELETE FROM customer").ok());
    li.settle(server);
    EXPECT_FALSE(li.customer(acme).has_value()) << "the kept digest knows nothing of it";
    world.clock.advance(tests::day_ms);
    li.settle(server);
    EXPECT_TRUE(li.customer(acme).has_value());
}

TEST_F(ComparisonTest, a_comparison_that_finds_nothing_is_not_made_again_at_once) {
    const auto acme = li.file_customer("Acme");
    li.settle(server);
    // The server keeps a wrong digest; the rows are right on both sides.
    ASSERT_TRUE(world.ledger->database().execute("UPDATE view_digest SET sum=zeroblob(16)").ok());
    EXPECT_LT(li.settle(server), 5);
    int asked = 0;
    for (int minute = 0; minute < 60; ++minute) {
        world.clock.advance(60'000);
        li.engine->wake();
        for (auto path = step(); !path.empty(); path = step()) asked += path == sync::path::digest ? 1 : 0;
    }
    EXPECT_GT(asked, 0);
    EXPECT_LT(asked, 8);
    EXPECT_TRUE(li.customer(acme).has_value());
}

}  // namespace
}  // namespace fieldfare
