#include "tests/simulation/server_machine.h"

#include <cinttypes>
#include <cstdio>

#include "core/base/planted.h"
#include "core/catalog/entities.h"
#include "core/rows/codec.h"
#include "server/media/named.h"
#include "server/people/erasure.h"
#include "server/people/handover.h"
#include "server/store/accounts.h"
#include "server/store/hash.h"
#include "server/store/value_blob.h"
#include "server/store/view_digest.h"
#include "sync/client/bootstrap.h"
#include "sync/client/comparison.h"
#include "sync/client/conflict_list.h"
#include "sync/client/media_queue.h"
#include "sync/protocol/codec.h"
#include "tests/simulation/server_answers.h"
#include "tests/simulation/traces.h"

namespace fieldfare::simulation {
namespace {

constexpr core::WallMs group_commit_ms = 4;
constexpr core::WallMs server_restart_least_ms = 500;
constexpr core::WallMs server_restart_most_ms = 15'000;
constexpr std::size_t page_bytes = 3 * 1024;  // small, so that pages have borders worth crossing

std::string query_value(const std::string& path, std::string_view key) {
    const auto at = path.find(std::string(key) + "=");
    if (at == std::string::npos) return {};
    const auto from = at + key.size() + 1;
    return path.substr(from, path.find('&', from) - from);
}

}  // namespace

ServerMachine::ServerMachine(Stage& stage, const CrashDisk::Image& image, std::map<std::string, sync::Principal> tokens)
    : stage_(stage), disk_("server"), clock_(stage.time), random_(77), tokens_(std::move(tokens)) {
    disk_.load(image);
    open_store();
    catch_up();
}

ServerMachine::~ServerMachine() {
    disk_.die_now();
}

void ServerMachine::open_store() {
    store_ = must(server::CanonicalStore::open({"server.db", disk_.vfs_name()}, clock_, random_), "open its store");
    behind_ = true;
    epoch_ = store_->organisation().epoch;
}

void ServerMachine::start() {
    if (running()) return;
    stage_.trace.say("the server starts");
    open_store();
    if (set_back_) {
        set_back_ = false;
        if (const auto marked = store_->mark_as_restored(); !marked) {
            violated(17, "the server cannot begin a new life: {}", marked.error().describe());
        }
        store_.reset();
        open_store();
    }
    if (const auto now = head_in_store(); now < caught_up_) {
        violated(3, "the server's head went back from {} to {}", caught_up_, now);
    }
    tidy_contents();
    if (!survived()) return;
    catch_up();
}

void ServerMachine::crash(bool power_cut) {
    ++life_;
    store_.reset();
    snapshots_.forget();
    if (power_cut) {
        disk_.cut_power(stage_.chance);
        contents_.cut_power(stage_.chance);
    } else {
        disk_.kill_process();
    }
    stage_.count(power_cut ? Happened::server_power_cut : Happened::server_killed);
    stage_.trace.say("the server {}", power_cut ? "loses power" : "is killed");
    auto waiting = std::exchange(waiting_, {});
    for (auto& one : waiting) one.answer(std::nullopt);
    stage_.after(stage_.between(server_restart_least_ms, server_restart_most_ms), [this] { start(); });
}

sync::Principal ServerMachine::principal_of(const sync::Principal& enrolled) {
    auto principal = enrolled;
    const auto& person = rows().at({&core::catalog::user, enrolled.user}).row;
    principal.team = person.reference(core::catalog::user.at("team"));
    principal.role = person.text(core::catalog::user.at("role"));
    return principal;
}

void ServerMachine::erase(const core::RowKey& key) {
    if (!running() || !rows().contains(key)) return;
    server::News news;
    behind_ = true;
    const auto done = store_->run(
        [&](server::WriteScope& scope) -> core::Status {
            FF_ASSIGN(const auto found, server::people::what_to_erase(scope.database, scope.org, key.id.text()));
            FF_ASSIGN([[maybe_unused]] const auto seq, server::people::erase(scope, found));
            return {};
        },
        &news);
    if (!survived()) return;
    stage_.trace.say("{} is erased: {}", describe(key), done ? "done" : done.error().describe());
    catch_up();
    if (!done) return;
    tidy_contents();
    if (!survived()) return;
    stage_.count(Happened::erased);
    if (news.seq != 0 && on_news_) on_news_(news.seq);
}

std::set<core::Uuid> ServerMachine::erased() {
    std::set<core::Uuid> ids;
    auto select = must(store_->database().prepare("SELECT id FROM erased WHERE org=?1"), "read erasures");
    select.bind(1, store_->organisation().number);
    while (must(select.step(), "read erasures")) ids.insert(select.uuid(0));
    return ids;
}

void ServerMachine::change_person(const core::Uuid& user, std::size_t at, const core::Value& value) {
    if (!running()) return;
    const auto person = rows().at({&core::catalog::user, user}).row;
    sync::Principal administration;
    administration.org = store_->organisation().id;
    administration.system = true;
    const auto& field = core::catalog::user.fields[at];
    server::News news;
    behind_ = true;
    const auto done = store_->run(
        [&](server::WriteScope& scope) -> core::Status {
            FF_ASSIGN(
                [[maybe_unused]] const auto verdict,
                scope.authority.write(scope.ledger, administration, {sync::update_of(person, {{field.id, value}})}));
            return {};
        },
        &news);
    if (!survived()) return;
    stage_.trace.say("{} gets another {}: {}", person.text(core::catalog::user.at("name")), field.name,
                     done ? "done" : done.error().describe());
    if (done) stage_.count(Happened::moved);
    catch_up();
    if (news.seq != 0 && on_news_) on_news_(news.seq);
}

void ServerMachine::hand_over(const core::Uuid& from, const core::Uuid& to) {
    if (!running()) return;
    std::vector<core::RowKey> book;
    sync::Principal administration;
    administration.org = store_->organisation().id;
    administration.system = true;
    server::News news;
    behind_ = true;
    const auto done = store_->run(
        [&](server::WriteScope& scope) -> core::Status {
            FF_ASSIGN(const auto before, server::people::book_of(scope.database, scope.org, from));
            book.clear();
            for (const auto& row : before.customers) book.push_back({row.entity, row.id});
            for (const auto& row : before.followups) book.push_back({row.entity, row.id});
            FF_TRY(server::people::hand_over(scope, administration, from, to, std::nullopt));
            return {};
        },
        &news);
    if (!survived()) return;
    stage_.trace.say("{} rows are handed over: {}", book.size(), done ? "done" : done.error().describe());
    catch_up();
    if (done) check_handover(from, to, book);
    if (news.seq != 0 && on_news_) on_news_(news.seq);
}

// 8: a book goes whole, under one seq.
void ServerMachine::check_handover(const core::Uuid& from, const core::Uuid& to,
                                   const std::vector<core::RowKey>& book) {
    stage_.count(Happened::handed_over);
    for (const auto& key : book) {
        const auto& [row, seq] = rows().at(key);
        const auto owner = row.reference(key.entity->position("owner"));
        if (owner == to && seq == caught_up_) continue;
        violated(8, "a handover left {} {} with {}", key.entity->name, key.id.text(),
                 owner == from ? "its former owner" : "another seq");
    }
}

void ServerMachine::revoke(core::DeviceNumber device) {
    if (!running()) return;
    behind_ = true;
    const auto done = store_->run([&](server::WriteScope& scope) -> core::Status {
        return server::revoke_device(scope.database, scope.org, device, scope.now);
    });
    if (!survived()) return;
    if (!done) violated(14, "the server revokes nothing: {}", done.error().describe());
    stage_.count(Happened::revoked);
    stage_.trace.say("device {} is revoked", device);
}

std::optional<sync::EnrolReply> ServerMachine::enrol(const sync::HttpRequest& request) {
    if (!running()) return std::nullopt;
    const auto message = sync::decode<sync::EnrolRequest>(request.body, *sync::encoding_of(request.content_type));
    if (!message) violated(14, "the server cannot read an enrolment: {}", message.error().describe());
    const auto& entity = core::catalog::user;
    const auto user = message->user;
    const auto person = rows().at({&entity, user}).row;
    sync::EnrolReply reply;
    reply.token = message->token;
    reply.device_id = core::Uuid::v7(clock_, random_);
    reply.device_epoch = 1;
    reply.org = store_->organisation().id;
    reply.user = user;
    reply.team = person.reference(entity.at("team"));
    reply.role = person.text(entity.at("role"));
    reply.server_time = clock_.wall();
    reply.server_epoch = epoch_;
    behind_ = true;
    const auto done = store_->run([&](server::WriteScope& scope) -> core::Status {
        const auto hash = server::hashed(message->token);
        FF_ASSIGN(const auto known, server::enrolled_as(scope.database, scope.org, hash));
        if (known) {
            reply.device = known->number;
            reply.device_id = known->id;
            return {};
        }
        FF_TRY(server::end_former(scope.database, scope.org, server::hashed(request.token), user, scope.now));
        FF_ASSIGN(reply.device, server::next_device_number(scope.database, scope.org));
        server::DeviceState device;
        device.number = reply.device;
        device.id = reply.device_id;
        device.user = user;
        device.epoch = reply.device_epoch;
        device.enrolled_at = scope.now;
        return server::add_device(scope.database, scope.org, device, hash);
    });
    if (!survived()) return std::nullopt;
    if (!done) violated(14, "the server enrols nobody: {}", done.error().describe());
    auto& principal = tokens_[reply.token];
    principal.device = reply.device;
    principal.epoch = reply.device_epoch;
    principal.org = reply.org;
    principal.user = user;
    principal.team = reply.team;
    principal.role = reply.role;
    return reply;
}

void ServerMachine::fork(const std::string& token, const sync::HttpRequest& request, const Answer& answer) {
    const auto encoding = sync::encoding_of(request.content_type);
    if (!encoding) return answer(refusal(core::Error{core::ErrorCode::unsupported_media_type, {}}));
    const auto message = sync::decode<sync::ForkRequest>(request.body, *encoding);
    if (!message) violated(14, "the server cannot read a fork: {}", message.error().describe());
    const auto original = principal_of(tokens_.at(token));
    if (stage_.happens(stage_.faults.crash_server)) disk_.die_after(1 + stage_.chance.below(40));
    sync::EnrolReply made;
    made.token = message->token;
    made.org = original.org;
    made.user = original.user;
    made.team = original.team;
    made.role = original.role;
    made.server_time = clock_.wall();
    made.server_epoch = epoch_;
    behind_ = true;
    const auto id = core::Uuid::v7(clock_, random_);
    const auto done = store_->run([&](server::WriteScope& scope) -> core::Status {
        FF_ASSIGN(const auto forked, server::fork_device(scope.database, scope.org, original.device,
                                                         server::hashed(message->token), id, scope.now));
        made.device = forked.device.number;
        made.device_id = forked.device.id;
        made.device_epoch = forked.device.epoch;
        return {};
    });
    if (!survived()) return answer(std::nullopt);
    if (!done) return answer(refusal(done.error()));
    auto principal = original;
    principal.device = made.device;
    principal.epoch = made.device_epoch;
    tokens_[made.token] = principal;
    stage_.trace.say("the server makes device {} of a copy of device {}", made.device, original.device);
    answer(reply(200, sync::content_type(*encoding), sync::encode(made, *encoding)));
}

void ServerMachine::back_up() {
    if (!running() || backup_) return;
    backup_ = disk_.image();
    backup_head_ = head();
    stage_.trace.say("the server is backed up at {}", backup_head_);
}

void ServerMachine::restore() {
    if (!backup_ || !running()) return;
    stage_.trace.say("the server's disk is set back from {} to {}", head(), backup_head_);
    for (const auto& line : history()) {
        if (line.seq > backup_head_) lost_.insert({{line.change.entity, line.change.row}, line.change.stamp});
    }
    disk_.never_die();
    crash(false);
    disk_.load(*backup_);
    contents_.lose_some(stage_.chance);
    backup_.reset();
    set_back_ = true;
    stage_.count(Happened::restored);
    stage_.oracle.head_went_back(backup_head_);
    rows_.clear();
    history_.clear();
    marks_.clear();
    revoked_.clear();
    caught_up_ = 0;
}

bool ServerMachine::was_lost(const core::Change& change) const {
    return lost_.contains({{change.entity, change.row}, change.stamp});
}

bool ServerMachine::survived() {
    if (!disk_.dead() && !store_->broken()) return true;
    crash(stage_.happens(stage_.faults.power));
    return false;
}

void ServerMachine::request(const sync::HttpRequest& request, Answer answer) {
    if (!running()) return answer(std::nullopt);
    const auto known = tokens_.find(request.token);
    if (known == tokens_.end()) return answer(refusal(core::Error{core::ErrorCode::unauthenticated, {}}));
    // A push meets the authority's own check.
    const bool push = request.path.starts_with(sync::path::push);
    catch_up();
    if (!marks_.contains(known->second.device)) {
        return answer(refusal(core::Error{core::ErrorCode::unauthenticated, {}}));
    }
    if (!push && revoked_.contains(known->second.device)) {
        return answer(refusal(core::Error{core::ErrorCode::device_revoked, {}}));
    }
    if (push) {
        const auto encoding = sync::encoding_of(request.content_type);
        if (!encoding) return answer(refusal(core::Error{core::ErrorCode::unsupported_media_type, {}}));
        auto message = sync::decode<sync::PushRequest>(request.body, *encoding);
        if (!message) violated(14, "the server cannot read a push: {}", message.error().describe());
        waiting_.push_back({principal_of(known->second), *std::move(message), *encoding, std::move(answer)});
        if (waiting_.size() == 1) {
            stage_.after(group_commit_ms, [this, life = life_] {
                if (life == life_) commit_waiting();
            });
        }
        return;
    }
    if (request.path == sync::path::fork) return fork(request.token, request, answer);
    if (sync::Bootstrap::is_its(request)) return snapshot(principal_of(known->second), request, answer);
    if (request.path.starts_with(sync::path::pull)) return pull(principal_of(known->second), request, answer);
    if (sync::ConflictList::is_its(request)) return tell_conflicts(principal_of(known->second), request, answer);
    if (sync::MediaQueue::is_its(request)) return content(principal_of(known->second), request, answer);
    if (sync::Comparison::is_its(request)) return compare(principal_of(known->second), request, answer);
    if (request.path.starts_with(sync::path::time)) {
        const sync::TimeReply now{clock_.wall(), store_->organisation().epoch, head()};
        return answer(reply(200, sync::json_type, sync::encode(now, sync::Encoding::json)));
    }
    answer(refusal(core::Error{core::ErrorCode::not_found, request.path}));
}

void ServerMachine::tell_restamps(const sync::PushReply& reply) {
    for (const auto& verdict : reply.verdicts) {
        for (const auto& restamp : verdict.restamps) {
            if (stage_.oracle.now_called(restamp.from) == restamp.from) stage_.count(Happened::restamped);
            stage_.oracle.restamped(restamp.from, restamp.to);
        }
    }
}

void ServerMachine::commit_waiting() {
    if (!running()) return;
    if (stage_.happens(stage_.faults.crash_server)) disk_.die_after(1 + stage_.chance.below(40));
    auto waiting = std::exchange(waiting_, {});
    std::vector<sync::PushReply> replies(waiting.size());
    std::vector<server::WriteJob> jobs;
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        jobs.push_back([&waiting, &replies, i](server::WriteScope& scope) -> core::Status {
            FF_ASSIGN(replies[i], scope.authority.push(scope.ledger, waiting[i].principal, waiting[i].request));
            return {};
        });
    }
    std::vector<core::Status> outcomes;
    behind_ = true;
    const auto news = store_->run(jobs, outcomes);
    if (!survived()) {
        const bool early = core::planted("ack before commit");
        for (std::size_t i = 0; i < waiting.size(); ++i) {
            const auto& one = waiting[i];
            const bool answered = early && !replies[i].verdicts.empty();
            if (answered) tell_restamps(replies[i]);
            one.answer(answered ? std::optional(reply(200, sync::content_type(one.encoding),
                                                      sync::encode(replies[i], one.encoding)))
                                : std::nullopt);
        }
        return;
    }
    check_after_commit(replies);
    // Of several, a later one may hide from the sender of an earlier one what that one had still been shown.
    if (waiting.size() == 1) {
        for (const auto& verdict : replies[0].verdicts) check_sent(*this, waiting[0].principal.user, verdict.rows);
    }
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        const auto& one = waiting[i];
        if (outcomes[i]) {
            tell_restamps(replies[i]);
            std::string verdicts;
            for (const auto& verdict : replies[i].verdicts) {
                verdicts += fmt::format(" {}:{}", verdict.number, sync::name(verdict.kind));
            }
            stage_.trace.say("the server takes device {}'s push after {}:{}", one.principal.device, one.request.after,
                             verdicts);
            one.answer(reply(200, sync::content_type(one.encoding), sync::encode(replies[i], one.encoding)));
        } else {
            stage_.trace.say("the server refuses device {}'s push after {}: {}", one.principal.device,
                             one.request.after, outcomes[i].error().describe());
            one.answer(refusal(outcomes[i].error()));
        }
    }
    if (news.seq != 0 && on_news_) on_news_(news.seq);
    if (running() && stage_.chance.below(16) == 0) {
        if (stage_.happens(stage_.faults.crash_server)) disk_.die_after(1 + stage_.chance.below(40));
        if (!store_->checkpoint()) stage_.trace.say("the server's checkpoint did not finish");
        survived();
    }
}

void ServerMachine::pull(const sync::Principal& principal, const sync::HttpRequest& request, const Answer& answer) {
    const auto text = query_value(request.path, "cursor");
    const auto cursor = text.empty() ? sync::Cursor{} : sync::Cursor::parse(text);
    if (!cursor) violated(14, "the server cannot read the cursor of {}", request.path);
    auto transaction = core::sqlite::Transaction::begin_read(store_->database());
    if (!transaction) return answer(refusal(transaction.error()));
    server::SqliteLedgerReader reader(store_->database(), store_->organisation().number);
    auto page = store_->authority().pull(reader, principal, *cursor, {page_bytes, 12});
    transaction->rollback();
    if (!page) return answer(refusal(page.error()));
    check_sent(*this, principal.user, page->rows);
    for (std::size_t i = 0; i < page->exits.size(); ++i) stage_.count(Happened::exit);
    const auto encoding = sync::encoding_of(request.accept).value_or(sync::Encoding::binary);
    stage_.trace.say("the server gives device {} {} rows, {} exits after {}{}", principal.device, page->rows.size(),
                     page->exits.size(), cursor->text(), page->more ? ", more to come" : "");
    answer(reply(200, sync::content_type(encoding), sync::encode(*page, encoding)));
}

void ServerMachine::snapshot(const sync::Principal& principal, const sync::HttpRequest& request, const Answer& answer) {
    if (request.path == sync::path::snapshot) {
        auto offer = snapshots_.offer(*store_, principal);
        if (!offer) return answer(refusal(offer.error()));
        offer->server_time = clock_.wall();
        offer->server_epoch = epoch_;
        const auto encoding = sync::encoding_of(request.accept).value_or(sync::Encoding::binary);
        return answer(reply(200, sync::content_type(encoding), sync::encode(*offer, encoding)));
    }
    const auto id = request.path.substr(sync::path::snapshot.size() + 1);
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    if (std::sscanf(request.range.c_str(), "bytes=%" SCNu64 "-%" SCNu64, &from, &to) != 2) {
        violated(14, "the server cannot read the range {}", request.range);
    }
    const auto part = snapshots_.part(*store_, principal, id, from, to);
    if (!part) return answer(refusal(part.error()));
    answer(reply(206, sync::binary_type, *part));
}

void ServerMachine::compare(const sync::Principal& principal, const sync::HttpRequest& request, const Answer& answer) {
    auto transaction = core::sqlite::Transaction::begin_read(store_->database());
    if (!transaction) return answer(refusal(transaction.error()));
    server::SqliteLedgerReader reader(store_->database(), store_->organisation().number);
    const auto encoding = sync::encoding_of(request.content_type).value_or(sync::Encoding::binary);
    const auto give = [&](const auto& made) {
        transaction->rollback();
        if (!made) return answer(refusal(made.error()));
        answer(reply(200, sync::content_type(encoding), sync::encode(*made, encoding)));
    };
    stage_.count(Happened::compared);
    stage_.trace.say("device {} asks {}", principal.device, request.path);
    if (request.path == sync::path::digest) {
        const auto asked = must(sync::decode<sync::DigestRequest>(request.body, encoding), "read a comparison");
        return give(store_->authority().compare(reader, principal, asked));
    }
    const auto asked = must(sync::decode<sync::RepairRequest>(request.body, encoding), "read a repair");
    const auto made = store_->authority().repair(reader, principal, asked);
    if (made) check_sent(*this, principal.user, made->rows);
    give(made);
}

core::Digest ServerMachine::expected_of(const core::Uuid& user) {
    return must(server::view_digest(store_->database(), store_->organisation().number, user), "read its digests");
}

bool ServerMachine::keeps_its_digests() {
    const auto org = store_->organisation().number;
    return must(server::check_views(store_->database(), org), "sum up its views").wrong == 0;
}

sync::Seq ServerMachine::head() {
    catch_up();
    return caught_up_;
}

sync::Seq ServerMachine::head_in_store() {
    server::SqliteLedgerReader reader(store_->database(), store_->organisation().number);
    return must(reader.head(), "read its head");
}

// Takes into memory what was committed since.
void ServerMachine::catch_up() {
    if (!running() || !behind_) return;
    behind_ = false;
    read_devices();
    read_masks();
    const auto seq_after = caught_up_;
    const auto now = head_in_store();
    stage_.head = now;
    if (now == seq_after) return;
    auto& database = store_->database();
    const auto org = store_->organisation().number;
    for (const auto* entity : core::entities()) {
        auto select = must(database.prepare(server::select_text(*entity, "AND _seq>?2")), "read rows");
        select.bind(1, org).bind(2, seq_after);
        while (must(select.step(), "read rows")) {
            auto stored = must(server::read(select, *entity), "read rows");
            const core::RowKey key{entity, stored.row.id};
            rows_.insert_or_assign(key, ServerRow{std::move(stored.row), stored.seq});
        }
    }
    auto select =
        must(database.prepare("SELECT seq, device, epoch, number, change, claimed_time, claimed_device FROM history "
                              "WHERE org=?1 AND seq>?2 ORDER BY seq, ordinal"),
             "read history");
    select.bind(1, org).bind(2, seq_after);
    while (must(select.step(), "read history")) {
        HistoryLine line;
        line.seq = static_cast<sync::Seq>(select.integer(0));
        line.device = static_cast<core::DeviceNumber>(select.integer(1));
        line.epoch = static_cast<std::uint64_t>(select.integer(2));
        line.number = static_cast<std::uint64_t>(select.integer(3));
        core::Reader reader(select.bytes(4));
        line.change = must(core::read_change(reader), "read a change");
        // The answer that told of it may have been lost with the process, the commit was not.
        const core::Stamp claimed{core::Hlc{static_cast<std::uint64_t>(select.integer(5))},
                                  static_cast<core::DeviceNumber>(select.integer(6))};
        if (!claimed.is_zero()) stage_.oracle.restamped(claimed, line.change.stamp);
        history_.push_back(std::move(line));
    }
    caught_up_ = now;
    // By whichever commit: the server may have died after it.
    const auto gone = erased();
    if (gone.empty()) return;
    std::erase_if(rows_, [&](const auto& entry) { return gone.contains(entry.first.id); });
    std::erase_if(history_, [&](const HistoryLine& line) { return gone.contains(line.change.row); });
}

const std::map<core::RowKey, ServerRow>& ServerMachine::rows() {
    catch_up();
    return rows_;
}

const std::vector<HistoryLine>& ServerMachine::history() {
    catch_up();
    return history_;
}

// Nothing from the future stands in the canonical store; seqs have no gaps.
void ServerMachine::check_after_commit(const std::vector<sync::PushReply>& replies) {
    const auto before = caught_up_;
    catch_up();
    const auto latest = core::Hlc::at(clock_.wall() + core::HybridClock::allowed_drift_ms, 0xffff);
    for (const auto& [key, stored] : rows_) {
        if (stored.seq > before && stored.row.clocks.newest().time > latest) {
            violated(10, "the server stores {} with {}, {} ms after its own time", describe(key),
                     stored.row.clocks.newest().text(), stored.row.clocks.newest().time.ms() - clock_.wall());
        }
    }
    std::set<sync::Seq> seqs;
    for (auto line = history_.rbegin(); line != history_.rend() && line->seq > before; ++line) seqs.insert(line->seq);
    // What its author gave up has no line, only a verdict.
    for (const auto& reply : replies) {
        for (const auto& verdict : reply.verdicts) {
            if (verdict.seq > before) seqs.insert(verdict.seq);
        }
    }
    if (seqs.size() != caught_up_ - before) {
        violated(6, "seq rose from {} to {} with {} groups", before, caught_up_, seqs.size());
    }
}

std::set<core::RowKey> ServerMachine::history_rows() {
    std::set<core::RowKey> keys;
    auto select =
        must(store_->database().prepare("SELECT DISTINCT entity, row FROM history WHERE org=?1"), "read history");
    select.bind(1, store_->organisation().number);
    while (must(select.step(), "read history")) {
        keys.insert({core::find_entity(static_cast<core::EntityId>(select.integer(0))), select.uuid(1)});
    }
    return keys;
}

std::vector<VerdictLine> ServerMachine::verdicts() {
    std::vector<VerdictLine> lines;
    auto select =
        must(store_->database().prepare(
                 "SELECT device, number, kind, detail, kept, verdict FROM verdict WHERE org=?1 ORDER BY 1, 2"),
             "read verdicts");
    select.bind(1, store_->organisation().number);
    while (must(select.step(), "read verdicts")) {
        VerdictLine line;
        line.device = static_cast<core::DeviceNumber>(select.integer(0));
        line.number = static_cast<std::uint64_t>(select.integer(1));
        line.kind = static_cast<int>(select.integer(2));
        line.detail = std::string(select.text(3));
        if (!select.null(4)) line.kept = must(core::decode_group(select.bytes(4)), "read a kept group");
        const auto bytes = select.bytes(5);
        const auto verdict =
            must(sync::decode_verdict(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size())),
                 "read a verdict");
        if (verdict.reason) line.reason = static_cast<int>(*verdict.reason);
        lines.push_back(std::move(line));
    }
    return lines;
}

const std::map<core::DeviceNumber, std::uint64_t>& ServerMachine::marks() {
    catch_up();
    return marks_;
}

void ServerMachine::read_devices() {
    auto select =
        must(store_->database().prepare("SELECT number, mark, revoked_at IS NOT NULL FROM device_state WHERE org=?1"),
             "read devices");
    select.bind(1, store_->organisation().number);
    while (must(select.step(), "read devices")) {
        const auto number = static_cast<core::DeviceNumber>(select.integer(0));
        marks_[number] = static_cast<std::uint64_t>(select.integer(1));
        if (select.integer(2) != 0) revoked_.insert(number);
    }
}

std::vector<core::RowKey> ServerMachine::visible_to(const sync::Principal& principal) {
    std::vector<core::RowKey> keys;
    server::SqliteLedgerReader reader(store_->database(), store_->organisation().number);
    const auto done = reader.visible_after(sync::audience_of(principal), {}, [&](sync::PullItem&& item) {
        if (item.row) keys.push_back({item.row->entity, item.row->id});
        return true;
    });
    if (!done) violated(6, "the server cannot read what is visible: {}", done.error().describe());
    return keys;
}

}  // namespace fieldfare::simulation
