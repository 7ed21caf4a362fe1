#include "mobile/viewmodels/today/due_model.h"

#include <QDate>
#include <QLocale>
#include <algorithm>

#include "core/catalog/entities.h"
#include "core/customers/customers.h"
#include "core/followups/followups.h"
#include "mobile/viewmodels/common/customer_words.h"
#include "mobile/viewmodels/common/text.h"
#include "mobile/viewmodels/common/tone.h"
#include "mobile/viewmodels/common/undo.h"

namespace fieldfare::mobile {

namespace {

namespace cat = core::catalog;
using Items = std::vector<core::AgendaItem>;
using Cards = std::vector<DueCard>;

core::Result<Items> agenda_items(core::Store& store, DueModel::Scope scope) {
    FF_ASSIGN(const auto session, core::session(store.read(), store.hybrid_clock().now()));
    const bool whole = scope == DueModel::Agenda;
    FF_ASSIGN(auto agenda, core::agenda(store.read(), session, whole ? DueModel::agenda_days : DueModel::ahead_days));
    Items items;
    if (whole) items = std::move(agenda.overdue);  // a plan looks ahead: what is late stands on Today
    items.insert(items.end(), agenda.today.begin(), agenda.today.end());
    items.insert(items.end(), agenda.upcoming.begin(), agenda.upcoming.end());
    return items;
}

core::Result<Items> customer_items(core::Store& store, const core::Uuid& id) {
    FF_ASSIGN(const auto session, core::session(store.read(), store.hybrid_clock().now()));
    FF_ASSIGN(const auto page, core::Customers(store.read(), session).page(id));
    const auto& customer = page.head.customer;
    std::optional<core::Day> last;
    if (page.head.last_contact_at) {
        FF_ASSIGN(last, core::Day::at(*page.head.last_contact_at, session.policy.time_zone));
    }
    Items items;
    for (const auto& followup : page.open_followups) {
        const auto due = core::due_of(followup, last);
        if (!due) continue;
        items.push_back({customer, followup, page.last_visit, *due,
                         core::severity(*due, customer.text(cat::customer.at("customer_class")), session.today)});
    }
    return items;
}

core::Result<Cards> with_reach(core::Store& store, Items items) {
    Cards cards;
    for (auto& item : items) {
        const auto person = item.followup ? item.followup->reference(cat::followup.at("contact")) : core::Uuid{};
        FF_ASSIGN(auto reach, reach_of(store.read(), item.customer, person));
        cards.push_back({std::move(item), std::move(reach)});
    }
    return cards;
}

}  // namespace

int DueModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(items_.size());
}

QHash<int, QByteArray> DueModel::roleNames() const {
    return {{heading, "heading"},
            {customerId, "customerId"},
            {planId, "planId"},
            {customerName, "customerName"},
            {classLabel, "classLabel"},
            {classTone, "classTone"},
            {stageLabel, "stageLabel"},
            {dueDay, "dueDay"},
            {dueText, "dueText"},
            {overdue, "overdue"},
            {why, "why"},
            {lastNote, "lastNote"},
            {person, "person"},
            {phone, "phone"},
            {place, "place"},
            {map, "map"}};
}

QVariant DueModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& item = items_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case heading: {
            const auto own = heading_of(item);
            return index.row() == 0 || heading_of(items_[static_cast<std::size_t>(index.row() - 1)]) != own ? own
                                                                                                            : QString();
        }
        case customerId:
            return to_qt(item.customer.id);
        case planId:
            return item.followup ? to_qt(item.followup->id) : QString();
        case customerName:
            return customer_name(item.customer);
        case classLabel:
            return class_label(item.customer);
        case classTone:
            return class_tone(item.customer);
        case stageLabel:
            return stage_label(item.customer);
        case dueDay:
            return to_qt(item.due.date.text());
        case dueText:
            return to_qt(core::describe(item.severity, language_now()));
        case overdue:
            return item.severity.overdue_days > 0;
        case why:
            return with_numbers_whole(to_qt(item.why(language_now())));
        case lastNote:
            return item.last_visit ? note_of(*item.last_visit) : QString();
        case person:
            return item.reach.person;
        case phone:
            return item.reach.phone;
        case place:
            return item.reach.place;
        case map:
            return item.reach.map;
        default:
            return {};
    }
}

QString DueModel::heading_of(const core::AgendaItem& item) const {
    if (scope_ == OneCustomer) return {};
    if (item.severity.overdue_days > 0) return tr("Overdue");
    if (item.severity.overdue_days == 0) return tr("Today");
    return scope_ == Agenda ? tr("In the next days") : relative_day(item.due.date, services().session.today());
}

QString DueModel::countOf(const QString& title) const {
    const auto count =
        std::count_if(items_.begin(), items_.end(), [&](const auto& item) { return heading_of(item) == title; });
    return QString::number(count);
}

int DueModel::toneOf(const QString& title) const {
    return title == tr("Overdue") ? tone::Bad : title == tr("Today") ? tone::Info : tone::Neutral;
}

QString DueModel::date_text() const {
    if (!following()) return {};
    const auto today = services().session.today();
    const auto date = QDate(1970, 1, 1).addDays(today.number);
    return QLocale().toString(date, language_now() == core::Language::zh ? u"M月d日 dddd" : u"dddd, d MMMM");
}

void DueModel::restate() {
    LiveList::restate();
    emit countChanged();
}

void DueModel::refresh() {
    store().run(
        this,
        [scope = scope_, customer = to_uuid(customer_id_)](core::Store& store) -> core::Result<Cards> {
            FF_ASSIGN(auto items, scope == OneCustomer ? customer_items(store, customer) : agenda_items(store, scope));
            return with_reach(store, std::move(items));
        },
        [this](core::Result<Cards> cards) {
            if (!cards) return;
            beginResetModel();
            items_ = *std::move(cards);
            endResetModel();
            set_loaded();
        });
}

void DueModel::change_plan(const core::Uuid& plan, std::function<core::Status(core::Store&)> change,
                           const QString& done) {
    auto& services = this->services();
    services.store.run(
        &services,
        [plan, change = std::move(change)](core::Store& store) -> core::Result<Undo> {
            Undo undo;
            FF_ASSIGN(undo.before, remember(store, {{&cat::followup, plan}}));
            FF_TRY(change(store));
            return undo;
        },
        [&services, done](core::Result<Undo> undo) {
            if (!undo) return services.notices.fail(user_message(undo.error()));
            services.notices.tell_undoable(done, *std::move(undo));
        });
}

void DueModel::complete(const QString& plan_id) {
    const auto plan = to_uuid(plan_id);
    change_plan(
        plan, [plan](core::Store& store) { return core::followups::complete(store, plan); }, tr("Marked as done."));
}

void DueModel::postpone(const QString& plan_id, const QString& day, const QString& reason) {
    const auto plan = to_uuid(plan_id);
    const auto to = core::Day::parse(to_core(day));
    if (!to) return;
    change_plan(
        plan,
        [plan, to = *to, why = to_core(reason)](core::Store& store) {
            return core::followups::postpone(store, plan, to, why);
        },
        tr("Postponed to %1.").arg(relative_day(*to, services().session.today())));
}

}  // namespace fieldfare::mobile
