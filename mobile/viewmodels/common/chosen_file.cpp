#include "mobile/viewmodels/common/chosen_file.h"

#include <QFile>
#include <QSaveFile>

namespace fieldfare::mobile {

using core::ErrorCode;

QString path_of(const QUrl& file) {
    return file.isLocalFile() ? file.toLocalFile() : file.toString();
}

core::Result<QByteArray> read_chosen(const QUrl& file, qint64 most) {
    const core::Error failed{ErrorCode::storage_failed, "the file was not read"};
    QFile in(path_of(file));
    if (!in.open(QIODevice::ReadOnly)) return failed;
    auto bytes = in.read(most + 1);  // more than it may have, so that what is too large is known to be
    if (in.error() != QFileDevice::NoError) return failed;
    if (bytes.size() > most) return {ErrorCode::too_large, "file"};
    return bytes;
}

core::Status write_chosen(const QUrl& file, const core::Bytes& bytes) {
    const auto size = static_cast<qint64>(bytes.size());
    const auto* data = reinterpret_cast<const char*>(bytes.data());
    const core::Error failed{ErrorCode::storage_failed, "the file was not written"};
    if (file.isLocalFile()) {
        QSaveFile out(path_of(file));
        const bool written = out.open(QIODevice::WriteOnly) && out.write(data, size) == size && out.commit();
        return written ? core::Status{} : failed;
    }
    QFile out(path_of(file));
    const bool written = out.open(QIODevice::WriteOnly) && out.write(data, size) == size && out.flush();
    return written ? core::Status{} : failed;
}

}  // namespace fieldfare::mobile
