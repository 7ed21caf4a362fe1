#pragma once

#include <functional>
#include <memory>

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/store/store.h"
#include "sync/client/curl_transport.h"
#include "sync/client/engine.h"
#include "sync/client/media_queue.h"

// Sync that runs by itself.
namespace fieldfare::sync {

struct RunnerOptions {
    EngineOptions engine;
    CurlOptions curl;
    bool live = true;  // hold a live stream open while online
    core::media::BlobBox* contents =
        nullptr;  // outlives the runner; null: the bytes of attachments stay where they are
    MediaOptions media;
};

// Owns the engine and three threads: "ff-sync" carries requests, "ff-live" listens for news, "ff-net" hears the
// kernel's network changes (a hint to try now; only an exchange proves that the network is there). The store is touched
// only inside jobs given to the executor, which runs them on the store's thread in order.
class Runner {
  public:
    using Job = std::function<void()>;
    using Executor = std::function<void(Job)>;
    // Called on the store's thread whenever it changed.
    using OnStatus = std::function<void(const SyncStatus&)>;

    // `store`, `random` and `clock` outlive the runner. Registers an observer with the store, so construct on the
    // store's thread. The executor must go on running jobs until `stop` returned.
    Runner(core::Store& store, Executor executor, const core::Clock& clock, core::Random& random, OnStatus on_status,
           RunnerOptions options = {});
    // Stops.
    ~Runner();
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    void start();
    // Any thread but the store's: ends what is going on and joins the threads, promptly.
    void stop();
    // Any thread: the user pulled the list down, or came back to the app.
    void wake();

  private:
    struct Shared;
    std::shared_ptr<Shared> shared_;
};

}  // namespace fieldfare::sync
