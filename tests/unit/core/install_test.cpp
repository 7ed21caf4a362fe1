#include "core/store/install.h"

#include <sys/stat.h>
#include <sys/xattr.h>

#include "core/journal/fork.h"
#include "tests/unit/core/store_fixture.h"

namespace fieldfare::tests {
namespace {

namespace journal = core::journal;

struct Install : StoreTest {
    core::Uuid number() { return must(core::install_number(dir_.file("install"), clock_, random_)); }
    journal::SyncState state() { return *must(journal::sync_state(store_->read())); }
};

TEST_F(Install, HasOneNumberThatIsItsOwnersAlone) {
    const auto first = number();
    EXPECT_FALSE(first.is_nil());
    EXPECT_EQ(number(), first);
    struct stat found {};
    ASSERT_EQ(::stat(dir_.file("install").c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777u, 0600u);
    // Where the file system keeps such attributes at all.
    char value[8] = {};
    std::ofstream(dir_.file("plain")) << "x";
    if (::setxattr(dir_.file("plain").c_str(), "user.test", "x", 1, 0) == 0) {
        ASSERT_EQ(::getxattr(dir_.file("install").c_str(), "user.xdg.robots.backup", value, sizeof value), 5);
        EXPECT_EQ(std::string(value, 5), "false");
    }
}

TEST_F(Install, ANumberThatIsGoneOrCannotBeReadIsMadeAnew) {
    const auto first = number();
    std::ofstream(dir_.file("install")) << "0190a6b2";
    const auto second = number();
    EXPECT_NE(second, first);
    std::filesystem::remove(dir_.file("install"));
    EXPECT_NE(number(), second);
    EXPECT_EQ(core::install_number(dir_.file("nowhere/install"), clock_, random_).error().code,
              core::ErrorCode::storage_failed);
}

TEST_F(Install, ACopyKnowsItSavesUnderANumberOfNobodyAndJoinsNothing) {
    options_.install = number();
    reopen();
    auto acme = add_customer("甲");
    set_field(acme, core::catalog::customer.at("city"), std::string("上海"));
    const auto groups = outbox().size();
    EXPECT_FALSE(state().fork.has_value());
    options_.install = new_id();
    reopen();
    ASSERT_TRUE(state().fork.has_value());
    const auto fork = *state().fork;
    EXPECT_GE(fork.number, journal::first_unassigned_number);
    EXPECT_EQ(fork.token.size(), 43u);
    EXPECT_EQ(state().device, 7u);
    reopen();
    EXPECT_EQ(state().fork, fork) << "it is asked for once";
    set_field(acme, core::catalog::customer.at("city"), std::string("杭州"));
    EXPECT_EQ(outbox().size(), groups + 1);
    EXPECT_EQ(outbox().back().group.changes.front().stamp.device, fork.number);
    options_.install = new_id();
    reopen();
    EXPECT_NE(state().fork->token, fork.token) << "a copy of a copy";
    EXPECT_NE(state().fork->number, fork.number);
}

}  // namespace
}  // namespace fieldfare::tests
