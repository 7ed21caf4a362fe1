#include "mobile/viewmodels/me/outbox_model.h"

#include "core/catalog/entities.h"
#include "core/journal/resend.h"
#include "mobile/viewmodels/common/catalog_labels.h"
#include "mobile/viewmodels/common/customer_words.h"
#include "mobile/viewmodels/common/text.h"
#include "mobile/viewmodels/common/tone.h"

namespace fieldfare::mobile {

namespace {

namespace cat = core::catalog;
using core::journal::State;

core::Result<std::optional<core::Row>> customer_of(core::RowReader& reader, const core::Row& row) {
    if (row.entity == &cat::customer) return std::optional(row);
    const auto at = row.entity->position("customer");
    if (at == core::Entity::npos || !row.has(at)) return std::optional<core::Row>();
    return reader.find(cat::customer, row.reference(at));
}

QString detail_of(const core::Row& row) {
    if (row.entity == &cat::interaction) return note_of(row);
    if (row.entity == &cat::followup) return to_qt(row.text(cat::followup.at("goal")));
    if (row.entity == &cat::contact) return to_qt(row.text(cat::contact.at("name")));
    return {};
}

}  // namespace

int OutboxModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

QHash<int, QByteArray> OutboxModel::roleNames() const {
    return {{number, "number"},       {entity, "entity"},         {rowId, "rowId"},   {customerId, "customerId"},
            {title, "title"},         {detail, "detail"},         {when, "when"},     {stateLabel, "stateLabel"},
            {stateTone, "stateTone"}, {stateGlyph, "stateGlyph"}, {reason, "reason"}, {stuck, "stuck"}};
}

QString OutboxModel::title_of(const Entry& entry) const {
    const auto kind = entry.item.title.entity ? label_of(entry.item.title.entity->label) : QString();
    return entry.customer ? tr("%1 · %2").arg(kind, customer_name(*entry.customer)) : kind;
}

QString OutboxModel::reason_of(const Entry& entry) const {
    const auto& item = entry.item;
    if (!item.reason) {
        return item.attempts > 1
                   ? tr("Tried %n time(s); it goes on by itself.", nullptr, static_cast<int>(item.attempts))
                   : QString();
    }
    const auto message = user_message({*item.reason, {}});
    const auto field = item.title.entity ? field_label(*item.title.entity, item.detail) : QString();
    return field.isEmpty() ? message : tr("%1: %2").arg(field, message);
}

QVariant OutboxModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& entry = entries_[static_cast<std::size_t>(index.row())];
    const auto state = entry.item.state;
    const bool being_sent =
        state == State::sealed && services().sync.status().state == sync::SyncStatus::State::working;
    switch (role) {
        case number:
            return QString::number(entry.item.group.number);
        case entity:
            return entry.item.title.entity ? to_qt(entry.item.title.entity->name) : QString();
        case rowId:
            return entry.row && !entry.row->deleted() ? to_qt(entry.row->id) : QString();
        case customerId:
            return entry.customer && !entry.customer->deleted() ? to_qt(entry.customer->id) : QString();
        case title:
            return title_of(entry);
        case detail:
            return entry.row ? detail_of(*entry.row) : QString();
        case when:
            return tr("Saved %1").arg(short_moment(entry.item.saved_at, now()));
        case stateLabel:
            return state == State::quarantined ? tr("Not accepted")
                   : state == State::waiting   ? tr("Waiting for another record")
                   : being_sent                ? tr("Being sent")
                                               : tr("Waiting for the network");
        case stateTone:
            return state == State::quarantined ? tone::Bad : state == State::waiting ? tone::Warning : tone::Info;
        case stateGlyph:
            return state == State::quarantined ? QStringLiteral("alert") : QStringLiteral("pending");
        case reason:
            return reason_of(entry);
        case stuck:
            return state == State::quarantined || state == State::waiting;
        default:
            return {};
    }
}

core::Result<std::vector<OutboxModel::Entry>> OutboxModel::ask(core::Store& store) {
    auto& reader = store.read();
    FF_ASSIGN(auto items, core::journal::outbox(reader));
    std::vector<Entry> entries;
    for (auto& item : items) {
        Entry entry{std::move(item), {}, {}};
        if (entry.item.title.entity) {
            FF_ASSIGN(entry.row, reader.find(*entry.item.title.entity, entry.item.title.id));
            if (entry.row) {
                FF_ASSIGN(entry.customer, customer_of(reader, *entry.row));
            }
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

void OutboxModel::refresh() {
    store().run(
        this, [](core::Store& store) { return ask(store); },
        [this](core::Result<std::vector<Entry>> entries) {
            if (!entries) return;
            beginResetModel();
            entries_ = *std::move(entries);
            endResetModel();
            set_loaded();
        });
}

void OutboxModel::decide(std::function<core::Status(core::Transaction&)> decision, const QString& done) {
    auto& services = this->services();
    services.store.run(
        &services,
        [decision = std::move(decision)](core::Store& store) -> core::Status {
            FF_ASSIGN(auto transaction, store.begin());
            FF_TRY(decision(transaction));
            FF_ASSIGN(const auto committed, transaction.commit());
            static_cast<void>(committed);
            return {};
        },
        [&services, done](const core::Status& status) {
            services.notices.tell(status ? done : user_message(status.error()));
        });
}

void OutboxModel::resend(const QString& group_number) {
    decide(
        [group = group_number.toULongLong()](core::Transaction& transaction) -> core::Status {
            FF_ASSIGN(const auto again, core::journal::resend(transaction, group));
            static_cast<void>(again);
            return {};
        },
        tr("It is sent again."));
}

void OutboxModel::discard(const QString& group_number) {
    decide([group = group_number.toULongLong()](
               core::Transaction& transaction) { return core::journal::discard(transaction, group); },
           tr("Given up."));
}

}  // namespace fieldfare::mobile
