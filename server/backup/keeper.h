#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "server/backup/shelf.h"

namespace fieldfare::server::backup {

struct Schedule {
    std::string folder;    // empty: no backups by itself
    int at_minutes = 150;  // 02:30 in the organisation's time zone: the first of a day
    int every_hours = 24;  // a divisor of 24
    Keep keep;
    friend bool operator==(const Schedule&, const Schedule&) = default;
};

// The last moment, not after `now`, for which the schedule asks for a backup. invalid_argument: no such zone.
core::Result<core::WallMs> last_asked(const Schedule& schedule, core::WallMs now, const std::string& zone);

struct Health {
    bool scheduled = false;
    std::optional<Backup> newest;  // that nothing is known against
    std::uint64_t taken = 0;       // by this process
    std::uint64_t failures = 0;
    std::optional<core::WallMs> failed_at;  // the last attempt failed then
    std::optional<core::Error> failure;
    bool late = false;  // the newest is older than twice its time, or there is none, as of the last look
};

// Takes the scheduled backups and removes what need not stay. A backup that was missed is made up for, one that failed
// is tried again after `retry_ms`; no failure hurts the server. `look` and `health` belong to one thread unless said.
class Keeper {
  public:
    static constexpr core::WallMs retry_ms = 15 * 60 * 1000;

    // `clock` must outlive the keeper.
    Keeper(ServerData data, Schedule schedule, const core::Clock& clock);
    ~Keeper();

    // Does what is due, and reads what lies in the folder.
    void look();
    Health health() const;  // any thread

    // A thread that looks now and then.
    void start();
    // Ends a backup in progress. Idempotent.
    void stop();

  private:
    struct Facts {
        core::Uuid organisation;
        std::string zone;
    };
    core::Result<Facts> facts() const;
    bool due(const Facts& facts);
    core::Status keep_up(const Facts& facts);
    core::Status thin_out(const Backup& made, const Facts& facts);
    void refresh(const Facts& facts);
    void failed(const core::Error& error);
    bool stopping() const;
    void loop();

    const ServerData data_;
    const Schedule schedule_;
    const core::Clock& clock_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    Health health_;
    std::thread thread_;
};

}  // namespace fieldfare::server::backup
