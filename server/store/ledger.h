#pragma once

#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "core/store/row_reader.h"
#include "core/store/sqlite.h"
#include "server/store/row_cache.h"
#include "server/store/row_table.h"
#include "server/store/visible.h"
#include "sync/authority/ledger.h"

namespace fieldfare::server {

// Whom a commit concerns.
struct News {
    sync::Seq seq = 0;      // greatest seq of the commit; 0: nothing happened
    bool everyone = false;  // rows of organisation scope
    std::set<core::Uuid> circles;
    std::set<core::Uuid> moved;  // people who stand in other circles now

    void add(const News& other);
};

// Reads of one snapshot of one organisation.
class SqliteLedgerReader final : public sync::LedgerReader {
  public:
    SqliteLedgerReader(core::sqlite::Connection& database, Org org) : database_(database), org_(org) {}

    core::Result<sync::SharedRow> row(const core::Entity& entity, const core::Uuid& id) override;
    core::Result<bool> erased(const core::Uuid& row) override;
    core::Result<sync::Seq> head() override;
    core::Result<std::shared_ptr<const core::CustomFields>> custom_fields() override;
    core::Result<std::vector<sync::Standing>> standings(const core::Uuid& user) override;
    core::Result<std::vector<core::Uuid>> shown_to(const core::Uuid& customer) override;
    core::Status visible_after(const sync::Audience& audience, const sync::Cursor& cursor,
                               const std::function<bool(sync::PullItem&&)>& take) override;
    core::Status visible_clocks(const sync::Audience& audience, const TakeClocks& take) override;
    core::Result<core::Digest> digest(const sync::Audience& audience) override;
    core::Result<std::vector<sync::ListedConflict>> own_conflicts(const sync::Audience& audience) override;
    core::Result<std::optional<sync::OpenConflict>> own_conflict(const core::Uuid& id) override;

  private:
    core::sqlite::Connection& database_;
    Org org_;
};

// The canonical store inside one open write transaction; the caller began it and will commit it. Notes whom the writes
// concern, so that subscribers hear of it right after the commit.
class SqliteLedger final : public sync::Ledger {
  public:
    // `rows` outlives it: clear it when the transaction is undone.
    SqliteLedger(core::sqlite::Connection& database, Org org, RowCache& rows)
        : database_(database), org_(org), reader_(database, org), rows_(rows) {}

    core::Result<sync::SharedRow> row(const core::Entity& entity, const core::Uuid& id) override;
    core::Result<bool> erased(const core::Uuid& row) override { return reader_.erased(row); }
    core::Result<sync::Seq> head() override;
    core::Result<std::shared_ptr<const core::CustomFields>> custom_fields() override { return reader_.custom_fields(); }
    core::Result<std::vector<sync::Standing>> standings(const core::Uuid& user) override {
        return reader_.standings(user);
    }
    core::Result<std::vector<core::Uuid>> shown_to(const core::Uuid& customer) override {
        return reader_.shown_to(customer);
    }
    core::Status visible_after(const sync::Audience& audience, const sync::Cursor& cursor,
                               const std::function<bool(sync::PullItem&&)>& take) override {
        return reader_.visible_after(audience, cursor, take);
    }
    core::Status visible_clocks(const sync::Audience& audience, const TakeClocks& take) override {
        return reader_.visible_clocks(audience, take);
    }
    core::Result<core::Digest> digest(const sync::Audience& audience) override;
    core::Result<std::vector<sync::ListedConflict>> own_conflicts(const sync::Audience& audience) override {
        return reader_.own_conflicts(audience);
    }
    core::Result<std::optional<sync::OpenConflict>> own_conflict(const core::Uuid& id) override {
        return reader_.own_conflict(id);
    }

    core::Result<sync::Seq> next_seq() override;
    core::Status note_move(const core::Row& row, const core::Uuid& former, sync::Seq seq) override;
    core::Status put_row(const core::Row& row, const core::Row* before, const sync::ScopeKey& scope,
                         sync::Seq seq) override;
    core::Status set_audience(const core::Uuid& customer, const std::vector<core::Uuid>& circles, sync::Seq seq,
                              core::WallMs at) override;
    core::Status set_membership(const core::Uuid& user, const std::vector<sync::Standing>& standings, sync::Seq seq,
                                core::WallMs at) override;
    core::Result<std::optional<core::WallMs>> left_at(const core::Uuid& customer, const core::Uuid& user,
                                                      core::Classes shown) override;
    core::Result<core::Classes> mask_of(std::string_view role) override;
    core::Status set_mask(std::string_view role, core::Classes masked) override;
    core::Result<std::vector<core::Uuid>> people_in(std::string_view role) override;
    core::Result<std::vector<core::Uuid>> customers_of(const core::Uuid& user) override;
    core::Status append_history(const sync::HistoryEntry& entry) override;
    core::Result<bool> wrote_since(const core::Entity& entity, const core::Uuid& row, const core::Cell& cell,
                                   core::DeviceNumber device, core::Hlc since) override;
    core::Result<bool> undone(const core::Entity& entity, const core::Uuid& row, const core::Cell& cell,
                              const core::Stamp& add) override;
    core::Result<bool> was_replaced(const core::Entity& entity, const core::Uuid& row, const core::Cell& cell,
                                    const core::Stamp& stamp) override;
    core::Result<core::Hlc> newest_of(const core::Entity& entity, const core::Uuid& row,
                                      core::DeviceNumber device) override;
    core::Result<std::optional<core::Stamp>> given_for(const core::Entity& entity, const core::Uuid& row,
                                                       const core::Stamp& claimed, core::DeviceNumber by) override;
    core::Result<Known> known_change(const core::Change& change) override;
    core::Result<std::optional<sync::KnownEdit>> known_edit(const core::Entity& entity, const core::Uuid& row,
                                                            const core::Cell& cell, const core::Stamp& stamp) override;
    core::Status put_conflict(const sync::Conflict& conflict) override;
    core::Status mark_erased(const core::Uuid& row, sync::Seq seq, bool told) override;
    // Takes the row out without a tombstone; of a customer also whom it was shown to, so it goes last of all that is
    // its own.
    core::Status take_row(const core::RowKey& key);
    core::Status withdraw_conflict(const sync::ConflictKey& key) override;
    core::Status decide_conflict(const core::Uuid& id, const core::Uuid& loser, sync::ConflictState state,
                                 core::WallMs at) override;
    core::Result<std::vector<sync::Conflict>> open_conflicts(const core::Entity& entity, const core::Uuid& row,
                                                             const core::Cell& cell) override;
    core::Result<sync::DeviceRecord> device(core::DeviceNumber number) override;
    core::Status save_mark(core::DeviceNumber number, std::uint64_t mark, const sync::ChainHash& chain,
                           core::WallMs at) override;
    core::Result<std::optional<sync::PastGroup>> past_group(core::DeviceNumber device, std::uint64_t epoch,
                                                            std::uint64_t number) override;
    core::Status store_verdict(core::DeviceNumber device, std::uint64_t epoch, const core::Uuid& user,
                               const sync::ChainHash& chain, const sync::Verdict& verdict, const core::Bytes* kept,
                               core::WallMs at) override;
    core::Result<std::optional<sync::Verdict>> verdict_of_former(core::DeviceNumber device, const core::Uuid& user,
                                                                 std::uint64_t number) override;
    core::Result<std::vector<Parked>> waiting_for(std::string_view what) override;
    core::Result<std::vector<Parked>> kept_of(core::DeviceNumber device) override;
    core::Result<std::vector<core::DeviceNumber>> devices_of(const core::Uuid& user) override;
    core::Result<std::uint64_t> next_in_series(std::string_view series) override;
    core::Result<bool> text_in_use(const core::Entity& entity, std::size_t field, std::string_view text) override;

    // What was written since the last call. Reads the audiences, so call it inside the transaction.
    core::Result<News> take_news();
    // Writes what was held back, the head and the digests of the views: before the commit, and around a part that may
    // be undone alone.
    core::Status write_through();
    // All or a part of the transaction was undone: what is remembered of it may not be so.
    void forget();

    core::sqlite::Connection& database() { return database_; }
    Org org() const { return org_; }

  private:
    core::Result<std::optional<sync::Verdict>> verdict_of_original(core::DeviceNumber device, std::uint64_t number);
    core::Result<bool> room_for(core::DeviceNumber device, std::size_t bytes);
    core::Result<const std::vector<core::Uuid>*> circles_of(const core::Uuid& customer);
    core::Status write_digest(const sync::ScopeKey& scope, const core::Digest& change);
    core::Status move_digest(const core::Uuid& customer, const core::Bytes& from);

    core::sqlite::Connection& database_;
    Org org_;
    SqliteLedgerReader reader_;
    RowCache& rows_;
    News news_;
    std::unordered_set<core::Uuid, core::UuidHash> touched_;  // customers
    std::optional<sync::Seq> head_;  // once asked for; ahead of what is kept while `head_grew_`
    bool head_grew_ = false;
    std::map<sync::ScopeKey, core::Digest> digest_changes_;
    sync::Seq ordinal_seq_ = 0;
    int ordinal_ = 0;
};

// The id under which the conflict list shows a conflict: follows from its key, so the same conflict never stands twice.
core::Uuid conflict_id(const sync::ConflictKey& key);

// All or nothing for a part of a ledger's transaction.
class Savepoint {
  public:
    static core::Result<Savepoint> open(SqliteLedger& ledger);
    Savepoint(Savepoint&& other) noexcept;
    Savepoint& operator=(Savepoint&&) = delete;
    ~Savepoint();  // rolls back unless released
    core::Status release();

  private:
    explicit Savepoint(SqliteLedger& ledger) : ledger_(&ledger) {}
    SqliteLedger* ledger_;
};

}  // namespace fieldfare::server
