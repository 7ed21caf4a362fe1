#include <gtest/gtest.h>

#include "core/catalog/emit/forms.h"
#include "core/catalog/emit/sql.h"
#include "core/catalog/emit/typescript.h"
#include "tests/golden/golden.h"

namespace fieldfare::core::emit {
namespace {

using test::expect_golden;

std::string all_statements(Flavour flavour) {
    std::string text;
    for (const auto* entity : entities()) {
        const auto texts = statements(*entity, flavour);
        for (const auto& statement : {texts.insert, texts.upsert, texts.select, texts.select_by_id, texts.erase}) {
            text += statement + ";\n";
        }
    }
    return text;
}

TEST(Golden, SqliteOfAPhone) {
    expect_golden("tests/golden/sqlite_device.sql", schema(Flavour::sqlite_device));
    expect_golden("tests/golden/sqlite_device_statements.sql", all_statements(Flavour::sqlite_device));
}

TEST(Golden, SqliteOfAServer) {
    expect_golden("tests/golden/sqlite_server.sql", schema(Flavour::sqlite_server));
    expect_golden("tests/golden/sqlite_server_statements.sql", all_statements(Flavour::sqlite_server));
}

TEST(Golden, Postgresql) {
    expect_golden("tests/golden/postgresql.sql", schema(Flavour::postgresql));
    expect_golden("tests/golden/postgresql_statements.sql", all_statements(Flavour::postgresql));
}

TEST(Golden, Forms) {
    expect_golden("tests/golden/forms.json", forms());
}

TEST(Golden, Labels) {
    expect_golden("tests/golden/labels.tsv", labels());
}

// The dashboard's module is its own golden file, so that it can never fall behind the catalog.
TEST(Golden, Typescript) {
    expect_golden("server/web/src/catalog/generated.ts", typescript());
}

}  // namespace
}  // namespace fieldfare::core::emit
