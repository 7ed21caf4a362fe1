#include "core/customers/merged.h"

#include "core/customers/customers.h"
#include "core/customers/filing.h"
#include "core/visits/log_visit.h"
#include "tests/unit/core/store_fixture.h"

namespace fieldfare::tests {
namespace {

using core::Stamp;
using core::Uuid;
using core::catalog::customer;
using core::catalog::interaction;

// What a phone makes of customers that the server merged.
class MergedTest : public StoreTest {
  protected:
    void SetUp() override {
        StoreTest::SetUp();
        from_ = file("东方商贸");
        into_ = file("东方商贸有限公司");
        visit_ = log(from_);
    }

    Uuid file(const std::string& name) {
        core::customers::FileCustomer wanted;
        wanted.fields[customer.at("name")] = name;
        return must(core::customers::file(*store_, wanted)).customer;
    }
    Uuid log(const Uuid& at) {
        core::visits::LogVisit wanted;
        wanted.customer = at;
        wanted.channels = {"visit"};
        wanted.note = "谈";
        return must(core::visits::log(*store_, wanted)).interaction;
    }
    Uuid customer_of(const Uuid& visit) { return get(interaction, visit).reference(interaction.at("customer")); }

    // The server's word, as a pull brings it.
    void hear(const std::function<core::Status(core::Transaction&)>& word) {
        auto transaction = must(store_->begin());
        FF_ASSERT_OK(core::customers::put_back(transaction));
        FF_ASSERT_OK(word(transaction));
        FF_ASSERT_OK(core::customers::show_where_they_go(transaction));
        FF_ASSERT_OK(transaction.commit());
    }
    core::Status merge(core::Transaction& transaction) { return set_merged(transaction, core::Value{into_}, true); }
    core::Status part(core::Transaction& transaction) { return set_merged(transaction, core::Value{}, false); }
    core::Status set_merged(core::Transaction& transaction, const core::Value& into, bool deleted) {
        FF_ASSIGN(const auto found, transaction.find(customer, from_));
        auto row = *found;
        const Stamp stamp{core::Hlc::at(store_->clock().wall() + ++words_), 0};
        row.values[customer.at("merged_into")] = into;
        row.clocks.set({{customer.fields[customer.at("merged_into")].id, {}}, stamp, {}});
        row.clocks.deletion.reset();
        if (deleted) row.clocks.deletion = core::Deletion{stamp, row.clocks.row, row.clocks.cells};
        return transaction.put(row, *found);
    }

    Uuid from_, into_, visit_;
    core::WallMs words_ = 0;
};

TEST_F(MergedTest, WhatIsDoneForTheMergedOneIsDoneForTheOther) {
    hear([&](auto& transaction) { return merge(transaction); });
    EXPECT_EQ(must(core::customers::standing(store_->read(), from_)), into_);
    core::Customers customers{store_->read(), session()};
    EXPECT_EQ(must(customers.page(from_)).head.customer.id, into_);
    EXPECT_EQ(customer_of(log(from_)), into_);
}

TEST_F(MergedTest, WhatIsUnsentIsShownWithTheOtherAndGoesHomeWithAnUndo) {
    hear([&](auto& transaction) { return merge(transaction); });
    EXPECT_EQ(customer_of(visit_), into_);
    hear([&](auto& transaction) { return part(transaction); });
    EXPECT_EQ(customer_of(visit_), from_);
}

// A push that meets a server where the merge was undone meanwhile: what is taken as it was sent stands so.
TEST_F(MergedTest, WhatTheServerTakesAsItWasSentStandsAsItWasSent) {
    hear([&](auto& transaction) { return merge(transaction); });
    hear([&](core::Transaction& transaction) -> core::Status {
        FF_ASSIGN(const auto batch, core::journal::seal_batch(transaction));
        std::vector<core::journal::Verdict> verdicts;
        for (auto number = batch.first; number <= batch.last; ++number) verdicts.emplace_back().number = number;
        return core::journal::record_verdicts(transaction, verdicts, {});
    });
    EXPECT_EQ(customer_of(visit_), from_);
}

TEST_F(MergedTest, WhereTheServerLedARowItStays) {
    hear([&](core::Transaction& transaction) -> core::Status {
        FF_TRY(merge(transaction));
        FF_ASSIGN(const auto found, transaction.find(interaction, visit_));
        auto row = *found;
        row.values[interaction.at("customer")] = into_;
        row.clocks.set({{interaction.fields[interaction.at("customer")].id, {}},
                        Stamp{core::Hlc::at(store_->clock().wall() + 1), 0},
                        {}});
        return transaction.put(row, *found);
    });
    hear([&](auto&) { return core::Status{}; });
    EXPECT_EQ(customer_of(visit_), into_);
}

}  // namespace
}  // namespace fieldfare::tests
