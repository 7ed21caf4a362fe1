#include <algorithm>

#include "sync/protocol/codec.h"
#include "tests/simulation/server_answers.h"
#include "tests/simulation/server_machine.h"

// Somebody who may takes what its author had no right for.
namespace fieldfare::simulation {

void ServerMachine::accept_something() {
    if (!running()) return;
    struct Refused {
        core::DeviceNumber device = 0;
        std::uint64_t epoch = 0;
        std::uint64_t number = 0;
    };
    std::vector<Refused> refused;
    const auto org = store_->organisation().number;
    {
        auto select = must(store_->database().prepare("SELECT device, epoch, number, verdict FROM verdict WHERE org=?1 "
                                                      "AND kind=4 AND kept IS NOT NULL ORDER BY 1, 2, 3"),
                           "read verdicts");
        select.bind(1, org);
        while (must(select.step(), "read verdicts")) {
            const auto bytes = select.bytes(3);
            const auto verdict = must(sync::decode_verdict({reinterpret_cast<const char*>(bytes.data()), bytes.size()}),
                                      "read a verdict");
            const bool lacked_right =
                verdict.reason == core::ErrorCode::not_in_scope || verdict.reason == core::ErrorCode::forbidden;
            if (!lacked_right) continue;
            refused.push_back({static_cast<core::DeviceNumber>(select.integer(0)),
                               static_cast<std::uint64_t>(select.integer(1)),
                               static_cast<std::uint64_t>(select.integer(2))});
        }
    }
    if (refused.empty()) return;
    const auto one = refused[stage_.chance.below(refused.size())];
    sync::Principal director;
    director.org = store_->organisation().id;
    director.role = "director";
    // Before: a server that dies with the answer may have done it.
    taken_by_lead_.emplace(one.device, one.number);
    server::News news;
    behind_ = true;
    const auto done = store_->run(
        [&](server::WriteScope& scope) -> core::Status {
            FF_ASSIGN([[maybe_unused]] const auto taken,
                      scope.authority.accept(scope.ledger, director, one.device, one.epoch, one.number));
            return {};
        },
        &news);
    if (!survived()) return;
    stage_.trace.say("a director takes group {} of device {}: {}", one.number, one.device,
                     done ? "done" : done.error().describe());
    if (done) stage_.count(Happened::accepted);
    catch_up();
    if (news.seq != 0 && on_news_) on_news_(news.seq);
}

bool ServerMachine::was_accepted(sync::Seq seq) const {
    return std::ranges::any_of(history_, [&](const HistoryLine& line) {
        return line.seq == seq && taken_by_lead_.contains({line.device, line.number});
    });
}

}  // namespace fieldfare::simulation
