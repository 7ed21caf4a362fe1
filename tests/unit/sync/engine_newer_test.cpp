// A phone with an earlier version of the program than its server's, which learns more fields and entities later.
#include "core/catalog/earlier.h"
#include "core/store/newer.h"
#include "core/visits/log_visit.h"
#include "sync/client/upgrade.h"
#include "tests/unit/sync/engine_world.h"

namespace fieldfare::tests {
namespace {

namespace catalog = core::catalog;

// It knows no contacts, and of a visit nothing beyond the note.
constexpr core::EarlierCatalog no_contacts{&catalog::contact, &catalog::interaction,
                                           catalog::interaction.at("feedback")};
// Of a contact it knows the customer and the name.
constexpr core::EarlierCatalog short_contacts{nullptr, &catalog::contact, catalog::contact.at("title")};

struct NewerTest : EngineTest {
    Phone office{world, world.li, folder.file("office.db")};  // of the same person, up to date
    core::Uuid acme = office.file_customer("Acme");
    core::Uuid visit = office.log(acme, "a visit");
    core::Uuid contact;

    void SetUp() override {
        const core::FieldValues fields{{catalog::contact.at("name"), std::string("Chen")},
                                       {catalog::contact.at("title"), std::string("Buyer")},
                                       {catalog::contact.at("preferred_channels"), core::StringSet{"phone", "wechat"}}};
        contact = core::customers::add_contact(*office.store, acme, fields).value();
        praise("liked it");
        office.settle(server);
    }
    void praise(const std::string& words) {
        const auto seen = office.row(catalog::interaction, visit);
        ASSERT_TRUE(core::visits::complete_later(*office.store, *seen,
                                                 {{catalog::interaction.at("feedback"), core::Value{words}}}));
    }
    void settle_as(const core::EarlierCatalog& earlier) {
        const core::AsEarlier guard(&earlier);
        li.engine->wake();
        li.settle(server);
    }
    core::Digest expected() { return *world.ledger->digest(sync::audience_of(li.principal)); }
    std::int64_t kept() { return li.store->database().integer("SELECT count(*) FROM newer").value(); }
    void expect_all() {
        for (const auto& [entity, id] :
             {std::pair(&catalog::customer, acme), {&catalog::interaction, visit}, {&catalog::contact, contact}}) {
            EXPECT_EQ(li.row(*entity, id), office.row(*entity, id));
        }
        EXPECT_EQ(kept(), 0);
        EXPECT_EQ(li.store->digest(), expected());
    }
};

TEST_F(NewerTest, what_it_does_not_know_counts_in_the_digest_and_joins_the_book_with_the_next_version) {
    settle_as(no_contacts);
    EXPECT_FALSE(li.row(catalog::contact, contact).has_value());
    EXPECT_EQ(li.row(catalog::interaction, visit)->text(catalog::interaction.at("feedback")), "");
    EXPECT_EQ(kept(), 2);
    EXPECT_EQ(li.store->digest(), expected());
    ASSERT_TRUE(sync::take_up_newer(*li.store));
    expect_all();
}

TEST_F(NewerTest, its_own_edits_take_nothing_away_of_what_it_does_not_know) {
    settle_as(short_contacts);
    const auto seen = li.row(catalog::contact, contact);
    ASSERT_TRUE(seen.has_value());
    EXPECT_EQ(seen->text(catalog::contact.at("title")), "");
    ASSERT_TRUE(
        core::customers::edit_contact(*li.store, *seen, {{catalog::contact.at("name"), std::string("Chen Li")}}));
    settle_as(short_contacts);
    office.engine->wake();
    office.settle(server);
    const auto stands = office.row(catalog::contact, contact);
    EXPECT_EQ(stands->text(catalog::contact.at("name")), "Chen Li");
    EXPECT_EQ(stands->text(catalog::contact.at("title")), "Buyer");
    ASSERT_TRUE(sync::take_up_newer(*li.store));
    expect_all();
}

TEST_F(NewerTest, an_element_that_was_taken_away_meanwhile_stays_away) {
    settle_as(short_contacts);
    const auto seen = office.row(catalog::contact, contact);
    ASSERT_TRUE(core::customers::edit_contact(*office.store, *seen,
                                              {{catalog::contact.at("preferred_channels"), core::StringSet{"phone"}}}));
    office.settle(server);
    settle_as(short_contacts);
    EXPECT_EQ(li.store->digest(), expected());
    ASSERT_TRUE(sync::take_up_newer(*li.store));
    expect_all();
}

TEST_F(NewerTest, a_later_version_of_the_row_takes_the_place_of_the_former) {
    settle_as(no_contacts);
    praise("liked it very much");
    office.settle(server);
    settle_as(no_contacts);
    EXPECT_EQ(kept(), 2);
    ASSERT_TRUE(sync::take_up_newer(*li.store));
    expect_all();
}

TEST_F(NewerTest, what_leaves_takes_it_along) {
    settle_as(no_contacts);
    ASSERT_EQ(kept(), 2);
    world.give(acme, world.sun);
    settle_as(no_contacts);
    EXPECT_FALSE(li.customer(acme).has_value());
    EXPECT_EQ(kept(), 0);
    EXPECT_EQ(li.store->digest(), expected());
}

TEST_F(NewerTest, a_lost_row_of_an_unknown_entity_comes_back_as_it_is) {
    settle_as(no_contacts);
    auto transaction = li.store->begin();
    ASSERT_TRUE(core::newer::forget(*transaction, catalog::contact.id, contact));
    ASSERT_TRUE(transaction->commit().ok());
    ASSERT_NE(li.store->digest(), expected());
    settle_as(no_contacts);
    EXPECT_EQ(li.store->digest(), expected());
    ASSERT_TRUE(sync::take_up_newer(*li.store));
    expect_all();
}

}  // namespace
}  // namespace fieldfare::tests
