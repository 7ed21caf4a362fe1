#include "core/search/search.h"

#include "core/customers/filing.h"
#include "core/visits/log_visit.h"
#include "tests/unit/core/store_fixture.h"

namespace fieldfare::tests {
namespace {

using core::catalog::contact;
using core::catalog::customer;

class Search : public StoreTest {
  protected:
    core::Uuid file(const std::string& name) {
        core::customers::FileCustomer wanted;
        wanted.fields[customer.at("name")] = name;
        return must(core::customers::file(*store_, wanted)).customer;
    }
    core::Uuid visit(const core::Uuid& at, const std::string& note) {
        core::visits::LogVisit visit;
        visit.customer = at;
        visit.channels = {"phone"};
        visit.note = note;
        return must(core::visits::log(*store_, visit)).interaction;
    }
    void index() {
        for (int round = 0; must(core::search::index_step(*store_, 3)) > 0; ++round) ASSERT_LT(round, 1000);
        ASSERT_EQ(must(core::search::waiting(store_->read())), 0);
    }
    bool finds_customer(const std::string& typed, const core::Uuid& id) {
        const auto hits = must(core::search::customers(store_->read(), typed));
        return std::any_of(hits.begin(), hits.end(), [&](const auto& hit) { return hit.key.id == id; });
    }
    bool finds_visit(const std::string& typed, const core::Uuid& id) {
        const auto hits = must(core::search::visits(store_->read(), typed));
        return std::any_of(hits.begin(), hits.end(), [&](const auto& hit) { return hit.key.id == id; });
    }
};

TEST_F(Search, FindsCustomersByEveryWayTheyAreCalled) {
    const auto shop = file("张伟便利店");
    const auto city = file("长沙曾记餐饮Order123");
    file("别的公司");
    FF_ASSERT_OK(core::customers::add_contact(
        *store_, shop,
        {{contact.at("name"), std::string("单晓芳")}, {contact.at("phone"), std::string("13912345678")}}));
    for (const bool indexed : {false, true}) {
        if (indexed) index();
        EXPECT_TRUE(finds_customer("张伟", shop)) << indexed;
        EXPECT_TRUE(finds_customer("便利", shop)) << indexed;
        EXPECT_TRUE(finds_customer("伟便利店", shop)) << indexed;
        EXPECT_TRUE(finds_customer("店", shop)) << indexed;
        EXPECT_TRUE(finds_customer("zwbld", shop)) << indexed;
        EXPECT_TRUE(finds_customer("zw", shop)) << indexed;
        EXPECT_TRUE(finds_customer("bld", shop)) << indexed;
        EXPECT_TRUE(finds_customer("zhangwei", shop)) << indexed;
        EXPECT_TRUE(finds_customer("139123", shop)) << indexed;
        EXPECT_TRUE(finds_customer("5678", shop)) << indexed;
        EXPECT_TRUE(finds_customer("晓芳", shop)) << indexed;
        EXPECT_TRUE(finds_customer("sxf", shop)) << indexed;
        EXPECT_TRUE(finds_customer("dxf", shop)) << indexed << ": the other reading";
        EXPECT_TRUE(finds_customer("cs", city)) << indexed;
        EXPECT_TRUE(finds_customer("changsha", city)) << indexed;
        EXPECT_TRUE(finds_customer("zj", city)) << indexed << ": 曾 as a surname";
        EXPECT_TRUE(finds_customer("order", city)) << indexed;
        EXPECT_TRUE(finds_customer("ＯＲＤＥＲ", city)) << indexed;
        EXPECT_TRUE(finds_customer("长沙 餐饮", city)) << indexed;
        EXPECT_TRUE(finds_customer("0007", shop)) << indexed << ": the provisional code";
        EXPECT_FALSE(finds_customer("张店", shop)) << indexed << ": not neighbours";
        EXPECT_FALSE(finds_customer("长沙 便利", city)) << indexed << ": all terms must be there";
        EXPECT_FALSE(finds_customer("rder", city)) << indexed;
    }
}

TEST_F(Search, ANewVisitIsFoundBeforeAndAfterItIsIndexed) {
    const auto shop = file("甲");
    index();
    const auto id = visit(shop, "客户希望分期付款，预算80万");
    EXPECT_EQ(must(core::search::waiting(store_->read())), 1);
    EXPECT_TRUE(finds_visit("分期", id));
    auto reader = must(core::StoreReader::open(options_));
    EXPECT_EQ(must(core::search::visits(*reader, "付款")).size(), 1U);
    index();
    EXPECT_TRUE(finds_visit("分期", id));
    EXPECT_TRUE(finds_visit("预算", id));
    EXPECT_EQ(must(core::search::visits(*reader, "付款")).size(), 1U) << "once";
}

TEST_F(Search, FollowsChangesAndForgetsWhatWasRemoved) {
    const auto shop = file("旧名商店");
    index();
    FF_ASSERT_OK(core::customers::edit(*store_, get(customer, shop), {{customer.at("name"), std::string("新名商店")}}));
    for (const bool indexed : {false, true}) {
        if (indexed) index();
        EXPECT_TRUE(finds_customer("新名", shop)) << indexed;
        EXPECT_FALSE(finds_customer("旧名", shop)) << indexed;
    }
    FF_ASSERT_OK(core::customers::remove(*store_, shop));
    EXPECT_FALSE(finds_customer("新名", shop));
    index();
    EXPECT_FALSE(finds_customer("新名", shop));
    FF_ASSERT_OK(core::customers::restore(*store_, shop));
    EXPECT_TRUE(finds_customer("新名", shop));
}

TEST_F(Search, AnErasedRowLeavesNoTraceInTheIndex) {
    const auto shop = file("绝密商贸");
    index();
    auto transaction = must(store_->begin());
    FF_ASSERT_OK(transaction.erase(customer, shop));
    FF_ASSERT_OK(transaction.commit());
    EXPECT_FALSE(finds_customer("绝密", shop));
    index();
    EXPECT_EQ(must(store_->database().integer("SELECT count(*) FROM search_customer")), 0);
    auto rows = must(store_->database().prepare("SELECT block FROM search_customer_data"));
    while (must(rows.step())) {
        const auto block = rows.bytes(0);
        const std::string text(block.begin(), block.end());
        EXPECT_EQ(text.find("绝密"), std::string::npos);
        EXPECT_EQ(text.find("juemi"), std::string::npos);
    }
}

TEST_F(Search, ChangesThatNoSearchSeesCostNothing) {
    const auto shop = file("甲");
    index();
    FF_ASSERT_OK(core::customers::edit(*store_, get(customer, shop), {{customer.at("staff_count"), std::int64_t{5}}}));
    EXPECT_EQ(must(core::search::waiting(store_->read())), 0);
}

TEST_F(Search, WhateverIsTypedIsText) {
    const auto shop = file("O'Brien \"AND\" NEAR(甲乙)");
    index();
    const std::vector<std::string> hostile = {"\"",
                                              "\"\"",
                                              "*",
                                              "a*",
                                              "NEAR(",
                                              "AND",
                                              "OR NOT",
                                              "head:x",
                                              "^甲",
                                              "甲乙\" OR \"",
                                              "'; DROP",
                                              "\\",
                                              "{a b}",
                                              "-甲",
                                              "+",
                                              "(((",
                                              "%",
                                              "_",
                                              std::string("\0x", 2),
                                              "\xff\xfe",
                                              "\xe4\xbd",
                                              "😀"};
    for (const auto& typed : hostile) {
        EXPECT_TRUE(core::search::customers(store_->read(), typed).ok()) << typed;
        EXPECT_TRUE(core::search::visits(store_->read(), typed).ok()) << typed;
    }
    EXPECT_TRUE(finds_customer("AND", shop));
    EXPECT_TRUE(finds_customer("o'brien", shop));
    EXPECT_TRUE(finds_customer("\"甲乙\"", shop));
    EXPECT_TRUE(must(core::search::customers(store_->read(), "()*\"")).empty());
    EXPECT_TRUE(core::search::customers(store_->read(), std::string(100'000, 'x')).ok());
}

TEST_F(Search, TheNewestVisitsComeFirstAndTheLimitHolds) {
    const auto shop = file("甲");
    std::vector<core::Uuid> ids;
    for (int i = 0; i < 6; ++i) {
        clock_.advance(1000);
        ids.push_back(visit(shop, "报价单"));
    }
    index();
    ids.push_back(visit(shop, "报价单"));
    const auto hits = must(core::search::visits(store_->read(), "报价", 3));
    ASSERT_EQ(hits.size(), 3U);
    EXPECT_EQ(hits[0].key.id, ids[6]);
    EXPECT_EQ(hits[1].key.id, ids[5]);
    EXPECT_EQ(hits[2].key.id, ids[4]);
}

}  // namespace
}  // namespace fieldfare::tests
