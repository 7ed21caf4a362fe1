// A class of fields is hidden from the phone's user: nothing of it is left in book, index, journal and file, and the
// phone knows that it is hidden.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/customers/customers.h"
#include "core/search/search.h"
#include "core/store/masks.h"
#include "tests/unit/sync/engine_world.h"

namespace fieldfare::tests {
namespace {

namespace catalog = core::catalog;

class Masked : public testing::Test {
  protected:
    void settle(Phone& phone) {
        phone.engine->wake();
        phone.settle(server);
        while (core::search::index_step(*phone.store).value() > 0) {
        }
        if (phone.store->worth_checkpoint()) {
            ASSERT_TRUE(phone.store->checkpoint().ok());
        }
    }
    core::Uuid add_card(Phone& phone, const core::Uuid& customer, const std::string& number) {
        const core::FieldValues fields{{catalog::contact.at("name"), std::string("张经理")},
                                       {catalog::contact.at("phone"), number}};
        return core::customers::add_contact(*phone.store, customer, fields).value();
    }
    static bool holds(const Phone& phone, const std::string& text) {
        for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(phone.path).parent_path())) {
            if (!entry.path().filename().string().starts_with(std::filesystem::path(phone.path).filename().string()))
                continue;
            std::ifstream in(entry.path(), std::ios::binary);
            std::stringstream all;
            all << in.rdbuf();
            if (all.str().find(text) != std::string::npos) return true;
        }
        return false;
    }
    void mask(core::Classes classes) {
        ASSERT_TRUE(world.authority.mask(*world.ledger, world.org, "lead", classes).ok());
    }

    AuthorityWorld world;
    EngineServer server{world};
    Folder folder;
    Phone li{world, world.li, folder.file("li.db")};
    Phone wang{world, world.wang, folder.file("wang.db")};
};

TEST_F(Masked, WhatWasHeldIsGoneFromThePhone) {
    const auto acme = li.file_customer("Acme");
    add_card(li, acme, "qwvzxkjh");
    settle(li);
    settle(wang);
    const auto own_card = add_card(wang, acme, "plmoknij");
    settle(wang);
    ASSERT_TRUE(holds(wang, "qwvzxkjh")) << "this check could find it";
    ASSERT_TRUE(holds(wang, "plmoknij"));
    EXPECT_TRUE(core::masks::of(wang.store->read(), acme)->none());

    mask(core::Classes::every());
    settle(wang);
    EXPECT_FALSE(wang.row(catalog::contact, own_card)->has(catalog::contact.at("phone")));
    for (const auto* words : {"qwvzxkjh", "plmoknij", "wvzxkjh", "lmoknij"}) EXPECT_FALSE(holds(wang, words)) << words;
    EXPECT_EQ(core::masks::of(wang.store->read(), acme).value(), core::Classes::every());
    EXPECT_EQ(core::masks::of(wang.store->read(), *wang.row(catalog::contact, own_card)).value(),
              core::Classes::every());
    EXPECT_TRUE(core::search::customers(wang.store->read(), "plmoknij").value().empty());

    mask({});
    settle(wang);
    EXPECT_EQ(wang.row(catalog::contact, own_card)->text(catalog::contact.at("phone")), "plmoknij");
    EXPECT_TRUE(core::masks::of(wang.store->read(), acme)->none());
}

TEST_F(Masked, APhoneThatDiesBeforeItsLogIsMovedFinishesLater) {
    const auto acme = li.file_customer("Acme");
    add_card(li, acme, "qwvzxkjh");
    settle(li);
    settle(wang);
    mask(core::Classes::every());
    wang.engine->wake();
    wang.settle(server);
    wang.restart();
    settle(wang);
    EXPECT_FALSE(holds(wang, "qwvzxkjh"));
}

TEST_F(Masked, WhatIsUnsentGoesFirst) {
    const auto acme = li.file_customer("Acme");
    settle(li);
    settle(wang);
    const auto card = add_card(wang, acme, "qwvzxkjh");
    world.clock.advance(60'000);
    mask(core::Classes::every());
    settle(wang);
    EXPECT_EQ(wang.pending(), 0);
    EXPECT_FALSE(holds(wang, "qwvzxkjh"));
    settle(li);
    EXPECT_EQ(li.row(catalog::contact, card)->text(catalog::contact.at("phone")), "qwvzxkjh");
}

TEST_F(Masked, NothingIsKnownOfACustomerThatHasLeft) {
    const auto acme = li.file_customer("Acme");
    settle(li);
    mask(core::Classes::every());
    settle(wang);
    EXPECT_FALSE(core::masks::of(wang.store->read(), acme)->none());
    world.give(acme, world.sun);
    settle(wang);
    EXPECT_FALSE(wang.customer(acme));
    EXPECT_TRUE(core::masks::of(wang.store->read(), acme)->none());
}

}  // namespace
}  // namespace fieldfare::tests
