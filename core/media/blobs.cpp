#include "core/media/blobs.h"

#include <algorithm>
#include <limits>

#include "core/base/planted.h"
#include "core/catalog/entities.h"
#include "core/journal/journal.h"
#include "core/media/content.h"

namespace fieldfare::core::media {
namespace {

// The columns are those of the catalog's `attachment`.
constexpr auto named =
    "EXISTS (SELECT 1 FROM attachment AS a WHERE a.content = blob.content AND a._deleted = 0) OR "
    "EXISTS (SELECT 1 FROM attachment AS a WHERE a.thumbnail = blob.content AND a._deleted = 0)";

// Its row left this phone with its customer before the bytes were sent (to_send is 1): they are the author's own work
// and go once the server has them. What the user took away himself goes at once.
constexpr auto unsent_of_a_row_that_left =
    "state = 1 AND NOT EXISTS (SELECT 1 FROM attachment AS a WHERE a.content = blob.content) "
    "AND NOT EXISTS (SELECT 1 FROM attachment AS a WHERE a.thumbnail = blob.content)";

constexpr int number_of(BlobState state) {
    return static_cast<int>(state);
}

Blob blob_in(const sqlite::Statement& line) {
    Blob blob;
    blob.content = line.text(0);
    blob.bytes = line.integer(1);
    blob.small = line.integer(2) != 0;
    blob.state = static_cast<BlobState>(line.integer(3));
    if (!line.null(4)) blob.reason = error_from_number(static_cast<int>(line.integer(4)));
    return blob;
}

Status in_transaction(Store& store, const std::function<Status(sqlite::Connection&)>& work) {
    FF_ASSIGN(auto transaction, store.begin());
    FF_TRY(work(transaction.database()));
    transaction.notes().sync_changed = true;
    FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    return {};
}

Status write_line(sqlite::Connection& database, const Blob& blob, WallMs since) {
    FF_ASSIGN(auto insert, database.prepare("INSERT INTO blob(content, bytes, small, state, since, customer) "
                                            "VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING"));
    return insert.bind(1, blob.content)
        .bind(2, blob.bytes)
        .bind(3, blob.small ? 1 : 0)
        .bind(4, number_of(blob.state))
        .bind(5, since)
        .bind(6, blob.customer)
        .run();
}

// Contents that rows speak of and no line does.
Result<std::vector<Blob>> missing(sqlite::Connection& database, std::string_view sql, std::string_view content) {
    std::vector<Blob> found;
    FF_ASSIGN(auto select, database.prepare(sql));
    if (!content.empty()) select.bind(1, content);
    while (true) {
        FF_ASSIGN(const bool more, select.step());
        if (!more) return found;
        Blob blob;
        blob.content = select.text(0);
        blob.bytes = select.integer(1);
        blob.small = select.integer(2) != 0;
        blob.state = BlobState::to_fetch;
        // Whoever wrote another thing into his row names no content.
        if (is_content_name(blob.content) && blob.bytes > 0) found.push_back(std::move(blob));
    }
}

Result<std::vector<std::string>> texts(sqlite::Connection& database, const std::string& sql) {
    std::vector<std::string> found;
    FF_ASSIGN(auto select, database.prepare(sql));
    while (true) {
        FF_ASSIGN(const bool more, select.step());
        if (!more) return found;
        found.emplace_back(select.text(0));
    }
}

}  // namespace

Result<std::optional<Blob>> find(RowReader& reader, const std::string& content) {
    FF_ASSIGN(auto select,
              reader.database().prepare("SELECT content, bytes, small, state, reason FROM blob WHERE content = ?1"));
    FF_ASSIGN(const bool there, select.bind(1, content).step());
    if (!there) return std::optional<Blob>{};
    return std::optional(blob_in(select));
}

Status queue(RowReader& reader, const std::function<bool(const Blob&)>& take) {
    for (const int small : {1, 0}) {
        for (const auto state : {BlobState::to_send, BlobState::to_fetch}) {
            FF_ASSIGN(auto select,
                      reader.database().prepare("SELECT content, bytes, small, state, reason FROM blob "
                                                "WHERE state = ?1 AND small = ?2 ORDER BY since, content"));
            select.bind(1, number_of(state)).bind(2, small);
            while (true) {
                FF_ASSIGN(const bool more, select.step());
                if (!more) break;
                if (!take(blob_in(select))) return {};
            }
        }
    }
    return {};
}

Result<std::vector<Blob>> unfinished(RowReader& reader) {
    std::vector<Blob> open;
    FF_ASSIGN(auto select,
              reader.database().prepare("SELECT content, bytes, small, state, reason FROM blob WHERE state <> ?1 "
                                        "ORDER BY since, content"));
    select.bind(1, number_of(BlobState::here));
    while (true) {
        FF_ASSIGN(const bool more, select.step());
        if (!more) return open;
        open.push_back(blob_in(select));
    }
}

Result<Standing> standing(RowReader& reader) {
    Standing all;
    FF_ASSIGN(auto select, reader.database().prepare("SELECT state, count(*), sum(bytes) FROM blob GROUP BY state"));
    while (true) {
        FF_ASSIGN(const bool more, select.step());
        if (!more) return all;
        const auto state = static_cast<BlobState>(select.integer(0));
        const auto count = select.integer(1);
        const bool here = state != BlobState::to_fetch && state != BlobState::damaged;
        if (here) all.held_bytes += select.integer(2);
        if (state == BlobState::to_fetch) all.to_fetch = count;
        if (state == BlobState::refused) all.refused = count;
        if (state == BlobState::damaged) all.damaged = count;
        if (state != BlobState::to_send) continue;
        all.to_send = count;
        all.to_send_bytes = select.integer(2);
    }
}

Status add(Transaction& transaction, const std::string& content, std::int64_t bytes, bool small, const Uuid& customer) {
    const Blob blob{content, bytes, small, BlobState::to_send, {}, customer};
    FF_TRY(write_line(transaction.database(), blob, transaction.clock().now()));
    // It was wanted or known before; now it is here, and sent once more if need be: the server knows whether it has it.
    FF_ASSIGN(auto update, transaction.database().prepare(
                               "UPDATE blob SET state = ?1, reason = NULL, customer = ?3 WHERE content = ?2"));
    return update.bind(1, number_of(BlobState::to_send)).bind(2, content).bind(3, customer).run();
}

Status set_state(Store& store, const std::string& content, BlobState state, std::optional<ErrorCode> reason) {
    return in_transaction(store, [&](sqlite::Connection& database) -> Status {
        FF_ASSIGN(auto update, database.prepare("UPDATE blob SET state = ?1, reason = ?2 WHERE content = ?3"));
        update.bind(1, number_of(state)).bind(3, content);
        if (reason) {
            update.bind(2, static_cast<int>(*reason));
        } else {
            update.bind_null(2);
        }
        return update.run();
    });
}

namespace {

Status want(Store& store, const std::string& content) {
    FF_ASSIGN(const auto known, find(store.read(), content));
    if (known) return set_state(store, content, BlobState::to_fetch);
    FF_ASSIGN(const auto found,
              missing(store.database(), "SELECT content, bytes, 0 FROM attachment WHERE content = ?1 AND _deleted = 0",
                      content));
    if (found.empty()) return {ErrorCode::not_found, "attachment"};
    return in_transaction(store, [&](sqlite::Connection& database) {
        return write_line(database, found.front(), store.hybrid_clock().now());
    });
}

}  // namespace

Result<Bytes> show(Store& store, BlobBox& box, const std::string& content) {
    auto bytes = box.get(content);
    if (bytes) return bytes;
    const auto code = bytes.error().code;
    if (code != ErrorCode::not_found && code != ErrorCode::content_mismatch) return bytes;
    FF_ASSIGN(const auto known, find(store.read(), content));
    if (known && (known->state == BlobState::to_send || known->state == BlobState::refused)) {
        // Nobody else has it to give.
        FF_TRY(set_state(store, content, BlobState::refused, ErrorCode::content_mismatch));
        return {ErrorCode::content_mismatch, "damaged here, and not sent"};
    }
    FF_TRY(want(store, content));
    if (code == ErrorCode::content_mismatch) FF_TRY(box.remove(content));
    return {ErrorCode::not_found, "on its way"};
}

Status drop(Store& store, BlobBox* box, const std::string& content) {
    FF_TRY(in_transaction(store, [&](sqlite::Connection& database) -> Status {
        FF_ASSIGN(auto forget, database.prepare("DELETE FROM blob WHERE content = ?1"));
        return forget.bind(1, content).run();
    }));
    return box != nullptr ? box->remove(content) : Status{};
}

Result<bool> is_named(RowReader& reader, const std::string& content) {
    FF_ASSIGN(auto select,
              reader.database().prepare(std::string("SELECT 1 FROM blob WHERE content = ?1 AND (") + named + ")"));
    return select.bind(1, content).step();
}

Result<bool> is_aside(RowReader& reader, const std::string& content) {
    FF_ASSIGN(const auto open, journal::outbox(reader, std::numeric_limits<std::uint32_t>::max()));
    const Value name(content);
    for (const auto& item : open) {
        for (const auto& change : item.group.changes) {
            if (change.entity != &catalog::attachment) continue;
            const auto names_it = [&](const CellChange& cell) { return cell.value == name; };
            if (std::ranges::any_of(change.cells, names_it)) return true;
        }
    }
    return false;
}

Result<std::vector<std::string>> contents_of(RowReader& reader, const std::set<RowKey>& rows) {
    std::vector<std::string> contents;
    for (const auto& key : rows) {
        if (key.entity != &catalog::attachment) continue;
        FF_ASSIGN(const auto row, reader.find(catalog::attachment, key.id));
        if (!row) continue;
        for (const auto field : {catalog::attachment.at("content"), catalog::attachment.at("thumbnail")}) {
            contents.emplace_back(row->text(field));
        }
    }
    return contents;
}

Status release(Transaction& transaction, const std::set<RowKey>& rows, const std::vector<std::string>& contents) {
    const auto unsent = std::string("UPDATE blob SET state = ?1 WHERE state = ?2 AND NOT (") + named + ") AND ";
    const auto let_go = [&](sqlite::Statement& update, const auto& what) {
        return update.bind(1, number_of(BlobState::here)).bind(2, number_of(BlobState::to_send)).bind(3, what).run();
    };
    FF_ASSIGN(auto named_by, transaction.database().prepare(unsent + "content = ?3"));
    for (const auto& content : contents) FF_TRY(let_go(named_by, content));
    FF_ASSIGN(auto added_at, transaction.database().prepare(unsent + "customer = ?3"));
    for (const auto& row : rows) {
        if (row.entity == &catalog::customer) FF_TRY(let_go(added_at, row.id));
    }
    // Who tidies must hear of it also where no row of an attachment was left to erase.
    auto& changed = transaction.notes().entities;
    if (std::ranges::find(changed, &catalog::attachment) == changed.end()) changed.push_back(&catalog::attachment);
    return {};
}

Status retry(Store& store, const std::string& content) {
    FF_ASSIGN(const auto known, find(store.read(), content));
    if (known && known->state == BlobState::refused) return set_state(store, content, BlobState::to_send);
    if (known && known->state == BlobState::damaged) return set_state(store, content, BlobState::to_fetch);
    return {ErrorCode::not_found, "blob"};
}

Status retry_all(Store& store, ErrorCode reason) {
    FF_ASSIGN(const auto refused,
              texts(store.database(),
                    "SELECT content FROM blob WHERE state = " + std::to_string(number_of(BlobState::refused)) +
                        " AND reason = " + std::to_string(static_cast<int>(reason))));
    for (const auto& content : refused) FF_TRY(set_state(store, content, BlobState::to_send));
    return {};
}

Status offer_all_again(Store& store) {
    return in_transaction(store, [&](sqlite::Connection& database) -> Status {
        FF_ASSIGN(auto update, database.prepare("UPDATE blob SET state = CASE state WHEN ?3 THEN ?4 ELSE ?1 END, "
                                                "reason = NULL WHERE state IN (?2, ?3, ?5)"));
        return update.bind(1, number_of(BlobState::to_send))
            .bind(2, number_of(BlobState::here))
            .bind(3, number_of(BlobState::damaged))
            .bind(4, number_of(BlobState::to_fetch))
            .bind(5, number_of(BlobState::refused))
            .run();
    });
}

namespace {

Status write_and_drop(Store& store, const std::vector<Blob>& wanted, const std::vector<std::string>& unnamed) {
    return in_transaction(store, [&](sqlite::Connection& database) -> Status {
        for (const auto& blob : wanted) FF_TRY(write_line(database, blob, store.hybrid_clock().now()));
        FF_ASSIGN(auto drop, database.prepare("DELETE FROM blob WHERE content = ?1"));
        for (const auto& content : unnamed) FF_TRY(drop.bind(1, content).run());
        return {};
    });
}

// The names of those that a phone has no room for, as a query: the newest come first.
Result<std::string> older_thumbnails(sqlite::Connection& database, std::int64_t most) {
    constexpr auto each = "FROM attachment WHERE thumbnail IS NOT NULL AND _deleted = 0";
    FF_ASSIGN(const auto all, database.integer(std::string("SELECT COALESCE(sum(thumbnail_bytes), 0) ") + each));
    if (all <= most) return std::string("SELECT NULL WHERE 0");
    return "SELECT thumbnail FROM (SELECT thumbnail, sum(bytes) OVER (ORDER BY taken_at DESC, thumbnail) AS so_far "
           "FROM "
           "(SELECT thumbnail, max(thumbnail_bytes) AS bytes, max(taken_at) AS taken_at " +
           std::string(each) + " GROUP BY thumbnail)) WHERE so_far > " + std::to_string(most);
}

}  // namespace

Status tidy(Store& store, BlobBox& box, bool sweep, std::int64_t most_thumbnails) {
    FF_ASSIGN(const auto too_old, older_thumbnails(store.database(), most_thumbnails));
    FF_ASSIGN(const auto wanted,
              missing(store.database(),
                      "SELECT thumbnail, max(thumbnail_bytes), 1 FROM attachment WHERE thumbnail IS NOT NULL AND "
                      "_deleted = 0 AND NOT EXISTS (SELECT 1 FROM blob WHERE blob.content = thumbnail) AND thumbnail "
                      "NOT IN (" +
                          too_old + ") GROUP BY thumbnail",
                      {}));
    FF_ASSIGN(auto gone, texts(store.database(), std::string("SELECT content FROM blob WHERE NOT (") + named +
                                                     ") AND NOT (" + unsent_of_a_row_that_left + ")"));
    if (core::planted("purge leaves blobs")) gone.clear();
    // Neither unsent nor refused.
    const auto spared = "content IN (" + too_old + ") AND small = 1 AND state NOT IN (1, 3)";
    FF_ASSIGN(const auto old, texts(store.database(), "SELECT content FROM blob WHERE " + spared));
    gone.insert(gone.end(), old.begin(), old.end());
    if (!wanted.empty() || !gone.empty()) FF_TRY(write_and_drop(store, wanted, gone));
    // The line goes first: what a crash leaves is a file without a line, which the next sweep takes.
    for (const auto& content : gone) FF_TRY(box.remove(content));
    if (!sweep) return {};
    FF_ASSIGN(const auto kept, texts(store.database(), "SELECT content FROM blob"));
    return box.keep_only({kept.begin(), kept.end()});
}

}  // namespace fieldfare::core::media
