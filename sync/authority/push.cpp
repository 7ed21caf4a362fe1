#include <algorithm>
#include <map>

#include "core/base/check.h"
#include "core/base/planted.h"
#include "core/rows/codec.h"
#include "sync/authority/aside.h"
#include "sync/authority/authority.h"
#include "sync/authority/clock_policy.h"
#include "sync/authority/erasure.h"
#include "sync/authority/settle.h"
#include "sync/authority/veil.h"

namespace fieldfare::sync {
namespace {

using core::Error;
using core::ErrorCode;

// One device's batch on its way through one ledger.
class Exchange {
  public:
    Exchange(Ledger& ledger, const Principal& sender, const PushRequest& request, const std::vector<ChainHash>& chains,
             core::WallMs now)
        : ledger_(ledger),
          sender_(sender),
          request_(request),
          chains_(chains),
          now_(now),
          clock_policy_(now),
          own_([this](core::DeviceNumber number) { return is_own(number); }),
          several_([this](core::DeviceNumber number) { return record_.forked || number != sender_.device; }),
          aside_(ledger, sender, own_) {}

    core::Result<PushReply> run() {
        FF_TRY(check_sender());
        FF_TRY(check_numbers());
        FF_TRY(check_chain());
        FF_ASSIGN(custom_fields_, ledger_.custom_fields());
        chain_ = request_.chain;
        reply_.verdicts.reserve(request_.groups.size());
        for (const auto& group : request_.groups) clock_policy_.claim(group);
        for (std::size_t i = 0; i < request_.groups.size(); ++i) {
            const auto& group = request_.groups[i];
            chain_ = chains_[i];
            const bool known = group.number <= record_.mark && !core::planted("mark not checked");
            FF_TRY(known ? repeat(group) : take(group));
        }
        for (const auto number : request_.ask) FF_TRY(answer(number));
        reply_.mark = std::max(record_.mark, request_.after + request_.groups.size());
        reply_.chain = chain_;
        if (reply_.mark > record_.mark) record_.chain = chain_;
        FF_TRY(ledger_.save_mark(sender_.device, reply_.mark, record_.chain, now_));
        // Last: verdicts are kept as they were given, and what is hidden may have become more since.
        if (!core::planted("verdicts lift the mask")) {
            Veil veil(ledger_, sender_.user);
            for (auto& verdict : reply_.verdicts) FF_TRY(veil.hide(verdict));
        }
        return std::move(reply_);
    }

  private:
    core::Status check_sender() {
        FF_ASSIGN(record_, ledger_.device(sender_.device));
        if (record_.revoked) return ErrorCode::device_revoked;
        if (record_.user != sender_.user) return ErrorCode::unauthenticated;
        if (record_.epoch != request_.epoch) return Error{ErrorCode::epoch_changed, "device"};
        return {};
    }

    core::Status check_numbers() const {
        if (request_.after > record_.mark && !begins())
            return Error{ErrorCode::sequence_gap, std::to_string(record_.mark)};
        auto expected = request_.after;
        for (const auto& group : request_.groups) {
            if (group.number != ++expected) return Error{ErrorCode::malformed, "groups: number"};
        }
        return {};
    }

    // A device that was enrolled anew goes on with its own numbers; what stood before belongs to its former enrolment.
    bool begins() const { return record_.mark == 0 && request_.chain == ChainHash{}; }

    core::Status check_chain() const {
        if (begins()) return {};
        FF_ASSIGN(const auto known, known_chain(request_.after));
        if (known != request_.chain) return Error{ErrorCode::chain_mismatch, std::to_string(request_.after)};
        return {};
    }

    core::Result<ChainHash> known_chain(std::uint64_t number) const {
        if (number == record_.mark) return record_.chain;
        if (number == 0) return ChainHash{};
        FF_ASSIGN(const auto past, ledger_.past_group(sender_.device, record_.epoch, number));
        if (past) return past->chain;
        // The enrolment began after this number, and the answer to its first push was lost.
        FF_ASSIGN(const auto first, ledger_.past_group(sender_.device, record_.epoch, number + 1));
        if (first && !core::planted("new enrolment begins once")) return ChainHash{};
        return Error{ErrorCode::chain_mismatch, std::to_string(number)};
    }

    core::Status repeat(const core::Group& group) {
        FF_ASSIGN(auto past, ledger_.past_group(sender_.device, record_.epoch, group.number));
        if (!past || past->chain != chain_) {
            return Error{ErrorCode::chain_mismatch, std::to_string(group.number)};
        }
        clock_policy_.remember(past->verdict.restamps);
        reply_.verdicts.push_back(for_this_copy(past->verdict));
        return {};
    }

    core::Status take(const core::Group& received) {
        Origin origin{sender_, received.number, now_, {}, custom_fields_};
        Verdict verdict;
        auto group = received;
        const auto unreadable = request_.unreadable.find(received.number);
        FF_ASSIGN(const bool own, own_stamps(received));
        if (unreadable != request_.unreadable.end()) {
            verdict = refused(received.number, unreadable->second.error);
        } else if (!own) {
            verdict = refused(received.number, {ErrorCode::invalid_argument, "stamp"});
        } else {
            clock_policy_.follow(group);
            FF_ASSIGN(origin.restamps, tell_twins_apart(ledger_, several_, group, clock_policy_));
            FF_ASSIGN(const auto followed, follow_history(ledger_, sender_.device, own_, group));
            origin.restamps.insert(origin.restamps.end(), followed.begin(), followed.end());
            FF_TRY(aside_.follow(group));
            FF_TRY(aside_.make_way(received, now_));
            FF_TRY(keep_apart(group));
            const auto replaced = clock_policy_.pass(group);
            origin.restamps.insert(origin.restamps.end(), replaced.begin(), replaced.end());
            FF_TRY(leave_out_erased(ledger_, group));
            if (group.changes.empty() && !received.changes.empty()) {
                verdict.number = received.number;
                verdict.kind = Verdict::Kind::superseded;
                verdict.restamps = origin.restamps;
            } else {
                FF_ASSIGN(verdict, settle(ledger_, origin, group));
            }
        }
        const bool done = verdict.kind != Verdict::Kind::quarantined && verdict.kind != Verdict::Kind::waiting;
        core::Bytes kept;
        if (unreadable != request_.unreadable.end()) {
            kept.assign(unreadable->second.bytes.begin(), unreadable->second.bytes.end());
        } else if (!done) {
            kept = core::encode_group(group);
        }
        FF_TRY(ledger_.store_verdict(sender_.device, record_.epoch, sender_.user, chain_, verdict,
                                     done ? nullptr : &kept, now_));
        if (!done) aside_.add({sender_.device, record_.epoch, sender_.user, chain_, group, verdict.kind});
        reply_.verdicts.push_back(std::move(verdict));
        if (!done) return {};
        FF_TRY(aside_.withdraw_seen(group));
        FF_ASSIGN(auto later, settle_waiting(ledger_, group, sender_, now_));
        for (auto& settled : later) replace_verdict(std::move(settled));
        return {};
    }

    // A stamp that the server gives is no stamp under which the device changed the row before.
    core::Status keep_apart(const core::Group& group) {
        if (!clock_policy_.replaces(group)) return {};
        for (const auto& change : group.changes) {
            FF_ASSIGN(const auto newest, ledger_.newest_of(*change.entity, change.row, change.stamp.device));
            clock_policy_.exceed(newest);
        }
        return {};
    }

    core::Status answer(std::uint64_t number) {
        FF_ASSIGN(auto past, ledger_.past_group(sender_.device, record_.epoch, number));
        if (past) {
            replace_verdict(for_this_copy(past->verdict));
            return {};
        }
        FF_ASSIGN(const auto former, ledger_.verdict_of_former(sender_.device, sender_.user, number));
        if (former) replace_verdict(for_this_copy(*former));
        return {};
    }

    // Whoever decided about a group does not ask for it any more. A twin that shows it still has to decide, too.
    static Verdict for_this_copy(const Verdict& verdict) {
        const bool decided = verdict.kind == Verdict::Kind::superseded && verdict.reason == decided_elsewhere;
        return decided ? refused(verdict.number, {decided_elsewhere, {}}) : verdict;
    }

    // A group that waited was settled by a later one: its newest verdict goes out, once.
    void replace_verdict(Verdict settled) {
        const auto known = std::find_if(reply_.verdicts.begin(), reply_.verdicts.end(),
                                        [&](const Verdict& verdict) { return verdict.number == settled.number; });
        if (known != reply_.verdicts.end()) {
            *known = std::move(settled);
        } else {
            reply_.verdicts.push_back(std::move(settled));
        }
    }

    static Verdict refused(std::uint64_t number, const Error& error) {
        Verdict verdict;
        verdict.number = number;
        verdict.kind = Verdict::Kind::quarantined;
        verdict.reason = error.code;
        verdict.detail = error.detail;
        return verdict;
    }

    // Nobody writes in another user's name: stamps carry this device, or an earlier one of the same person.
    core::Result<bool> own_stamps(const core::Group& group) {
        for (const auto& change : group.changes) {
            FF_ASSIGN(const bool own, is_own(change.stamp.device));
            if (!own) return false;
        }
        return true;
    }

    core::Result<bool> is_own(core::DeviceNumber number) {
        if (number == sender_.device) return true;
        if (number == 0) return false;  // the server's own
        const auto [known, fresh] = own_devices_.try_emplace(number, false);
        if (!fresh) return known->second;
        const auto record = ledger_.device(number);
        if (!record && record.error().code != ErrorCode::not_found) return record.error();
        // A number that nobody has is nobody's name: the server was restored to a time before it gave it out.
        known->second = !record || record->user == sender_.user;
        return known->second;
    }

    Ledger& ledger_;
    const Principal& sender_;
    const PushRequest& request_;
    const std::vector<ChainHash>& chains_;
    core::WallMs now_;
    ClockPolicy clock_policy_;
    IsOwn own_;
    IsOwn several_;
    Aside aside_;
    DeviceRecord record_;
    ChainHash chain_{};
    PushReply reply_;
    std::map<core::DeviceNumber, bool> own_devices_;  // of the numbers that came up
    std::shared_ptr<const core::CustomFields> custom_fields_;
};

}  // namespace

std::vector<ChainHash> chains_of(const PushRequest& request) {
    std::vector<ChainHash> chains;
    chains.reserve(request.groups.size());
    auto chain = request.chain;
    for (const auto& group : request.groups) {
        const auto unreadable = request.unreadable.find(group.number);
        chain = unreadable == request.unreadable.end() ? chain_after(chain, group)
                                                       : chain_after(chain, std::string_view(unreadable->second.bytes));
        chains.push_back(chain);
    }
    return chains;
}

core::Result<PushReply> Authority::push(Ledger& ledger, const Principal& principal, const PushRequest& request,
                                        const std::vector<ChainHash>& chains) {
    FF_CHECK(chains.size() == request.groups.size());
    const auto now = clock_.wall();
    Exchange exchange(ledger, principal, request, chains, now);
    FF_ASSIGN(auto reply, exchange.run());
    reply.server_time = now;
    reply.server_epoch = server_epoch_;
    return reply;
}

}  // namespace fieldfare::sync
