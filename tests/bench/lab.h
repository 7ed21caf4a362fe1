#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/store/store.h"
#include "server/store/canonical_store.h"
#include "sync/authority/authority.h"
#include "sync/client/engine.h"
#include "tests/bench/measure.h"
#include "tests/bench/team_data.h"

// What the scenarios share: a folder on the real disk, databases filled from the team's data, phones and a server in
// one process.
namespace fieldfare::bench {

struct Options {
    Sizes sizes = small_sizes;
    int rounds = 5;
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

// A phone's store, enrolled as `device` of the team's user of that number.
std::unique_ptr<core::Store> open_phone(const std::string& path, const core::Bytes& key, const core::Clock& clock,
                                        core::Random& random, const TeamData& team, std::uint32_t device);
// The team's organisation, team and people, and then all its rows, put into a store as a pull would have left them.
void fill_phone(core::Store& store, const TeamData& team);
// The search index is not part of what is measured: bring it up to date before.
void settle(core::Store& store);

// A canonical store with the organisation, its people and devices 1 to `devices`.
std::unique_ptr<server::CanonicalStore> open_server(const std::string& path, const core::Clock& clock,
                                                    core::Random& random, const TeamData& team, std::uint32_t devices);
// All rows of the team, each with its own seq, in large transactions.
void fill_server(server::CanonicalStore& store, const TeamData& team);
sync::Principal principal_of(const TeamData& team, const core::Uuid& org, std::uint32_t device);

// Hands requests to the authority as the server does, one commit each; without sockets.
sync::HttpResponse serve(server::CanonicalStore& store, const sync::Principal& principal,
                         const sync::HttpRequest& request);

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

}  // namespace fieldfare::bench
