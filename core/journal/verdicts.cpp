#include <fmt/format.h>

#include <algorithm>

#include "core/base/check.h"
#include "core/base/planted.h"
#include "core/catalog/entities.h"
#include "core/journal/journal.h"
#include "core/journal/stored_group.h"
#include "core/store/masks.h"

namespace fieldfare::core::journal {
namespace {

bool decided(State state) {
    return state != State::unsent && state != State::sealed;
}

bool replace(Stamp& stamp, const std::vector<Restamp>& restamps) {
    for (const auto& restamp : restamps) {
        if (stamp == restamp.from) {
            stamp = restamp.to;
            return true;
        }
    }
    return false;
}

bool replace(std::vector<CellClock>& cells, const std::vector<Restamp>& restamps) {
    bool changed = false;
    for (auto& clock : cells) {
        changed |= replace(clock.stamp, restamps);
        changed |= replace(clock.removed, restamps);
    }
    return changed;
}

// Of the row's cells those that this change wrote: a copy of this device's data may have given the others the same
// stamp, and whoever else deleted the row has seen that one's.
bool replace_written(Clocks& clocks, const Change& change, const std::vector<Restamp>& restamps, bool own_deletion) {
    bool changed = false;
    for (const auto& part : change.cells) {
        const auto at = change.entity->position(part.field);
        if (at == Entity::npos) continue;
        const Cell cell{change.entity->clock_field(change.entity->fields[at]).id, part.key};
        for (auto& clock : clocks.cells) {
            if (clock.cell != cell) continue;
            changed |= replace(clock.stamp, restamps);
            changed |= replace(clock.removed, restamps);
        }
    }
    if (clocks.deletion && own_deletion) {
        changed |= replace(clocks.deletion->seen_row, restamps);
        changed |= replace(clocks.deletion->seen_cells, restamps);
    }
    return changed;
}

bool replace(Clocks& clocks, const std::vector<Restamp>& restamps) {
    bool changed = replace(clocks.row, restamps);
    changed |= replace(clocks.cells, restamps);
    if (clocks.deletion) {
        changed |= replace(clocks.deletion->stamp, restamps);
        changed |= replace(clocks.deletion->seen_row, restamps);
        changed |= replace(clocks.deletion->seen_cells, restamps);
    }
    // An exception that says what the row's stamp says is none.
    std::erase_if(clocks.cells,
                  [&](const CellClock& clock) { return clock.stamp == clocks.row && clock.removed.is_zero(); });
    return changed;
}

// Of a row that this device deleted, and did not hear from elsewhere that it is.
Result<bool> deletion_is_own(Transaction& transaction, const Row& row) {
    if (!row.clocks.deletion) return false;
    FF_ASSIGN(const auto known, known_changes(transaction));
    return known.contains({{row.entity, row.id}, row.clocks.deletion->stamp});
}

Status restamp_rows(Transaction& transaction, const Group& group, const std::vector<Restamp>& restamps) {
    for (const auto& change : group.changes) {
        FF_ASSIGN(auto held, transaction.find(*change.entity, change.row));
        if (!held) continue;  // left the scope meanwhile
        Row row = *held;
        bool changed = false;
        if (change.kind == ChangeKind::update) {
            FF_ASSIGN(const bool own, deletion_is_own(transaction, row));
            changed = replace_written(row.clocks, change, restamps, own);
        } else {
            changed = replace(row.clocks, restamps);
        }
        if (changed) FF_TRY(transaction.put(row, *held));
    }
    return {};
}

bool replace(Group& group, const std::vector<Restamp>& restamps) {
    bool changed = false;
    for (auto& change : group.changes) {
        changed |= replace(change.stamp, restamps);
        for (auto& cell : change.cells) changed |= replace(cell.base, restamps);
        changed |= replace(change.seen, restamps);
    }
    return changed;
}

// With the old stamp as base the server would see a conflict, and what it sends again after a restore would be stamped
// once more, later than what others saved over it. Groups that are on their way stay as they are.
Status restamp_journal(Transaction& transaction, std::uint64_t from, const std::vector<Restamp>& restamps) {
    std::vector<Group> groups;
    {
        FF_ASSIGN(auto rows,
                  transaction.database().prepare("SELECT number, payload FROM journal_groups WHERE number >= ?1 AND "
                                                 "((state = 0 AND frozen = 0) OR state >= 2)"));
        rows.bind(1, from);
        for (;;) {
            FF_ASSIGN(const bool more, rows.step());
            if (!more) break;
            FF_ASSIGN(auto group, read_payload(static_cast<std::uint64_t>(rows.integer(0)), rows.bytes(1)));
            groups.push_back(std::move(group));
        }
    }
    for (auto& group : groups) {
        if (replace(group, restamps)) FF_TRY(write_payload(transaction, group));
    }
    return {};
}

bool says_more(const Verdict& verdict) {
    return verdict.reason || !verdict.detail.empty() || !verdict.restamps.empty();
}

// Most groups of an answer just took effect: such a run is written at once.
bool continues(const Verdict& run, const Verdict& last, const Verdict& next) {
    return !says_more(run) && !says_more(next) && next.state == run.state && next.number == last.number + 1;
}

// A verdict for a group that was never sent is a fault of the server.
Status check_sent(Transaction& transaction, std::uint64_t first, std::uint64_t last) {
    FF_ASSIGN(auto groups, transaction.database().prepare(
                               "SELECT count(*), min(state) FROM journal_groups WHERE number BETWEEN ?1 AND ?2"));
    FF_TRY(groups.bind(1, first).bind(2, last).step());
    if (static_cast<std::uint64_t>(groups.integer(0)) != last - first + 1) {
        return {ErrorCode::not_found, fmt::format("journal groups {} to {}", first, last)};
    }
    if (static_cast<State>(groups.integer(1)) == State::unsent) {
        return {ErrorCode::invalid_argument, "verdict for an unsent group"};
    }
    return {};
}

// Gives the groups of the run this verdict. Whether it is news: a repeated answer changes nothing. A refused group (5)
// takes effect when somebody who has the right took it.
Result<bool> write(Transaction& transaction, std::uint64_t first, std::uint64_t last, const Verdict& verdict) {
    FF_CHECK(decided(verdict.state));
    FF_TRY(check_sent(transaction, first, last));
    FF_ASSIGN(auto write, transaction.database().prepare(
                              "UPDATE journal_groups SET state = ?3, reason = ?4, detail = ?5, decided_at = ?6 WHERE "
                              "number BETWEEN ?1 AND ?2 AND (state IN (1, 6) OR (state = 5 AND ?3 < 5))"));
    write.bind(1, first).bind(2, last).bind(3, static_cast<int>(verdict.state));
    if (verdict.reason) write.bind(4, static_cast<int>(*verdict.reason));
    if (!verdict.detail.empty()) write.bind(5, verdict.detail);
    write.bind(6, transaction.clock().now());
    FF_TRY(write.run());
    return transaction.database().changes() > 0;
}

Status restamp(Transaction& transaction, const Verdict& verdict) {
    FF_ASSIGN(const auto stored, read_group(transaction, verdict.number));
    FF_CHECK(stored.has_value());
    for (const auto& restamp : verdict.restamps) transaction.clock().observe(restamp.to.time);
    return planted("restamp ignored") ? Status{} : restamp_rows(transaction, stored->group, verdict.restamps);
}

// Its row left the device, or the user does not see any more what he wrote.
Result<bool> is_out_of_sight(Transaction& transaction, const Change& change, bool anything_hidden) {
    if (change.entity->scope != Scope::customer) return false;
    if (!anything_hidden) {
        Select row;
        row.entity = change.entity;
        row.where.push_back({Condition::by_id, Compare::equal, change.row});
        row.with_deleted = true;
        FF_ASSIGN(const auto held, transaction.count(row));
        return held == 0;
    }
    FF_ASSIGN(const auto row, transaction.find(*change.entity, change.row));
    if (!row) return true;
    FF_ASSIGN(const auto hidden, masks::of(transaction, *row));
    return std::any_of(change.cells.begin(), change.cells.end(), [&](const CellChange& cell) {
        const auto at = change.entity->position(cell.field);
        return at != Entity::npos && hidden.hides(change.entity->fields[at]);
    });
}

// What stood aside meanwhile, or was sent again, and was taken in the end, leaves nothing behind either.
Status forget_what_left(Transaction& transaction, std::uint64_t first, std::uint64_t last) {
    FF_ASSIGN(const auto masked, transaction.database().integer("SELECT count(*) FROM masks"));
    for (auto number = first; number <= last; ++number) {
        FF_ASSIGN(const auto stored, read_group(transaction, number));
        if (!stored) continue;
        bool gone = false;
        for (const auto& change : stored->group.changes) {
            FF_ASSIGN(const bool out_of_sight, is_out_of_sight(transaction, change, masked > 0));
            gone = gone || out_of_sight;
        }
        if (!gone) continue;
        transaction.store().checkpoint_soon();
        FF_TRY(write_payload(transaction, Group{number, {}}));
    }
    return {};
}

Status record_all(Transaction& transaction, const std::vector<Verdict>& verdicts) {
    std::vector<Restamp> restamps;
    std::uint64_t from = 0;
    for (std::size_t at = 0; at < verdicts.size();) {
        const auto& verdict = verdicts[at];
        auto last = at++;
        while (at < verdicts.size() && continues(verdict, verdicts[last], verdicts[at])) last = at++;
        FF_ASSIGN(const bool news, write(transaction, verdict.number, verdicts[last].number, verdict));
        if (news) transaction.notes().sync_changed = true;
        if (!news) continue;
        if (!verdict.restamps.empty()) {
            FF_TRY(restamp(transaction, verdict));
            from = restamps.empty() ? verdict.number : std::min(from, verdict.number);
            restamps.insert(restamps.end(), verdict.restamps.begin(), verdict.restamps.end());
        }
        if (verdict.state <= State::superseded) {
            FF_TRY(forget_what_left(transaction, verdict.number, verdicts[last].number));
        }
    }
    if (restamps.empty() || planted("restamp ignored")) return {};
    return restamp_journal(transaction, from, restamps);
}

// Numbers up to which every group has a verdict now.
Result<std::uint64_t> advance(Transaction& transaction) {
    FF_ASSIGN(const auto from, acknowledged(transaction));
    FF_ASSIGN(auto first,
              transaction.database().prepare(
                  "SELECT number FROM journal_groups WHERE number > ?1 AND state <= 1 ORDER BY number LIMIT 1"));
    first.bind(1, from);
    FF_ASSIGN(const bool open, first.step());
    if (open) return static_cast<std::uint64_t>(first.integer(0)) - 1;
    FF_ASSIGN(const auto highest, transaction.database().integer("SELECT max(number) FROM journal_groups"));
    return std::max(from, static_cast<std::uint64_t>(highest));
}

}  // namespace

Status record_verdicts(Transaction& transaction, const std::vector<Verdict>& verdicts, const ChainHash& chain) {
    FF_TRY(record_all(transaction, verdicts));
    FF_ASSIGN(const auto before, acknowledged(transaction));
    FF_ASSIGN(const auto now, advance(transaction));
    if (now == before) return {};
    FF_ASSIGN(auto state,
              transaction.database().prepare("UPDATE sync_state SET acknowledged = ?1, chain = ?2 WHERE one = 1"));
    FF_TRY(state.bind(1, now).bind(2, std::span<const std::uint8_t>(chain)).run());
    FF_ASSIGN(auto write, transaction.database().prepare("UPDATE journal_groups SET chain = ?2 WHERE number = ?1"));
    FF_TRY(write.bind(1, now).bind(2, std::span<const std::uint8_t>(chain)).run());
    transaction.notes().sync_changed = true;
    return {};
}

Result<std::optional<ChainHash>> chain_after(RowReader& reader, std::uint64_t number) {
    if (number == 0) return std::optional(ChainHash{});
    FF_ASSIGN(auto row, reader.database().prepare("SELECT chain FROM journal_groups WHERE number = ?1"));
    row.bind(1, number);
    FF_ASSIGN(const bool found, row.step());
    ChainHash chain{};
    if (!found || row.bytes(0).size() != chain.size()) return std::optional<ChainHash>{};
    std::copy_n(row.bytes(0).begin(), chain.size(), chain.begin());
    return std::optional(chain);
}

Status rewind(Transaction& transaction, std::uint64_t high_water) {
    FF_ASSIGN(const auto before, acknowledged(transaction));
    if (high_water >= before) return {};
    FF_ASSIGN(const auto chain, chain_after(transaction, high_water));
    if (!chain) return {ErrorCode::changed_meanwhile, "the journal does not reach back that far"};
    FF_ASSIGN(auto held,
              transaction.database().prepare("SELECT count(*) FROM journal_groups WHERE number > ?1 AND number <= ?2"));
    FF_TRY(held.bind(1, high_water).bind(2, before).step());
    if (static_cast<std::uint64_t>(held.integer(0)) != before - high_water) {
        return {ErrorCode::changed_meanwhile, "the journal does not reach back that far"};
    }
    FF_ASSIGN(auto reopen,
              transaction.database().prepare(
                  "UPDATE journal_groups SET frozen = iif(state IN (1, 2, 3), 2, frozen), state = 0, reason = NULL, "
                  "detail = NULL, decided_at = NULL WHERE number > ?1 AND frozen >= 1"));
    FF_TRY(reopen.bind(1, high_water).run());
    FF_ASSIGN(auto state,
              transaction.database().prepare("UPDATE sync_state SET acknowledged = ?1, chain = ?2 WHERE one = 1"));
    FF_TRY(state.bind(1, high_water).bind(2, std::span<const std::uint8_t>(*chain)).run());
    transaction.notes().sync_changed = true;
    transaction.notes().journal_grew = true;
    return {};
}

Status note_other_life(Transaction& transaction) {
    return transaction.database().execute("UPDATE journal_groups SET frozen = 2 WHERE state = 1");
}

Result<std::uint64_t> reopen_kept(Transaction& transaction) {
    FF_ASSIGN(const auto before, acknowledged(transaction));
    std::uint64_t first = before + 1;
    {
        FF_ASSIGN(auto kept,
                  transaction.database().prepare(
                      "SELECT number FROM journal_groups WHERE number <= ?1 AND frozen >= 1 ORDER BY number DESC"));
        kept.bind(1, before);
        for (;;) {
            FF_ASSIGN(const bool more, kept.step());
            if (!more || static_cast<std::uint64_t>(kept.integer(0)) + 1 != first) break;
            --first;
        }
    }
    FF_ASSIGN(auto reopen,
              transaction.database().prepare("UPDATE journal_groups SET frozen = iif(state IN (2, 3), 2, frozen), "
                                             "state = 0, reason = NULL, detail = NULL, decided_at = NULL, chain = NULL "
                                             "WHERE number >= ?1 AND number <= ?2"));
    FF_TRY(reopen.bind(1, first).bind(2, before).run());
    FF_TRY(note_other_life(transaction));
    if (first <= before) transaction.notes().journal_grew = true;
    return first - 1;
}

Status forget(Transaction& transaction, const std::set<RowKey>& gone) {
    std::vector<std::uint64_t> numbers;
    {
        FF_ASSIGN(auto rows, transaction.database().prepare(
                                 "SELECT number, payload FROM journal_groups WHERE state BETWEEN 2 AND 4"));
        for (;;) {
            FF_ASSIGN(const bool more, rows.step());
            if (!more) break;
            const auto number = static_cast<std::uint64_t>(rows.integer(0));
            FF_ASSIGN(const auto group, read_payload(number, rows.bytes(1)));
            const bool touches = std::any_of(group.changes.begin(), group.changes.end(), [&](const Change& change) {
                return gone.contains({change.entity, change.row});
            });
            if (touches) numbers.push_back(number);
        }
    }
    for (const auto number : numbers) FF_TRY(write_payload(transaction, Group{number, {}}));
    if (!numbers.empty()) transaction.store().checkpoint_soon();
    return {};
}

namespace {

// Rows whose customer is gone, and which have left the book before it.
Status add_what_was_added_to(Transaction& transaction, std::set<RowKey>& gone) {
    const auto names_gone = [&](const Change& change) {
        const auto& entity = *change.entity;
        if (change.kind != ChangeKind::add || entity.scope != Scope::customer || entity.scope_field.empty())
            return false;
        const auto field = entity.fields[entity.position(entity.scope_field)].id;
        return std::any_of(change.cells.begin(), change.cells.end(), [&](const CellChange& cell) {
            const auto* id = std::get_if<Uuid>(&cell.value);
            return cell.field == field && id != nullptr && gone.contains({&catalog::customer, *id});
        });
    };
    FF_ASSIGN(auto rows, transaction.database().prepare("SELECT number, payload FROM journal_groups"));
    for (;;) {
        FF_ASSIGN(const bool more, rows.step());
        if (!more) return {};
        FF_ASSIGN(const auto group, read_payload(static_cast<std::uint64_t>(rows.integer(0)), rows.bytes(1)));
        for (const auto& change : group.changes) {
            if (names_gone(change)) gone.insert({change.entity, change.row});
        }
    }
}

}  // namespace

Status erase(Transaction& transaction, std::set<RowKey> gone) {
    FF_TRY(add_what_was_added_to(transaction, gone));
    std::vector<StoredGroup> touched;
    {
        FF_ASSIGN(auto rows, transaction.database().prepare("SELECT number, payload, state FROM journal_groups"));
        for (;;) {
            FF_ASSIGN(const bool more, rows.step());
            if (!more) break;
            StoredGroup stored;
            FF_ASSIGN(stored.group, read_payload(static_cast<std::uint64_t>(rows.integer(0)), rows.bytes(1)));
            stored.state = static_cast<State>(rows.integer(2));
            const auto taken = std::erase_if(stored.group.changes, [&](const Change& change) {
                return gone.contains({change.entity, change.row});
            });
            if (taken > 0) touched.push_back(std::move(stored));
        }
    }
    for (const auto& stored : touched) {
        const bool nothing_left = stored.group.changes.empty() && kept_aside(stored.state);
        FF_TRY(nothing_left ? leave_outbox(transaction, stored.group.number)
                            : write_payload(transaction, stored.group));
    }
    if (touched.empty()) return {};
    transaction.notes().sync_changed = true;
    transaction.store().checkpoint_soon();
    return {};
}

Result<std::int64_t> prune(Transaction& transaction, WallMs now) {
    // The newest group stays: it carries the next number and the last stamp. So does the newest old one with a chain: a
    // server restored from a backup may stand exactly there and miss what is younger.
    FF_ASSIGN(auto remove,
              transaction.database().prepare(
                  "DELETE FROM journal_groups WHERE number <= (SELECT acknowledged FROM sync_state WHERE one = 1) "
                  "AND number < (SELECT max(number) FROM journal_groups WHERE chain IS NOT NULL AND decided_at < ?1) "
                  "AND state BETWEEN 2 AND 4 AND decided_at < ?1"));
    FF_TRY(remove.bind(1, now - acknowledged_kept_ms).run());
    return transaction.database().changes();
}

}  // namespace fieldfare::core::journal
