#pragma once

#include <QByteArray>
#include <QImage>

#include "core/base/result.h"

// What becomes of a picture that a person attaches. Takes time: not on the UI thread, nor on the store's.
namespace fieldfare::mobile {

inline constexpr int photo_long_edge = 1600;  // pixels; a larger one is made as small as this
inline constexpr int thumbnail_long_edge = 320;
inline constexpr qint64 most_picture_file_bytes = 64 << 20;  // that is looked at at all

struct Photo {
    QByteArray jpeg;
    QByteArray thumbnail;  // a JPEG, too, of at most core::media::most_thumbnail_bytes
};

// Turned upright, resized, with nothing of what the camera wrote beside the picture. Errors: decode_picture's.
core::Result<Photo> photo_of(const QByteArray& file);
core::Result<Photo> photo_of(QImage image);
// Of a picture that is kept as it is; empty when it cannot be read here.
QByteArray thumbnail_of(const QByteArray& file);

}  // namespace fieldfare::mobile
