#include <algorithm>

#include "core/journal/journal.h"

namespace fieldfare::core::journal {

Result<std::optional<SyncState>> sync_state(RowReader& reader) {
    FF_ASSIGN(auto row,
              reader.database().prepare(
                  "SELECT device, device_id, epoch, org, user, role, server_url, server_epoch, cursor, chain, "
                  "acknowledged, token, last_sync_at, install, fork_token, fork_number, forked_from FROM sync_state "
                  "WHERE one = 1"));
    FF_ASSIGN(const bool found, row.step());
    if (!found) return std::optional<SyncState>{};
    SyncState state;
    state.device = static_cast<DeviceNumber>(row.integer(0));
    state.device_id = row.uuid(1);
    state.epoch = static_cast<std::uint64_t>(row.integer(2));
    state.org = row.uuid(3);
    state.user = row.uuid(4);
    state.role = row.text(5);
    state.server_url = row.text(6);
    state.server_epoch = static_cast<std::uint64_t>(row.integer(7));
    state.cursor = static_cast<std::uint64_t>(row.integer(8));
    const auto chain = row.bytes(9);
    if (chain.size() != state.chain.size()) return {ErrorCode::storage_corrupt, "sync_state.chain"};
    std::copy(chain.begin(), chain.end(), state.chain.begin());
    state.acknowledged = static_cast<std::uint64_t>(row.integer(10));
    state.token = row.text(11);
    state.last_sync_at = row.integer(12);
    if (!row.null(13)) state.install = row.uuid(13);
    if (!row.null(14)) {
        state.fork = SyncState::Fork{std::string(row.text(14)), static_cast<DeviceNumber>(row.integer(15))};
    }
    state.forked_from = static_cast<DeviceNumber>(row.integer(16));
    return std::optional(std::move(state));
}

Status set_sync_state(Transaction& transaction, const SyncState& state) {
    FF_ASSIGN(auto write,
              transaction.database().prepare(
                  "INSERT OR REPLACE INTO sync_state(one, device, device_id, epoch, org, user, role, server_url, "
                  "server_epoch, cursor, chain, acknowledged, token, last_sync_at, install, fork_token, fork_number, "
                  "forked_from) "
                  "VALUES(1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"));
    write.bind(1, static_cast<std::int64_t>(state.device)).bind(2, state.device_id).bind(3, state.epoch);
    write.bind(4, state.org).bind(5, state.user).bind(6, state.role).bind(7, state.server_url);
    write.bind(8, state.server_epoch).bind(9, state.cursor).bind(10, std::span<const std::uint8_t>(state.chain));
    write.bind(11, state.acknowledged).bind(12, state.token).bind(13, state.last_sync_at);
    if (!state.install.is_nil()) write.bind(14, state.install);
    if (state.fork) write.bind(15, state.fork->token).bind(16, static_cast<std::int64_t>(state.fork->number));
    write.bind(17, static_cast<std::int64_t>(state.forked_from));
    FF_TRY(write.run());
    transaction.notes().sync_changed = true;
    return {};
}

Status set_cursor(Transaction& transaction, std::uint64_t cursor) {
    FF_ASSIGN(auto write, transaction.database().prepare("UPDATE sync_state SET cursor = ?1 WHERE one = 1"));
    FF_TRY(write.bind(1, cursor).run());
    if (transaction.database().changes() != 1) return {ErrorCode::unauthenticated, "the device is not enrolled"};
    transaction.notes().sync_changed = true;
    return {};
}

Status stage_page(Transaction& transaction, std::span<const std::uint8_t> page) {
    FF_ASSIGN(auto write, transaction.database().prepare("INSERT INTO staged_pages(page) VALUES(?1)"));
    return write.bind(1, page).run();
}

Result<std::vector<Bytes>> staged(RowReader& reader) {
    FF_ASSIGN(auto rows, reader.database().prepare("SELECT page FROM staged_pages ORDER BY position"));
    std::vector<Bytes> pages;
    for (;;) {
        FF_ASSIGN(const bool more, rows.step());
        if (!more) return pages;
        const auto bytes = rows.bytes(0);
        pages.emplace_back(bytes.begin(), bytes.end());
    }
}

Result<std::int64_t> staged_count(RowReader& reader) {
    return reader.database().integer("SELECT count(*) FROM staged_pages");
}

Status clear_staged(Transaction& transaction) {
    FF_ASSIGN(auto write, transaction.database().prepare("DELETE FROM staged_pages"));
    return write.run();
}

}  // namespace fieldfare::core::journal
