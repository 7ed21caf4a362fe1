#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

#include "core/base/result.h"
#include "core/rows/value.h"

// What a file dialog gives: a local file, or on a phone what another app offers. Not on the UI thread.
namespace fieldfare::mobile {

// By which QFile opens it.
QString path_of(const QUrl& file);
// At most `most` bytes. too_large: it has more; storage_failed.
core::Result<QByteArray> read_chosen(const QUrl& file, qint64 most);
// A local file is whole or as it was. storage_failed.
core::Status write_chosen(const QUrl& file, const core::Bytes& bytes);

}  // namespace fieldfare::mobile
