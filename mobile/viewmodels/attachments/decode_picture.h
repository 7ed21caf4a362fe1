#pragma once

#include <QByteArray>
#include <QImage>

#include "core/base/result.h"

// The one place where bytes become a picture, whoever wrote them. Takes time: not on the UI thread, nor on the store's.
namespace fieldfare::mobile {

// Turned upright, and made smaller where it does not fit into these bounds, never larger. Before anything is decoded
// its kind and its number of points are looked at. content_mismatch: no picture, or a damaged one; invalid_argument: of
// a kind that is not shown here; out_of_range: of too many points.
core::Result<QImage> decode_picture(const QByteArray& bytes, const QSize& bounds);

}  // namespace fieldfare::mobile
