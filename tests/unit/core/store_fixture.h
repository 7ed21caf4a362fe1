#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "core/catalog/entities.h"
#include "core/journal/journal.h"
#include "core/rules/day.h"
#include "core/rules/session.h"
#include "core/store/edit.h"
#include "core/store/reader.h"
#include "core/store/store.h"
#include "tests/support/fake_clock.h"

namespace fieldfare::tests {

// Stops the test with the error's text.
#define FF_ASSERT_OK(...)                                              \
    do {                                                               \
        const auto& ff_outcome = (__VA_ARGS__);                        \
        ASSERT_TRUE(ff_outcome.ok()) << ff_outcome.error().describe(); \
    } while (false)

// The value, or an abort that names the line.
template <typename T>
T must(core::Result<T> result, const char* what = "must") {
    if (!result) ADD_FAILURE() << what << ": " << result.error().describe();
    return std::move(result).value();
}

inline std::string file_bytes(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class TempDir {
  public:
    TempDir() {
        std::string pattern = (std::filesystem::temp_directory_path() / "fieldfare-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    ~TempDir() { std::filesystem::remove_all(path_); }
    std::string file(const std::string& name) const { return (std::filesystem::path(path_) / name).string(); }

  private:
    std::string path_;
};

// An enrolled device with a store in a directory of its own. It is 2023-10-09 10:00 in Shanghai, a Monday.
class StoreTest : public ::testing::Test {
  protected:
    void SetUp() override {
#ifdef FIELDFARE_SQLCIPHER
        options_.key = core::Bytes(32, 0x5a);
#endif
        options_.path = dir_.file("device.db");
        reopen();
        enrol();
    }

    void reopen() {
        store_.reset();
        store_ = must(core::Store::open(options_, clock_, random_), "open");
    }

    void enrol() {
        core::journal::SyncState state;
        state.device = 7;
        state.device_id = new_id();
        state.epoch = 1;
        state.org = new_id();
        state.user = new_id();
        state.role = "rep";
        me_ = state.user;
        org_ = state.org;
        auto transaction = must(store_->begin());
        ASSERT_TRUE(core::journal::set_sync_state(transaction, state).ok());
        ASSERT_TRUE(transaction.commit().ok());
    }

    core::Uuid new_id() {
        return core::Uuid::v7(clock_, random_);
    }
    core::Session session() {
        return must(core::session(store_->read(), store_->hybrid_clock().now()));
    }
    core::Row get(const core::Entity& entity, const core::Uuid& id) {
        return must(store_->read().get(entity, id));
    }
    std::vector<core::journal::OutboxItem> outbox() {
        return must(core::journal::outbox(store_->read()));
    }
    void advance_days(int days) {
        clock_.advance(core::WallMs{days} * 24 * 60 * 60 * 1000);
    }

    // A customer saved through an edit.
    core::Row add_customer(const std::string& name) {
        core::Row row(core::catalog::customer, new_id());
        row.values[core::catalog::customer.at("name")] = name;
        row.values[core::catalog::customer.at("owner")] = me_;
        row.values[core::catalog::customer.at("filed_on")] = session().today.text();
        auto transaction = must(store_->begin());
        core::Edit edit(transaction);
        EXPECT_TRUE(edit.add(row).ok());
        const auto saved = edit.save();
        EXPECT_TRUE(saved.ok()) << saved.error().describe();
        EXPECT_TRUE(transaction.commit().ok());
        return row;
    }

    // One save that sets one field.
    void set_field(core::Row& row, std::size_t field, core::Value value) {
        auto transaction = must(store_->begin());
        core::Edit edit(transaction);
        ASSERT_TRUE(edit.set(row, field, std::move(value)).ok());
        FF_ASSERT_OK(edit.save());
        FF_ASSERT_OK(transaction.commit());
    }

    core::journal::Batch seal(std::size_t max_changes = 500, std::size_t max_bytes = 256 * 1024) {
        auto transaction = must(store_->begin());
        auto batch = must(core::journal::seal_batch(transaction, max_changes, max_bytes));
        EXPECT_TRUE(transaction.commit().ok());
        return batch;
    }

    // The server's answer to a batch; `chain` is the first byte of the hash after it.
    core::Status record(const std::vector<core::journal::Verdict>& verdicts, std::uint8_t chain = 1) {
        auto transaction = must(store_->begin());
        core::journal::ChainHash hash{};
        hash[0] = chain;
        FF_TRY(core::journal::record_verdicts(transaction, verdicts, hash));
        FF_TRY(transaction.commit());
        return {};
    }

    static constexpr core::WallMs monday = 1696816800000;  // 2023-10-09T02:00:00Z
    TempDir dir_;
    FakeClock clock_{monday};
    core::SeededRandom random_{42};
    core::StoreOptions options_;
    std::unique_ptr<core::Store> store_;
    core::Uuid me_;
    core::Uuid org_;
};

}  // namespace fieldfare::tests
