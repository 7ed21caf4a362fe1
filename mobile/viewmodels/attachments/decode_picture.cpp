#include "mobile/viewmodels/attachments/decode_picture.h"

#include <QBuffer>
#include <QImageReader>
#include <algorithm>
#include <span>

#include "core/media/jpeg.h"

namespace fieldfare::mobile {

namespace {

using core::ErrorCode;

// What Qt's readers of these take for each point while they read, and what a phone has, gives the limit: a JPEG is made
// smaller as it is read, unless it is a progressive one; the others stand in memory whole, with up to eight bytes a
// point, of which Qt gives 256 MiB.
constexpr qint64 most_whole_pixels = 32'000'000;
struct Kind {
    const char* format;
    qint64 most_pixels;
};
constexpr Kind kinds[] = {{"jpeg", qint64{core::media::most_pixels}},
                          {"png", most_whole_pixels},
                          {"webp", most_whole_pixels},
                          {"bmp", most_whole_pixels}};

qint64 most_pixels_of(const Kind& kind, const QByteArray& bytes) {
    const std::span all(reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<std::size_t>(bytes.size()));
    return core::media::is_progressive_jpeg(all) ? most_whole_pixels : kind.most_pixels;
}

const Kind* kind_of(const QByteArray& format) {
    const auto* found = std::ranges::find_if(kinds, [&](const Kind& kind) { return format == kind.format; });
    return found == std::end(kinds) ? nullptr : found;
}

QSize fitted(const QSize& size, const QSize& bounds) {
    const bool fits = size.width() <= bounds.width() && size.height() <= bounds.height();
    return fits ? size : size.scaled(bounds, Qt::KeepAspectRatio).expandedTo({1, 1});
}

}  // namespace

core::Result<QImage> decode_picture(const QByteArray& bytes, const QSize& bounds) {
    QBuffer buffer;
    buffer.setData(bytes);
    QImageReader reader(&buffer);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    const auto format = reader.format();
    if (format.isEmpty()) return {ErrorCode::content_mismatch, "no picture"};
    const auto* kind = kind_of(format);
    if (!kind) return {ErrorCode::invalid_argument, "format " + format.toStdString()};
    const auto size = reader.size();
    if (size.isEmpty()) return {ErrorCode::content_mismatch, "size"};
    if (qint64{size.width()} * size.height() > most_pixels_of(*kind, bytes)) return {ErrorCode::out_of_range, "pixels"};
    const bool on_its_side = reader.transformation().testFlag(QImageIOHandler::TransformationRotate90);
    reader.setScaledSize(fitted(size, on_its_side ? bounds.transposed() : bounds));
    auto image = reader.read();
    if (image.isNull()) return {ErrorCode::content_mismatch, reader.errorString().toStdString()};
    return image;
}

}  // namespace fieldfare::mobile
