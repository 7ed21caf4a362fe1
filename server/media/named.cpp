#include "server/media/named.h"

#include <fmt/format.h>

#include "core/base/planted.h"
#include "core/catalog/entities.h"
#include "core/journal/journal.h"
#include "core/media/content.h"
#include "server/store/visible.h"

namespace fieldfare::server::media {
namespace {

using core::Error;
using core::ErrorCode;
using core::catalog::attachment;
using core::sqlite::Connection;
using core::sqlite::Statement;

constexpr auto content_field = attachment.at("content");
constexpr auto thumbnail_field = attachment.at("thumbnail");
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

// Bytes, format, file name and author, of every row that counts, the oldest first; as contents before thumbnails.
core::Result<Statement> rows_for(Connection& database, Org org, const sync::Audience& audience,
                                 const std::string& content, For what) {
    std::vector<core::Uuid> values;
    const auto counts = condition(audience, what, values);
    FF_ASSIGN(auto select,
              database.prepare(fmt::format("SELECT bytes, format, file_name, author, 0 AS small, id FROM attachment "
                                           "WHERE org=?1 AND content=?2 AND _deleted=0 AND {0} UNION ALL "
                                           "SELECT thumbnail_bytes, 'jpeg', file_name, author, 1, id FROM attachment "
                                           "WHERE org=?1 AND thumbnail=?2 AND _deleted=0 AND {0} ORDER BY small, id",
                                           counts)));
    select.bind(1, org).bind(2, content);
    int at = first_circle;
    for (const auto& value : values) select.bind(at++, value);
    return select;
}

core::Result<sync::Seq> head(Connection& database, Org org) {
    FF_ASSIGN(auto select, database.prepare("SELECT head FROM server WHERE org=?1"));
    FF_ASSIGN(const bool found, select.bind(1, org).step());
    return found ? static_cast<sync::Seq>(select.integer(0)) : sync::Seq{0};
}

core::Result<Claim> claim(Connection& database, Org org, const sync::Audience& audience, const std::string& content) {
    if (!core::media::is_content_name(content)) return Error{ErrorCode::not_found, "content"};
    FF_ASSIGN(auto select, rows_for(database, org, audience, content, For::sending));
    Claim others;
    Claim own;
    own.author = audience.user;
    while (true) {
        FF_ASSIGN(const bool more, select.step());
        if (!more) break;
        const auto author = select.uuid(3);
        if (others.sizes.empty()) others.author = author;
        auto& into = author == audience.user ? own : others;
        into.sizes.insert(static_cast<std::uint64_t>(select.integer(0)));
    }
    auto& found = own.sizes.empty() ? others : own;
    if (found.sizes.empty()) return Error{ErrorCode::not_found, "attachment"};
    FF_ASSIGN(found.seq, head(database, org));
    return found;
}

core::Result<bool> is_named(Connection& database, Org org, const std::string& content) {
    FF_ASSIGN(auto select, database.prepare("SELECT 1 FROM attachment WHERE org=?1 AND content=?2 UNION ALL "
                                            "SELECT 1 FROM attachment WHERE org=?1 AND thumbnail=?2"));
    return select.bind(1, org).bind(2, content).step();
}

// For whom a content counts, and since when nobody wants it.
struct Standing {
    std::optional<core::Uuid> author;
    bool wanted = false;
    core::WallMs left_at = 0;
};

core::Status look(Connection& database, Org org, std::size_t field, const std::string& content, Standing& standing) {
    FF_ASSIGN(auto select, database.prepare(select_text(
                               attachment, fmt::format("AND {}=?2 ORDER BY id", column(attachment, field)))));
    select.bind(1, org).bind(2, content);
    while (true) {
        FF_ASSIGN(const bool more, select.step());
        if (!more) return {};
        FF_ASSIGN(const auto stored, read(select, attachment));
        const auto& row = stored.row;
        if (!standing.author) standing.author = row.reference(attachment.at("author"));
        if (!row.deleted()) standing.wanted = true;
        standing.left_at = std::max(standing.left_at, row.clocks.newest().time.ms());
    }
}

}  // namespace

core::Result<Named> named(Connection& database, Org org, const sync::Audience& audience, const std::string& content) {
    if (!core::media::is_content_name(content)) return Error{ErrorCode::not_found, "content"};
    FF_ASSIGN(auto select, rows_for(database, org, audience, content, For::fetching));
    FF_ASSIGN(const bool found, select.step());
    if (!found) return Error{ErrorCode::not_found, "attachment"};
    return Named{std::string(select.text(1)), std::string(select.text(2))};
}

core::Result<std::uint64_t> held(Connection& database, Org org, const sync::Audience& audience, ContentStore& store,
                                 const std::string& content) {
    FF_ASSIGN(const auto rows, claim(database, org, audience, content));
    return store.held(content, rows);
}

core::Result<std::uint64_t> take(Connection& database, Org org, const sync::Audience& audience, ContentStore& store,
                                 const std::string& content, std::uint64_t offset, std::string_view part) {
    FF_ASSIGN(const auto rows, claim(database, org, audience, content));
    return store.take(content, rows, offset, part);
}

core::Result<std::string> give(Connection& database, Org org, const sync::Audience& audience, ContentStore& store,
                               const std::string& content, std::uint64_t offset, std::uint64_t most) {
    FF_TRY(named(database, org, audience, content));
    return store.read(content, offset, most);
}

core::Status note_erased(Connection& database, Org org, const std::vector<core::RowKey>& rows) {
    for (const auto& key : rows) {
        if (key.entity != &attachment) continue;
        FF_ASSIGN(const auto stored, find(database, org, attachment, key.id));
        if (!stored) continue;
        for (const auto field : {content_field, thumbnail_field}) {
            const std::string content(stored->row.text(field));
            if (!core::media::is_content_name(content)) continue;
            FF_ASSIGN(auto insert, database.prepare("INSERT OR IGNORE INTO erased_content (org, content) "
                                                    "VALUES (?1, ?2)"));
            FF_TRY(insert.bind(1, org).bind(2, content).run());
        }
    }
    return {};
}

core::Result<std::size_t> remove_erased(Connection& database, Org org, ContentStore& store, std::size_t most) {
    std::vector<std::string> contents;
    {
        FF_ASSIGN(auto select, database.prepare("SELECT content FROM erased_content WHERE org=?1 LIMIT ?2"));
        select.bind(1, org).bind(2, static_cast<std::int64_t>(most));
        while (true) {
            FF_ASSIGN(const bool more, select.step());
            if (!more) break;
            contents.emplace_back(select.text(0));
        }
    }
    FF_ASSIGN(const auto seq, head(database, org));
    for (const auto& content : contents) {
        FF_ASSIGN(const bool wanted, is_named(database, org, content));
        if (!wanted && !core::planted("erasure leaves contents")) FF_TRY(store.remove(content, seq));
        FF_ASSIGN(auto forget, database.prepare("DELETE FROM erased_content WHERE org=?1 AND content=?2"));
        FF_TRY(forget.bind(1, org).bind(2, content).run());
    }
    return contents.size();
}

core::Result<std::size_t> sweep(Connection& database, Org org, ContentStore& store, core::WallMs now) {
    const auto long_ago = now - core::journal::acknowledged_kept_ms;
    return store.sweep([&](const std::string& content, core::WallMs at) -> core::Result<std::optional<core::Uuid>> {
        Standing standing;
        standing.left_at = at;
        for (const auto field : {content_field, thumbnail_field}) {
            FF_TRY(look(database, org, field, content, standing));
        }
        if (!standing.wanted && standing.left_at < long_ago) return std::optional<core::Uuid>{};
        return std::optional(standing.author.value_or(core::Uuid{}));
    });
}

}  // namespace fieldfare::server::media
