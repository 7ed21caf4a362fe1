#include "mobile/viewmodels/quicklog/quick_log.h"

#include "core/catalog/entities.h"
#include "core/followups/agenda.h"
#include "mobile/viewmodels/common/customer_words.h"
#include "mobile/viewmodels/common/select.h"
#include "mobile/viewmodels/common/text.h"
#include "mobile/viewmodels/common/undo.h"

namespace fieldfare::mobile {

namespace {

namespace cat = core::catalog;

// The draft's visit stands in the store: the app was killed between the commit and the removal of the draft.
core::Result<bool> saved_already(core::Store& store, const LogDraft& draft) {
    const auto& visit = cat::interaction;
    FF_ASSIGN(const auto count, store.read().count(rows_of(
                                    visit, {{visit.at("customer"), core::Compare::equal, to_uuid(draft.customer_id)},
                                            {visit.at("started_at"), core::Compare::equal, draft.started_at}})));
    return count > 0;
}

core::Result<std::optional<core::AgendaItem>> most_due(core::Store& store) {
    FF_ASSIGN(const auto session, core::session(store.read(), store.hybrid_clock().now()));
    FF_ASSIGN(const auto agenda, core::agenda(store.read(), session));
    for (const auto* list : {&agenda.overdue, &agenda.today, &agenda.upcoming}) {
        if (!list->empty()) return std::optional(list->front());
    }
    return std::optional<core::AgendaItem>();
}

// Everything that logging may change beside the visit it adds.
core::Result<std::vector<core::Row>> rows_at_stake(core::Store& store, const core::visits::LogVisit& visit) {
    std::vector<core::RowKey> keys{{&cat::customer, visit.customer}};
    const auto& followup = cat::followup;
    FF_ASSIGN(const auto plans, store.read().select(rows_of(
                                    followup, {{followup.at("customer"), core::Compare::equal, visit.customer}})));
    for (const auto& plan : plans) keys.push_back({&followup, plan.id});
    return remember(store, keys);
}

}  // namespace

void QuickLog::refresh() {
    LogDraft wanted;
    wanted.customer_id = start_customer_;
    wanted.plan_id = start_plan_;
    wanted.started_at = now();
    services().drafts.load(this, [this, wanted](const QByteArray& json) {
        const auto kept = json.isEmpty() ? LogDraft{} : LogDraft::from_json(json);
        store().run(
            this, [kept, wanted](core::Store& store) { return start_from(store, kept, wanted); },
            [this](core::Result<Start> start) {
                if (start) return begin(*std::move(start));
                error_ = start.error();
                emit changed();
            });
    });
}

core::Result<QuickLog::Start> QuickLog::start_from(core::Store& store, const LogDraft& kept, const LogDraft& wanted) {
    if (kept.touched()) {
        // A draft for another customer waits: the one at hand goes first only when none was begun.
        FF_ASSIGN(const bool saved, saved_already(store, kept));
        if (!saved) return Start{kept, true, false};
    }
    Start start{wanted, false, false};
    if (start.draft.customer_id.isEmpty()) {
        FF_ASSIGN(const auto proposed, most_due(store));
        if (!proposed) return start;
        start.draft.customer_id = to_qt(proposed->customer.id);
        start.draft.customer_name = mobile::customer_name(proposed->customer);
        if (proposed->followup) start.draft.plan_id = to_qt(proposed->followup->id);
        start.suggested = true;
        return start;
    }
    FF_ASSIGN(const auto customer, store.read().get(cat::customer, to_uuid(start.draft.customer_id)));
    start.draft.customer_name = mobile::customer_name(customer);
    return start;
}

void QuickLog::begin(Start start) {
    draft_ = std::move(start.draft);
    restored_ = start.restored;
    suggested_ = start.suggested;
    begun_ = true;
    emit changed();
}

void QuickLog::keep() {
    if (begun_) services().drafts.save(draft_.to_json());
    emit changed();
}

void QuickLog::set_next_day(const QString& day) {
    draft_.no_next_step = false;
    set(draft_.next_day, day);
}

void QuickLog::set_no_next_step(bool none) {
    if (none) draft_.next_day.clear();
    set(draft_.no_next_step, none);
}

void QuickLog::toggleChannel(const QString& code) {
    if (!draft_.channels.removeOne(code)) draft_.channels << code;
    keep();
}

void QuickLog::chooseCustomer(const QString& id, const QString& name) {
    suggested_ = false;
    draft_.plan_id.clear();
    draft_.customer_name = name;
    set(draft_.customer_id, id);
}

QString QuickLog::suggestion_text() const {
    return suggested_ ? tr("Proposed because it is the most due. Tap to choose another one.") : QString();
}

QString QuickLog::draft_text() const {
    return restored_     ? tr("Your draft from before was restored")
           : has_draft() ? tr("Draft kept on this phone")
                         : QString();
}

QString QuickLog::error() const {
    return error_ ? user_message(*error_) : QString();
}

void QuickLog::save() {
    if (busy_ || !complete()) return;
    busy_ = true;
    error_.reset();
    emit changed();
    const auto visit = draft_.to_visit();
    store().run(
        this,
        [visit](core::Store& store) -> core::Result<Undo> {
            Undo undo;
            FF_ASSIGN(undo.before, rows_at_stake(store, visit));
            FF_ASSIGN(const auto logged, core::visits::log(store, visit));
            undo.added.push_back({&cat::interaction, logged.interaction});
            if (logged.next_followup) undo.added.push_back({&cat::followup, *logged.next_followup});
            return undo;
        },
        [this](core::Result<Undo> undo) {
            busy_ = false;
            if (!undo) {
                error_ = undo.error();
                emit changed();
                return;
            }
            services().drafts.clear();
            begun_ = false;
            services().notices.tell_undoable(tr("Visit saved on this phone."), *std::move(undo));
            emit saved();
        });
}

void QuickLog::discard() {
    begun_ = false;
    services().drafts.clear();
    draft_ = LogDraft{};
    emit changed();
}

}  // namespace fieldfare::mobile
