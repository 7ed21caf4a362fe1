#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/store/store.h"
#include "core/visits/log_visit.h"
#include "server/app/server.h"
#include "sync/client/curl_transport.h"
#include "sync/client/engine.h"
#include "tests/bench/measure.h"
#include "tests/bench/team_data.h"

// What the scenarios share: a folder on the real disk, databases filled from the team's data, phones and a whole server
// on real sockets in one process.
namespace fieldfare::bench {

struct Options {
    Sizes sizes = small_sizes;
    int rounds = 9;
    std::filesystem::path folder;  // on the disk that is to be measured; emptied by each scenario
    core::Bytes key;               // empty: not encrypted
};

// A clock that gives rising moments near the end of the team's data.
class LabClock final : public core::Clock {
  public:
    core::WallMs wall() const override { return begin_ + system_.monotonic() - start_; }
    core::MonotonicMs monotonic() const override { return system_.monotonic(); }

  private:
    core::SystemClock system_;
    core::MonotonicMs start_ = system_.monotonic();
    core::WallMs begin_ = data_begin_ms + 400LL * 24 * 3600 * 1000;
};

// The whole server in this process, on a free port of this machine, with the team's people and rows and the devices 1
// to `devices`, each with the token `token_of` it. Its clock and chance must outlive it.
class LabServer {
  public:
    LabServer(const std::filesystem::path& folder, const core::Clock& clock, core::Random& random, const TeamData& team,
              std::uint32_t devices);

    std::uint16_t port() const { return server_->port(); }
    std::string url() const { return fmt::format("http://127.0.0.1:{}", port()); }
    std::uint64_t epoch() const { return epoch_; }
    sync::Seq head() const { return head_; }  // after it was filled

  private:
    std::uint64_t epoch_ = 0;
    sync::Seq head_ = 0;
    std::unique_ptr<server::Server> server_;
};
std::string token_of(std::uint32_t device);

// An empty phone, enrolled as `device` of the team's user of that number; `server` may be null.
std::unique_ptr<core::Store> open_phone(const std::filesystem::path& path, const Options& options,
                                        const core::Clock& clock, core::Random& random, const TeamData& team,
                                        std::uint32_t device, const LabServer* server);
// Puts all rows of the team into it as a pull would have left them, indexed and checkpointed.
void fill_phone(core::Store& store, const TeamData& team, const LabServer* server);
// The 20-second form that says what this visit says.
core::visits::LogVisit form_of(const core::Row& visit);
// The search index is not part of what is measured: bring it up to date, off the measured path.
void settle(core::Store& store);

// While a store is filled or prepared nothing need be durable.
class Unsynced {
  public:
    explicit Unsynced(core::Store& store);
    ~Unsynced();
    Unsynced(const Unsynced&) = delete;
    Unsynced& operator=(const Unsynced&) = delete;

  private:
    core::Store& store_;
};

// A phone's exchange with the server, done by hand: the real engine over the real transport.
class Exchange {
  public:
    // A new phone takes a snapshot where the server offers one, or all by pages.
    enum class Filling : std::uint8_t { pages, snapshot };
    Exchange(core::Store& store, const LabServer& server, const core::Clock& clock, core::Random& random,
             Filling filling = Filling::pages)
        : store_(store), url_(server.url()), clock_(clock), engine_(random, options_for(filling)) {}

    // One request and its answer.
    sync::Outcome step();
    void until_outbox_empty();
    // Nothing to send and nothing to fetch.
    void until_in_sync();
    void until_pulled();
    std::size_t push_bytes = 0;  // bodies alone
    std::size_t pull_bytes = 0;

  private:
    static sync::EngineOptions options_for(Filling filling);
    sync::Outcome carry(const sync::HttpRequest& request);

    core::Store& store_;
    std::string url_;
    const core::Clock& clock_;
    sync::Engine engine_;
    sync::CurlTransport transport_;
};

template <typename T>
T must(core::Result<T> result, const char* what) {
    if (!result) fmt::print(stderr, "bench: {}: {}\n", what, result.error().describe());
    return *std::move(result);
}
inline void must(const core::Status& status, const char* what) {
    if (!status) fmt::print(stderr, "bench: {}: {}\n", what, status.error().describe());
    status.value();
}

std::filesystem::path fresh_folder(const Options& options, const char* scenario);
// A database with what belongs to it.
void remove_database(const std::filesystem::path& path);

}  // namespace fieldfare::bench
