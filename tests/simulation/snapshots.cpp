#include "tests/simulation/snapshots.h"

#include <algorithm>

#include "core/catalog/entities.h"
#include "core/rows/codec.h"
#include "server/store/ledger.h"
#include "sync/protocol/snapshot_block.h"

namespace fieldfare::simulation {
namespace {

constexpr std::size_t small_block_bytes = 700;  // so that a file has many
constexpr core::WallMs being_made_ms = 300;

using Held = std::map<core::RowKey, core::Row>;

template <typename T>
T read_well(core::Result<T> result, const char* what) {
    if (!result) violated(7, "the server cannot read {}: {}", what, result.error().describe());
    return *std::move(result);
}

core::Uuid customer_of_row(const core::Row& row) {
    return row.entity->scope_field.empty() ? row.id : row.reference(row.entity->position(row.entity->scope_field));
}

// What a phone does with it.
void take_page(Held& held, const sync::PullPage& page) {
    const auto purge = [&held](const core::Uuid& gone) {
        std::erase_if(held, [&](const auto& entry) {
            const auto& [key, row] = entry;
            return key.entity->scope == core::Scope::customer && (key.id == gone || customer_of_row(row) == gone);
        });
    };
    for (const auto& id : page.exits) purge(id);
    for (const auto& row : page.rows) held.insert_or_assign({row.entity, row.id}, row);
    for (const auto& id : page.erased) purge(id);
}

void pull_all(Held& held, server::CanonicalStore& store, const sync::Principal& principal, sync::Seq from) {
    server::SqliteLedgerReader reader(store.database(), store.organisation().number);
    sync::PullPage page;
    page.cursor.seq = from;
    page.more = true;
    while (page.more) {
        page = read_well(store.authority().pull(reader, principal, page.cursor), "a page");
        take_page(held, page);
    }
}

std::vector<sync::SnapshotBlock> blocks_of(std::string_view bytes) {
    std::vector<sync::SnapshotBlock> blocks;
    while (!bytes.empty()) {
        auto taken = read_well(sync::take_block(bytes), "a block");
        if (!taken) violated(7, "a snapshot ends inside a block");
        bytes.remove_prefix(taken->size);
        blocks.push_back(std::move(taken->block));
    }
    return blocks;
}

// 8: who fits into a block is whole in it.
void check_blocks(const std::vector<sync::SnapshotBlock>& blocks) {
    std::map<core::Uuid, std::pair<std::size_t, std::set<std::size_t>>> found;  // bytes, and in which blocks
    for (std::size_t at = 0; at < blocks.size(); ++at) {
        for (const auto& row : blocks[at].rows) {
            if (row.entity->scope != core::Scope::customer) continue;
            auto& [bytes, in] = found[customer_of_row(row)];
            bytes += core::encode_row(row).size();
            in.insert(at);
        }
    }
    for (const auto& [whose, where] : found) {
        if (where.first <= small_block_bytes && where.second.size() > 1) {
            violated(8, "a snapshot has customer {} of {} bytes in {} blocks", whose.text(), where.first,
                     where.second.size());
        }
    }
}

}  // namespace

const SnapshotDesk::File& SnapshotDesk::make(server::CanonicalStore& store, const server::SnapshotView& view) {
    File file;
    file.id = fmt::format("snapshot-{}", ++made_);
    file.view = view;
    const auto org = store.organisation().number;
    file.facts = read_well(server::write_snapshot(
                               store.database(), org, view,
                               [&file](std::string_view bytes) {
                                   file.bytes += bytes;
                                   return core::Status{};
                               },
                               small_block_bytes),
                           "what it puts into a snapshot");
    check_blocks(blocks_of(file.bytes));
    files_.push_back(std::move(file));
    return files_.back();
}

core::Result<sync::SnapshotOffer> SnapshotDesk::offer(server::CanonicalStore& store, const sync::Principal& principal) {
    sync::SnapshotOffer offer;
    if (!stage_.snapshots) return offer;
    if (stage_.chance.below(8) == 0) {
        offer.wait_ms = being_made_ms;
        return offer;
    }
    FF_ASSIGN(auto transaction, core::sqlite::Transaction::begin_read(store.database()));
    const auto org = store.organisation().number;
    const auto audience = sync::audience_of(principal);
    FF_ASSIGN(const auto reader, server::snapshot_reader(store.database(), org, audience, store.organisation().id));
    if (reader.something_hidden) return offer;
    const auto known = std::find_if(files_.rbegin(), files_.rend(),
                                    [&](const File& file) { return reader.may_have(file.view, file.facts.seq); });
    const bool again = known != files_.rend() && stage_.chance.below(4) != 0;
    if (again) stage_.count(Happened::snapshot_shared);
    const auto& file = again ? *known : make(store, reader.view);
    FF_ASSIGN(offer, server::offer_of(store.database(), org, audience, file.id, file.facts));
    check_offer(store, principal, file, offer);
    stage_.count(Happened::snapshot_offered);
    stage_.trace.say("the server offers device {} {} at {}, {} bytes", principal.device, file.id, offer.seq,
                     offer.bytes);
    transaction.rollback();
    return offer;
}

void SnapshotDesk::check_offer(server::CanonicalStore& store, const sync::Principal& principal, const File& file,
                               const sync::SnapshotOffer& offer) {
    Held arrived;
    sync::PullPage beside;
    beside.exits = offer.exits;
    beside.rows = offer.rows;
    beside.erased = offer.erased;
    take_page(arrived, beside);
    for (auto& block : blocks_of(file.bytes)) {
        for (auto& row : block.rows) arrived.insert_or_assign({row.entity, row.id}, row);
    }
    pull_all(arrived, store, principal, offer.seq);
    Held replayed;
    pull_all(replayed, store, principal, 0);
    for (const auto& [key, row] : replayed) {
        const auto found = arrived.find(key);
        if (found == arrived.end()) violated(7, "a snapshot and the pull after it lack {}", describe(key));
        if (found->second != row) violated(7, "a snapshot and the pull after it bring another {}", describe(key));
    }
    for (const auto& [key, row] : arrived) {
        if (!replayed.contains(key)) violated(7, "a snapshot and the pull after it bring {}", describe(key));
    }
}

core::Result<std::string> SnapshotDesk::part(server::CanonicalStore& store, const sync::Principal& principal,
                                             const std::string& id, std::uint64_t from, std::uint64_t to) {
    if (stage_.happens(stage_.faults.snapshot_lost)) std::erase_if(files_, [&](const File& f) { return f.id == id; });
    const auto org = store.organisation().number;
    FF_ASSIGN(const auto reader,
              server::snapshot_reader(store.database(), org, sync::audience_of(principal), store.organisation().id));
    const auto file = std::find_if(files_.begin(), files_.end(), [&](const File& one) {
        return one.id == id && reader.may_have(one.view, one.facts.seq);
    });
    if (file == files_.end()) {
        stage_.count(Happened::snapshot_gone);
        return core::Error{core::ErrorCode::not_found, "snapshot"};
    }
    const auto erased = read_well(server::last_erasure(store.database(), org), "erasures");
    if (file->facts.seq < erased)
        violated(13, "a snapshot of {} is given after an erasure at {}", file->facts.seq, erased);
    if (from >= file->bytes.size()) return core::Error{core::ErrorCode::invalid_argument, "Range"};
    if (to + 1 >= file->bytes.size()) stage_.count(Happened::snapshot_taken);
    return file->bytes.substr(from, to - from + 1);
}

}  // namespace fieldfare::simulation
