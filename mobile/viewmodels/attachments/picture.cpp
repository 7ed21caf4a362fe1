#include "mobile/viewmodels/attachments/picture.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImageWriter>

#include "core/media/content.h"
#include "mobile/viewmodels/attachments/decode_picture.h"

namespace fieldfare::mobile {

namespace {

using core::ErrorCode;

constexpr int photo_quality = 85;
constexpr int thumbnail_qualities[] = {80, 65, 50, 35, 20};
constexpr int least_thumbnail_edge = 40;

QSize within(const QSize& size, int edge) {
    return size.width() > edge || size.height() > edge ? size.scaled(edge, edge, Qt::KeepAspectRatio).expandedTo({1, 1})
                                                       : size;
}

// The points alone, on white where they are transparent, in the usual colours: whatever else the picture's file said
// stays behind.
QImage plain(QImage image) {
    const QColorSpace usual(QColorSpace::SRgb);
    if (image.colorSpace().isValid() && image.colorSpace() != usual) image.convertToColorSpace(usual);
    image = image.convertToFormat(QImage::Format_ARGB32_Premultiplied);
    QImage points(image.size(), QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        const auto* from = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        auto* to = reinterpret_cast<QRgb*>(points.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const int rest = 255 - qAlpha(from[x]);
            to[x] = qRgb(qRed(from[x]) + rest, qGreen(from[x]) + rest, qBlue(from[x]) + rest);
        }
    }
    return points;
}

QByteArray jpeg_of(const QImage& image, int quality) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImageWriter writer(&buffer, "jpeg");
    writer.setQuality(quality);
    return writer.write(image) ? bytes : QByteArray();
}

QByteArray thumbnail_of(const QImage& image) {
    for (int edge = thumbnail_long_edge; edge >= least_thumbnail_edge; edge /= 2) {
        const auto small = image.scaled(within(image.size(), edge), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        for (const int quality : thumbnail_qualities) {
            auto bytes = jpeg_of(small, quality);
            if (!bytes.isEmpty() && static_cast<quint64>(bytes.size()) <= core::media::most_thumbnail_bytes) {
                return bytes;
            }
        }
    }
    return {};
}

}  // namespace

core::Result<Photo> photo_of(QImage image) {
    if (image.isNull()) return {ErrorCode::content_mismatch, "no picture"};
    image = plain(image.scaled(within(image.size(), photo_long_edge), Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    Photo photo{jpeg_of(image, photo_quality), thumbnail_of(image)};
    if (photo.jpeg.isEmpty()) return {ErrorCode::content_mismatch, "not written as JPEG"};
    return photo;
}

core::Result<Photo> photo_of(const QByteArray& file) {
    FF_ASSIGN(auto image, decode_picture(file, {photo_long_edge, photo_long_edge}));
    return photo_of(std::move(image));
}

QByteArray thumbnail_of(const QByteArray& file) {
    const auto image = decode_picture(file, {thumbnail_long_edge * 2, thumbnail_long_edge * 2});
    return image ? thumbnail_of(plain(*image)) : QByteArray();
}

}  // namespace fieldfare::mobile
