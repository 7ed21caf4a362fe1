#include "server/app/admin_handlers.h"
#include "server/media/named.h"
#include "server/people/erasure.h"

namespace fieldfare::server::admin {

using core::Result;
using nlohmann::json;

// Without `confirm` it only shows what would go; with it, the name must be typed as it stands.
Result<json> erase(const AdminHost& host, const json& command) {
    const auto which = text_of(command, "which");
    const auto confirm = text_of(command, "confirm");
    auto erased = write(host, [&](WriteScope& scope) -> Result<json> {
        FF_ASSIGN(const auto found, people::what_to_erase(scope.database, scope.org, which));
        json answer{{"entity", std::string(found.entity->name)},
                    {"id", found.id.text()},
                    {"name", found.name},
                    {"rows", found.rows.size()},
                    {"history", found.history},
                    {"conflicts", found.conflicts},
                    {"groups", found.groups}};
        if (confirm.empty()) return answer;
        if (confirm != found.name) return {core::ErrorCode::changed_meanwhile, "confirm"};
        FF_ASSIGN(const auto seq, people::erase(scope, found));
        answer["seq"] = seq;
        return answer;
    });
    if (!erased || !erased->contains("seq") || host.contents == nullptr) return erased;
    // Committed: what its rows named goes, too, with other people's records in between.
    constexpr std::size_t at_once = 16;
    while (true) {
        const auto removed = write(host, [&](WriteScope& scope) -> Result<json> {
            FF_ASSIGN(const auto files, media::remove_erased(scope.database, scope.org, *host.contents, at_once));
            return json(files);
        });
        if (!removed) return removed.error();
        if (removed->get<std::size_t>() < at_once) return erased;
    }
}

}  // namespace fieldfare::server::admin
