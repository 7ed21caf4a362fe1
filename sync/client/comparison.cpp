#include "sync/client/comparison.h"

#include <algorithm>
#include <limits>
#include <set>

#include "core/base/planted.h"
#include "core/catalog/entities.h"
#include "core/store/book_digest.h"
#include "core/store/masks.h"
#include "core/store/newer.h"
#include "sync/client/checkpoint.h"
#include "sync/merge/merge.h"
#include "sync/protocol/codec.h"

namespace fieldfare::sync {
namespace {

namespace book_digest = core::book_digest;
namespace journal = core::journal;
using core::Digest;
using core::MonotonicMs;
using core::RowKey;
using core::Uuid;

// Between comparisons that do not make the books equal: doubled each time. The longest is also the pace at which a book
// with edits that the server does not have is compared.
constexpr MonotonicMs first_pause_ms = 60'000;
constexpr MonotonicMs longest_pause_ms = 24LL * 60 * 60 * 1000;
constexpr core::WallMs noted_every_ms = 60'000;

std::vector<Uuid> ids_of(const std::set<RowKey>& rows) {
    std::vector<Uuid> ids;
    ids.reserve(rows.size());
    for (const auto& row : rows) ids.push_back(row.id);
    return ids;
}

core::Result<core::BucketDigests> buckets_of(core::Store& store, const std::set<Uuid>& except) {
    core::BucketDigests buckets{};
    FF_TRY(book_digest::each_digest(store.database(), [&](core::EntityId, const Uuid& id, const Digest& digest) {
        if (!except.contains(id)) buckets[core::bucket_of(id)] += digest;
        return core::Status{};
    }));
    return buckets;
}

core::Result<std::map<RowAddress, Digest>> held_of(core::Store& store, std::uint8_t bucket,
                                                   const std::vector<Uuid>& except) {
    std::map<RowAddress, Digest> held;
    const std::set<Uuid> left_out(except.begin(), except.end());
    FF_TRY(book_digest::each_digest(store.database(), [&](core::EntityId entity, const Uuid& id, const Digest& digest) {
        if (core::bucket_of(id) == bucket && !left_out.contains(id)) held[{entity, id}] = digest;
        return core::Status{};
    }));
    return held;
}

template <typename Message>
HttpRequest post(std::string_view path, const Message& message, const std::string& token, Encoding encoding) {
    HttpRequest request;
    request.method = "POST";
    request.path = path;
    request.content_type = content_type(encoding);
    request.accept = content_type(encoding);
    request.token = token;
    request.body = encode(message, encoding);
    return request;
}

template <typename Message>
core::Result<Message> read(std::string_view type, std::string_view body) {
    const auto encoding = encoding_of(type);
    if (!encoding) return core::Error{core::ErrorCode::not_our_server, "content type"};
    return decode<Message>(body, *encoding);
}

core::Status note_equal(core::Transaction& transaction) {
    FF_ASSIGN(auto record, book_digest::record(transaction));
    const auto now = transaction.clock().now();
    const bool noted_lately = now >= record.compared_at && now - record.compared_at < noted_every_ms;
    if (record.unknown == 0 && noted_lately) return {};
    record.compared_at = now;
    record.unknown = 0;
    return book_digest::set_record(transaction, record);
}

// Takes what is newer in the server's rows and takes away what is not for this device, except where an edit was made
// meanwhile or the row is no longer what the server was asked about.
class Repair {
  public:
    Repair(core::Transaction& transaction, const RepairRequest& asked, std::set<RowKey> open)
        : transaction_(transaction), asked_(asked), open_(std::move(open)) {}

    core::Status take(const core::Row& row) {
        FF_ASSIGN(const bool free, is_free({row.entity, row.id}));
        if (!free) return {};
        transaction_.clock().observe(row.clocks.newest().time);
        FF_ASSIGN(const auto held, transaction_.find(*row.entity, row.id));
        auto merged = held.value_or(row);
        // A newer value is never taken off the phone: a server that was set back hears of it again.
        if (held && !merge_rows(merged, row, Tie::incoming)) {
            ++ahead_;
            return {};
        }
        FF_TRY(held ? transaction_.put(merged, *held) : transaction_.put(merged));
        ++repaired_;
        return {};
    }

    core::Status purge(const RowAddress& address) {
        const auto* entity = core::find_entity(address.entity);
        if (entity == nullptr) return core::newer::forget(transaction_, address.entity, address.row);
        const RowKey key{entity, address.row};
        FF_ASSIGN(const bool free, is_free(key));
        if (!free) return {};
        FF_TRY(transaction_.erase(*entity, address.row));
        if (entity == &core::catalog::customer) FF_TRY(core::masks::set(transaction_, address.row, {}));
        FF_TRY(journal::forget(transaction_, {key}));
        ++repaired_;
        return {};
    }

    // Nobody here edits what nobody here knows.
    core::Status take(const core::NewerRow& row) {
        if (core::newer::in_book(row)) return core::newer::keep(transaction_, row);
        ++repaired_;
        return core::newer::keep(transaction_, row);
    }

    std::int64_t repaired() const { return repaired_; }
    // Rows that stand here in a version which the server does not know.
    std::int64_t ahead() const { return ahead_; }

  private:
    core::Result<bool> is_free(const RowKey& key) {
        if (open_.contains(key)) return false;
        FF_ASSIGN(const auto held, transaction_.find(*key.entity, key.id));
        const auto known = asked_.held.find({key.entity->id, key.id});
        if (known == asked_.held.end()) return !held.has_value();
        return held && core::digest_of(*held) == known->second;
    }

    core::Transaction& transaction_;
    const RepairRequest& asked_;
    std::set<RowKey> open_;
    std::int64_t repaired_ = 0;
    std::int64_t ahead_ = 0;
};

}  // namespace

core::Status Comparison::at_checkpoint(core::Transaction& transaction, const Digest& expected, MonotonicMs now) {
    if (core::planted("never compared")) return {};
    parts_.clear();
    FF_ASSIGN(const auto counts, journal::counts(transaction));
    if (counts.pending > 0) return {};
    if (counts.waiting + counts.quarantined > 0) {
        wanted_ = !asked_at_ || now - *asked_at_ >= longest_pause_ms;
        return {};
    }
    wanted_ = transaction.digest() != expected;
    if (wanted_) return {};
    pause_ms_ = 0;
    not_before_ = 0;
    return note_equal(transaction);
}

MonotonicMs Comparison::due_at() const {
    if (!parts_.empty()) return 0;
    return wanted_ ? not_before_ : std::numeric_limits<MonotonicMs>::max();
}

bool Comparison::is_its(const HttpRequest& request) {
    return request.path == path::digest || request.path == path::repair;
}

core::Result<HttpRequest> Comparison::next(core::Store& store, const journal::SyncState& state,
                                           Encoding encoding) const {
    FF_ASSIGN(const auto open, journal::open_rows(store.read()));
    const Cursor cursor{state.cursor, 0, {}};
    if (parts_.empty()) return post(path::digest, DigestRequest{cursor, ids_of(open)}, state.token, encoding);
    RepairRequest request;
    request.cursor = cursor;
    request.except = ids_of(open);
    request.bucket = parts_.back();
    FF_ASSIGN(request.held, held_of(store, request.bucket, request.except));
    return post(path::repair, request, state.token, encoding);
}

core::Result<bool> Comparison::absorb(core::Store& store, const journal::SyncState& state, const HttpRequest& request,
                                      const HttpResponse& response, MonotonicMs now) {
    // An answer that came late or twice is about another book than today's.
    if (request.path == path::digest) {
        FF_ASSIGN(const auto asked, read<DigestRequest>(request.content_type, request.body));
        FF_ASSIGN(const auto reply, read<DigestReply>(response.content_type, response.body));
        if (asked.cursor.seq != state.cursor || reply.server_epoch != state.server_epoch) return false;
        return absorb_digests(store, asked, reply, now);
    }
    FF_ASSIGN(const auto asked, read<RepairRequest>(request.content_type, request.body));
    FF_ASSIGN(const auto reply, read<RepairReply>(response.content_type, response.body));
    std::erase(parts_, asked.bucket);
    if (asked.cursor.seq != state.cursor || reply.server_epoch != state.server_epoch) return false;
    return absorb_repair(store, asked, reply);
}

core::Result<bool> Comparison::absorb_digests(core::Store& store, const DigestRequest& asked, const DigestReply& reply,
                                              MonotonicMs now) {
    wanted_ = false;
    asked_at_ = now;
    unknown_ = 0;
    pause_ms_ = pause_ms_ == 0 ? first_pause_ms : std::min(2 * pause_ms_, longest_pause_ms);
    not_before_ = now + pause_ms_;
    FF_ASSIGN(const auto mine, buckets_of(store, {asked.except.begin(), asked.except.end()}));
    parts_.clear();
    for (std::size_t bucket = 0; bucket < mine.size(); ++bucket) {
        if (mine[bucket] != reply.buckets[bucket]) parts_.push_back(static_cast<std::uint8_t>(bucket));
    }
    if (!parts_.empty()) return false;
    FF_ASSIGN(auto transaction, store.begin());
    FF_TRY(note_equal(transaction));
    const bool kept_wrong = asked.except.empty() && core::total(mine) != store.digest();
    if (kept_wrong) FF_TRY(transaction.sum_up());  // the rows are right, their sum is not
    FF_ASSIGN(const auto committed, transaction.commit());
    static_cast<void>(committed);
    return kept_wrong;
}

core::Result<bool> Comparison::absorb_repair(core::Store& store, const RepairRequest& asked, const RepairReply& reply) {
    FF_ASSIGN(auto transaction, store.begin());
    FF_ASSIGN(auto open, journal::open_rows(transaction));
    Repair repair(transaction, asked, std::move(open));
    for (const auto& row : reply.rows) FF_TRY(repair.take(row));
    for (const auto& row : reply.newer) FF_TRY(repair.take(row));
    FF_TRY(note_masks(transaction, reply.rows, reply.masked));
    if (!core::planted("left rows stay")) {
        for (const auto& address : reply.left) FF_TRY(repair.purge(address));
    }
    const auto unknown = repair.ahead() + static_cast<std::int64_t>(reply.unknown.size());
    if (repair.repaired() == 0 && unknown == 0) return false;
    FF_ASSIGN(auto record, book_digest::record(transaction));
    record.repaired += repair.repaired();
    if (repair.repaired() > 0) record.repaired_at = transaction.clock().now();
    record.unknown = unknown_ += unknown;
    FF_TRY(book_digest::set_record(transaction, record));
    FF_ASSIGN(const auto committed, transaction.commit());
    static_cast<void>(committed);
    return repair.repaired() > 0;
}

void Comparison::give_way() {
    wanted_ = false;
    parts_.clear();
}

}  // namespace fieldfare::sync
