#pragma once

#include <unordered_map>
#include <vector>

#include "sync/authority/ledger.h"

namespace fieldfare::server {

// Rows that the writer read or put, as they stand, and who sees a customer: phones that push at once ask for the same
// people and customers again and again. It outlives transactions, so whoever undoes a write clears it. When it is full,
// what was not asked for since it last was goes.
class RowCache {
  public:
    static constexpr std::size_t most_rows = 8192;  // of about 2 KiB

    // Null: not here.
    sync::SharedRow find(const core::Entity& entity, const core::Uuid& id);
    void keep(sync::SharedRow row);
    // The circles in which a customer stands at present. Null: not here.
    const std::vector<core::Uuid>* circles(const core::Uuid& customer) const;
    void keep_circles(const core::Uuid& customer, std::vector<core::Uuid> circles);
    void forget_circles(const core::Uuid& customer) { circles_.erase(customer); }
    void clear();

  private:
    struct Held {
        sync::SharedRow row;
        bool asked = false;
    };
    void make_room();

    std::unordered_map<core::Uuid, Held, core::UuidHash> rows_;
    std::unordered_map<core::Uuid, std::vector<core::Uuid>, core::UuidHash> circles_;
};

}  // namespace fieldfare::server
