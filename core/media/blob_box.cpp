#include "core/media/blob_box.h"

#include <sodium.h>

#include <algorithm>

#include "core/base/check.h"
#include "core/media/content.h"

namespace fieldfare::core::media {
namespace {

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t seal_bytes = nonce_bytes + crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::string_view arriving = ".part";

std::string about(const std::string& content, std::uint64_t offset) {
    return content + "@" + std::to_string(offset);
}

const std::uint8_t* letters(const std::string& text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

Result<Bytes> key_in(sqlite::Connection& database) {
    FF_ASSIGN(auto select, database.prepare("SELECT key FROM blob_box"));
    FF_ASSIGN(const bool there, select.step());
    if (!there) return Bytes{};
    const auto kept = select.bytes(0);
    return Bytes(kept.begin(), kept.end());
}

}  // namespace

Result<BlobBox> BlobBox::open(Store& store, Folder& folder, std::size_t piece_bytes) {
    FF_CHECK(piece_bytes > 0);
    FF_ASSIGN(auto key, key_in(store.database()));
    if (key.empty()) {
        key.resize(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
        store.random().fill(key);
        FF_ASSIGN(auto transaction, store.begin());
        {
            FF_ASSIGN(auto insert, store.database().prepare("INSERT INTO blob_box(one, key) VALUES(1, ?1)"));
            FF_TRY(insert.bind(1, key).run());
        }
        FF_TRY(transaction.commit());
    }
    if (key.size() != crypto_aead_xchacha20poly1305_ietf_KEYBYTES) return {ErrorCode::storage_corrupt, "blob_box"};
    return BlobBox(folder, store.random(), std::move(key), piece_bytes);
}

Bytes BlobBox::seal(const std::string& content, std::uint64_t offset, std::span<const std::uint8_t> bytes) {
    Bytes sealed;
    while (!bytes.empty()) {
        const auto piece = bytes.first(std::min(bytes.size(), piece_bytes_));
        const auto data = about(content, offset);
        const auto at = sealed.size();
        sealed.resize(at + piece.size() + seal_bytes);
        random_->fill(std::span(sealed).subspan(at, nonce_bytes));
        unsigned long long written = 0;
        FF_CHECK(crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + at + nonce_bytes, &written, piece.data(),
                                                            piece.size(), letters(data), data.size(), nullptr,
                                                            sealed.data() + at, key_.data()) == 0);
        offset += piece.size();
        bytes = bytes.subspan(piece.size());
    }
    return sealed;
}

Result<Bytes> BlobBox::unseal(const std::string& file, const std::string& content, std::uint64_t offset,
                              std::uint64_t most) {
    FF_CHECK(offset % piece_bytes_ == 0);
    const auto pieces = std::max<std::uint64_t>(1, most / piece_bytes_);
    const auto sealed_piece = piece_bytes_ + seal_bytes;
    FF_ASSIGN(const auto sealed, folder_->read(file, offset / piece_bytes_ * sealed_piece, pieces * sealed_piece));
    Bytes plain;
    std::span<const std::uint8_t> rest(sealed);
    while (!rest.empty()) {
        const auto piece = rest.first(std::min(rest.size(), sealed_piece));
        if (piece.size() <= seal_bytes) return {ErrorCode::content_mismatch, "torn"};
        const auto data = about(content, offset + plain.size());
        const auto at = plain.size();
        plain.resize(at + piece.size() - seal_bytes);
        unsigned long long written = 0;
        if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data() + at, &written, nullptr, piece.data() + nonce_bytes,
                                                       piece.size() - nonce_bytes, letters(data), data.size(),
                                                       piece.data(), key_.data()) != 0) {
            return {ErrorCode::content_mismatch, "sealed otherwise"};
        }
        rest = rest.subspan(piece.size());
    }
    return plain;
}

Status BlobBox::put(const std::string& content, std::span<const std::uint8_t> bytes) {
    FF_CHECK(is_content_name(content));
    return folder_->publish(content, seal(content, 0, bytes));
}

Result<Bytes> BlobBox::get(const std::string& content) {
    FF_ASSIGN(auto bytes, unseal(content, content, 0, most_content_bytes + piece_bytes_));
    if (content_name(bytes) != content) return {ErrorCode::content_mismatch, "another content"};
    return bytes;
}

Result<Bytes> BlobBox::part(const std::string& content, std::uint64_t offset, std::uint64_t most) {
    return unseal(content, content, offset, most);
}

Result<std::uint64_t> BlobBox::arrived(const std::string& content) {
    const auto size = folder_->size(content + std::string(arriving));
    if (!size && size.error().code == ErrorCode::not_found) return std::uint64_t{0};
    if (!size) return size.error();
    const auto sealed_piece = piece_bytes_ + seal_bytes;
    const auto last = *size % sealed_piece;
    return *size / sealed_piece * piece_bytes_ + (last > seal_bytes ? last - seal_bytes : 0);
}

Status BlobBox::arrive(const std::string& content, std::uint64_t offset, std::span<const std::uint8_t> bytes) {
    FF_CHECK(is_content_name(content));
    FF_ASSIGN(const auto here, arrived(content));
    const auto file = content + std::string(arriving);
    // What a crash tore, or what was sent otherwise than asked for: begins anew.
    if (here != offset || offset % piece_bytes_ != 0) {
        FF_TRY(folder_->remove(file));
        if (offset != 0) return {ErrorCode::offset_mismatch, "0"};
    }
    return folder_->append(file, seal(content, offset, bytes));
}

Status BlobBox::complete(const std::string& content) {
    const auto file = content + std::string(arriving);
    const auto bytes = unseal(file, content, 0, most_content_bytes + piece_bytes_);
    if (!bytes || content_name(*bytes) != content) {
        FF_TRY(folder_->remove(file));
        if (!bytes && bytes.error().code != ErrorCode::content_mismatch) return bytes.error();
        return {ErrorCode::content_mismatch, "what came"};
    }
    return folder_->finish(file, content);
}

Status BlobBox::remove(const std::string& content) {
    FF_TRY(folder_->remove(content));
    return folder_->remove(content + std::string(arriving));
}

Status BlobBox::keep_only(const std::set<std::string>& contents) {
    FF_ASSIGN(const auto names, folder_->list());
    for (const auto& name : names) {
        const auto end = name.find('.');
        const bool whole = end == std::string::npos || name.substr(end) == arriving;
        if (whole && contents.contains(name.substr(0, end))) continue;
        FF_TRY(folder_->remove(name));
    }
    return {};
}

}  // namespace fieldfare::core::media
