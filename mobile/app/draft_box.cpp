#include "mobile/app/draft_box.h"

#include <sodium.h>
#include <spdlog/spdlog.h>
#include <QFile>
#include <QSaveFile>

#include <algorithm>

namespace fieldfare::mobile {

namespace {

constexpr char context[] = "ff-draft";  // of libsodium's key derivation: exactly eight characters
static_assert(sizeof(context) == crypto_kdf_CONTEXTBYTES + 1);

core::Bytes derived(const core::Bytes& key) {
    core::Bytes own(crypto_secretbox_KEYBYTES);
    crypto_kdf_derive_from_key(own.data(), own.size(), 1, context, key.data());
    return own;
}

const unsigned char* bytes(const QByteArray& array) {
    return reinterpret_cast<const unsigned char*>(array.constData());
}

unsigned char* bytes(QByteArray& array) {
    return reinterpret_cast<unsigned char*>(array.data());
}

QByteArray seal(const QByteArray& plain, const core::Bytes& key) {
    if (key.empty()) return plain;
    const auto own = derived(key);
    QByteArray sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.size(), '\0');
    randombytes_buf(sealed.data(), crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(bytes(sealed) + crypto_secretbox_NONCEBYTES, bytes(plain),
                          static_cast<unsigned long long>(plain.size()), bytes(sealed), own.data());
    return sealed;
}

QByteArray unseal(const QByteArray& sealed, const core::Bytes& key) {
    if (key.empty()) return sealed;
    constexpr qsizetype overhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (sealed.size() < overhead) return {};
    const auto own = derived(key);
    QByteArray plain(sealed.size() - overhead, '\0');
    const auto opened = crypto_secretbox_open_easy(
        bytes(plain), bytes(sealed) + crypto_secretbox_NONCEBYTES,
        static_cast<unsigned long long>(sealed.size() - qsizetype{crypto_secretbox_NONCEBYTES}), bytes(sealed),
        own.data());
    return opened == 0 ? plain : QByteArray{};
}

}  // namespace

void DraftBox::open(const QString& path, const core::Bytes& key) {
    path_ = path;
    key_ = key;
}

void DraftBox::recover(Settled settled) {
    worker_.run(
        &worker_,
        [path = path_, key = key_, settled = std::move(settled)](core::Store& store) -> core::Result<QByteArray> {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly)) return QByteArray();
            const auto draft = unseal(file.readAll(), key);
            const auto done = settled(store, draft);
            if (!done) spdlog::warn("draft: kept, although it may be saved: {}", done.error().describe());
            if (!done || !*done) return draft;
            file.close();
            file.remove();
            return QByteArray();
        },
        [this](core::Result<QByteArray> draft) { content_ = draft.ok() ? *draft : QByteArray(); });
}

void DraftBox::save(const QByteArray& draft) {
    content_ = draft;
    if (path_.isEmpty()) return;
    worker_.post([path = path_, key = key_, draft] {
        QSaveFile file(path);
        const auto sealed = seal(draft, key);
        if (!file.open(QIODevice::WriteOnly) || file.write(sealed) != sealed.size() || !file.commit()) {
            spdlog::error("draft: not written: {}", file.errorString().toStdString());
        }
    });
}

void DraftBox::clear() {
    content_.clear();
    if (path_.isEmpty()) return;
    worker_.post([path = path_] { QFile::remove(path); });
}

}  // namespace fieldfare::mobile
