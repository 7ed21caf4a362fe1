#include "tests/simulation/phone.h"

#include <algorithm>
#include <limits>

#include "core/base/planted.h"
#include "core/catalog/entities.h"
#include "core/journal/resend.h"
#include "core/rows/codec.h"
#include "sync/protocol/codec.h"
#include "tests/simulation/checks.h"
#include "tests/simulation/work.h"

namespace fieldfare::simulation {
namespace {

using core::Row;
using core::RowKey;

constexpr core::WallMs restart_least_ms = 500;
constexpr core::WallMs restart_most_ms = 20'000;

sync::EngineOptions engine_options() {
    sync::EngineOptions options;
    options.batch_changes = 6;  // small, so that batches and pages have borders worth crossing
    options.page_bytes = 3 * 1024;
    options.part_bytes = 900;
    options.poll_ms = 120'000;
    options.backoff_most_ms = 60'000;
    return options;
}

}  // namespace

Phone::Phone(Stage& stage, int index, Holder holder, const CrashDisk::Image& image, std::uint64_t seed, Send send,
             const core::Uuid& install, const Phone* copy_of)
    : stage_(stage),
      index_(index),
      holder_(std::move(holder)),
      disk_(fmt::format("phone-{}", index)),
      clock_(stage.time),
      random_(seed),
      send_(std::move(send)),
      install_(install),
      devices_(copy_of == nullptr ? std::make_shared<std::set<core::DeviceNumber>>() : copy_of->devices_) {
    if (copy_of != nullptr) {
        knows_it_is_a_copy_ = install != copy_of->install_;
        left_ = copy_of->left_;
        sent_again_ = copy_of->sent_again_;
        gave_up_ = copy_of->gave_up_;
        stage_.oracle.copied(copy_of->index(), index);
        was_copied();
    }
    disk_.load(image);
    disk_.set_faults({.ignore_sync = core::planted("lying fsync")});
    open_store();
    rows_.clear();
    look_at_everything();
    if (knows_it_is_a_copy_) original_ = state_.device;
    if (copy_of != nullptr) live_as(*copy_of);
}

// What the original went through before its data was copied.
void Phone::live_as(const Phone& original) {
    const auto mine = std::find_if(original.lives_.begin(), original.lives_.end(),
                                   [&](const Life& life) { return life.device == state_.device; });
    lives_.insert(lives_.begin(), original.lives_.begin(), mine);
}

void Phone::retire() {
    if (running()) close_store();
    retired_ = true;
    exchange_ = 0;
    stage_.trace.say("{} is gone", holder_.name);
}

Phone::~Phone() {
    disk_.die_now();
    close_store();
}

void Phone::open_store() {
    auto opened = core::Store::open({"phone.db", {}, disk_.vfs_name(), core::sqlite::Durability::full, install_},
                                    clock_, random_);
    if (!opened) violated(15, "{} cannot open its store: {}", holder_.name, opened.error().describe());
    store_ = *std::move(opened);
    engine_ = std::make_unique<sync::Engine>(random_, engine_options());
    store_->observe([this](const core::Committed& committed) {
        committed_ = true;
        touched_.insert(committed.rows.begin(), committed.rows.end());
        if (committed.journal_grew) engine_->journal_grew();
        if (std::ranges::count(committed.entities, &core::catalog::attachment) > 0) contents_.rows_changed();
    });
    if (!contents_.open(*store_, random_)) violated(15, "{} cannot open its contents", holder_.name);
}

void Phone::close_store() {
    engine_.reset();
    contents_.close();
    store_.reset();
    touched_.clear();
    committed_ = false;
}

void Phone::start() {
    if (running() || retired_) return;
    open_store();
    stage_.trace.say("{} starts", holder_.name);
    compare_with_memory();
    check_journal();
    exchange_ = 0;
    pump();
}

void Phone::crash(bool power_cut) {
    close_store();
    if (power_cut) {
        disk_.cut_power(stage_.chance);
        contents_.disk().cut_power(stage_.chance);
    } else {
        disk_.kill_process();
    }
    exchange_ = 0;
    open_forms_.clear();
    tick_at_ = -1;
    stage_.count(power_cut ? Happened::phone_power_cut : Happened::phone_killed);
    stage_.trace.say("{} {}", holder_.name, power_cut ? "loses power" : "is killed");
    stage_.after(stage_.between(restart_least_ms, restart_most_ms), [this] { start(); });
}

void Phone::arm_death() {
    if (stage_.happens(stage_.faults.crash_phone)) disk_.die_after(1 + stage_.chance.below(12));
    if (stage_.happens(stage_.faults.disk_full)) {
        disk_.fail_once_after(1 + stage_.chance.below(6));
        stage_.count(Happened::disk_full);
    }
}

bool Phone::survived() {
    if (!disk_.dead()) return true;
    in_doubt_ = true;
    crash(stage_.happens(stage_.faults.power));
    return false;
}

void Phone::no_more_faults() {
    disk_.never_die();
    wake();
}

void Phone::look_at_everything() {
    Rows all;
    for (const auto* entity : core::entities()) {
        core::Select question;
        question.entity = entity;
        question.with_deleted = true;
        auto rows = store_->read().select(question);
        if (!rows) violated(15, "{} cannot read: {}", holder_.name, rows.error().describe());
        for (auto& row : *rows) all.insert_or_assign(RowKey{entity, row.id}, std::move(row));
    }
    rows_ = std::move(all);
    proven_.clear();
    auto state = core::journal::sync_state(store_->read());
    if (!state || !*state) violated(15, "{} lost its enrolment", holder_.name);
    state_ = **state;
    note_number();
    touched_.clear();
    committed_ = false;
}

// After a restart: what was committed is there, and of the work in doubt all or nothing.
void Phone::compare_with_memory() {
    const Rows before = std::move(rows_);
    const auto acknowledged = state_.acknowledged;
    const auto cursor = state_.cursor;
    const auto epoch = state_.server_epoch;
    const auto token = state_.token;
    look_at_everything();
    const bool fetches_again = in_doubt_ && state_.cursor == doubtful_cursor_;
    // A new enrolment at a server that was set back opens all that is kept.
    const bool enrolled = state_.token != token && state_.server_epoch != epoch;
    const bool rewound = in_doubt_ && (enrolled || state_.acknowledged == doubtful_mark_);
    if ((state_.acknowledged < acknowledged && !rewound) || (state_.cursor < cursor && !fetches_again)) {
        violated(15, "{} went back: acknowledged {} to {}, cursor {} to {}", holder_.name, acknowledged,
                 state_.acknowledged, cursor, state_.cursor);
    }
    std::vector<RowKey> differing;
    for (const auto& [key, row] : rows_) {
        const auto held = before.find(key);
        if (held == before.end() || held->second != row) differing.push_back(key);
    }
    for (const auto& [key, row] : before) {
        if (rows_.contains(key)) continue;
        differing.push_back(key);
        left_.insert(key);
    }
    if (!differing.empty() && !in_doubt_) {
        violated(15, "{} restarted with another state of {}", holder_.name, describe(differing.front()));
    }
    Rows changed;
    for (const auto& key : differing) {
        if (const auto held = before.find(key); held != before.end()) changed.insert(*held);
    }
    // Work in doubt may have gone further or not; what he decided about alone takes back what stood there.
    if (doubtful_decision_ && !aside().contains(doubtful_decision_->group.number)) {
        check_decision(*doubtful_decision_, changed);
    } else {
        check_not_backwards(15, changed);
    }
    if (!differing.empty() && !doubt_.empty()) {
        // The user's save got through although he never saw it confirmed: it counts as saved.
        stage_.oracle.next_save();
        for (const auto& key : differing) {
            if (!rows_.contains(key)) violated(2, "{} lost {} in a save", holder_.name, describe(key));
            const auto held = before.find(key);
            const auto form = doubtful_forms_.find(key);
            stage_.oracle.saved(index_, held == before.end() ? std::nullopt : std::optional(held->second),
                                rows_.at(key), form == doubtful_forms_.end() ? nullptr : &form->second);
        }
    }
    in_doubt_ = false;
    doubt_.clear();
    doubtful_forms_.clear();
    doubtful_decision_.reset();
    doubtful_cursor_.reset();
    doubtful_mark_.reset();
}

// Every group that waits in the journal stands in the rows, whole; a device's stamp that nobody acknowledged is in the
// journal.
void Phone::check_journal() {
    auto box = core::journal::outbox(store_->read(), 10'000);
    if (!box) violated(15, "{} cannot read its journal: {}", holder_.name, box.error().describe());
    std::set<core::Stamp> stamps;
    for (const auto& item : *box) {
        for (const auto& change : item.group.changes) {
            if (change.kind == core::ChangeKind::discard) continue;
            stamps.insert(change.stamp);
            const RowKey key{change.entity, change.row};
            const auto held = rows_.find(key);
            // The customer was taken away; what the server keeps aside still waits here for the user to decide.
            const bool undecided = item.state == core::journal::State::quarantined ||
                                   item.state == core::journal::State::waiting || sent_again_.contains(key);
            if (undecided && left_.contains(key) && change.entity->scope == core::Scope::customer) continue;
            if (held == rows_.end()) {
                violated(15, "{}: group {} is in the journal, its row {} is not in the store", holder_.name,
                         item.group.number, change.row.text());
            }
            for (const auto& part : change.cells) {
                const auto& entity = *change.entity;
                const auto position = entity.position(part.field);
                const core::Cell cell{entity.clock_field(entity.fields[position]).id, part.key};
                const auto& row = held->second;
                const bool removes = is_element(entity, cell) && part.value == core::Value{std::int64_t{0}};
                const auto has = is_element(entity, cell)
                                     ? (removes ? element_of(row, cell).removed : element_of(row, cell).added)
                                     : row.clocks.of(cell);
                // A sealed group keeps its stamps, the row takes over those that the server put in their place.
                const auto wrote = removes ? part.base : change.stamp;
                // What a server that was set back since had added is not there to be taken away.
                if (removes && element_of(row, cell).added.is_zero()) continue;
                if (has < wrote && has < stage_.oracle.now_called(wrote)) {
                    violated(15, "{}: group {} is in the journal, {} of {} does not show it", holder_.name,
                             item.group.number, describe(entity, cell), describe({&entity, row.id}));
                }
            }
        }
    }
    for (const auto& edit : stage_.oracle.edits()) {
        if (edit.phone == index_ && devices_->contains(edit.stamp.device))
            last_stamp_ = std::max(last_stamp_, edit.stamp);
    }
}

// Takes into memory what the last commit changed, and tells the oracle when it was the user's save.
Rows Phone::take_over(bool by_user, const std::map<RowKey, Row>* forms) {
    Rows before;
    if (by_user) stage_.oracle.next_save();
    if (!std::exchange(committed_, false)) return before;
    in_doubt_ = false;
    const auto touched = std::exchange(touched_, {});
    for (const auto& key : touched) {
        auto now = store_->read().find(*key.entity, key.id);
        if (!now) violated(15, "{} cannot read: {}", holder_.name, now.error().describe());
        const auto held = rows_.find(key);
        proven_.erase(key);
        if (!*now) {
            if (by_user) violated(2, "a save took {} away", describe(key));
            left_.insert(key);
            if (held != rows_.end()) before.insert(rows_.extract(held));
            continue;
        }
        if (by_user) {
            const Row* form = nullptr;
            if (forms != nullptr && forms->contains(key)) form = &forms->at(key);
            stage_.oracle.saved(index_, held == rows_.end() ? std::nullopt : std::optional(held->second), **now, form);
        }
        if (held == rows_.end()) {
            rows_.emplace(key, **std::move(now));
        } else {
            before.emplace(key, std::exchange(held->second, **std::move(now)));
        }
    }
    auto state = core::journal::sync_state(store_->read());
    if (!state || !*state) violated(15, "{} lost its enrolment", holder_.name);
    state_ = **state;
    note_number();
    return before;
}

core::book_digest::Record Phone::book() {
    auto record = core::book_digest::record(store_->read());
    if (!record) violated(15, "{} cannot read: {}", holder_.name, record.error().describe());
    return *record;
}

void Phone::spoil(const std::function<core::Status(core::Transaction&)>& wrong) {
    auto transaction = store_->begin();
    if (!transaction || !wrong(*transaction) || !transaction->commit()) {
        violated(21, "{}'s book cannot be spoiled", holder_.name);
    }
    stage_.trace.say("{}'s book is spoiled", holder_.name);
    look_at_everything();
}

void Phone::note_number() {
    devices_->insert(state_.device);
    if (!lives_.empty() && lives_.back().device == state_.device) return;
    if (!lives_.empty() && state_.forked_from == lives_.back().device) {
        if (!stage_.oracle.has_twins(index_)) violated(16, "{} is no copy and got another number", holder_.name);
        lives_.back().until = state_.acknowledged;
        stage_.count(Happened::forked);
        stage_.trace.say("{} goes on as device {}", holder_.name, state_.device);
    }
    lives_.push_back({state_.device, std::numeric_limits<std::uint64_t>::max()});
}

void Phone::work() {
    if (!running()) return;
    arm_death();
    Work work(stage_, *store_, *contents_.box(), holder_, rows_, open_forms_);
    const auto done = work.act([this](const std::string& what, const std::map<RowKey, Row>& forms) {
        doubt_ = what;
        doubtful_forms_ = forms;
    });
    if (!doubt_.empty()) stage_.trace.say("{} {}: {}", holder_.name, done.what, done.status ? "saved" : "not saved");
    if (!survived()) return;
    const auto first = stage_.oracle.edits().size();
    if (done.status) {
        take_over(true, &done.forms);
        check_stamps(first);
    } else if (done.status.error().code == core::ErrorCode::storage_full) {
        compare_with_memory();
    } else {
        violated(2, "{} could not save when he {}: {}", holder_.name, done.what, done.status.error().describe());
    }
    doubt_.clear();
    doubtful_forms_.clear();
    pump();
}

std::optional<sync::HttpRequest> Phone::ask_to_enrol(const std::string& code) {
    if (!running()) return std::nullopt;
    auto request = sync::enrol_request(*store_, state_.server_url, {code, holder_.name, "linux", "simulated", {}, {}});
    if (!survived()) return std::nullopt;
    if (request) return *std::move(request);
    if (request.error().code != core::ErrorCode::storage_full) {
        violated(2, "{} cannot ask to be enrolled: {}", holder_.name, request.error().describe());
    }
    return std::nullopt;
}

bool Phone::enrol(const sync::EnrolReply& reply) {
    if (!running()) return false;
    arm_death();
    doubtful_cursor_ = 0;
    const auto done = sync::record_enrolment(*store_, state_.server_url, reply);
    if (!survived()) return false;
    doubtful_cursor_.reset();
    stage_.trace.say("{} is enrolled anew as device {}: {}", holder_.name, reply.device,
                     done ? "done" : done.error().describe());
    if (!done) {
        if (done.error().code != core::ErrorCode::storage_full) {
            violated(2, "{} could not be enrolled anew: {}", holder_.name, done.error().describe());
        }
        compare_with_memory();
        return false;
    }
    take_over(false, nullptr);
    stage_.count(Happened::enrolled_anew);
    pump();
    return true;
}

std::set<std::uint64_t> Phone::aside() {
    std::set<std::uint64_t> numbers;
    auto box = core::journal::outbox(store_->read(), 10'000);
    if (!box) violated(15, "{} cannot read its journal: {}", holder_.name, box.error().describe());
    for (const auto& item : *box) {
        const bool kept =
            item.state == core::journal::State::quarantined || item.state == core::journal::State::waiting;
        if (kept) numbers.insert(item.group.number);
    }
    return numbers;
}

bool Phone::keeps_aside(const RowKey& row, const core::Stamp& stamp) {
    const auto numbers = aside();
    auto box = core::journal::outbox(store_->read(), 10'000);
    if (!box) violated(15, "{} cannot read its journal: {}", holder_.name, box.error().describe());
    return std::any_of(box->begin(), box->end(), [&](const auto& item) {
        const auto& changes = item.group.changes;
        return numbers.contains(item.group.number) && std::any_of(changes.begin(), changes.end(), [&](auto& change) {
                   return change.entity == row.entity && change.row == row.id && change.stamp == stamp;
               });
    });
}

std::set<RowKey> Phone::journal_rows() {
    std::set<RowKey> keys;
    auto groups = store_->read().database().prepare("SELECT payload FROM journal_groups");
    if (!groups) violated(15, "{} cannot read its journal: {}", holder_.name, groups.error().describe());
    for (auto more = groups->step(); more && *more; more = groups->step()) {
        const auto group = core::decode_group(groups->bytes(0));
        if (!group) violated(15, "{} cannot read its journal: {}", holder_.name, group.error().describe());
        for (const auto& change : group->changes) {
            if (change.kind != core::ChangeKind::discard) keys.insert({change.entity, change.row});
        }
    }
    return keys;
}

std::set<RowKey> Phone::aside_rows() {
    std::set<RowKey> rows;
    const auto numbers = aside();
    auto box = core::journal::outbox(store_->read(), 10'000);
    if (!box) violated(15, "{} cannot read its journal: {}", holder_.name, box.error().describe());
    for (const auto& item : *box) {
        if (!numbers.contains(item.group.number)) continue;
        for (const auto& change : item.group.changes) rows.insert({change.entity, change.row});
    }
    return rows;
}

std::set<RowKey> Phone::giving_up() {
    std::set<RowKey> rows;
    if (!gave_up_) return rows;
    auto pending = core::journal::pending_rows(store_->read());
    if (!pending) violated(15, "{} cannot read its journal: {}", holder_.name, pending.error().describe());
    for (const auto& [key, changes] : *pending) {
        for (const auto& change : changes) {
            if (change.kind == core::ChangeKind::discard) rows.insert(key);
        }
    }
    return rows;
}

core::Status Phone::carry_out(const Decision& decision) {
    const auto number = decision.group.number;
    FF_ASSIGN(auto transaction, store_->begin());
    if (decision.gives_up) {
        FF_TRY(core::journal::discard(transaction, number));
    } else {
        FF_ASSIGN([[maybe_unused]] const auto again, core::journal::resend(transaction, number));
    }
    FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    return {};
}

void Phone::look_after_aside() {
    if (!running()) return;
    const auto numbers = aside();
    if (numbers.empty()) return;
    auto box = core::journal::outbox(store_->read(), 10'000);
    const auto number = *std::next(numbers.begin(), static_cast<std::ptrdiff_t>(stage_.chance.below(numbers.size())));
    const auto item =
        std::find_if(box->begin(), box->end(), [&](const auto& one) { return one.group.number == number; });
    doubtful_decision_ =
        Decision{item->group, stage_.chance.below(2) == 0, item->state == core::journal::State::waiting};
    const auto& decision = *doubtful_decision_;
    arm_death();
    const auto done = carry_out(decision);
    stage_.trace.say("{} {} group {}: {}", holder_.name, decision.gives_up ? "gives up" : "sends again", number,
                     done ? "done" : done.error().describe());
    if (!survived()) return;
    if (done) {
        check_decision(decision, take_over(false, nullptr));
    } else if (done.error().code == core::ErrorCode::storage_full) {
        compare_with_memory();
    } else if (done.error().code == core::ErrorCode::needed_by_others ||
               done.error().code == core::ErrorCode::transition_not_allowed) {
        stage_.count(Happened::stood_on);
    } else {
        violated(2, "{} could not decide about group {}: {}", holder_.name, number, done.error().describe());
    }
    doubtful_decision_.reset();
    pump();
}

void Phone::check_decision(const Decision& decision, const Rows& before) {
    stage_.count(decision.gives_up ? Happened::given_up : Happened::sent_again);
    const auto& changes = decision.group.changes;
    for (const auto& [key, then] : before) {
        const auto own = [&, key = key](const core::Change& one) {
            return one.entity == key.entity && one.row == key.id;
        };
        if (std::none_of(changes.begin(), changes.end(), own)) {
            violated(2, "{} decided about group {} and changed {}", holder_.name, decision.group.number, describe(key));
        }
        const auto now = rows_.find(key);
        if (now != rows_.end()) {
            check_untouched(decision.group, then, now->second);
        } else if (!decision.gives_up || std::none_of(changes.begin(), changes.end(), [&](const core::Change& one) {
                       return own(one) && one.kind == core::ChangeKind::add;
                   })) {
            violated(2, "{} decided about group {} and lost {}", holder_.name, decision.group.number, describe(key));
        }
    }
    if (!decision.gives_up) {
        for (const auto& change : changes) sent_again_.insert({change.entity, change.row});
        return;
    }
    gave_up_ = true;
    for (const auto& change : changes) check_given_up(change);
    constexpr auto any = std::numeric_limits<std::uint64_t>::max();
    stage_.oracle.given_up(index_, decision.group, decision.waiting ? any : stage_.head);
}

// Nothing of it is left.
void Phone::check_given_up(const core::Change& change) {
    const RowKey key{change.entity, change.row};
    const auto held = rows_.find(key);
    if (held == rows_.end()) return;
    if (change.kind == core::ChangeKind::add)
        violated(2, "{} gave up {} and still has it", holder_.name, describe(key));
    for (const auto& part : change.cells) {
        const core::Cell cell{change.entity->clock_field(change.entity->fields[change.entity->position(part.field)]).id,
                              part.key};
        const bool removes = is_element(*change.entity, cell) && part.value == core::Value{std::int64_t{0}};
        if (removes || !(is_element(*change.entity, cell) ? element_of(held->second, cell).added == change.stamp
                                                          : held->second.clocks.of(cell) == change.stamp)) {
            continue;
        }
        violated(2, "{} gave up {} of {} and still has it", holder_.name, describe(*change.entity, cell),
                 describe(key));
    }
}

// What the group did not write, and what somebody wrote over it, is as before.
void Phone::check_untouched(const core::Group& group, const Row& then, const Row& now) {
    auto cells = cells_of(then);
    cells.merge(cells_of(now));
    for (const auto& cell : cells) {
        const auto* wrote = static_cast<const core::CellChange*>(nullptr);
        core::Stamp stamp;
        for (const auto& change : group.changes) {
            if (change.row != then.id || change.entity != then.entity) continue;
            for (const auto& part : change.cells) {
                const auto at = then.entity->position(part.field);
                if (part.key != cell.key || then.entity->clock_field(then.entity->fields[at]).id != cell.field)
                    continue;
                wrote = &part;
                stamp = change.stamp;
            }
        }
        if (is_element(*then.entity, cell)) {
            const auto a = element_of(then, cell);
            const auto b = element_of(now, cell);
            if (wrote != nullptr || (a.added == b.added && a.removed == b.removed)) continue;
        } else {
            const auto expected =
                wrote != nullptr && then.clocks.of(cell) == stamp ? wrote->base : then.clocks.of(cell);
            const bool same = expected != then.clocks.of(cell) || values_of(then, cell) == values_of(now, cell);
            if (now.clocks.of(cell) == expected && same) continue;
        }
        violated(2, "{} decided about group {} and changed {} of {}", holder_.name, group.number,
                 describe(*then.entity, cell), describe({then.entity, then.id}));
    }
}

// One save, one stamp; later than every one before and than what it replaces.
void Phone::check_stamps(std::size_t first_edit) {
    const auto& edits = stage_.oracle.edits();
    core::Stamp given;
    for (std::size_t i = first_edit; i < edits.size(); ++i) {
        const auto& edit = edits[i];
        if (edit.kind == EditKind::element_removed) continue;
        if (knows_it_is_a_copy_ && edit.stamp.device == original_) {
            violated(16, "{} is a copy under another install and saves as device {}", holder_.name, original_);
        }
        const auto number = state_.fork ? state_.fork->number : state_.device;
        if (edit.stamp.device != number || edit.stamp <= last_stamp_ || edit.stamp.time <= edit.base.time) {
            violated(10, "{} took {} after {} over {}", holder_.name, edit.stamp.text(), last_stamp_.text(),
                     edit.base.text());
        }
        given = std::max(given, edit.stamp);
    }
    last_stamp_ = std::max(last_stamp_, given);
}

void Phone::schedule_tick() {
    if (!running() || exchange_ != 0) return;
    const auto due = std::max(std::min(engine_->wake_at(), contents_.wake_at()), stage_.time.elapsed + 1);
    if (tick_at_ > stage_.time.elapsed && tick_at_ <= due) return;
    tick_at_ = due;
    stage_.agenda.at(due, [this, due] {
        if (tick_at_ == due) {
            tick_at_ = -1;
            pump();
        }
    });
}

void Phone::pump() {
    if (!running() || exchange_ != 0) return;
    arm_death();
    auto request = next_request();
    if (request && !*request && !disk_.dead()) request = contents_.next(*store_, clock_.monotonic());
    if (!survived()) return;
    take_over(false, nullptr);
    if (!request) {
        stage_.trace.say("{} engine: {}", holder_.name, request.error().describe());
        stage_.after(1000, [this] { pump(); });
        return;
    }
    if (!*request) return schedule_tick();
    exchange_ = ++last_exchange_;
    send_(*this, exchange_, **std::move(request));
}

core::Result<std::optional<sync::HttpRequest>> Phone::next_request() {
    const core::AsEarlier version(holder_.earlier);
    return engine_->next(*store_, clock_.monotonic());
}

sync::Outcome Phone::absorb(const sync::HttpRequest& request, const Answer& answer) {
    const core::AsEarlier version(holder_.earlier);
    return engine_->absorb(*store_, request, answer, clock_.monotonic());
}

void Phone::answer(std::uint64_t exchange, const sync::HttpRequest& request, const Answer& answer) {
    if (!running() || exchange != exchange_) return;
    arm_death();
    if (sync::MediaQueue::is_its(request)) {
        const auto done = contents_.absorb(*store_, request, answer, clock_.monotonic());
        if (!survived()) return;
        exchange_ = 0;
        take_over(false, nullptr);
        if (!done) stage_.trace.say("{} hears of a content: {}", holder_.name, done.error().describe());
        return pump();
    }
    expect_cursor_after(request, answer);
    note_exits(request, answer);
    const auto outcome = absorb(request, answer);
    if (!survived()) return;
    exchange_ = 0;
    const auto rows_before = take_over(false, nullptr);
    if (outcome.error) stage_.trace.say("{} hears: {}", holder_.name, outcome.error->describe());
    // A commit that failed for want of room stands in the log until the next one: a power cut may still bring it back.
    if (outcome.error && outcome.error->code == core::ErrorCode::storage_full) {
        in_doubt_ = true;
    } else {
        doubtful_cursor_.reset();
        doubtful_mark_.reset();
    }
    check_not_backwards(9, rows_before);
    if (outcome.pulled && on_checkpoint_) {
        stage_.count(Happened::checkpoint);
        stage_.trace.say("{} stands at {}", holder_.name, state_.cursor);
        on_checkpoint_(*this);
    }
    if (outcome.pulled) leaving_.clear();
    if (stage_.happens(stage_.faults.repeat_answer)) {
        stage_.count(Happened::answer_repeated);
        expect_cursor_after(request, answer);
        absorb(request, answer);
        if (!survived()) return;
        check_not_backwards(9, take_over(false, nullptr));
    }
    if (stage_.chance.below(8) == 0) {
        arm_death();
        index_some();
        if (!running()) return;
    }
    if (store_->worth_checkpoint() || stage_.chance.below(8) == 0) {
        arm_death();
        const auto done = store_->checkpoint();
        if (!survived()) return;
        if (!done) stage_.trace.say("{} checkpoint: {}", holder_.name, done.error().describe());
    }
    pump();
}

void Phone::expect_cursor_after(const sync::HttpRequest& request, const Answer& answer) {
    if (!in_doubt_) {
        doubtful_cursor_.reset();
        doubtful_mark_.reset();
    }
    if (!answer || request.path != sync::path::push) return;
    const auto encoding = sync::encoding_of(answer->content_type);
    if (answer->status != 200) {
        const auto refusal = encoding ? sync::decode<sync::ErrorReply>(answer->body, *encoding)
                                      : core::Result<sync::ErrorReply>(core::ErrorCode::not_our_server);
        if (refusal && refusal->code == core::ErrorCode::sequence_gap) doubtful_mark_ = refusal->mark;
        return;
    }
    const auto reply = encoding ? sync::decode<sync::PushReply>(answer->body, *encoding)
                                : core::Result<sync::PushReply>(core::ErrorCode::not_our_server);
    if (!reply) return;
    if (reply->server_epoch != state_.server_epoch) doubtful_cursor_ = 0;
    for (const auto& verdict : reply->verdicts) {
        if (verdict.restamps.empty()) continue;
        if (verdict.seq == 0 && verdict.kind == sync::Verdict::Kind::superseded) doubtful_cursor_ = 0;
        if (verdict.seq == 0) continue;
        doubtful_cursor_ = std::min(doubtful_cursor_.value_or(state_.cursor), verdict.seq - 1);
    }
}

// What arrived never takes a newer stamp away: a write of ours that is newer stays on the screen.
void Phone::check_not_backwards(int invariant, const Rows& before) {
    for (const auto& [key, then] : before) {
        const auto found = rows_.find(key);
        if (found == rows_.end() || found->second == then) continue;
        const auto of = Sight::customer_of(then);
        if ((of && leaving_.contains(*of)) || leaving_.contains(key.id)) {
            left_.insert(key);
            continue;
        }
        const auto& now = found->second;
        for (const auto& cell : cells_of(then)) {
            const auto old = is_element(*key.entity, cell) ? element_of(then, cell).added : then.clocks.of(cell);
            const auto fresh = is_element(*key.entity, cell) ? element_of(now, cell).added : now.clocks.of(cell);
            if (fresh >= old || fresh >= stage_.oracle.now_called(old)) continue;
            // The server takes back what it wrote itself before it was set back.
            if (old.device == 0) continue;
            // Of two edits that twins gave one stamp, each has a name of its own now.
            if (stage_.oracle.collided(old)) continue;
            violated(invariant, "{}: {} of {} went back from {} to {}", holder_.name, describe(*key.entity, cell),
                     describe(key), old.text(), fresh.text());
        }
    }
}

void Phone::news(sync::Seq seq) {
    if (!running()) return;
    engine_->news(seq);
    pump();
}

void Phone::wake() {
    if (!running()) return;
    engine_->wake();
    contents_.wake();
    pump();
}

bool Phone::quiet() {
    if (!running() || exchange_ != 0) return false;
    auto counts = core::journal::counts(store_->read());
    return counts && counts->pending == 0;
}

bool Phone::waits() {
    auto counts = core::journal::counts(store_->read());
    return counts && counts->waiting > 0;
}

std::string Phone::status() {
    if (!running()) return "off";
    auto counts = core::journal::counts(store_->read());
    auto status = engine_->status(*store_);
    std::string text = fmt::format(
        "{} cursor {} pending {} waiting {} quarantined {}", status ? sync::name(status->state) : "?", state_.cursor,
        counts ? counts->pending : -1, counts ? counts->waiting : -1, counts ? counts->quarantined : -1);
    if (status && status->error) text += " " + status->error->describe();
    return text;
}

}  // namespace fieldfare::simulation
