#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "tests/bench/raw_book.h"
#include "tests/bench/wire.h"

namespace fieldfare::bench {

// The floor of S6: a phone that saves a visit and posts it, a server that makes it durable and says so on an open
// stream, and a phone that hears it, fetches it and makes it durable. A thread for each of the three.
class RawExchange {
  public:
    RawExchange(const std::filesystem::path& folder, const core::Bytes& key, const TeamData& team);
    ~RawExchange();
    RawExchange(const RawExchange&) = delete;
    RawExchange& operator=(const RawExchange&) = delete;

    // From the user's save on A until it is durable on B.
    double milliseconds_of(const core::Row& visit);
    void checkpoint();

  private:
    using Moment = std::chrono::steady_clock::time_point;
    void serve(Socket posts, Socket gets, Socket live);
    void take_post(Socket& posts, Socket& live, std::string_view payload);
    void follow(Socket gets, Socket live);

    RawPhone a_;
    RawPhone b_;
    RawServer server_;
    Socket posts_;
    std::int64_t number_ = 0;
    std::mutex mutex_;
    std::condition_variable changed_;
    Moment seen_at_;
    std::int64_t seen_ = 0;
    std::thread server_thread_;
    std::thread b_thread_;
};

}  // namespace fieldfare::bench
