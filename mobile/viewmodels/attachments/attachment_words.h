#pragma once

#include <QString>
#include <optional>

#include "core/base/errors.h"
#include "core/media/blobs.h"
#include "core/rows/row.h"
#include "sync/client/engine.h"

// What is said of attachments and of their bytes on this phone.
namespace fieldfare::mobile {

// What this phone knows of the bytes that a row names; nothing: they were never asked for.
struct Held {
    std::optional<core::media::Blob> content;
    std::optional<core::media::Blob> thumbnail;
};
// The store's thread.
core::Result<Held> held_of(core::RowReader& reader, const core::Row& attachment);

// Whether all of it is on this phone.
bool is_here(const std::optional<core::media::Blob>& blob);

// The worst of the two, in the order in which somebody has to do something about it.
struct Standing {
    core::media::BlobState state = core::media::BlobState::here;
    std::optional<core::ErrorCode> reason;
    bool elsewhere = false;  // only the server has it, and nobody asked for it
};
Standing standing_of(const Held& held);

// How much of what is to be sent the server has already.
struct Sent {
    std::int64_t bytes = 0;  // 0: it has not begun
    std::int64_t of = 0;
    double fraction() const { return of > 0 ? static_cast<double>(bytes) / static_cast<double>(of) : 0; }
};
Sent sent_of(const sync::SyncStatus& status, const Held& held);
QString sent_text(const Sent& sent);  // "1.2 MB of 3.4 MB sent"; empty before it begins

QString state_label(const Standing& standing);  // empty: there is nothing to say
int state_tone(const Standing& standing);
QString state_glyph(const Standing& standing);
// Why it was refused or is damaged, and what to do; empty for other states.
QString state_reason(const Standing& standing);

QString attachment_title(const core::Row& attachment);  // caption, file name or kind
QString attachment_glyph(const core::Row& attachment);
QString size_text(std::int64_t bytes);  // "1.2 MB"
// The address of a picture for QML, from the encrypted files; empty without a name.
QString picture_url(std::string_view content);
// Of the thumbnail once it is here: QML asks again when the address changes.
QString thumbnail_url(const core::Row& attachment, const std::optional<core::media::Blob>& thumbnail);

// Something was not attached: why, what was kept, what to do next.
QString why_not_added(const core::Error& error);

}  // namespace fieldfare::mobile
