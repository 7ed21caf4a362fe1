#include "mobile/viewmodels/attachments/attachment_words.h"

#include <QCoreApplication>
#include <QLocale>

#include "core/catalog/entities.h"
#include "core/media/content.h"
#include "mobile/app/content_images.h"
#include "mobile/viewmodels/attachments/picture.h"
#include "mobile/viewmodels/common/text.h"
#include "mobile/viewmodels/common/tone.h"

namespace fieldfare::mobile {

namespace {

using core::ErrorCode;
using core::catalog::attachment;
using core::media::BlobState;

QString say(const char* text) {
    return QCoreApplication::translate("Attachment", text);
}

int weight(BlobState state) {
    switch (state) {
        case BlobState::refused:
            return 4;
        case BlobState::damaged:
            return 3;
        case BlobState::to_send:
            return 2;
        case BlobState::to_fetch:
            return 1;
        case BlobState::here:
            break;
    }
    return 0;
}

QString sentence_not_added(ErrorCode code) {
    switch (code) {
        case ErrorCode::storage_full:
            return say(
                QT_TRANSLATE_NOOP("Attachment",
                                  "It was not added: the phone's storage is nearly full, and what is left is "
                                  "kept for visits. Everything else is saved. Free some space and add it again."));
        case ErrorCode::quota_exceeded:
            return say(QT_TRANSLATE_NOOP("Attachment",
                                         "It was not added: photos and files take all the room they may have on this "
                                         "phone. Everything else is saved. Remove some and add it again."));
        case ErrorCode::too_large:
            return say(QT_TRANSLATE_NOOP("Attachment",
                                         "It was not added: it is too large. A file may have %1. Everything else is "
                                         "saved. Choose a smaller one."))
                .arg(size_text(core::media::most_content_bytes));
        case ErrorCode::content_mismatch:
            return say(QT_TRANSLATE_NOOP("Attachment",
                                         "It was not added: it is damaged, or not what its name says. Everything else "
                                         "is saved. Open it on this phone to check, or choose another."));
        case ErrorCode::out_of_range:
            return say(QT_TRANSLATE_NOOP("Attachment",
                                         "It was not added: the picture has more pixels than this phone can open. "
                                         "Everything else is saved. Make it smaller, or add it as a file."));
        case ErrorCode::invalid_argument:
            return say(QT_TRANSLATE_NOOP("Attachment",
                                         "It was not added: files of this kind are not kept. Everything else is saved. "
                                         "Choose a PDF, an Office file, a text, a picture or a recording."));
        case ErrorCode::not_found:
            return say(QT_TRANSLATE_NOOP(
                "Attachment", "It was not added: the record no longer exists. Someone may have deleted it."));
        case ErrorCode::storage_failed:
            return say(
                QT_TRANSLATE_NOOP("Attachment",
                                  "It was not added: the file could not be read, or not be kept. Everything else "
                                  "is saved. Try again, or choose another."));
        default:
            return say(QT_TRANSLATE_NOOP("Attachment", "It was not added. Everything else is saved. %1"))
                .arg(user_sentence(code));
    }
}

QString sentence_refused(ErrorCode code) {
    switch (code) {
        case ErrorCode::quota_exceeded:
        case ErrorCode::storage_full:
            return say(QT_TRANSLATE_NOOP("Attachment",
                                         "The server has no room left for photos and files. It is kept on this phone; "
                                         "tell your team lead, then retry."));
        case ErrorCode::content_mismatch:
            return say(QT_TRANSLATE_NOOP("Attachment",
                                         "It is damaged on this phone. If you still have the original, add it again "
                                         "and remove this one."));
        default:
            return say(QT_TRANSLATE_NOOP("Attachment", "The server did not take it. It is kept on this phone. %1"))
                .arg(user_sentence(code));
    }
}

}  // namespace

core::Result<Held> held_of(core::RowReader& reader, const core::Row& row) {
    Held held;
    FF_ASSIGN(held.content, core::media::find(reader, std::string(row.text(attachment.at("content")))));
    FF_ASSIGN(held.thumbnail, core::media::find(reader, std::string(row.text(attachment.at("thumbnail")))));
    return held;
}

bool is_here(const std::optional<core::media::Blob>& blob) {
    return blob && blob->state != BlobState::to_fetch && blob->state != BlobState::damaged;
}

Standing standing_of(const Held& held) {
    Standing standing;
    standing.elsewhere = !held.content;
    for (const auto& blob : {held.content, held.thumbnail}) {
        if (!blob || weight(blob->state) <= weight(standing.state)) continue;
        standing.state = blob->state;
        standing.reason = blob->reason;
    }
    return standing;
}

Sent sent_of(const sync::SyncStatus& status, const Held& held) {
    Sent sent;
    for (const auto& blob : {held.content, held.thumbnail}) {
        if (!blob || blob->state != BlobState::to_send) continue;
        sent.of += blob->bytes;
        const auto known = status.sent.find(blob->content);
        if (known != status.sent.end()) sent.bytes += static_cast<std::int64_t>(known->second);
    }
    return sent;
}

QString sent_text(const Sent& sent) {
    if (sent.bytes == 0) return {};
    return say(QT_TRANSLATE_NOOP("Attachment", "%1 of %2 sent")).arg(size_text(sent.bytes), size_text(sent.of));
}

QString state_label(const Standing& standing) {
    switch (standing.state) {
        case BlobState::refused:
            return say(QT_TRANSLATE_NOOP("Attachment", "Not accepted"));
        case BlobState::damaged:
            return say(QT_TRANSLATE_NOOP("Attachment", "Damaged"));
        case BlobState::to_send:
            return say(QT_TRANSLATE_NOOP("Attachment", "Not sent yet"));
        case BlobState::to_fetch:
            return say(QT_TRANSLATE_NOOP("Attachment", "On its way"));
        case BlobState::here:
            break;
    }
    return {};
}

int state_tone(const Standing& standing) {
    switch (standing.state) {
        case BlobState::refused:
        case BlobState::damaged:
            return tone::Bad;
        case BlobState::to_send:
            return tone::Warning;
        default:
            return tone::Info;
    }
}

QString state_glyph(const Standing& standing) {
    switch (standing.state) {
        case BlobState::refused:
        case BlobState::damaged:
            return QStringLiteral("alert");
        case BlobState::to_fetch:
            return QStringLiteral("download");
        default:
            return QStringLiteral("pending");
    }
}

QString state_reason(const Standing& standing) {
    const auto code = standing.reason.value_or(ErrorCode::content_mismatch);
    if (standing.state == BlobState::refused) return with_number(sentence_refused(code), code);
    if (standing.state != BlobState::damaged) return {};
    return with_number(say(QT_TRANSLATE_NOOP("Attachment",
                                             "What came from the server was damaged each time. Retry, or ask who added "
                                             "it to add it again.")),
                       code);
}

QString attachment_title(const core::Row& row) {
    for (const auto field : {attachment.at("caption"), attachment.at("file_name")}) {
        auto text = to_qt(row.text(field));
        if (!text.isEmpty()) return text;
    }
    return choice_label(core::catalog::attachment_kind, row.text(attachment.at("kind")));
}

QString attachment_glyph(const core::Row& row) {
    const auto kind = row.text(attachment.at("kind"));
    return kind == "photo"   ? QStringLiteral("photo")
           : kind == "voice" ? QStringLiteral("microphone")
                             : QStringLiteral("document");
}

QString size_text(std::int64_t bytes) {
    return with_numbers_whole(QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat));
}

QString picture_url(std::string_view content) {
    return content.empty() ? QString()
                           : QStringLiteral("image://%1/%2").arg(QLatin1String(ContentImages::name), to_qt(content));
}

QString thumbnail_url(const core::Row& row, const std::optional<core::media::Blob>& thumbnail) {
    return is_here(thumbnail) ? picture_url(row.text(attachment.at("thumbnail"))) : QString();
}

QString why_not_added(const core::Error& error) {
    return with_number(sentence_not_added(error.code), error.code);
}

}  // namespace fieldfare::mobile
