#include "server/store/hash.h"

#include <sodium.h>

#include "core/base/check.h"

namespace fieldfare::server {

core::Uuid hashed_id(std::span<const std::uint8_t> bytes) {
    core::Uuid id;
    FF_CHECK(crypto_generichash(id.bytes.data(), id.bytes.size(), bytes.data(), bytes.size(), nullptr, 0) == 0);
    return id;
}

core::Bytes hashed(std::string_view secret) {
    core::Bytes hash(32);
    FF_CHECK(crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(secret.data()),
                                secret.size(), nullptr, 0) == 0);
    return hash;
}

}  // namespace fieldfare::server
