#pragma once

#include <filesystem>
#include <thread>

#include "tests/bench/raw_book.h"
#include "tests/bench/wire.h"

namespace fieldfare::bench {

// The floor of S5: one thread that takes pushes from all connections, decodes them, writes those that are there, up to
// 16, in one transaction, and answers each when it is durable.
class RawHerd {
  public:
    RawHerd(const std::filesystem::path& path, const TeamData& team, std::uint32_t devices);
    ~RawHerd();
    RawHerd(const RawHerd&) = delete;
    RawHerd& operator=(const RawHerd&) = delete;

    // What one device says: the rows, compressed.
    static std::string push_of(std::span<const core::Row> visits);
    std::vector<Socket>& phones() { return phones_; }
    void checkpoint() { server_.book().database().checkpoint(); }

  private:
    void serve();
    void take(std::uint32_t device, std::string_view push);
    void answer();

    RawServer server_;
    std::vector<Socket> phones_;
    std::vector<Socket> connections_;   // theirs, at the server
    std::vector<std::uint32_t> taken_;  // in the open transaction
    std::int64_t number_ = 0;
    std::thread thread_;
};

}  // namespace fieldfare::bench
