#include "core/store/book_digest.h"

#include "tests/unit/core/store_fixture.h"

namespace fieldfare {
namespace {

namespace catalog = core::catalog;
using tests::must;

class BookDigest : public tests::StoreTest {
  protected:
    core::Digest sum() { return must(core::book_digest::sum(store_->database())); }
};

TEST_F(BookDigest, IsWhatTheRowsComeToWhateverIsDoneToThem) {
    EXPECT_EQ(store_->digest(), core::Digest{});
    auto acme = add_customer("甲");
    const auto beta = add_customer("乙");
    EXPECT_NE(store_->digest(), core::Digest{});
    EXPECT_EQ(store_->digest(), sum());
    set_field(acme, catalog::customer.at("name"), std::string("丙"));
    EXPECT_EQ(store_->digest(), sum());
    {
        auto transaction = must(store_->begin());
        FF_ASSERT_OK(transaction.erase(catalog::customer, beta.id));
        const auto within = transaction.digest();
        EXPECT_NE(within, store_->digest());
        FF_ASSERT_OK(transaction.commit());
        EXPECT_EQ(store_->digest(), within);
    }
    EXPECT_EQ(store_->digest(), sum());
}

TEST_F(BookDigest, StaysWhatItWasWhenATransactionIsUndone) {
    const auto acme = add_customer("甲");
    const auto before = store_->digest();
    {
        auto transaction = must(store_->begin());
        FF_ASSERT_OK(transaction.erase(catalog::customer, acme.id));
    }
    EXPECT_EQ(store_->digest(), before);
    EXPECT_EQ(store_->digest(), sum());
}

TEST_F(BookDigest, IsKeptOverARestart) {
    add_customer("甲");
    const auto before = store_->digest();
    // The rows are not read again: one that was taken out behind the store's back is still in the kept digest.
    FF_ASSERT_OK(store_->database().execute("DELETE FROM customer"));
    reopen();
    EXPECT_EQ(store_->digest(), before);
    EXPECT_NE(store_->digest(), sum());
    auto transaction = must(store_->begin());
    FF_ASSERT_OK(transaction.sum_up());
    FF_ASSERT_OK(transaction.commit());
    EXPECT_EQ(store_->digest(), sum());
    reopen();
    EXPECT_EQ(store_->digest(), core::Digest{});
}

TEST_F(BookDigest, OfAnOlderDatabaseIsSummedUpWhenItIsOpened) {
    add_customer("甲");
    const auto before = store_->digest();
    FF_ASSERT_OK(store_->database().execute("UPDATE book_digest SET sum = NULL"));
    reopen();
    EXPECT_EQ(store_->digest(), before);
    EXPECT_EQ(must(core::book_digest::record(store_->read())), core::book_digest::Record{});
}

}  // namespace
}  // namespace fieldfare
