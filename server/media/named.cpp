#include "server/media/named.h"

#include <fmt/format.h>

#include "core/media/content.h"
#include "server/store/visible.h"

namespace fieldfare::server::media {
namespace {

using core::Error;
using core::ErrorCode;
using core::sqlite::Connection;

constexpr int first_circle = 3;  // parameters before it: org, content

enum class For : std::uint8_t { fetching, sending };

// Which rows count, with what stands for it. Who added an attachment may also send what belongs to it after he lost
// sight of it.
std::string condition(const sync::Audience& audience, For what, std::vector<core::Uuid>& values) {
    if (audience.everything) return "1";
    values = audience.circles;
    auto text =
        fmt::format("customer IN (SELECT customer FROM audience WHERE org=?1 AND circle IN ({}) AND until IS NULL)",
                    marks(first_circle, values.size()));
    if (what == For::fetching) return text;
    values.push_back(audience.user);
    return fmt::format("({} OR author=?{})", text, first_circle + static_cast<int>(values.size()) - 1);
}

core::Result<std::optional<Named>> named_in(Connection& database, Org org, const sync::Audience& audience,
                                            const std::string& content, For what, std::string_view field) {
    const bool small = field == "thumbnail";
    std::vector<core::Uuid> values;
    const auto counts = condition(audience, what, values);
    FF_ASSIGN(auto select, database.prepare(fmt::format("SELECT {}, {}, file_name, author FROM attachment "
                                                        "WHERE org=?1 AND {}=?2 AND _deleted=0 AND {} LIMIT 1",
                                                        small ? "thumbnail_bytes" : "bytes",
                                                        small ? "'jpeg'" : "format", field, counts)));
    select.bind(1, org).bind(2, content);
    int at = first_circle;
    for (const auto& value : values) select.bind(at++, value);
    FF_ASSIGN(const bool found, select.step());
    if (!found) return std::optional<Named>{};
    return std::optional(Named{static_cast<std::uint64_t>(select.integer(0)), std::string(select.text(1)),
                               std::string(select.text(2)), select.uuid(3)});
}

core::Result<Named> named_for(Connection& database, Org org, const sync::Audience& audience, const std::string& content,
                              For what) {
    if (!core::media::is_content_name(content)) return Error{ErrorCode::not_found, "content"};
    for (const auto* field : {"content", "thumbnail"}) {
        FF_ASSIGN(auto found, named_in(database, org, audience, content, what, field));
        if (found) return *std::move(found);
    }
    return Error{ErrorCode::not_found, "attachment"};
}

core::Result<std::uint64_t> sum(Connection& database, Org org, const core::Uuid* author) {
    FF_ASSIGN(auto select, database.prepare(fmt::format(
                               "SELECT COALESCE(SUM(bytes), 0) FROM attachment WHERE org=?1 AND _deleted=0{}",
                               author == nullptr ? "" : " AND author=?2")));
    select.bind(1, org);
    if (author != nullptr) select.bind(2, *author);
    FF_ASSIGN([[maybe_unused]] const bool found, select.step());
    return static_cast<std::uint64_t>(select.integer(0));
}

// What rows promise is counted, whether it has come or not: nobody gets past it by sending slowly.
core::Status check_quota(Connection& database, Org org, const Quota& quota, const Named& what) {
    FF_ASSIGN(const auto own, sum(database, org, &what.author));
    if (own > quota.user_bytes) return {ErrorCode::quota_exceeded, "user"};
    FF_ASSIGN(const auto all, sum(database, org, nullptr));
    if (all > quota.total_bytes) return {ErrorCode::quota_exceeded, "organisation"};
    return {};
}

}  // namespace

core::Result<Named> named(Connection& database, Org org, const sync::Audience& audience, const std::string& content) {
    return named_for(database, org, audience, content, For::fetching);
}

core::Result<std::uint64_t> held(Connection& database, Org org, const sync::Audience& audience, ContentStore& store,
                                 const std::string& content) {
    FF_TRY(named_for(database, org, audience, content, For::sending));
    return store.held(content);
}

core::Result<std::uint64_t> take(Connection& database, Org org, const sync::Audience& audience, ContentStore& store,
                                 const Quota& quota, const std::string& content, std::uint64_t offset,
                                 std::string_view part) {
    FF_ASSIGN(const auto what, named_for(database, org, audience, content, For::sending));
    if (offset == 0) FF_TRY(check_quota(database, org, quota, what));
    return store.take(content, what.bytes, offset, part);
}

core::Result<std::string> give(Connection& database, Org org, const sync::Audience& audience, ContentStore& store,
                               const std::string& content, std::uint64_t offset, std::uint64_t most) {
    FF_TRY(named(database, org, audience, content));
    return store.read(content, offset, most);
}

core::Result<std::size_t> sweep(Connection& database, Org org, ContentStore& store) {
    return store.sweep([&](const std::string& content) -> core::Result<bool> {
        for (const auto* field : {"content", "thumbnail"}) {
            FF_ASSIGN(auto select,
                      database.prepare(fmt::format("SELECT 1 FROM attachment WHERE org=?1 AND {}=?2 LIMIT 1", field)));
            FF_ASSIGN(const bool found, select.bind(1, org).bind(2, content).step());
            if (found) return true;
        }
        return false;
    });
}

}  // namespace fieldfare::server::media
