#include <algorithm>

#include "core/conflicts/inbox.h"
#include "tests/simulation/checks.h"
#include "tests/simulation/phone.h"
#include "tests/simulation/server_machine.h"

// What somebody overwrote unseen, as the phone shows it to its user.
namespace fieldfare::simulation {
namespace {

using core::ErrorCode;

// Why a value cannot be written again: what stood since does not let it.
bool may_refuse(ErrorCode code) {
    return code == ErrorCode::transition_not_allowed || code == ErrorCode::not_found ||
           code == ErrorCode::missing_field;
}

std::vector<core::Uuid> inbox_ids(Phone& phone) {
    auto held = phone.inbox();
    std::sort(held.begin(), held.end());
    return held;
}

std::vector<core::Uuid> open_for(const Phone& phone, ServerMachine& server) {
    std::vector<core::Uuid> found;
    for (const auto& line : server.conflicts()) {
        if (!line.open || line.loser_user != phone.holder().user || line.both_wrote_the_same) continue;
        if (!phone.rows().contains(line.row) || server.hides(phone.holder().user, line)) continue;
        found.push_back(line.id);
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

std::vector<core::Uuid> Phone::inbox() {
    auto held = core::inbox::held(store_->read());
    if (!held) violated(15, "{} cannot read its conflicts: {}", holder_.name, held.error().describe());
    std::vector<core::Uuid> all;
    for (const auto& one : *held) all.push_back(one.id);
    return all;
}

std::set<core::RowKey> Phone::inbox_rows() {
    auto open = core::inbox::open(store_->read());
    if (!open) violated(15, "{} cannot read its conflicts: {}", holder_.name, open.error().describe());
    std::set<core::RowKey> rows;
    for (const auto& conflict : *open) rows.insert({conflict.lost.entity, conflict.lost.row});
    return rows;
}

void Phone::decide(const std::string& what, const std::function<core::Status(core::Transaction&)>& decision) {
    arm_death();
    doubt_ = what;
    const auto done = [&]() -> core::Status {
        FF_ASSIGN(auto transaction, store_->begin());
        FF_TRY(decision(transaction));
        FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
        return {};
    }();
    stage_.trace.say("{} {}: {}", holder_.name, what, done ? "saved" : done.error().describe());
    if (!survived()) return;
    const auto first = stage_.oracle.edits().size();
    if (done) {
        take_over(true, nullptr);
        check_stamps(first);
    } else if (done.error().code == ErrorCode::storage_full) {
        compare_with_memory();
    } else if (!may_refuse(done.error().code)) {
        violated(2, "{} could not do what he wanted when he {}: {}", holder_.name, what, done.error().describe());
    }
    doubt_.clear();
}

void Phone::look_at_conflicts() {
    // What he does not know he cannot put back.
    if (!running() || holder_.earlier != nullptr) return;
    if (decided_ && rows_.contains({decided_->lost.entity, decided_->lost.row}) && stage_.chance.below(4) == 0) {
        const auto conflict = *std::exchange(decided_, {});
        const auto stood = std::exchange(stood_, {});
        decide("takes a decision back",
               [&](core::Transaction& transaction) { return core::inbox::reopen(transaction, conflict, stood); });
    }
    if (!running()) return;
    auto open = core::inbox::open(store_->read());
    if (!open) violated(15, "{} cannot read its conflicts: {}", holder_.name, open.error().describe());
    if (open->empty()) return;
    const auto conflict = (*open)[stage_.chance.below(open->size())];
    const bool restores = stage_.chance.below(2) == 0;
    decide(restores ? "restores what he lost" : "keeps what stands",
           [&](core::Transaction& transaction) -> core::Status {
               decided_ = conflict;
               stood_.reset();
               if (!restores) return core::inbox::keep(transaction, conflict);
               FF_ASSIGN(stood_, core::inbox::restore(transaction, conflict));
               return {};
           });
    stage_.count(restores ? Happened::conflict_restored : Happened::conflict_kept);
    if (running()) pump();
}

bool inbox_agrees(Phone& phone, ServerMachine& server) {
    return inbox_ids(phone) == open_for(phone, server);
}

void check_inbox(Phone& phone, ServerMachine& server) {
    const auto mine = inbox_ids(phone);
    const auto right = open_for(phone, server);
    if (mine == right) return;
    violated(11, "{} shows {} overwritten values, {} of its user's stand open on the server", phone.holder().name,
             mine.size(), right.size());
}

}  // namespace fieldfare::simulation
