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

// Nothing is watched, so this is called once.
void QuickLog::refresh() {
    draft_ = LogDraft::from_json(services().drafts.content());
    restored_ = draft_.touched();
    if (!restored_) {
        draft_ = LogDraft{};
        draft_.started_at = now();
    }
    // A draft for another customer goes first: the one at hand waits.
    if (draft_.customer_id.isEmpty()) draft_.customer_id = start_customer_;
    if (draft_.customer_id == start_customer_ && draft_.plan_id.isEmpty()) draft_.plan_id = start_plan_;
    open_ = true;
    emit changed();
    if (draft_.customer_name.isEmpty()) look_up_partner();
}

void QuickLog::look_up_partner() {
    const auto asked = draft_.customer_id;
    store().run(
        this, [asked](core::Store& store) { return asked.isEmpty() ? proposed(store) : named(store, asked); },
        [this, asked](core::Result<Partner> partner) {
            if (!open_ || draft_.customer_id != asked) return;  // chosen meanwhile
            if (!partner) {
                error_ = partner.error();
                emit changed();
                return;
            }
            if (asked.isEmpty()) {
                suggested_ = !partner->id.isEmpty();
                draft_.customer_id = partner->id;
                draft_.plan_id = partner->plan;
            }
            draft_.customer_name = partner->name;
            keep();
        });
}

core::Result<QuickLog::Partner> QuickLog::named(core::Store& store, const QString& id) {
    FF_ASSIGN(const auto customer, store.read().get(cat::customer, to_uuid(id)));
    return Partner{id, mobile::customer_name(customer), {}};
}

// Nobody, when nobody is due.
core::Result<QuickLog::Partner> QuickLog::proposed(core::Store& store) {
    FF_ASSIGN(const auto most, most_due(store));
    if (!most) return Partner{};
    return Partner{to_qt(most->customer.id), mobile::customer_name(most->customer),
                   most->followup ? to_qt(most->followup->id) : QString()};
}

void QuickLog::keep() {
    emit changed();
    if (!open_) return;
    if (draft_.touched()) {
        services().drafts.save(draft_.to_json());
    } else {
        services().drafts.clear();
    }
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
    return suggested_ ? tr("The most due. Tap to choose another.") : QString();
}

QString QuickLog::interruption() const {
    const bool other = restored_ && !start_customer_.isEmpty() && draft_.customer_id != start_customer_;
    return other ? tr("You began this visit before and have not saved it. Save or discard it, then log the other one.")
                 : QString();
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
            open_ = false;
            services().notices.tell_undoable(tr("Visit saved on this phone."), *std::move(undo));
            emit saved();
        });
}

void QuickLog::discard() {
    open_ = false;
    services().drafts.clear();
    draft_ = LogDraft{};
    emit changed();
}

}  // namespace fieldfare::mobile
