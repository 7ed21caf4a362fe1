#include "tests/unit/sync/engine_world.h"

#include <stdlib.h>

#include <filesystem>

#include "core/journal/resend.h"
#include "core/visits/log_visit.h"

namespace fieldfare::tests {

namespace catalog = core::catalog;
namespace journal = core::journal;
using sync::HttpRequest;
using sync::HttpResponse;

namespace {

HttpResponse refusal(const core::Error& error) {
    return {core::info(error.code).http_status, "1", "application/json", "", sync::error_body(error)};
}

HttpResponse success(std::string body, sync::Encoding as) {
    return {200, "1", std::string(sync::content_type(as)), "", std::move(body)};
}

}  // namespace

Folder::Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "ff-engine-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
}

Folder::~Folder() {
    std::filesystem::remove_all(path_);
}

HttpResponse EngineServer::answer(const sync::Principal& who, const HttpRequest& request) {
    const auto as = *sync::encoding_of(request.accept);
    if (request.path == sync::path::push) {
        auto part = world_.ledger.savepoint();
        const auto message = sync::decode<sync::PushRequest>(request.body, as);
        EXPECT_TRUE(message.ok());
        const auto reply = authority_->push(*world_.ledger, who, *message);
        if (!reply) return refusal(reply.error());
        EXPECT_TRUE(part.release().ok());
        return success(sync::encode(*reply, as), as);
    }
    if (request.path == sync::path::fork) {
        const auto message = sync::decode<sync::ForkRequest>(request.body, as);
        EXPECT_TRUE(message.ok());
        if ((*world_.ledger).device(who.device)->revoked)
            return refusal(core::Error{core::ErrorCode::device_revoked, {}});
        auto fork = who;
        fork.device = world_.ledger.fork(who.device, message->token);
        forks[message->token] = fork;
        sync::EnrolReply reply;
        reply.token = message->token;
        reply.device = fork.device;
        reply.device_id = world_.id();
        reply.device_epoch = 1;
        reply.org = who.org;
        reply.user = who.user;
        reply.team = who.team;
        reply.role = who.role;
        reply.server_time = world_.clock.wall();
        reply.server_epoch = epoch_;
        return success(sync::encode(reply, as), as);
    }
    if (request.path == sync::path::digest) {
        const auto reply =
            authority_->compare(*world_.ledger, who, *sync::decode<sync::DigestRequest>(request.body, as));
        return reply ? success(sync::encode(*reply, as), as) : refusal(reply.error());
    }
    if (request.path == sync::path::repair) {
        const auto reply =
            authority_->repair(*world_.ledger, who, *sync::decode<sync::RepairRequest>(request.body, as));
        return reply ? success(sync::encode(*reply, as), as) : refusal(reply.error());
    }
    if (request.path == sync::path::conflicts) {
        const auto reply =
            authority_->conflicts(*world_.ledger, who, *sync::decode<sync::ConflictsRequest>(request.body, as));
        return reply ? success(sync::encode(*reply, as), as) : refusal(reply.error());
    }
    if (request.path.starts_with(sync::path::snapshot)) return snapshot(who, request);
    const auto from = request.path.find("cursor=") + 7;
    const auto cursor = sync::Cursor::parse(request.path.substr(from, request.path.find('&', from) - from));
    const auto page = authority_->pull(*world_.ledger, who, cursor.value(), limits);
    if (!page) return refusal(page.error());
    return success(sync::encode(*page, as), as);
}

HttpResponse EngineServer::snapshot(const sync::Principal& who, const HttpRequest& request) {
    constexpr std::size_t small_blocks = 600;
    auto& database = world_.ledger.database();
    const auto audience = sync::audience_of(who);
    if (request.path == sync::path::snapshot) {
        sync::SnapshotOffer offer;
        if (offers_snapshots) {
            const auto id = "file-" + std::to_string(snapshots.size() + 1);
            auto& file = snapshots[id];
            EXPECT_TRUE(world_.ledger->write_through().ok());
            const auto reader = server::snapshot_reader(database, 1, audience, who.org);
            const auto facts = server::write_snapshot(
                database, 1, reader->view,
                [&file](std::string_view bytes) {
                    file.bytes += bytes;
                    return core::Status{};
                },
                small_blocks);
            EXPECT_TRUE(facts.ok());
            file.facts = *facts;
            offer = *server::offer_of(database, 1, audience, id, file.facts);
        }
        offer.server_time = world_.clock.wall();
        offer.server_epoch = epoch_;
        return success(sync::encode(offer, sync::Encoding::binary), sync::Encoding::binary);
    }
    const auto file = snapshots.find(request.path.substr(sync::path::snapshot.size() + 1));
    if (file == snapshots.end()) return refusal(core::Error{core::ErrorCode::not_found, "snapshot"});
    const auto dash = request.range.find('-');
    const auto from = std::stoull(request.range.substr(6, dash - 6));
    const auto to = std::stoull(request.range.substr(dash + 1));
    auto response = success(file->second.bytes.substr(from, to - from + 1), sync::Encoding::binary);
    response.status = 206;
    snapshot_bytes_sent += response.body.size();
    return response;
}

Phone::Phone(AuthorityWorld& the_world, const core::Uuid& user, const std::string& file, sync::EngineOptions options)
    : world(the_world), path(file), engine(std::make_unique<sync::Engine>(world.random, options)) {
    open();
    enrol(user);
}

Phone::Phone(const Phone& original, const std::string& file, const core::Uuid& its_install)
    : world(original.world),
      path(file),
      install(its_install),
      engine(std::make_unique<sync::Engine>(world.random, original.engine->options())),
      principal(original.principal) {
    EXPECT_TRUE(original.store->checkpoint().ok());
    std::filesystem::copy_file(original.path, path);
    open();
}

sync::Principal Phone::who(const EngineServer& server) const {
    const auto state = **journal::sync_state(store->read());
    const auto fork = server.forks.find(state.token);
    return fork == server.forks.end() ? principal : fork->second;
}

void Phone::enrol_anew() {
    enrol(principal.user);
}

void Phone::enrol(const core::Uuid& user) {
    principal = world.enrol(user).principal;
    sync::EnrolReply reply;
    reply.token = "token " + std::to_string(principal.device);
    reply.device = principal.device;
    reply.device_id = world.id();
    reply.device_epoch = 1;
    reply.org = world.org;
    reply.user = user;
    reply.team = principal.team;
    reply.role = principal.role;
    reply.org_name = reply.user_name = "as enrolled";
    reply.server_time = world.clock.wall();
    reply.server_epoch = 11;
    const auto recorded = sync::record_enrolment(*store, "http://server/", reply);
    EXPECT_TRUE(recorded.ok());
}

void Phone::open() {
    store.reset();
    auto opened = core::Store::open({path, {}, {}, core::sqlite::Durability::full, install}, world.clock, world.random);
    EXPECT_TRUE(opened.ok()) << opened.error().describe();
    store = *std::move(opened);
}

void Phone::restart() {
    open();
    engine = std::make_unique<sync::Engine>(world.random, engine->options());
}

std::optional<HttpRequest> Phone::next() {
    auto request = engine->next(*store, world.clock.monotonic());
    EXPECT_TRUE(request.ok());
    if (!request.ok()) return std::nullopt;
    if (*request && (*request)->path == sync::path::snapshot && !asks_for_snapshots) {
        EXPECT_FALSE(absorb(**request, refusal(core::Error{core::ErrorCode::not_found, "snapshot"})).error);
        return next();
    }
    return *request;
}

int Phone::settle(EngineServer& server) {
    engine->wake();
    int rounds = 0;
    while (const auto request = next()) {
        const auto outcome = absorb(*request, server.answer(who(server), *request));
        if (outcome.error && ++rounds > 50) break;
        if (++rounds > 200) break;
    }
    EXPECT_LT(rounds, 50);
    return rounds;
}

core::Uuid Phone::file_customer(const std::string& name) {
    core::customers::FileCustomer filing;
    filing.fields[catalog::customer.at("name")] = name;
    const auto filed = core::customers::file(*store, filing);
    EXPECT_TRUE(filed.ok()) << (filed.ok() ? "" : filed.error().describe());
    return filed->customer;
}

core::Uuid Phone::log(const core::Uuid& customer, const std::string& note) {
    core::visits::LogVisit visit;
    visit.customer = customer;
    visit.channels = {"visit"};
    visit.note = note;
    const auto logged = core::visits::log(*store, visit);
    EXPECT_TRUE(logged.ok()) << (logged.ok() ? "" : logged.error().describe());
    return logged->interaction;
}

void Phone::rename(const core::Uuid& id, const std::string& name) {
    const auto done = core::customers::edit(*store, *customer(id), {{catalog::customer.at("name"), name}});
    EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().describe());
}

void Phone::rename_in_vain(const core::Uuid& id, const std::string& name) {
    const auto done =
        core::customers::edit(*store, *customer(id),
                              {{catalog::customer.at("name"), name},
                               {catalog::customer.at("collaborators"), core::StringSet{world.id().text()}}});
    EXPECT_TRUE(done.ok());
}

std::uint64_t Phone::refused() {
    const auto items = *journal::outbox(store->read());
    EXPECT_EQ(items.size(), 1u);
    EXPECT_EQ(items.front().state, journal::State::quarantined);
    return items.front().group.number;
}

void Phone::give_up(std::uint64_t number) {
    auto transaction = store->begin();
    const auto done = journal::discard(*transaction, number);
    ASSERT_TRUE(done.ok()) << done.error().describe();
    ASSERT_TRUE(transaction->commit().ok());
}

void Phone::send_again(std::uint64_t number) {
    auto transaction = store->begin();
    const auto again = journal::resend(*transaction, number);
    ASSERT_TRUE(again.ok()) << again.error().describe();
    ASSERT_TRUE(transaction->commit().ok());
}

std::optional<core::Row> Phone::row(const core::Entity& entity, const core::Uuid& id) {
    auto found = store->read().find(entity, id);
    EXPECT_TRUE(found.ok());
    return *found;
}

}  // namespace fieldfare::tests
