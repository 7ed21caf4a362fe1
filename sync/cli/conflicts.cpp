// What somebody overwrote unseen, and what is to become of it.
#include <algorithm>

#include "core/conflicts/inbox.h"
#include "core/rows/json.h"
#include "sync/cli/commands.h"

namespace fieldfare::cli {
namespace {

namespace inbox = core::inbox;
using core::Error;
using core::ErrorCode;
using nlohmann::json;

}  // namespace

Output conflicts(Session& session) {
    FF_ASSIGN(const auto open, inbox::open(session.store().read()));
    auto items = json::array();
    for (const auto& conflict : open) {
        json item{{"id", conflict.id.text()},
                  {"at", conflict.at},
                  {"lost", core::change_to_json(conflict.lost)},
                  {"kept", core::change_to_json(conflict.kept)}};
        if (!conflict.by.is_nil()) item["by"] = conflict.by.text();
        if (conflict.before) item["before"] = core::change_to_json(*conflict.before);
        items.push_back(std::move(item));
    }
    return json{{"items", std::move(items)}};
}

Output settle_conflict(Session& session, const std::string& id, bool restore) {
    FF_ASSIGN(const auto open, inbox::open(session.store().read()));
    const auto found = std::ranges::find_if(open, [&](const auto& conflict) { return conflict.id.text() == id; });
    if (found == open.end()) return Error{ErrorCode::not_found, "conflict"};
    FF_ASSIGN(auto transaction, session.store().begin());
    if (restore) {
        FF_ASSIGN([[maybe_unused]] const auto stood, inbox::restore(transaction, *found));
    } else {
        FF_TRY(inbox::keep(transaction, *found));
    }
    FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    return json{{"conflict", id}, {"settled", restore ? "restored" : "kept"}};
}

}  // namespace fieldfare::cli
