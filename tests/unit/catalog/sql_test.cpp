#include "core/catalog/emit/sql.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <memory>

#include "core/catalog/entities.h"

// What the emitters write is handed to the real SQLite.
namespace fieldfare::core::emit {
namespace {

struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Close>;

class Sql : public ::testing::TestWithParam<Flavour> {
  protected:
    void SetUp() override {
        sqlite3* opened = nullptr;
        ASSERT_EQ(sqlite3_open(":memory:", &opened), SQLITE_OK);
        database_.reset(opened);
        run(schema(GetParam()));
    }

    void run(const std::string& script) {
        ASSERT_EQ(sqlite3_exec(database_.get(), script.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
            << sqlite3_errmsg(database_.get());
    }

    Statement prepare(const std::string& text) {
        sqlite3_stmt* statement = nullptr;
        EXPECT_EQ(sqlite3_prepare_v2(database_.get(), text.c_str(), -1, &statement, nullptr), SQLITE_OK)
            << text << "\n"
            << sqlite3_errmsg(database_.get());
        return Statement(statement);
    }

    std::string plan(const std::string& query) {
        const auto statement = prepare("EXPLAIN QUERY PLAN " + query);
        std::string text;
        while (sqlite3_step(statement.get()) == SQLITE_ROW) {
            text += reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), 3));
        }
        return text;
    }

    Database database_;
};

TEST_P(Sql, EveryStatementPrepares) {
    for (const auto* entity : entities()) {
        const auto texts = statements(*entity, GetParam());
        const auto count = static_cast<int>(columns(*entity, GetParam()).size());
        EXPECT_EQ(sqlite3_bind_parameter_count(prepare(texts.insert).get()), count);
        EXPECT_EQ(sqlite3_bind_parameter_count(prepare(texts.upsert).get()), count);
        EXPECT_EQ(sqlite3_column_count(prepare(texts.select_by_id).get()), count);
        EXPECT_EQ(sqlite3_column_count(prepare(texts.select).get()), count);
        EXPECT_NE(prepare(texts.erase), nullptr);
    }
}

TEST_P(Sql, UpsertKeepsTheRowsInnerNumber) {
    const auto& team = catalog::team;
    const auto names = columns(team, GetParam());
    const auto write = [&](std::string_view name) {
        const auto statement = prepare(statements(team, GetParam()).upsert);
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto at = static_cast<int>(i + 1);
            if (names[i] == "id") {
                sqlite3_bind_blob(statement.get(), at, "0123456789abcdef", 16, SQLITE_STATIC);
            } else if (names[i] == "name") {
                sqlite3_bind_text(statement.get(), at, name.data(), static_cast<int>(name.size()), SQLITE_TRANSIENT);
            } else if (names[i] == "org" || (names[i].starts_with("_") && names[i] != "_clocks")) {
                sqlite3_bind_int64(statement.get(), at, 1);
            }
        }
        EXPECT_EQ(sqlite3_step(statement.get()), SQLITE_DONE) << sqlite3_errmsg(database_.get());
    };
    write("east");
    run("UPDATE team SET _row = 77");
    write("west");
    const auto statement = prepare("SELECT _row, name, (SELECT count(*) FROM team) FROM team");
    ASSERT_EQ(sqlite3_step(statement.get()), SQLITE_ROW);
    EXPECT_EQ(sqlite3_column_int64(statement.get(), 0), 77);
    EXPECT_STREQ(reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), 1)), "west");
    EXPECT_EQ(sqlite3_column_int64(statement.get(), 2), 1);
}

TEST_P(Sql, TimelineNeedsNoSort) {
    const std::string org = GetParam() == Flavour::sqlite_server ? "org = 1 AND " : "";
    const auto used = plan("SELECT note FROM interaction WHERE " + org + "customer = x'00' ORDER BY started_at DESC");
    EXPECT_NE(used.find("interaction_by_customer"), std::string::npos) << used;
    EXPECT_EQ(used.find("TEMP B-TREE"), std::string::npos) << used;
}

TEST_P(Sql, PartialIndexServesEquality) {
    const std::string org = GetParam() == Flavour::sqlite_server ? "org = 1 AND " : "";
    const auto used = plan("SELECT name FROM customer WHERE " + org + "credit_code = '91'");
    EXPECT_NE(used.find("customer_by_credit_code"), std::string::npos) << used;
}

TEST_P(Sql, NewFieldIsOneStatement) {
    Field field;
    field.name = "nickname";
    run(add_column(catalog::customer, field, GetParam()));
    EXPECT_NE(prepare("SELECT nickname FROM customer"), nullptr);
}

TEST_P(Sql, TablesAreStrict) {
    const auto statement =
        prepare("INSERT INTO team (id, name, _stamp, _device" +
                std::string(GetParam() == Flavour::sqlite_server ? ", org, _seq" : "") +
                ") VALUES (x'00', 'n', 'soon', 1" + (GetParam() == Flavour::sqlite_server ? ", 1, 1)" : ")"));
    EXPECT_EQ(sqlite3_step(statement.get()), SQLITE_CONSTRAINT);
}

INSTANTIATE_TEST_SUITE_P(Flavours, Sql, ::testing::Values(Flavour::sqlite_device, Flavour::sqlite_server),
                         [](const auto& chosen) {
                             return chosen.param == Flavour::sqlite_device ? "device" : "server";
                         });

TEST(SqlTexts, ServerKeysBeginWithTheOrganisation) {
    for (const auto flavour : {Flavour::sqlite_server, Flavour::postgresql}) {
        for (const auto* entity : entities()) {
            EXPECT_NE(create_table(*entity, flavour).find("(\"org\", \"id\")"), std::string::npos);
            for (const auto& index : create_indexes(*entity, flavour)) {
                EXPECT_NE(index.find("(\"org\", "), std::string::npos) << index;
            }
        }
    }
}

TEST(SqlTexts, PostgresqlPlaceholdersAreNumbered) {
    const auto texts = statements(catalog::team, Flavour::postgresql);
    EXPECT_NE(texts.insert.find("VALUES ($1, $2, "), std::string::npos) << texts.insert;
    EXPECT_NE(texts.select_by_id.find("WHERE \"org\" = $1 AND \"id\" = $2"), std::string::npos) << texts.select_by_id;
}

}  // namespace
}  // namespace fieldfare::core::emit
