// A phone hears that something was erased by law: nothing of it is left, in its book, its index, its journal or its
// file.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/search/search.h"
#include "tests/unit/sync/engine_world.h"

namespace fieldfare::tests {
namespace {

namespace catalog = core::catalog;

class Erased : public testing::Test {
  protected:
    // On the server, with what is left of it there.
    void erase(const core::Uuid& id, const std::vector<core::RowKey>& theirs = {}) {
        const auto seq = world.ledger->next_seq().value();
        for (const auto& row : theirs) ASSERT_TRUE(world.ledger->take_row(row).ok());
        ASSERT_TRUE(world.ledger->take_row({&catalog::customer, id}).ok());
        ASSERT_TRUE(world.ledger->mark_erased(id, seq, true).ok());
    }
    void index() {
        while (core::search::index_step(*phone.store).value() > 0) {
        }
    }
    // In the database and whatever lies beside it.
    bool holds(const std::string& path, const std::string& text) {
        for (const auto& end : {"", "-wal", "-journal"}) {
            std::ifstream in(path + end, std::ios::binary);
            std::stringstream all;
            all << in.rdbuf();
            if (all.str().find(text) != std::string::npos) return true;
        }
        return false;
    }

    AuthorityWorld world;
    EngineServer server{world};
    Folder folder;
    Phone phone{world, world.li, folder.file("li.db")};
};

TEST_F(Erased, OfACustomerNothingIsLeft) {
    const auto other = phone.file_customer("Harmless Trading");
    const auto acme = phone.file_customer("Erasable Works");
    const auto visit = phone.log(acme, "Unforgettable words");
    phone.settle(server);
    index();
    ASSERT_TRUE(phone.store->checkpoint().ok());
    ASSERT_TRUE(holds(phone.path, "Erasable Works")) << "this check could find it";
    erase(acme, {{&catalog::interaction, visit}});
    phone.engine->wake();
    phone.settle(server);
    index();
    ASSERT_TRUE(phone.store->checkpoint().ok());
    EXPECT_FALSE(phone.customer(acme));
    EXPECT_TRUE(phone.customer(other));
    for (const auto* words : {"Erasable Works", "Unforgettable words", "erasable", "unforgettable"}) {
        EXPECT_FALSE(holds(phone.path, words)) << words;
    }
    EXPECT_TRUE(holds(phone.path, "Harmless Trading"));
}

TEST_F(Erased, WhatIsUnsentGoesFirstAndIsKeptNowhere) {
    const auto acme = phone.file_customer("Erasable Works");
    phone.settle(server);
    erase(acme);
    phone.rename(acme, "Erasable Renamed");
    const auto visit = phone.log(acme, "Unforgettable words");
    const auto lines = world.ledger.history_size();
    phone.engine->wake();
    phone.settle(server);
    EXPECT_EQ(phone.pending(), 0);
    EXPECT_FALSE(phone.customer(acme));
    EXPECT_FALSE(phone.row(catalog::interaction, visit));
    EXPECT_EQ(world.ledger.history_size(), lines);
    EXPECT_TRUE(world.ledger->erased(visit).value()) << "a later edit of it says nothing of its customer";
    EXPECT_TRUE(world.ledger->kept_of(phone.principal.device).value().empty());
}

TEST_F(Erased, WhatTheServerKeptAsideLeavesTheOutbox) {
    const auto acme = phone.file_customer("Erasable Works");
    phone.settle(server);
    phone.rename_in_vain(acme, "Erasable Refused");
    phone.settle(server);
    phone.refused();
    erase(acme);
    phone.engine->wake();
    phone.settle(server);
    EXPECT_TRUE(core::journal::outbox(phone.store->read()).value().empty());
    ASSERT_TRUE(phone.store->checkpoint().ok());
    EXPECT_FALSE(holds(phone.path, "Erasable Refused"));
}

}  // namespace
}  // namespace fieldfare::tests
