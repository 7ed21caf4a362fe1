#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/catalog/entities.h"
#include "core/customers/customers.h"
#include "core/customers/filing.h"
#include "core/journal/journal.h"
#include "core/store/store.h"
#include "server/store/snapshot.h"
#include "sync/client/engine.h"
#include "sync/protocol/codec.h"
#include "tests/unit/sync/authority_world.h"

// The phone's half over real store files, against the real authority over the canonical store; the test is the network.
namespace fieldfare::tests {

inline constexpr core::WallMs day_ms = 24LL * 3600 * 1000;

class Folder {
  public:
    Folder();
    ~Folder();
    std::string file(const std::string& name) const { return path_ + "/" + name; }

  private:
    std::string path_;
};

// Answers as the server's routes do.
class EngineServer {
  public:
    explicit EngineServer(AuthorityWorld& world) : world_(world) {}

    sync::HttpResponse answer(const sync::Principal& who, const sync::HttpRequest& request);
    // The principal of each token that a fork proposed.
    std::map<std::string, sync::Principal> forks;
    // Another life of the server, over what its ledger holds now.
    void restored(std::uint64_t epoch) {
        epoch_ = epoch;
        authority_.emplace(world_.clock, world_.random, epoch);
    }

    sync::PullLimits limits;
    // A file of small blocks from now on; every view gets one of its own.
    bool offers_snapshots = false;
    struct Snapshot {
        server::SnapshotFacts facts;
        std::string bytes;
    };
    std::map<std::string, Snapshot> snapshots;
    std::uint64_t snapshot_bytes_sent = 0;

  private:
    sync::HttpResponse snapshot(const sync::Principal& who, const sync::HttpRequest& request);
    AuthorityWorld& world_;
    std::uint64_t epoch_ = 11;
    std::optional<sync::Authority> authority_{std::in_place, world_.clock, world_.random, epoch_};
};

struct Phone {
    // Enrolled, and with nothing of its own yet.
    Phone(AuthorityWorld& the_world, const core::Uuid& user, const std::string& file, sync::EngineOptions options = {});

    // Another phone with a copy of the original's data, closed; the same install if the number that says so was copied,
    // too.
    Phone(const Phone& original, const std::string& file, const core::Uuid& its_install);

    // Under another number, with another token.
    void enrol_anew();
    void open();
    // As after a kill: nothing in memory survives.
    void restart();

    // Passes over the question for a snapshot, unless it `asks_for_snapshots`.
    std::optional<sync::HttpRequest> next();
    bool asks_for_snapshots = false;
    // Who it is on the server: what a fork made of it, or else what it was enrolled as.
    sync::Principal who(const EngineServer& server) const;
    sync::Outcome absorb(const sync::HttpRequest& request, const core::Result<sync::HttpResponse>& answer) {
        return engine->absorb(*store, request, answer, world.clock.monotonic());
    }
    // Exchanges until there is nothing to do.
    int settle(EngineServer& server);

    core::Uuid file_customer(const std::string& name);
    core::Uuid log(const core::Uuid& customer, const std::string& note);
    void rename(const core::Uuid& id, const std::string& name);
    // An edit that the server refuses: it names a person that nobody knows.
    void rename_in_vain(const core::Uuid& id, const std::string& name);
    // The one group that the server keeps aside; its number.
    std::uint64_t refused();
    void give_up(std::uint64_t number);
    void send_again(std::uint64_t number);

    std::optional<core::Row> customer(const core::Uuid& id) { return row(core::catalog::customer, id); }
    std::optional<core::Row> row(const core::Entity& entity, const core::Uuid& id);
    std::int64_t pending() { return *core::journal::pending_count(store->read()); }
    core::journal::SyncState state() { return **core::journal::sync_state(store->read()); }

    AuthorityWorld& world;
    std::string path;
    core::Uuid install = world.id();
    std::unique_ptr<core::Store> store;
    std::unique_ptr<sync::Engine> engine;
    sync::Principal principal;

  private:
    void enrol(const core::Uuid& user);
};

struct EngineTest : ::testing::Test {
    Folder folder;
    AuthorityWorld world;
    EngineServer server{world};
    Phone li{world, world.li, folder.file("li.db")};
};

}  // namespace fieldfare::tests
