#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/journal/journal.h"
#include "core/store/store.h"

// The rescue file: what a phone has saved and the server has not taken, encrypted, for the day on which the phone
// cannot send it any more. Another phone of the same person takes it in and sends it; what arrives twice counts once.
//
//     "FFRESCUE1", 24 bytes nonce, XChaCha20-Poly1305 of: uuid organisation, user; varint device, time in ms, n and
//     n × blob group (docs/protocol.md §9). The nine letters are the additional data; the key is BLAKE2b-256 of the
//     code.
namespace fieldfare::sync::rescue {

inline constexpr std::size_t most_bytes = 64 * 1024 * 1024;

// What opens the file: 25 letters and digits in fives, 125 random bits. To be shown once and written down.
std::string new_code(core::Random& random);

struct Contents {
    core::Uuid org;
    core::Uuid user;
    core::DeviceNumber device = 0;
    core::WallMs made_at = 0;
    std::vector<core::Group> groups;  // in the order in which they were saved
};

// Of everything in the outbox. unauthenticated: the phone was never enrolled. not_found: there is nothing to rescue.
// too_large.
core::Result<core::Bytes> write(core::Store& store, const std::string& code);

// malformed: no rescue file. storage_key_wrong: not with this code, or it is damaged. Case, spaces and dashes of the
// code do not matter.
core::Result<Contents> read(std::span<const std::uint8_t> file, const std::string& code);

// Puts what the file holds into this phone's book and outbox, under the stamps it has. Gives how many groups came new;
// those that this phone wrote itself or took in before are passed over. forbidden: the file is another person's.
core::Result<std::size_t> take_in(core::Transaction& transaction, const Contents& contents);

}  // namespace fieldfare::sync::rescue
