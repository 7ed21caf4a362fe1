#include "core/catalog/entities.h"
#include "tests/simulation/checks.h"
#include "tests/simulation/server_machine.h"

// What the administration hides, on the server's machine.
namespace fieldfare::simulation {

void ServerMachine::mask(const std::string& role, core::Classes classes) {
    if (!running()) return;
    server::News news;
    behind_ = masks_ = true;
    const auto done = store_->run(
        [&](server::WriteScope& scope) -> core::Status {
            FF_ASSIGN([[maybe_unused]] const auto seq,
                      scope.authority.mask(scope.ledger, store_->organisation().id, role, classes));
            return {};
        },
        &news);
    if (!survived()) return;
    stage_.trace.say("{} is hidden from every {}: {}", fmt::join(core::names_of(classes), " "), role,
                     done ? "done" : done.error().describe());
    if (done) stage_.count(Happened::masked);
    catch_up();
    if (news.seq != 0 && on_news_) on_news_(news.seq);
}

core::Classes ServerMachine::hidden_from(const core::Uuid& user, const core::Row& row) {
    if (!masks_) return {};
    const auto customer = Sight::customer_of(row);
    if (!customer) return {};
    const auto& person = rows().at({&core::catalog::user, user}).row;
    const auto hidden = hidden_.find(std::string(person.text(core::catalog::user.at("role"))));
    if (hidden == hidden_.end()) return {};
    const auto file = rows().find({&core::catalog::customer, *customer});
    const bool works_on_it = file != rows().end() && Sight::people_of(file->second.row).contains(user);
    return works_on_it ? core::Classes{} : hidden->second;
}

void ServerMachine::read_masks() {
    hidden_.clear();
    auto lines = store_->database().prepare("SELECT role, masked FROM role_mask WHERE org=?1");
    if (!lines) violated(15, "the server cannot read masks: {}", lines.error().describe());
    lines->bind(1, store_->organisation().number);
    for (auto more = lines->step(); more && *more; more = lines->step()) {
        hidden_[std::string(lines->text(0))] = core::Classes::from_bits(static_cast<std::uint64_t>(lines->integer(1)));
    }
}

}  // namespace fieldfare::simulation
