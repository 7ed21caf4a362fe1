#pragma once

#include <cstdint>
#include <memory>

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "server/app/config.h"
#include "server/store/writer.h"

namespace fieldfare::server {

// A whole server in this process. Tests start as many as they like, on port 0.
class Server {
  public:
    // Opens the store, starts the threads and listens. storage_busy: the database is open elsewhere or the port is
    // taken; not_found: never initialised; invalid_argument: configuration; storage_*. `clock` and `random` (any
    // thread) must outlive the server.
    static core::Result<std::unique_ptr<Server>> start(const Config& config, const core::Clock& clock,
                                                       core::Random& random);
    // The machine's clock and chance.
    static core::Result<std::unique_ptr<Server>> start(const Config& config);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;
    // Accepts nothing more, finishes what is in progress, commits, checkpoints. Idempotent.
    void stop();
    // True when a commit failed in a way after which the program must be restarted.
    bool broken() const;

    // For tests and commands inside this process: work inside the writer's transaction, waited for.
    core::Status run(WriteJob job);
    WriterCounts writer_counts() const;

  private:
    Server();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace fieldfare::server
