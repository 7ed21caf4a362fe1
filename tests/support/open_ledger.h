#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/store/canonical_store.h"

namespace fieldfare::tests {

// A canonical store in a folder of its own, inside one write transaction that is never committed: what the authority
// stands on in tests, with the questions that tests ask beside it.
class OpenLedger {
  public:
    OpenLedger(const core::Clock& clock, core::Random& random);
    ~OpenLedger();
    OpenLedger(const OpenLedger&) = delete;
    OpenLedger& operator=(const OpenLedger&) = delete;

    server::SqliteLedger& operator*() { return *ledger_; }
    server::SqliteLedger* operator->() { return ledger_.get(); }

    core::DeviceNumber enrol(const core::Uuid& user);  // epoch 1
    // The same device again for the same token.
    core::DeviceNumber fork(core::DeviceNumber parent, const std::string& token);
    void revoke(core::DeviceNumber device);
    // What is written from here on is undone when the savepoint dies unreleased: a push that failed, a backup.
    server::Savepoint savepoint();

    core::sqlite::Connection& database() { return store_->database(); }
    std::optional<core::Row> find(const core::Entity& entity, const core::Uuid& id);
    sync::Seq head();
    std::int64_t history_size();
    core::Stamp last_claimed();  // of the newest change in the history
    std::vector<sync::Conflict> conflicts();
    std::optional<core::Group> kept(core::DeviceNumber device, std::uint64_t number);
    std::optional<std::string> kept_bytes(core::DeviceNumber device, std::uint64_t number);

  private:
    std::string folder_;
    std::unique_ptr<server::CanonicalStore> store_;
    server::RowCache rows_;
    std::optional<core::sqlite::Transaction> transaction_;
    std::unique_ptr<server::SqliteLedger> ledger_;
};

}  // namespace fieldfare::tests
