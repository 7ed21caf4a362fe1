#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>

#include "core/base/uuid.h"

namespace fieldfare::server {

// How much lies in the folder of contents, whole or half, and for whom it counts. In memory: the files are the truth,
// and the start counts them. One thread at a time.
class Usage {
  public:
    // So much of the content is there now; 0: nothing.
    void note(const std::string& content, const core::Uuid& author, std::uint64_t bytes);
    std::uint64_t of(const core::Uuid& author) const;
    std::uint64_t total() const { return total_; }
    // What of it counts for this author already.
    std::uint64_t of(const core::Uuid& author, const std::string& content) const;

  private:
    using Digest = std::array<std::uint8_t, 32>;
    struct First {
        std::size_t operator()(const Digest& digest) const;
    };
    struct Held {
        core::Uuid author;
        std::uint64_t bytes = 0;
    };
    static Digest digest_of(const std::string& content);

    std::unordered_map<Digest, Held, First> held_;
    std::map<core::Uuid, std::uint64_t> authors_;
    std::uint64_t total_ = 0;
};

}  // namespace fieldfare::server
