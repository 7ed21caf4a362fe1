#include "server/backup/keeper.h"

#include <pthread.h>

#include <chrono>
#include <filesystem>

#include "core/catalog/entities.h"
#include "core/rules/day.h"
#include "core/rules/policy.h"
#include "server/log/log.h"

namespace fieldfare::server::backup {
namespace {

constexpr std::chrono::seconds look_every{20};
constexpr core::WallMs minute_ms = 60'000;
constexpr core::WallMs hour_ms = 60 * minute_ms;

std::string file_name(const std::string& database) {
    return std::filesystem::path(database).filename().string();
}

}  // namespace

core::Result<core::WallMs> last_asked(const Schedule& schedule, core::WallMs now, const std::string& zone) {
    FF_ASSIGN(const auto today, core::Day::at(now, zone));
    core::WallMs last = 0;
    for (const int days : {-1, 0}) {
        FF_ASSIGN(const auto midnight, core::start_of(today.plus_days(days), zone));
        for (int hours = 0; hours < 24; hours += schedule.every_hours) {
            const auto asked = midnight + schedule.at_minutes * minute_ms + hours * hour_ms;
            if (asked <= now) last = std::max(last, asked);
        }
    }
    return last;
}

Keeper::Keeper(ServerData data, Schedule schedule, const core::Clock& clock)
    : data_(std::move(data)), schedule_(std::move(schedule)), clock_(clock) {
    health_.scheduled = !schedule_.folder.empty();
}

Keeper::~Keeper() {
    stop();
}

core::Result<Keeper::Facts> Keeper::facts() const {
    FF_ASSIGN(auto database, CanonicalStore::open_reader(data_.store));
    FF_ASSIGN(const auto organisation, read_organisation(*database));
    FF_ASSIGN(const auto row, find(*database, organisation.number, core::catalog::organisation, organisation.id));
    if (!row) return {core::ErrorCode::not_found, "organisation"};
    return Facts{organisation.id, core::policy_of(row->row).time_zone};
}

bool Keeper::due(const Facts& facts) {
    const auto now = clock_.wall();
    const auto asked = last_asked(schedule_, now, facts.zone);
    const std::lock_guard lock(mutex_);
    const bool just_failed = health_.failed_at && now >= *health_.failed_at && now - *health_.failed_at < retry_ms;
    return asked && !just_failed && (!health_.newest || health_.newest->manifest.taken_at < *asked);
}

void Keeper::refresh(const Facts& facts) {
    const auto shelf = list(schedule_.folder);
    const std::lock_guard lock(mutex_);
    const auto now = clock_.wall();
    health_.newest = shelf ? newest_good(*shelf, facts.organisation, now) : std::nullopt;
    const auto longest = 2 * schedule_.every_hours * hour_ms;
    health_.late = !health_.newest || now - health_.newest->manifest.taken_at >= longest;
}

core::Status Keeper::thin_out(const Backup& made, const Facts& facts) {
    FF_ASSIGN(const auto shelf, list(schedule_.folder));
    FF_ASSIGN(const auto out, superfluous(shelf, made, schedule_.keep, facts.zone));
    for (const auto& database : out) {
        FF_TRY(remove(database));
        log::event(log::Level::info, "backup removed", {{"file", file_name(database)}});
    }
    return {};
}

core::Status Keeper::keep_up(const Facts& facts) {
    const auto began = clock_.monotonic();
    FF_ASSIGN(const auto made, take(data_, schedule_.folder, clock_, [this] { return stopping(); }, {}));
    log::event(log::Level::info, "backup",
               {{"file", file_name(made.database)},
                {"seq", made.manifest.head},
                {"bytes", made.manifest.bytes},
                {"contents", made.contents.relied_on},
                {"contents_copied", made.contents.copied},
                {"contents_absent", made.contents.absent},
                {"contents_damaged", made.contents.damaged},
                {"ms", clock_.monotonic() - began}});
    {
        const std::lock_guard lock(mutex_);
        ++health_.taken;
        health_.failed_at.reset();
        health_.failure.reset();
    }
    FF_TRY(thin_out(made, facts));
    if (made.contents_fault) return *made.contents_fault;
    return {};
}

void Keeper::failed(const core::Error& error) {
    log::event(log::Level::error, "backup failed", {{"error", error.describe()}});
    const std::lock_guard lock(mutex_);
    ++health_.failures;
    health_.failed_at = clock_.wall();
    health_.failure = error;
}

void Keeper::look() {
    if (schedule_.folder.empty()) return;
    const auto known = facts();
    if (!known) return failed(known.error());
    refresh(*known);
    if (!due(*known)) return;
    if (const auto kept = keep_up(*known); !kept && !stopping()) failed(kept.error());
    refresh(*known);
}

Health Keeper::health() const {
    const std::lock_guard lock(mutex_);
    return health_;
}

bool Keeper::stopping() const {
    const std::lock_guard lock(mutex_);
    return stopping_;
}

void Keeper::start() {
    if (schedule_.folder.empty()) return;
    thread_ = std::thread([this] { loop(); });
    pthread_setname_np(thread_.native_handle(), "ff-backup");
}

void Keeper::loop() {
    while (!stopping()) {
        look();
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, look_every, [this] { return stopping_; });
    }
}

void Keeper::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

}  // namespace fieldfare::server::backup
