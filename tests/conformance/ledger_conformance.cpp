#include <gtest/gtest.h>

#include <map>
#include <set>

#include "core/catalog/entities.h"
#include "core/rows/codec.h"
#include "sync/authority/authority.h"
#include "tests/support/fake_clock.h"
#include "tests/support/open_ledger.h"

// What the authority may rely on, whatever store stands behind it.
namespace fieldfare {
namespace {

using core::Row;
using core::Uuid;
using core::catalog::customer;
using core::catalog::interaction;
using sync::Audience;
using sync::Cursor;
using sync::PullItem;
using sync::Seq;

constexpr core::WallMs start = 1'760'000'000'000;

Uuid id_of(std::uint8_t kind, std::uint8_t number) {
    Uuid id;
    id.bytes[0] = kind;
    id.bytes[15] = number;
    return id;
}

// A second store joins by becoming a parameter of this fixture.
class LedgerConformance : public ::testing::Test {
  protected:
    sync::Ledger& ledger() { return *store_; }
    Seq seq() { return ledger().next_seq().value(); }

    Row customer_row(std::uint8_t number, std::string name = "客户", std::uint64_t time = 100) {
        Row row(customer, id_of(6, number));
        row.values[customer.at("name")] = std::move(name);
        row.clocks.row = {core::Hlc{time}, 1};
        return row;
    }
    Row visit_row(std::uint8_t number, std::uint8_t of) {
        Row row(interaction, id_of(7, number));
        row.values[interaction.at("customer")] = id_of(6, of);
        row.values[interaction.at("started_at")] = std::int64_t{start};
        row.clocks.row = {core::Hlc{200}, 1};
        return row;
    }
    void put(const Row& row, Seq at) {
        const auto before = ledger().row(*row.entity, row.id);
        ASSERT_TRUE(before.ok());
        ASSERT_TRUE(ledger().put_row(row, before->get(), sync::scope_of(row), at).ok());
    }
    void see(std::uint8_t number, const std::vector<Uuid>& circles, Seq at) {
        ASSERT_TRUE(ledger().set_audience(id_of(6, number), circles, at, start).ok());
    }
    std::vector<PullItem> pull(const Audience& audience, const Cursor& after = {}) {
        std::vector<PullItem> items;
        EXPECT_TRUE(ledger()
                        .visible_after(audience, after,
                                       [&](PullItem&& item) {
                                           items.push_back(std::move(item));
                                           return true;
                                       })
                        .ok());
        return items;
    }
    // Somebody who stands in his own circle, and in these.
    Audience person(const Uuid& id, const std::vector<Uuid>& circles = {}, Seq at = 0, core::Classes masked = {}) {
        Audience audience;
        audience.user = id;
        std::vector<sync::Standing> standings{{id, {}}};
        for (const auto& circle : circles) standings.push_back({circle, masked});
        EXPECT_TRUE(ledger().set_membership(id, standings, at, start).ok());
        return audience;
    }
    const Uuid li = id_of(3, 1);
    const Uuid zhao = id_of(3, 2);
    tests::FakeClock clock_{start};
    core::SeededRandom random_{7};
    tests::OpenLedger store_{clock_, random_};
};

TEST_F(LedgerConformance, SeqIsGaplessAndComesBackWithARollback) {
    EXPECT_EQ(ledger().head().value(), 0U);
    EXPECT_EQ(seq(), 1U);
    {
        const auto undone = store_.savepoint();
        EXPECT_EQ(seq(), 2U);
    }
    EXPECT_EQ(ledger().head().value(), 1U);
    EXPECT_EQ(seq(), 2U);
}

TEST_F(LedgerConformance, RowsComeBackAsTheyWerePut) {
    auto row = customer_row(1, "张伟便利店");
    row.values[customer.at("aliases")] = core::StringSet{"张记", "老张"};
    row.values[customer.at("custom")] =
        core::ScalarMap{{"parking", std::string("地下二层")}, {"floors", std::int64_t{3}}};
    row.values[customer.at("latitude")] = 31.25;
    row.clocks.set({{customer.fields[customer.at("name")].id, ""}, {core::Hlc{150}, 2}, {}});
    const auto at = seq();
    put(row, at);
    EXPECT_EQ(*ledger().row(customer, row.id).value(), row);
    EXPECT_EQ(ledger().row(customer, id_of(6, 99)).value(), nullptr);

    row.values[customer.at("aliases")] = core::Value{};
    row.clocks.deletion = core::Deletion{{core::Hlc{300}, 1}, row.clocks.row, row.clocks.cells};
    put(row, seq());
    const auto found = ledger().row(customer, row.id).value();
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(*found, row);
    EXPECT_TRUE(found->deleted());
}

TEST_F(LedgerConformance, TheDigestIsWhatTheVisibleRowsComeTo) {
    const auto li_sees = person(li);
    const auto zhao_sees = person(zhao);
    const auto come_to = [&](const Audience& audience) {
        core::Digest sum;
        EXPECT_TRUE(ledger()
                        .visible_clocks(audience,
                                        [&](const core::Entity& entity, const Uuid& id, const core::Clocks& clocks) {
                                            sum += core::digest_of(entity, id, clocks);
                                            return core::Status{};
                                        })
                        .ok());
        return sum;
    };
    std::set<core::Digest, decltype([](const auto& a, const auto& b) { return a.hex() < b.hex(); })> seen;
    const auto check = [&](const char* when) {
        for (const auto& audience : {li_sees, zhao_sees}) {
            EXPECT_EQ(ledger().digest(audience).value(), come_to(audience)) << when;
            seen.insert(come_to(audience));
        }
    };
    check("nothing there");
    put(customer_row(1), seq());
    check("a customer that nobody sees yet");
    see(1, {li}, seq());
    check("shown to one");
    put(visit_row(1, 1), seq());
    check("a visit");
    put(customer_row(1, "改名", 150), seq());
    check("a newer version");
    const auto at = seq();
    put(visit_row(2, 1), at);
    see(1, {li, zhao}, at);
    put(visit_row(3, 1), at);
    check("shared within a group");
    put(customer_row(2), seq());
    see(2, {zhao}, seq());
    check("another's");
    see(1, {zhao}, seq());
    check("taken away");
    {
        const auto undone = store_.savepoint();
        put(customer_row(2, "白写", 190), seq());
        see(2, {li}, seq());
        check("within a part that is undone");
    }
    check("after it was undone");
    person(li, {zhao}, seq());
    check("who stands in another's circle");
    EXPECT_EQ(ledger().digest(li_sees).value(), ledger().digest(zhao_sees).value());
    EXPECT_GE(seen.size(), 7U) << "the checks compared something";
}

TEST_F(LedgerConformance, APullSeesOnlyWhatTheCirclesShare) {
    const auto first = seq();
    put(customer_row(1), first);
    see(1, {li}, first);
    const auto second = seq();
    put(customer_row(2), second);
    see(2, {zhao}, second);

    const auto of_li = pull(person(li));
    ASSERT_EQ(of_li.size(), 1U);
    EXPECT_EQ(of_li[0].row->id, id_of(6, 1));
    EXPECT_EQ(of_li[0].seq, first);
    Audience everything;
    everything.everything = true;
    EXPECT_EQ(pull(everything).size(), 2U);
    EXPECT_TRUE(pull(person(li), {first, 0, {}}).empty());
}

TEST_F(LedgerConformance, AGainedCustomerComesWholeWhereTheViewBegan) {
    const auto first = seq();
    put(customer_row(1), first);
    see(1, {li}, first);
    const auto second = seq();
    put(visit_row(1, 1), second);
    const auto third = seq();
    see(1, {li, zhao}, third);

    // Zhao has heard of everything up to the second; the customer and its visit are older, and new to him.
    const auto items = pull(person(zhao), {second, 0, {}});
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[0].row->entity, &customer);
    EXPECT_EQ(items[1].row->entity, &interaction);
    EXPECT_EQ(items[0].seq, third);
    EXPECT_EQ(items[1].seq, third);
    // Half of it sent: the rest comes from the position inside the group.
    const auto rest = pull(person(zhao), {third, customer.id, id_of(6, 1)});
    ASSERT_EQ(rest.size(), 1U);
    EXPECT_EQ(rest[0].row->entity, &interaction);
    // Li saw it all along.
    EXPECT_TRUE(pull(person(li), {second, 0, {}}).empty());
}

TEST_F(LedgerConformance, ALostCustomerIsAnExitAndNothingElse) {
    const auto first = seq();
    put(customer_row(1), first);
    see(1, {li}, first);
    const auto second = seq();
    see(1, {zhao}, second);
    put(customer_row(1, "新名字", 120), second);

    const auto items = pull(person(li), {first, 0, {}});
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].exit, id_of(6, 1));
    EXPECT_EQ(items[0].seq, second);
    EXPECT_EQ(ledger().left_at(id_of(6, 1), li, {}).value(), start);
    person(zhao);
    EXPECT_FALSE(ledger().left_at(id_of(6, 1), zhao, {}).value().has_value());
    EXPECT_FALSE(ledger().left_at(id_of(6, 1), id_of(3, 9), {}).value().has_value());
}

TEST_F(LedgerConformance, WhoComesIntoACircleGetsItsCustomersAndWhoLeavesItLosesThem) {
    const auto team = id_of(2, 1);
    const auto first = seq();
    put(customer_row(1), first);
    see(1, {zhao, team}, first);
    person(li);
    EXPECT_TRUE(pull(person(li), {first, 0, {}}).empty());
    EXPECT_FALSE(ledger().left_at(id_of(6, 1), li, {}).value().has_value());

    const auto promoted = seq();
    const auto lead = person(li, {team}, promoted);
    const auto gained = pull(lead, {first, 0, {}});
    ASSERT_EQ(gained.size(), 1U);
    EXPECT_EQ(gained[0].seq, promoted);
    EXPECT_EQ(gained[0].row->id, id_of(6, 1));
    EXPECT_FALSE(ledger().left_at(id_of(6, 1), li, {}).value().has_value());

    const auto demoted = seq();
    const auto rep = person(li, {}, demoted);
    const auto lost = pull(rep, {promoted, 0, {}});
    ASSERT_EQ(lost.size(), 1U);
    EXPECT_EQ(lost[0].exit, id_of(6, 1));
    EXPECT_EQ(lost[0].seq, demoted);
    EXPECT_EQ(ledger().left_at(id_of(6, 1), li, {}).value(), start);
}

TEST_F(LedgerConformance, AViewThatGoesFromOneCircleToAnotherInOneGroupDoesNotEnd) {
    const auto north = id_of(2, 1);
    const auto south = id_of(2, 2);
    const auto first = seq();
    put(customer_row(1), first);
    see(1, {zhao, north}, first);
    person(li, {north});
    const auto moved = seq();
    see(1, {zhao, south}, moved);
    EXPECT_TRUE(pull(person(li, {south}, moved), {first, 0, {}}).empty());
}

TEST_F(LedgerConformance, TakingStopsWhenTold) {
    for (std::uint8_t i = 1; i <= 5; ++i) {
        const auto at = seq();
        put(customer_row(i), at);
        see(i, {li}, at);
    }
    int taken = 0;
    EXPECT_TRUE(ledger().visible_after(person(li), {}, [&](PullItem&&) { return ++taken < 2; }).ok());
    EXPECT_EQ(taken, 2);
}

TEST_F(LedgerConformance, ConflictsAreUniqueAndCanBeWithdrawn) {
    sync::Conflict conflict;
    conflict.key = {&customer, id_of(6, 1), {3, ""}, {core::Hlc{5}, 2}};
    conflict.loser_values = {{3, std::string("旧")}};
    conflict.winner_values = {{3, std::string("新")}};
    EXPECT_TRUE(ledger().put_conflict(conflict).ok());
    EXPECT_TRUE(ledger().put_conflict(conflict).ok());
    auto open = ledger().open_conflicts(customer, id_of(6, 1), {3, ""}).value();
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open[0].key, conflict.key);
    EXPECT_EQ(open[0].loser_values, conflict.loser_values);
    EXPECT_TRUE(ledger().open_conflicts(customer, id_of(6, 1), {4, ""}).value().empty());
    EXPECT_TRUE(ledger().open_conflicts(customer, id_of(6, 2), {3, ""}).value().empty());
    EXPECT_TRUE(ledger().withdraw_conflict(conflict.key).ok());
    EXPECT_TRUE(ledger().withdraw_conflict(conflict.key).ok());
    EXPECT_TRUE(ledger().open_conflicts(customer, id_of(6, 1), {3, ""}).value().empty());
}

TEST_F(LedgerConformance, TheHistoryKnowsWhoWroteWhat) {
    const core::Stamp stamp{core::Hlc{77}, 4};
    sync::HistoryEntry entry;
    entry.seq = seq();
    entry.user = li;
    entry.device = 4;
    entry.change.kind = core::ChangeKind::update;
    entry.change.entity = &customer;
    entry.change.row = id_of(6, 1);
    entry.change.stamp = stamp;
    entry.change.cells = {{3, "", std::string("名"), {core::Hlc{9}, 1}}};
    ASSERT_TRUE(ledger().append_history(entry).ok());
    const auto known = ledger().known_edit(customer, id_of(6, 1), {3, ""}, stamp).value();
    ASSERT_TRUE(known.has_value());
    EXPECT_EQ(known->user, li);
    EXPECT_EQ(known->base, (core::Stamp{core::Hlc{9}, 1}));
    EXPECT_EQ(known->value, core::Value{std::string("名")});
    EXPECT_FALSE(ledger().known_edit(customer, id_of(6, 1), {4, ""}, stamp).value()->value.has_value());
    EXPECT_FALSE(ledger().known_edit(customer, id_of(6, 1), {3, ""}, {core::Hlc{78}, 4}).value().has_value());
}

TEST_F(LedgerConformance, AnErasureIsToldToEverybodyAndKeptForGood) {
    const auto at = seq();
    EXPECT_FALSE(ledger().erased(id_of(6, 1)).value());
    ASSERT_TRUE(ledger().mark_erased(id_of(6, 1), at, true).ok());
    ASSERT_TRUE(ledger().mark_erased(id_of(6, 2), at, false).ok());
    ASSERT_TRUE(ledger().mark_erased(id_of(6, 1), at + 1, true).ok()) << "again: nothing";
    EXPECT_TRUE(ledger().erased(id_of(6, 1)).value());
    EXPECT_TRUE(ledger().erased(id_of(6, 2)).value());
    const auto told = pull(person(zhao));
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].erased, id_of(6, 1));
    EXPECT_EQ(told[0].seq, at);
    EXPECT_TRUE(pull(person(zhao), {at, 0, {}}).empty());
}

TEST_F(LedgerConformance, AClaimedStampLeadsToTheOneThatWasGiven) {
    const core::Stamp claimed{core::Hlc{900}, 4};
    const core::Stamp given{core::Hlc{77}, 4};
    sync::HistoryEntry entry;
    entry.seq = seq();
    entry.change.kind = core::ChangeKind::update;
    entry.change.entity = &customer;
    entry.change.row = id_of(6, 1);
    entry.change.stamp = given;
    entry.claimed = claimed;
    ASSERT_TRUE(ledger().append_history(entry).ok());
    EXPECT_EQ(ledger().given_for(customer, id_of(6, 1), claimed, 5).value(), given);
    EXPECT_FALSE(ledger().given_for(customer, id_of(6, 1), given, 5).value().has_value());
    EXPECT_FALSE(ledger().given_for(customer, id_of(6, 2), claimed, 5).value().has_value());
    EXPECT_FALSE(ledger().given_for(customer, id_of(6, 1), {core::Hlc{900}, 5}, 5).value().has_value());
    EXPECT_EQ(ledger().newest_of(customer, id_of(6, 1), 4).value(), given.time);
    EXPECT_EQ(ledger().newest_of(customer, id_of(6, 1), 5).value(), core::Hlc{});
}

TEST_F(LedgerConformance, TwoEditsThatClaimedOneStampAreToldApart) {
    const core::Stamp stamp{core::Hlc{900}, 4};
    const core::Stamp given{core::Hlc{950}, 4};
    const auto write = [&](core::DeviceNumber device, const char* name, const core::Stamp& as) {
        sync::HistoryEntry entry;
        entry.seq = seq();
        entry.device = device;
        entry.change.kind = core::ChangeKind::update;
        entry.change.entity = &customer;
        entry.change.row = id_of(6, 1);
        entry.change.stamp = as;
        entry.change.cells = {{3, "", std::string(name), {}}};
        if (as != stamp) entry.claimed = stamp;
        ASSERT_TRUE(ledger().append_history(entry).ok());
    };
    const auto known = [&](const char* name, core::FieldId field = 3) {
        core::Change change{core::ChangeKind::update, &customer, id_of(6, 1), stamp, {}, {}};
        change.cells = {{field, "", std::string(name), {}}};
        return ledger().known_change(change).value();
    };
    EXPECT_FALSE(known("一").taken);
    write(4, "一", stamp);
    EXPECT_EQ(known("一").stamp, stamp);
    EXPECT_TRUE(known("二").taken);
    EXPECT_FALSE(known("二").stamp.has_value());
    EXPECT_FALSE(known("二", 7).taken) << "another cell";
    write(9, "二", given);
    EXPECT_EQ(known("一").stamp, stamp);
    EXPECT_EQ(known("二").stamp, given);
    EXPECT_FALSE(ledger().given_for(customer, id_of(6, 1), stamp, 4).value().has_value());
    EXPECT_EQ(ledger().given_for(customer, id_of(6, 1), stamp, 9).value(), given);
}

TEST_F(LedgerConformance, MarksAndVerdictsStay) {
    EXPECT_EQ(ledger().device(4).error().code, core::ErrorCode::not_found);
    const auto number = store_.enrol(li);
    EXPECT_EQ(ledger().device(number).value().mark, 0U);
    sync::ChainHash chain{};
    chain[0] = 9;
    ASSERT_TRUE(ledger().save_mark(number, 3, chain, start).ok());
    EXPECT_EQ(ledger().device(number).value().mark, 3U);
    EXPECT_EQ(ledger().device(number).value().chain, chain);

    EXPECT_EQ(ledger().devices_of(li).value(), std::vector{number});
    EXPECT_TRUE(ledger().devices_of(core::Uuid{}).value().empty());

    core::Group group;
    group.number = 3;
    const auto bytes = core::encode_group(group);
    sync::Verdict verdict;
    verdict.number = 3;
    verdict.kind = sync::Verdict::Kind::waiting;
    verdict.reason = core::ErrorCode::unknown_reference;
    verdict.detail = "customer x";
    ASSERT_TRUE(ledger().store_verdict(number, 1, li, chain, verdict, &bytes, start).ok());
    ASSERT_EQ(ledger().waiting_for("customer x").value().size(), 1U);
    ASSERT_EQ(ledger().kept_of(number).value().size(), 1U);
    EXPECT_EQ(ledger().kept_of(number).value()[0].kind, sync::Verdict::Kind::waiting);
    EXPECT_EQ(ledger().waiting_for("customer x").value()[0].group.number, 3U);
    verdict.kind = sync::Verdict::Kind::applied;
    verdict.detail = "";
    verdict.reason.reset();
    ASSERT_TRUE(ledger().store_verdict(number, 1, li, chain, verdict, nullptr, start).ok());
    EXPECT_TRUE(ledger().waiting_for("customer x").value().empty());
    EXPECT_TRUE(ledger().kept_of(number).value().empty());
    const auto past = ledger().past_group(number, 1, 3).value();
    ASSERT_TRUE(past.has_value());
    EXPECT_EQ(past->verdict.kind, sync::Verdict::Kind::applied);
    EXPECT_EQ(past->chain, chain);
    EXPECT_FALSE(ledger().past_group(number, 2, 3).value().has_value());

    verdict.number = group.number = 4;
    verdict.kind = sync::Verdict::Kind::quarantined;
    verdict.reason = core::ErrorCode::forbidden;
    const auto refused = core::encode_group(group);
    ASSERT_TRUE(ledger().store_verdict(number, 1, li, chain, verdict, &refused, start).ok());
    const core::Bytes unreadable = {1, 2, 3};
    verdict.number = 5;
    ASSERT_TRUE(ledger().store_verdict(number, 1, li, chain, verdict, &unreadable, start).ok());
    ASSERT_EQ(ledger().kept_of(number).value().size(), 1U);
    EXPECT_EQ(ledger().kept_of(number).value()[0].group.number, 4U);
    EXPECT_EQ(ledger().kept_of(number).value()[0].kind, sync::Verdict::Kind::quarantined);
    EXPECT_TRUE(ledger().kept_of(number + 1).value().empty());
}

TEST_F(LedgerConformance, SeriesAndTexts) {
    EXPECT_EQ(ledger().next_in_series("202310").value(), 1U);
    EXPECT_EQ(ledger().next_in_series("202310").value(), 2U);
    EXPECT_EQ(ledger().next_in_series("202311").value(), 1U);
    put(customer_row(1, "唯一"), seq());
    EXPECT_TRUE(ledger().text_in_use(customer, customer.at("name"), "唯一").value());
    EXPECT_FALSE(ledger().text_in_use(customer, customer.at("name"), "没有").value());
}

TEST_F(LedgerConformance, CustomersOfAPersonAreHisOwnAndShared) {
    auto own = customer_row(1);
    own.values[customer.at("owner")] = li;
    auto shared = customer_row(2);
    shared.values[customer.at("owner")] = zhao;
    shared.values[customer.at("collaborators")] = core::StringSet{li.text()};
    auto foreign = customer_row(3);
    foreign.values[customer.at("owner")] = zhao;
    for (const auto& row : {own, shared, foreign}) put(row, seq());
    EXPECT_EQ(ledger().customers_of(li).value(), (std::vector<Uuid>{own.id, shared.id}));
}

// A phone that pulls now and then, page by page, holds in the end exactly what its user may see, whatever was given and
// taken away meanwhile.
TEST_F(LedgerConformance, PullingNowAndThenHoldsExactlyWhatMayBeSeen) {
    struct Phone {
        Audience audience;
        Cursor cursor;
        std::map<Uuid, Row> rows;
    };
    core::SeededRandom random(20251122);
    std::vector<Phone> phones;
    std::map<Uuid, std::vector<Uuid>> stands_in;
    // Comes and goes: a rep of his own, a lead of one team or another, somebody above them all.
    const auto move = [&](const Uuid& user, Seq at) {
        std::vector<Uuid> circles;
        for (const std::uint8_t circle : std::initializer_list<std::uint8_t>{8, 9}) {
            if (random.below(3) == 0) circles.push_back(id_of(3, circle));
        }
        stands_in[user] = circles;
        stands_in[user].push_back(user);
        return person(user, circles, at);
    };
    for (std::uint8_t i = 1; i <= 3; ++i) phones.push_back({move(id_of(3, i), 0), {}, {}});

    std::map<Uuid, Row> rows;
    std::map<Uuid, std::vector<Uuid>> seen_by;
    const auto sync = [&](Phone& phone, std::size_t page) {
        while (true) {
            std::size_t taken = 0;
            Cursor last = phone.cursor;
            bool more = false;
            ASSERT_TRUE(ledger()
                            .visible_after(
                                phone.audience, phone.cursor,
                                [&](PullItem&& item) {
                                    if (taken >= page) {
                                        more = true;
                                        return false;
                                    }
                                    ++taken;
                                    if (item.exit) {
                                        --taken;  // exits stand before the rows of their seq: a page never ends in them
                                        std::erase_if(phone.rows, [&](const auto& held) {
                                            return held.first == *item.exit ||
                                                   (held.second.entity == &interaction &&
                                                    held.second.reference(interaction.at("customer")) == *item.exit);
                                        });
                                    } else {
                                        last = {item.seq, item.row->entity->id, item.row->id};
                                        phone.rows[item.row->id] = std::move(*item.row);
                                    }
                                    return true;
                                })
                            .ok());
            phone.cursor = more ? last : Cursor{ledger().head().value(), 0, {}};
            if (!more) return;
        }
    };
    for (int round = 0; round < 600; ++round) {
        const auto what = random.below(10);
        const auto number = static_cast<std::uint8_t>(1 + random.below(8));
        const auto at = seq();
        if (what < 4) {
            auto row = customer_row(number, "n" + std::to_string(round), 100 + static_cast<std::uint64_t>(round));
            put(row, at);
            rows[row.id] = row;
        } else if (what < 7 && rows.contains(id_of(6, number))) {
            auto row = visit_row(static_cast<std::uint8_t>(round % 200), number);
            if (!rows.contains(row.id)) {
                put(row, at);
                rows[row.id] = row;
            }
        } else if (what == 9) {
            move(phones[random.below(phones.size())].audience.user, at);
        } else if (rows.contains(id_of(6, number))) {
            std::vector<Uuid> circles;
            for (const std::uint8_t who : std::initializer_list<std::uint8_t>{1, 2, 3, 8, 9}) {
                if (random.below(3) == 0) circles.push_back(id_of(3, who));
            }
            see(number, circles, at);
            seen_by[id_of(6, number)] = circles;
        }
        if (random.below(4) == 0) sync(phones[random.below(phones.size())], 1 + random.below(7));
    }
    for (auto& phone : phones) {
        sync(phone, 3);
        std::map<Uuid, Row> expected;
        for (const auto& [id, row] : rows) {
            const auto of = row.entity == &customer ? id : row.reference(interaction.at("customer"));
            const auto& circles = seen_by[of];
            const auto& mine = stands_in[phone.audience.user];
            const bool visible = std::any_of(circles.begin(), circles.end(), [&](const Uuid& circle) {
                return std::find(mine.begin(), mine.end(), circle) != mine.end();
            });
            if (visible) expected[id] = row;
        }
        EXPECT_EQ(phone.rows.size(), expected.size());
        EXPECT_EQ(phone.rows, expected);
    }
}

}  // namespace
}  // namespace fieldfare
