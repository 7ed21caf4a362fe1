#include "server/media/usage.h"

#include <cstring>

#include "core/base/check.h"
#include "core/base/hex.h"

namespace fieldfare::server {

std::size_t Usage::First::operator()(const Digest& digest) const {
    std::size_t first = 0;
    std::memcpy(&first, digest.data(), sizeof first);
    return first;
}

Usage::Digest Usage::digest_of(const std::string& content) {
    Digest digest{};
    FF_CHECK(core::from_hex(content, digest));
    return digest;
}

void Usage::note(const std::string& content, const core::Uuid& author, std::uint64_t bytes) {
    const auto digest = digest_of(content);
    if (const auto known = held_.find(digest); known != held_.end()) {
        total_ -= known->second.bytes;
        authors_[known->second.author] -= known->second.bytes;
        held_.erase(known);
    }
    if (bytes == 0) return;
    held_[digest] = {author, bytes};
    authors_[author] += bytes;
    total_ += bytes;
}

std::uint64_t Usage::of(const core::Uuid& author) const {
    const auto known = authors_.find(author);
    return known == authors_.end() ? 0 : known->second;
}

std::uint64_t Usage::of(const core::Uuid& author, const std::string& content) const {
    const auto known = held_.find(digest_of(content));
    return known == held_.end() || known->second.author != author ? 0 : known->second.bytes;
}

}  // namespace fieldfare::server
