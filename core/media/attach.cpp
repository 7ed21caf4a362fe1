#include "core/media/attach.h"

#include "core/catalog/entities.h"
#include "core/customers/merged.h"
#include "core/media/blobs.h"
#include "core/media/content.h"
#include "core/media/jpeg.h"
#include "core/rules/session.h"
#include "core/store/save.h"

namespace fieldfare::core::media {
namespace {

Status check_bytes(const Attach& wanted) {
    if (wanted.bytes.size() > most_content_bytes) return {ErrorCode::too_large, "content"};
    if (wanted.thumbnail.size() > most_thumbnail_bytes) return {ErrorCode::too_large, "thumbnail"};
    // Others would keep what a camera wrote into them.
    if (wanted.kind == "photo" && wanted.format != "jpeg") return {ErrorCode::invalid_argument, "format"};
    if (!looks_like(wanted.format, wanted.bytes)) return {ErrorCode::content_mismatch, wanted.format};
    return {};
}

Status check_room(Store& store, BlobBox& box, std::uint64_t bytes, const Limits& limits) {
    FF_ASSIGN(const auto now, standing(store.read()));
    if (static_cast<std::uint64_t>(now.held_bytes) + bytes > limits.quota_bytes) {
        return {ErrorCode::quota_exceeded, "this device"};
    }
    FF_ASSIGN(const auto room, box.room());
    if (room < limits.reserve_bytes + bytes) return {ErrorCode::storage_full, "reserve"};
    return {};
}

Status write(Edit& edit, Row& row, std::string_view field, Value value) {
    return edit.set(row, catalog::attachment.position(field), std::move(value));
}

Status write_optional(Edit& edit, Row& row, std::string_view field, const std::optional<std::int64_t>& value) {
    return value ? write(edit, row, field, *value) : Status{};
}

Result<Uuid> save_row(Store& store, const Attach& wanted, const std::string& content, const std::string& thumbnail) {
    return save(store, [&](Transaction& transaction, Edit& edit) -> Result<Uuid> {
        FF_ASSIGN(const auto me, session(transaction, transaction.clock().now()));
        FF_ASSIGN(const auto customer, customers::standing(transaction, wanted.customer));
        FF_TRY(transaction.get(catalog::customer, customer));
        if (wanted.interaction) FF_TRY(transaction.get(catalog::interaction, *wanted.interaction));
        Row row(catalog::attachment, Uuid::v7(store.clock(), store.random()));
        FF_TRY(edit.add(row));
        FF_TRY(write(edit, row, "customer", customer));
        if (wanted.interaction) FF_TRY(write(edit, row, "interaction", *wanted.interaction));
        FF_TRY(write(edit, row, "author", me.user));
        FF_TRY(write(edit, row, "kind", wanted.kind));
        FF_TRY(write(edit, row, "format", wanted.format));
        FF_TRY(write(edit, row, "taken_at", wanted.taken_at.value_or(me.now)));
        FF_TRY(write(edit, row, "content", content));
        FF_TRY(write(edit, row, "bytes", static_cast<std::int64_t>(wanted.bytes.size())));
        FF_TRY(add(transaction, content, static_cast<std::int64_t>(wanted.bytes.size()), false, customer));
        if (!thumbnail.empty()) {
            const auto size = static_cast<std::int64_t>(wanted.thumbnail.size());
            FF_TRY(write(edit, row, "thumbnail", thumbnail));
            FF_TRY(write(edit, row, "thumbnail_bytes", size));
            FF_TRY(add(transaction, thumbnail, size, true, customer));
        }
        FF_TRY(write_optional(edit, row, "width", wanted.width));
        FF_TRY(write_optional(edit, row, "height", wanted.height));
        FF_TRY(write_optional(edit, row, "seconds", wanted.seconds));
        if (!wanted.file_name.empty()) FF_TRY(write(edit, row, "file_name", wanted.file_name));
        if (!wanted.caption.empty()) FF_TRY(write(edit, row, "caption", wanted.caption));
        return row.id;
    });
}

}  // namespace

Result<Uuid> attach(Store& store, BlobBox& box, const Attach& given, const Limits& limits) {
    FF_TRY(check_bytes(given));
    auto wanted = given;
    Jpeg photo;
    if (given.format == "jpeg") {
        FF_ASSIGN(photo, clean_jpeg(given.bytes));
        wanted.bytes = photo.bytes;
        wanted.width = photo.width;
        wanted.height = photo.height;
    }
    Jpeg small;
    if (!given.thumbnail.empty()) {
        FF_ASSIGN(small, clean_jpeg(given.thumbnail));
        wanted.thumbnail = small.bytes;
    }
    FF_TRY(check_room(store, box, wanted.bytes.size() + wanted.thumbnail.size(), limits));
    const auto content = content_name(wanted.bytes);
    const auto thumbnail = wanted.thumbnail.empty() ? std::string{} : content_name(wanted.thumbnail);
    FF_TRY(box.put(content, wanted.bytes));
    if (!thumbnail.empty()) FF_TRY(box.put(thumbnail, wanted.thumbnail));
    auto saved = save_row(store, wanted, content, thumbnail);
    if (saved) return saved;
    // A row that was not saved leaves nothing behind, unless another one names the same.
    for (const auto& name : {content, thumbnail}) {
        if (name.empty()) continue;
        const auto known = find(store.read(), name);
        if (known && !*known) static_cast<void>(box.remove(name).ok());  // else the next sweep takes it
    }
    return saved;
}

namespace {

// Empty: not here, or not readable any more.
Result<Bytes> held(BlobBox& box, std::string_view content) {
    if (content.empty()) return Bytes{};
    auto bytes = box.get(std::string(content));
    if (bytes) return bytes;
    const auto code = bytes.error().code;
    const bool lost = code == ErrorCode::not_found || code == ErrorCode::content_mismatch;
    return lost ? Result<Bytes>(Bytes{}) : bytes;
}

Status keep_again(Transaction& transaction, const Row& row, const Bytes& bytes, bool small) {
    if (bytes.empty()) return {};
    return add(transaction, content_name(bytes), static_cast<std::int64_t>(bytes.size()), small,
               row.reference(catalog::attachment.at("customer")));
}

}  // namespace

Result<std::map<Uuid, std::int64_t>> count_by_visit(RowReader& reader, const Uuid& customer) {
    FF_ASSIGN(auto select, reader.database().prepare("SELECT interaction, count(*) FROM attachment WHERE customer = ?1 "
                                                     "AND _deleted = 0 GROUP BY interaction"));
    select.bind(1, customer);
    std::map<Uuid, std::int64_t> counts;
    while (true) {
        FF_ASSIGN(const bool more, select.step());
        if (!more) return counts;
        counts[select.null(0) ? Uuid{} : select.uuid(0)] = select.integer(1);
    }
}

Status remove_attachment(Store& store, const Uuid& id) {
    return save(store, [&](Transaction& transaction, Edit& edit) -> Status {
        FF_ASSIGN(auto row, transaction.get(catalog::attachment, id));
        return edit.remove(row);
    });
}

Result<Remembered> remember(Store& store, BlobBox* box, const Uuid& id) {
    Remembered all;
    FF_ASSIGN(all.row, store.read().get(catalog::attachment, id));
    if (box == nullptr) return all;
    FF_ASSIGN(all.content, held(*box, all.row.text(catalog::attachment.at("content"))));
    FF_ASSIGN(all.thumbnail, held(*box, all.row.text(catalog::attachment.at("thumbnail"))));
    return all;
}

Status put_back(Store& store, BlobBox* box, const Remembered& removed) {
    for (const auto* bytes : {&removed.content, &removed.thumbnail}) {
        if (bytes->empty()) continue;
        if (box == nullptr) return {ErrorCode::storage_failed, "contents"};
        FF_TRY(box->put(content_name(*bytes), *bytes));
    }
    return save(store, [&](Transaction& transaction, Edit& edit) -> Status {
        FF_ASSIGN(auto row, transaction.find(catalog::attachment, removed.row.id));
        if (!row) return {ErrorCode::not_found, "attachment"};
        if (row->deleted()) FF_TRY(edit.revive(*row));
        FF_TRY(keep_again(transaction, *row, removed.content, false));
        return keep_again(transaction, *row, removed.thumbnail, true);
    });
}

}  // namespace fieldfare::core::media
