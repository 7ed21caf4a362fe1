#include "tests/bench/raw_herd.h"

#include <poll.h>
#include <zstd.h>

#include <cstring>

#include "core/base/check.h"
#include "core/rows/codec.h"

namespace fieldfare::bench {
namespace {

constexpr std::size_t pushes_per_commit = 16;
constexpr int zstd_level = 3;
using Length = std::uint32_t;

std::string unpacked(std::string_view packed) {
    std::string bytes(ZSTD_getFrameContentSize(packed.data(), packed.size()), '\0');
    FF_CHECK(ZSTD_decompress(bytes.data(), bytes.size(), packed.data(), packed.size()) == bytes.size());
    return bytes;
}

}  // namespace

std::string RawHerd::push_of(std::span<const core::Row> visits) {
    std::string bytes;
    for (const auto& visit : visits) {
        const auto row = core::encode_row(visit);
        const auto length = static_cast<Length>(row.size());
        bytes.append(reinterpret_cast<const char*>(&length), sizeof length);
        bytes.append(row.begin(), row.end());
    }
    std::string packed(ZSTD_compressBound(bytes.size()), '\0');
    const auto size = ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), zstd_level);
    FF_CHECK(!ZSTD_isError(size));
    packed.resize(size);
    return with_length("POST /push HTTP/1.1\r\n", packed);
}

RawHerd::RawHerd(const std::filesystem::path& path, const TeamData& team, std::uint32_t devices) : server_(path, team) {
    Listener listener;
    for (std::uint32_t i = 0; i < devices; ++i) {
        phones_.push_back(Socket::connect(listener.port()));
        connections_.push_back(listener.accept());
    }
    thread_ = std::thread([this] { serve(); });
}

RawHerd::~RawHerd() {
    phones_.clear();
    thread_.join();
}

void RawHerd::serve() {
    std::vector<pollfd> waits;
    for (const auto& connection : connections_) waits.push_back({connection.descriptor(), POLLIN, 0});
    while (true) {
        FF_CHECK(poll(waits.data(), waits.size(), -1) > 0);
        for (std::uint32_t device = 0; device < waits.size(); ++device) {
            if (waits[device].revents == 0) continue;
            const auto message = connections_[device].receive_message();
            if (message.empty()) return;
            take(device, body_of(message));
            if (taken_.size() == pushes_per_commit) answer();
        }
        answer();
    }
}

void RawHerd::take(std::uint32_t device, std::string_view push) {
    if (taken_.empty()) server_.begin();
    taken_.push_back(device);
    const auto bytes = unpacked(push);
    for (std::size_t at = 0; at < bytes.size();) {
        Length length = 0;
        std::memcpy(&length, bytes.data() + at, sizeof length);
        at += sizeof length;
        const auto visit = core::decode_row({reinterpret_cast<const std::uint8_t*>(bytes.data()) + at, length});
        FF_CHECK(visit.ok());
        server_.book().add(*visit);
        server_.append_history(device, ++number_, bytes.data() + at, length);
        at += length;
    }
    server_.set_mark(device, number_);
}

void RawHerd::answer() {
    if (taken_.empty()) return;
    server_.commit();
    for (const auto device : taken_) connections_[device].send(with_length("HTTP/1.1 200 OK\r\n", {}));
    taken_.clear();
}

}  // namespace fieldfare::bench
