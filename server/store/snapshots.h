#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "server/store/canonical_store.h"
#include "server/store/snapshot.h"

namespace fieldfare::server {

struct SnapshotSettings {
    std::int64_t from_rows = 5'000;          // smaller views are pulled
    std::uint64_t reuse_changes = 5'000;     // a file that is older than so many seqs, or
    core::MonotonicMs reuse_ms = 1'800'000;  // so long, is offered no more, but still given to who began with it
    core::MonotonicMs keep_ms = 86'400'000;  // until then
    std::uint64_t total_bytes = 1ULL << 30;  // of all files, the oldest go first; 0: none are made
    friend bool operator==(const SnapshotSettings&, const SnapshotSettings&) = default;
};

struct SnapshotFile {
    std::string id;
    std::string path;
    SnapshotView view;
    SnapshotFacts facts;
    core::MonotonicMs made_at = 0;
};
using SharedSnapshot = std::shared_ptr<const SnapshotFile>;

struct SnapshotCounts {
    std::uint64_t made = 0;
    std::uint64_t failed = 0;
    std::uint64_t offered = 0;  // of files; more than `made`: they were shared
    std::uint64_t gone = 0;     // parts asked of files that are no more
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
    double seconds = 0;  // spent making them
};

// The files of a server and the thread "ff-snapshot" that makes them, one after the other: whoever asks for a view that
// is being made waits for the same file. They are a cache: a restart begins without. All members but `start` and `stop`
// for any thread.
class Snapshots {
  public:
    // Empties the folder. storage_*.
    static core::Result<std::unique_ptr<Snapshots>> start(const StoreOptions& store, Org org, std::string folder,
                                                          const SnapshotSettings& settings, const core::Clock& clock,
                                                          core::Random& random);
    ~Snapshots();
    void stop();

    struct Answer {
        SharedSnapshot file;
        core::WallMs wait_ms = 0;  // one is coming: after so long ask again; neither: there will be none
    };
    // A file that is good for the reader, when the ledger stands at `head`. `worth` says whether to make one, and is
    // asked only where none is there or coming. Its errors.
    core::Result<Answer> offer(const SnapshotReader& reader, sync::Seq head,
                               const std::function<core::Result<bool>()>& worth);
    // not_found: no such file, not any more, or not for him.
    core::Result<std::string> read(const std::string& id, const SnapshotReader& reader, std::uint64_t from,
                                   std::uint64_t most);
    core::Result<std::uint64_t> size(const std::string& id, const SnapshotReader& reader);
    const SnapshotSettings& settings() const { return settings_; }
    // Something may have been erased by law: files that may hold it go at once.
    void look_again();
    SnapshotCounts counts() const;

  private:
    Snapshots(Org org, std::string folder, const SnapshotSettings& settings, const core::Clock& clock,
              core::Random& random)
        : org_(org), folder_(std::move(folder)), settings_(settings), clock_(clock), random_(random) {}
    void loop();
    void make(const SnapshotView& view);
    core::Result<SharedSnapshot> write(const SnapshotView& view);
    void sweep();
    void remove_locked(std::size_t at);
    std::optional<Answer> known(const SnapshotReader& reader, sync::Seq head);
    Answer coming_locked() const;
    SharedSnapshot find_locked(const std::string& id, const SnapshotReader& reader);

    const Org org_;
    const std::string folder_;
    const SnapshotSettings settings_;
    const core::Clock& clock_;
    core::Random& random_;
    std::unique_ptr<core::sqlite::Connection> database_;  // the thread's
    std::thread thread_;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    bool sweep_due_ = false;
    std::vector<SharedSnapshot> files_;  // oldest first
    std::set<SnapshotView> wanted_;      // being made and to be made
    std::map<SnapshotView, core::MonotonicMs> failed_;
    SnapshotCounts counts_;
};

}  // namespace fieldfare::server
