#include "core/base/check.h"
#include "core/base/planted.h"
#include "core/journal/journal.h"
#include "core/journal/stored_group.h"

namespace fieldfare::core::journal {
namespace {

struct Candidate {
    Group group;
    std::size_t bytes = 0;
    State state = State::unsent;
};

// Groups without a verdict, lowest numbers first, up to the limits; when some are sealed, those alone.
Result<std::vector<Candidate>> candidates(Transaction& transaction, std::size_t max_changes, std::size_t max_bytes) {
    FF_ASSIGN(const auto from, acknowledged(transaction));
    FF_ASSIGN(auto rows,
              transaction.database().prepare("SELECT number, payload, state FROM journal_groups WHERE number > ?1 "
                                             "AND state <= 1 ORDER BY number"));
    rows.bind(1, from);
    std::vector<Candidate> chosen;
    std::size_t changes = 0;
    std::size_t bytes = 0;
    for (;;) {
        FF_ASSIGN(const bool more, rows.step());
        if (!more) return chosen;
        Candidate next;
        const auto payload = rows.bytes(1);
        next.bytes = payload.size();
        next.state = static_cast<State>(rows.integer(2));
        const bool resend = !chosen.empty() && chosen.front().state == State::sealed;
        if (resend && next.state != State::sealed) return chosen;
        FF_ASSIGN(next.group, read_payload(static_cast<std::uint64_t>(rows.integer(0)), payload));
        changes += next.group.changes.size();
        bytes += next.bytes;
        if (!resend && !chosen.empty() && (changes > max_changes || bytes > max_bytes)) return chosen;
        chosen.push_back(std::move(next));
    }
}

// Those of them that were sealed before stay as they are.
Status seal(Transaction& transaction, std::uint64_t first, std::uint64_t last) {
    FF_ASSIGN(auto write, transaction.database().prepare(
                              "UPDATE journal_groups SET state = 1, frozen = max(frozen, 1), solo = NULL WHERE number "
                              "BETWEEN ?1 AND ?2 AND state = 0"));
    return write.bind(1, first).bind(2, last).run();
}

// Only for the planted bug of that name.
Status acknowledge_too_early(Transaction& transaction, std::uint64_t last) {
    FF_ASSIGN(auto groups, transaction.database().prepare("UPDATE journal_groups SET state = 2 WHERE number <= ?1"));
    FF_TRY(groups.bind(1, last).run());
    FF_ASSIGN(auto state, transaction.database().prepare("UPDATE sync_state SET acknowledged = ?1 WHERE one = 1"));
    return state.bind(1, last).run();
}

}  // namespace

Result<Batch> seal_batch(Transaction& transaction, std::size_t max_changes, std::size_t max_bytes) {
    FF_ASSIGN(auto chosen, candidates(transaction, max_changes, max_bytes));
    Batch batch;
    for (auto& candidate : chosen) {
        // Numbers have no gaps, so a batch is a run.
        FF_CHECK(batch.groups.empty() || candidate.group.number == batch.last + 1);
        if (batch.groups.empty()) batch.first = candidate.group.number;
        batch.last = candidate.group.number;
        batch.groups.push_back(std::move(candidate.group));
    }
    if (!batch.empty()) FF_TRY(seal(transaction, batch.first, batch.last));
    if (planted("verdict without transaction") && !batch.empty())
        FF_TRY(acknowledge_too_early(transaction, batch.last));
    return batch;
}

Status note_attempt(Transaction& transaction) {
    FF_ASSIGN(const auto from, acknowledged(transaction));
    FF_ASSIGN(auto write, transaction.database().prepare(
                              "UPDATE journal_groups SET attempts = attempts + 1 WHERE number > ?1 AND state = 1"));
    return write.bind(1, from).run();
}

}  // namespace fieldfare::core::journal
