#include "sync/client/rescue.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <limits>

#include "core/base/check.h"
#include "core/rows/codec.h"
#include "sync/merge/merge.h"

namespace fieldfare::sync::rescue {
namespace {

namespace journal = core::journal;
using core::Bytes;
using core::Error;
using core::ErrorCode;

constexpr std::string_view magic = "FFRESCUE1";
constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // none that look alike
constexpr std::size_t code_letters = 25;
constexpr std::size_t letters_together = 5;
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t most_groups = 1'000'000;
constexpr std::size_t least_group_bytes = 2;

using Key = std::array<std::uint8_t, crypto_aead_xchacha20poly1305_ietf_KEYBYTES>;

const std::uint8_t* bytes_of(std::string_view text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

Key key_of(const std::string& code) {
    std::string plain;
    for (auto letter : code) {
        if (letter == ' ' || letter == '-') continue;
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
        if (letter == 'O') letter = '0';
        if (letter == 'I' || letter == 'L') letter = '1';
        plain += letter;
    }
    Key key{};
    FF_CHECK(crypto_generichash(key.data(), key.size(), bytes_of(plain), plain.size(), nullptr, 0) == 0);
    return key;
}

Bytes plain_of(const journal::SyncState& state, core::WallMs now, const std::vector<journal::OutboxItem>& items) {
    Bytes plain;
    core::Writer writer(plain);
    writer.uuid(state.org);
    writer.uuid(state.user);
    writer.varint(state.device);
    writer.varint(static_cast<std::uint64_t>(now));
    writer.varint(items.size());
    for (const auto& item : items) writer.blob(core::encode_group(item.group));
    return plain;
}

// Shows it on this phone as well. A row that is not here arrives once the server has the change.
core::Status show(core::Transaction& transaction, const core::Change& change) {
    transaction.clock().observe(change.stamp.time);
    if (change.kind == core::ChangeKind::discard) return {};  // its author knows already
    FF_ASSIGN(const auto held, transaction.find(*change.entity, change.row));
    auto now = held;
    const auto applied = apply_change(now, change);
    if (!applied) return applied.error().code == ErrorCode::not_found ? core::Status{} : applied.error();
    if (!applied->changed) return {};
    return held ? transaction.put(*now, *held) : transaction.put(*now);
}

}  // namespace

std::string new_code(core::Random& random) {
    std::string code;
    for (std::size_t i = 0; i < code_letters; ++i) {
        if (i > 0 && i % letters_together == 0) code += '-';
        code += letters[random.below(letters.size())];
    }
    return code;
}

core::Result<Bytes> write(core::Store& store, const std::string& code) {
    FF_ASSIGN(const auto state, journal::sync_state(store.read()));
    if (!state) return Error{ErrorCode::unauthenticated, "not enrolled"};
    FF_ASSIGN(const auto items, journal::outbox(store.read(), std::numeric_limits<std::uint32_t>::max()));
    if (items.empty()) return Error{ErrorCode::not_found, "nothing is unsent"};
    const auto plain = plain_of(*state, store.hybrid_clock().now(), items);
    if (plain.size() > most_bytes) return Error{ErrorCode::too_large, "rescue file"};
    Bytes file(bytes_of(magic), bytes_of(magic) + magic.size());
    file.resize(magic.size() + nonce_bytes + plain.size() + tag_bytes);
    auto* nonce = file.data() + magic.size();
    store.random().fill({nonce, nonce_bytes});
    const auto key = key_of(code);
    unsigned long long size = 0;
    FF_CHECK(crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_bytes, &size, plain.data(), plain.size(),
                                                        bytes_of(magic), magic.size(), nullptr, nonce,
                                                        key.data()) == 0);
    FF_CHECK(size == plain.size() + tag_bytes);
    return file;
}

core::Result<Contents> read(std::span<const std::uint8_t> file, const std::string& code) {
    const bool ours =
        file.size() >= magic.size() + nonce_bytes + tag_bytes && std::equal(magic.begin(), magic.end(), file.begin());
    if (!ours) return Error{ErrorCode::malformed, "no rescue file"};
    if (file.size() > most_bytes + magic.size() + nonce_bytes + tag_bytes) {
        return Error{ErrorCode::too_large, "rescue file"};
    }
    const auto nonce = file.subspan(magic.size(), nonce_bytes);
    const auto sealed = file.subspan(magic.size() + nonce_bytes);
    Bytes plain(sealed.size() - tag_bytes);
    const auto key = key_of(code);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, sealed.data(), sealed.size(),
                                                   bytes_of(magic), magic.size(), nonce.data(), key.data()) != 0) {
        return Error{ErrorCode::storage_key_wrong, "rescue file"};
    }
    core::Reader reader(plain);
    Contents contents;
    contents.org = reader.uuid();
    contents.user = reader.uuid();
    contents.device = static_cast<core::DeviceNumber>(reader.varint());
    contents.made_at = static_cast<core::WallMs>(reader.varint());
    const auto count = reader.count(most_groups, least_group_bytes);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        const auto bytes = reader.blob(reader.remaining());
        FF_TRY(reader.status());
        FF_ASSIGN(auto group, core::decode_group(bytes));
        contents.groups.push_back(std::move(group));
    }
    FF_TRY(reader.finish());
    return contents;
}

core::Result<std::size_t> take_in(core::Transaction& transaction, const Contents& contents) {
    FF_ASSIGN(const auto state, journal::sync_state(transaction));
    if (!state) return Error{ErrorCode::unauthenticated, "not enrolled"};
    if (state->org != contents.org || state->user != contents.user) {
        return Error{ErrorCode::forbidden, "the rescue file is another person's"};
    }
    FF_ASSIGN(const auto known, journal::known_changes(transaction));
    std::size_t taken = 0;
    for (const auto& group : contents.groups) {
        const bool here = std::all_of(group.changes.begin(), group.changes.end(), [&](const core::Change& change) {
            return known.contains({{change.entity, change.row}, change.stamp});
        });
        if (here) continue;
        for (const auto& change : group.changes) FF_TRY(show(transaction, change));
        FF_ASSIGN([[maybe_unused]] const auto number, journal::append_alone(transaction, group.changes));
        ++taken;
    }
    return taken;
}

}  // namespace fieldfare::sync::rescue
