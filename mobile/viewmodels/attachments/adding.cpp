#include "mobile/viewmodels/attachments/adding.h"

#include <QFileInfo>
#include <QStringList>
#include <algorithm>

#include "core/catalog/entities.h"
#include "core/media/content.h"
#include "mobile/viewmodels/attachments/picture.h"
#include "mobile/viewmodels/common/chosen_file.h"
#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

namespace {

using core::Error;
using core::ErrorCode;

struct Ending {
    const char* ending;
    const char* format;
    const char* kind;
};

// By the endings of file names: what the catalog's media_format keeps, and as what.
constexpr Ending endings[] = {
    {"pdf", "pdf", "document"},   {"docx", "docx", "document"}, {"xlsx", "xlsx", "document"},
    {"pptx", "pptx", "document"}, {"txt", "text", "document"},  {"csv", "csv", "document"},
    {"jpg", "jpeg", "document"},  {"jpeg", "jpeg", "document"}, {"png", "png", "document"},
    {"webp", "webp", "document"}, {"m4a", "m4a", "voice"},      {"ogg", "ogg", "voice"},
    {"oga", "ogg", "voice"},      {"wav", "wav", "voice"},
};

std::span<const std::uint8_t> span_of(const QByteArray& bytes) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

}  // namespace

core::Result<Prepared> prepare_photo(const QUrl& file) {
    FF_ASSIGN(const auto bytes, read_chosen(file, most_picture_file_bytes));
    FF_ASSIGN(auto photo, photo_of(bytes));
    return Prepared{"photo", "jpeg", QFileInfo(path_of(file)).completeBaseName() + ".jpg", std::move(photo.jpeg),
                    std::move(photo.thumbnail)};
}

core::Result<Prepared> prepare_document(const QUrl& file) {
    const QFileInfo name(path_of(file));
    const auto ending = name.suffix().toLower();
    const auto* known = std::find_if(std::begin(endings), std::end(endings),
                                     [&](const Ending& one) { return ending == QLatin1String(one.ending); });
    if (known == std::end(endings)) return Error{ErrorCode::invalid_argument, "format"};
    FF_ASSIGN(auto bytes, read_chosen(file, static_cast<qint64>(core::media::most_content_bytes)));
    if (!core::media::looks_like(known->format, span_of(bytes)))
        return Error{ErrorCode::content_mismatch, known->format};
    const bool picture = core::media::media_type(known->format).starts_with("image/");
    auto thumbnail = picture ? thumbnail_of(bytes) : QByteArray();
    return Prepared{known->kind, known->format, name.fileName(), std::move(bytes), std::move(thumbnail)};
}

core::Result<core::Uuid> attach(core::Store& store, core::media::BlobBox& box, const AttachTo& to,
                                const Prepared& prepared) {
    core::media::Attach wanted;
    wanted.customer = to.customer;
    if (!to.visit.is_nil()) {
        FF_ASSIGN(const auto visit, store.read().get(core::catalog::interaction, to.visit));
        wanted.customer = visit.reference(core::catalog::interaction.at("customer"));
        wanted.interaction = to.visit;
    }
    wanted.kind = prepared.kind;
    wanted.format = prepared.format;
    wanted.file_name = to_core(prepared.file_name);
    wanted.bytes = span_of(prepared.bytes);
    wanted.thumbnail = span_of(prepared.thumbnail);
    return core::media::attach(store, box, wanted);
}

QString document_patterns() {
    QStringList patterns;
    for (const auto& one : endings) patterns << QStringLiteral("*.") + QLatin1String(one.ending);
    return patterns.join(' ');
}

}  // namespace fieldfare::mobile
