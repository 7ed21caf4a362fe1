#include "server/store/snapshots.h"

#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "core/base/files.h"
#include "server/log/log.h"

namespace fieldfare::server {
namespace {

using core::Error;
using core::ErrorCode;
using core::Result;

constexpr std::chrono::seconds sweep_every{60};
constexpr core::MonotonicMs failure_rests_ms = 60'000;
constexpr core::WallMs one_takes_ms = 500;  // at least, where it is worth making
constexpr core::WallMs longest_wait_ms = 15'000;

core::Status empty_folder(const std::string& folder) {
    std::error_code error;
    std::filesystem::remove_all(folder, error);
    if (!error) std::filesystem::create_directories(folder, error);
    if (error || ::chmod(folder.c_str(), S_IRWXU) != 0) return Error{ErrorCode::storage_failed, folder};
    return {};
}

Error write_failure(const std::string& path) {
    const bool full = errno == ENOSPC || errno == EDQUOT;
    return {full ? ErrorCode::storage_full : ErrorCode::storage_failed, path};
}

}  // namespace

Result<std::unique_ptr<Snapshots>> Snapshots::start(const StoreOptions& store, Org org, std::string folder,
                                                    const SnapshotSettings& settings, const core::Clock& clock,
                                                    core::Random& random) {
    FF_TRY(empty_folder(folder));
    std::unique_ptr<Snapshots> made(new Snapshots(org, std::move(folder), settings, clock, random));
    FF_ASSIGN(made->database_, CanonicalStore::open_reader(store));
    made->thread_ = std::thread([raw = made.get()] { raw->loop(); });
    pthread_setname_np(made->thread_.native_handle(), "ff-snapshot");
    return made;
}

Snapshots::~Snapshots() {
    stop();
}

void Snapshots::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

Result<Snapshots::Answer> Snapshots::offer(const SnapshotReader& reader, sync::Seq head,
                                           const std::function<Result<bool>()>& worth) {
    if (settings_.total_bytes == 0 || reader.something_hidden) return Answer{};
    if (auto answer = known(reader, head)) return *std::move(answer);
    FF_ASSIGN(const bool worth_it, worth());
    if (!worth_it) return Answer{};
    const std::lock_guard lock(mutex_);
    wanted_.insert(reader.view);
    changed_.notify_all();
    return coming_locked();
}

// Nothing: it has not been asked for.
std::optional<Snapshots::Answer> Snapshots::known(const SnapshotReader& reader, sync::Seq head) {
    const auto now = clock_.monotonic();
    const std::lock_guard lock(mutex_);
    for (auto file = files_.rbegin(); file != files_.rend(); ++file) {
        const auto& one = **file;
        const bool young = now - one.made_at <= settings_.reuse_ms && one.facts.seq + settings_.reuse_changes >= head;
        if (!reader.may_have(one.view, one.facts.seq) || one.facts.seq > head || !young) continue;
        ++counts_.offered;
        return Answer{*file, 0};
    }
    if (wanted_.contains(reader.view)) return coming_locked();
    const auto failure = failed_.find(reader.view);
    if (failure == failed_.end()) return std::nullopt;
    if (now - failure->second < failure_rests_ms) return Answer{};
    failed_.erase(failure);
    return std::nullopt;
}

// They are made one after the other.
Snapshots::Answer Snapshots::coming_locked() const {
    return {nullptr, std::min(one_takes_ms * static_cast<core::WallMs>(wanted_.size()), longest_wait_ms)};
}

SharedSnapshot Snapshots::find_locked(const std::string& id, const SnapshotReader& reader) {
    const auto found = std::find_if(files_.begin(), files_.end(), [&](const auto& file) { return file->id == id; });
    const bool good = found != files_.end() && reader.may_have((*found)->view, (*found)->facts.seq);
    if (!good) ++counts_.gone;
    return good ? *found : nullptr;
}

Result<std::uint64_t> Snapshots::size(const std::string& id, const SnapshotReader& reader) {
    const std::lock_guard lock(mutex_);
    const auto file = find_locked(id, reader);
    if (!file) return Error{ErrorCode::not_found, "snapshot"};
    return file->facts.bytes;
}

Result<std::string> Snapshots::read(const std::string& id, const SnapshotReader& reader, std::uint64_t from,
                                    std::uint64_t most) {
    SharedSnapshot file;
    {
        const std::lock_guard lock(mutex_);
        file = find_locked(id, reader);
    }
    if (!file) return Error{ErrorCode::not_found, "snapshot"};
    if (from >= file->facts.bytes) return Error{ErrorCode::invalid_argument, "Range"};
    std::string part(std::min(most, file->facts.bytes - from), '\0');
    std::ifstream in(file->path, std::ios::binary);
    in.seekg(static_cast<std::streamoff>(from));
    in.read(part.data(), static_cast<std::streamsize>(part.size()));
    if (!in) return Error{ErrorCode::not_found, "snapshot"};
    return part;
}

void Snapshots::look_again() {
    {
        const std::lock_guard lock(mutex_);
        sweep_due_ = true;
    }
    changed_.notify_all();
}

SnapshotCounts Snapshots::counts() const {
    const std::lock_guard lock(mutex_);
    auto counts = counts_;
    counts.files = files_.size();
    for (const auto& file : files_) counts.bytes += file->facts.bytes;
    return counts;
}

void Snapshots::loop() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        changed_.wait_for(lock, sweep_every, [this] { return stopping_ || sweep_due_ || !wanted_.empty(); });
        if (stopping_) return;
        if (sweep_due_ || wanted_.empty()) {
            sweep_due_ = false;
            lock.unlock();
            sweep();
            lock.lock();
            continue;
        }
        const auto view = *wanted_.begin();
        lock.unlock();
        make(view);
        lock.lock();
    }
}

void Snapshots::make(const SnapshotView& view) {
    sweep();
    const auto began = clock_.monotonic();
    auto made = write(view);
    const auto took = clock_.monotonic() - began;
    const std::lock_guard lock(mutex_);
    wanted_.erase(view);
    if (!made) {
        failed_[view] = clock_.monotonic();
        ++counts_.failed;
        if (!stopping_) log::event(log::Level::error, "no snapshot was made", {{"why", made.error().describe()}});
        return;
    }
    ++counts_.made;
    counts_.seconds += static_cast<double>(took) / 1000;
    const auto& facts = (*made)->facts;
    log::event(log::Level::info, "a snapshot was made",
               {{"seq", facts.seq}, {"bytes", facts.bytes}, {"customers", facts.customers}, {"ms", took}});
    files_.push_back(*std::move(made));
    std::uint64_t held = 0;
    for (const auto& file : files_) held += file->facts.bytes;
    while (held > settings_.total_bytes && files_.size() > 1) {
        held -= files_.front()->facts.bytes;
        remove_locked(0);
    }
}

Result<SharedSnapshot> Snapshots::write(const SnapshotView& view) {
    auto file = std::make_shared<SnapshotFile>();
    file->id = core::Uuid::v7(clock_, random_).text();
    file->path = folder_ + "/" + file->id;
    file->view = view;
    file->made_at = clock_.monotonic();
    const auto unnamed = file->path + ".new";
    FF_TRY(core::files::create(unnamed));
    std::ofstream out(unnamed, std::ios::binary | std::ios::app);
    std::uint64_t written = 0;
    auto facts = [&]() -> Result<SnapshotFacts> {
        FF_ASSIGN(auto snapshot, core::sqlite::Transaction::begin_read(*database_));
        return write_snapshot(*database_, org_, view, [&](std::string_view bytes) -> core::Status {
            {
                const std::lock_guard lock(mutex_);
                if (stopping_) return Error{ErrorCode::overloaded, "stopping"};
            }
            written += bytes.size();
            if (written > settings_.total_bytes) return Error{ErrorCode::too_large, "snapshots.total_mib"};
            out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
            return out ? core::Status{} : core::Status{write_failure(unnamed)};
        });
    }();
    out.close();
    if (facts && !out) facts = write_failure(unnamed);
    if (facts) {
        if (const auto synced = core::files::sync(unnamed); !synced) facts = synced.error();
    }
    if (!facts) {
        ::unlink(unnamed.c_str());
        return facts.error();
    }
    file->facts = *facts;
    FF_TRY(core::files::publish(unnamed, file->path));
    return SharedSnapshot(file);
}

// What is too old, and what may hold something that was erased since.
void Snapshots::sweep() {
    const auto erased = last_erasure(*database_, org_);
    const auto now = clock_.monotonic();
    const std::lock_guard lock(mutex_);
    for (std::size_t at = files_.size(); at-- > 0;) {
        const auto& file = *files_[at];
        const bool stale = !erased || file.facts.seq < *erased;
        if (stale || now - file.made_at > settings_.keep_ms) remove_locked(at);
    }
}

void Snapshots::remove_locked(std::size_t at) {
    ::unlink(files_[at]->path.c_str());
    files_.erase(files_.begin() + static_cast<std::ptrdiff_t>(at));
}

}  // namespace fieldfare::server
