// What a push or a pull costs must not grow with the organisation: no statement may walk a table, or all of an
// organisation's part of one.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <regex>

#include "core/catalog/entities.h"
#include "tests/unit/sync/authority_world.h"

namespace fieldfare {
namespace {

namespace catalog = core::catalog;
using tests::AuthorityWorld;

std::vector<std::string> prepared_texts(sqlite3* database) {
    std::vector<std::string> texts;
    for (auto* each = sqlite3_next_stmt(database, nullptr); each != nullptr; each = sqlite3_next_stmt(database, each)) {
        texts.emplace_back(sqlite3_sql(each));
    }
    return texts;
}

std::vector<std::string> plan_of(sqlite3* database, const std::string& text) {
    std::vector<std::string> steps;
    sqlite3_stmt* explain = nullptr;
    const auto question = "EXPLAIN QUERY PLAN " + text;
    EXPECT_EQ(sqlite3_prepare_v2(database, question.c_str(), -1, &explain, nullptr), SQLITE_OK) << text;
    while (sqlite3_step(explain) == SQLITE_ROW) {
        steps.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(explain, 3)));
    }
    sqlite3_finalize(explain);
    return steps;
}

// The greatest of a key is found at its end, which the plan does not tell.
bool seeks_the_end(const std::string& text) {
    return text.find("MAX(number)") != std::string::npos;
}

// An organisation has few of these, whatever its size.
bool is_small(const std::string& step) {
    static const std::regex small(R"((SCAN|SEARCH) (custom_field|organisation|server)\b.*)");
    return std::regex_match(step, small);
}

bool walks(const std::string& step) {
    static const std::regex whole(R"(SCAN (?!CONSTANT ROW|json_each).*|SEARCH .*\(org=\?\))");
    return std::regex_match(step, whole) && !is_small(step);
}

TEST(QueryPlan, a_push_walks_no_table) {
    AuthorityWorld world;
    auto& li = world.enrol(world.li);
    auto& wang = world.enrol(world.wang);
    const auto acme = world.id();
    const auto late = world.id();
    using Fate = sync::Verdict::Kind;
    EXPECT_EQ(world.save(li, {world.new_customer(li, acme, world.li)}).kind, Fate::applied);
    EXPECT_EQ(world.save(li, {world.new_visit(li, world.id(), acme)}).kind, Fate::applied);
    EXPECT_EQ(world.save(li, {world.new_visit(li, world.id(), late)}).kind, Fate::waiting);
    EXPECT_EQ(world.save(li, {world.new_customer(li, late, world.li)}).kind, Fate::applied);
    // Both from the same base: one wins, the other stands in the conflicts.
    const auto mine = world.set_name(li, acme, "mine");
    const auto hers = world.set_name(wang, acme, "hers");
    EXPECT_EQ(world.save(li, {mine}).kind, Fate::applied);
    EXPECT_EQ(world.save(wang, {hers}).kind, Fate::merged);
    EXPECT_EQ(world.save(wang, {world.set_field(wang, acme, catalog::customer.at("owner"), world.zhao)}).kind,
              Fate::applied);

    auto* database = world.ledger.database().raw();
    std::size_t seen = 0;
    for (const auto& text : prepared_texts(database)) {
        if (seeks_the_end(text)) continue;
        for (const auto& step : plan_of(database, text)) {
            ++seen;
            EXPECT_FALSE(walks(step)) << step << "\n  in " << text;
        }
    }
    EXPECT_GT(seen, 10u);
}

}  // namespace
}  // namespace fieldfare
