#include "core/search/search.h"
#include "sync/protocol/codec.h"
#include "tests/simulation/checks.h"
#include "tests/simulation/phone.h"

// What a phone does when nobody waits, and what leaves it.
namespace fieldfare::simulation {

bool Phone::index_some() {
    const auto waiting = core::search::index_step(*store_, 20);
    if (!survived()) return false;
    take_over(false, nullptr);
    return waiting && *waiting > 0;
}

void Phone::tidy_up() {
    while (index_some()) {
    }
    if (!store_->worth_checkpoint()) return;
    if (const auto done = store_->checkpoint(); !done) {
        violated(12, "{} cannot move its log: {}", holder_.name, done.error().describe());
    }
}

std::vector<std::pair<core::RowKey, core::Value>> Phone::unsettled() {
    auto box = core::journal::outbox(store_->read(), 10'000);
    if (!box) violated(15, "{} cannot read its journal: {}", holder_.name, box.error().describe());
    std::vector<std::pair<core::RowKey, core::Value>> values;
    for (const auto& item : *box) {
        for (const auto& change : item.group.changes) {
            for (const auto& cell : change.cells) {
                values.emplace_back(core::RowKey{change.entity, change.row}, cell.value);
                values.emplace_back(core::RowKey{change.entity, change.row}, cell.key);
            }
        }
    }
    return values;
}

// A customer may leave and come again in one checkpoint, when more of it is hidden: then its rows come as the server
// has them.
void Phone::note_exits(const sync::HttpRequest& request, const Answer& answer) {
    if (!answer || answer->status != 200 || !request.path.starts_with(sync::path::pull)) return;
    const auto encoding = sync::encoding_of(answer->content_type);
    if (!encoding) return;
    const auto page = sync::decode<sync::PullPage>(answer->body, *encoding);
    if (page) leaving_.insert(page->exits.begin(), page->exits.end());
}

}  // namespace fieldfare::simulation
