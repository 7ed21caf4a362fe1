#pragma once

#include <map>
#include <memory>
#include <set>
#include <vector>

#include "sync/authority/ledger.h"

namespace fieldfare::tests {

// The canonical store of one organisation in memory, for tests of the authority and for simulations. Everything is
// visible to the test. `snapshot` and `restore` make a transaction, and a backup.
class MemoryLedger final : public sync::Ledger {
  public:
    using Seq = sync::Seq;

    struct RowKey {
        core::EntityId entity = 0;
        core::Uuid id;
        friend auto operator<=>(const RowKey&, const RowKey&) = default;
    };
    struct HeldRow {
        core::Row row;
        sync::ScopeKey scope;
        Seq seq = 0;
    };
    struct Membership {
        Seq since = 0;
        Seq until = 0;  // 0: still holds
        core::WallMs ended_at = 0;
    };
    struct StoredVerdict {
        core::Uuid user;
        sync::ChainHash chain{};
        sync::Verdict verdict;
        std::optional<core::Group> kept;
    };
    struct DeviceGroup {
        core::DeviceNumber device = 0;
        std::uint64_t epoch = 0;
        std::uint64_t number = 0;
        friend auto operator<=>(const DeviceGroup&, const DeviceGroup&) = default;
    };
    struct ConflictOrder {
        bool operator()(const sync::ConflictKey& a, const sync::ConflictKey& b) const {
            return std::tie(a.entity->id, a.row, a.cell, a.loser) < std::tie(b.entity->id, b.row, b.cell, b.loser);
        }
    };
    struct State {
        Seq head = 0;
        std::map<RowKey, HeldRow> rows;
        std::map<core::Uuid, std::map<core::Uuid, Membership>> audiences;  // customer, circle
        std::vector<sync::HistoryEntry> history;
        std::map<sync::ConflictKey, sync::Conflict, ConflictOrder> conflicts;
        std::map<core::DeviceNumber, sync::DeviceRecord> devices;
        std::map<DeviceGroup, StoredVerdict> verdicts;
        std::map<std::string, std::uint64_t, std::less<>> series;
    };

    State state;

    State snapshot() const { return state; }
    void restore(State earlier) { state = std::move(earlier); }
    const core::Row* find(const core::Entity& entity, const core::Uuid& id) const;

    core::Result<std::optional<core::Row>> row(const core::Entity& entity, const core::Uuid& id) override;
    core::Result<Seq> head() override { return state.head; }
    core::Result<std::shared_ptr<const core::CustomFields>> custom_fields() override;
    core::Status visible_after(const sync::Audience& audience, const sync::Cursor& cursor,
                               const std::function<bool(sync::PullItem&&)>& take) override;
    core::Result<Seq> next_seq() override { return ++state.head; }
    core::Status put_row(const core::Row& row, const sync::ScopeKey& scope, Seq seq) override;
    core::Status set_audience(const core::Uuid& customer, const std::vector<core::Uuid>& circles, Seq seq,
                              core::WallMs at) override;
    core::Result<std::optional<core::WallMs>> left_at(const core::Uuid& customer,
                                                      const std::vector<core::Uuid>& circles) override;
    core::Result<std::vector<core::Uuid>> customers_of(const core::Uuid& user) override;
    core::Status append_history(const sync::HistoryEntry& entry) override;
    core::Result<std::optional<sync::KnownEdit>> known_edit(const core::Entity& entity, const core::Uuid& row,
                                                            const core::Cell& cell, const core::Stamp& stamp) override;
    core::Status put_conflict(const sync::Conflict& conflict) override;
    core::Status withdraw_conflict(const sync::ConflictKey& key) override;
    core::Result<sync::DeviceRecord> device(core::DeviceNumber number) override;
    core::Status save_mark(core::DeviceNumber number, std::uint64_t mark, const sync::ChainHash& chain,
                           core::WallMs at) override;
    core::Result<std::optional<sync::PastGroup>> past_group(core::DeviceNumber device, std::uint64_t epoch,
                                                            std::uint64_t number) override;
    core::Status store_verdict(core::DeviceNumber device, std::uint64_t epoch, const core::Uuid& user,
                               const sync::ChainHash& chain, const sync::Verdict& verdict, const core::Group* kept,
                               core::WallMs at) override;
    core::Result<std::vector<Parked>> waiting_for(std::string_view what) override;
    core::Result<std::uint64_t> next_in_series(std::string_view series) override;
    core::Result<bool> text_in_use(const core::Entity& entity, std::size_t field, std::string_view text) override;

  private:
    // The seq at which the asker's view of the row began, or nothing if he may not see it.
    std::optional<Seq> view_began(const sync::Audience& audience, const HeldRow& held) const;
};

}  // namespace fieldfare::tests
