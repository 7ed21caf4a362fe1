#include "mobile/viewmodels/customers/customers_model.h"

#include <algorithm>

#include "mobile/viewmodels/common/customer_words.h"
#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

int CustomersModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(items_.size());
}

QHash<int, QByteArray> CustomersModel::roleNames() const {
    return {{customerId, "customerId"}, {name, "name"},           {detail, "detail"},
            {classLabel, "classLabel"}, {classTone, "classTone"}, {stageLabel, "stageLabel"},
            {dueText, "dueText"},       {overdue, "overdue"}};
}

QVariant CustomersModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& item = items_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case customerId:
            return to_qt(item.customer.id);
        case name:
            return customer_name(item.customer);
        case detail:
            return customer_detail(item.customer);
        case classLabel:
            return class_label(item.customer);
        case classTone:
            return class_tone(item.customer);
        case stageLabel:
            return stage_label(item.customer);
        case dueText:
            return item.due ? to_qt(core::describe(item.severity, language_now())) : QString();
        case overdue:
            return item.due && item.severity.overdue_days > 0;
        default:
            return {};
    }
}

void CustomersModel::set_search(const QString& search) {
    if (search == search_) return;
    search_ = search;
    ask_again();
}

void CustomersModel::set_class(const QString& code) {
    if (code == class_) return;
    class_ = code;
    ask_again();
}

void CustomersModel::set_by_due(bool by_due) {
    if (by_due == by_due_) return;
    by_due_ = by_due;
    ask_again();
}

void CustomersModel::ask_again() {
    emit searchChanged();
    refresh_soon();
}

void CustomersModel::restate() {
    LiveList::restate();
    emit countChanged();
}

QString CustomersModel::count_text() const {
    return tr("%n customer(s)", nullptr, static_cast<int>(total_));
}

core::CustomerFilter CustomersModel::filter() const {
    core::CustomerFilter filter;
    filter.text = to_core(search_.trimmed());
    if (!class_.isEmpty()) filter.potential_class = to_core(class_);
    filter.sort = by_due_ ? core::CustomerSort::due : core::CustomerSort::name;
    filter.limit = static_cast<std::uint32_t>(limit_);
    return filter;
}

core::Result<CustomersModel::Answer> CustomersModel::ask(core::Store& store, const core::CustomerFilter& filter) {
    FF_ASSIGN(auto session, core::session(store.read(), store.hybrid_clock().now()));
    core::Customers customers(store.read(), std::move(session));
    Answer answer;
    FF_ASSIGN(answer.items, customers.list(filter));
    FF_ASSIGN(answer.total, customers.count(filter));
    return answer;
}

void CustomersModel::refresh() {
    auto wanted = filter();
    // As far as it was scrolled before, so that a refresh does not jump.
    wanted.limit = std::max(wanted.limit, static_cast<std::uint32_t>(items_.size()));
    store().run(
        this, [wanted](core::Store& store) { return ask(store, wanted); },
        [this, question = ++question_](core::Result<Answer> answer) {
            if (question != question_) return;
            fetching_ = false;
            beginResetModel();
            items_ = answer ? std::move(answer->items) : std::vector<core::CustomerItem>{};
            total_ = answer ? answer->total : 0;
            endResetModel();
            set_loaded();
        });
}

bool CustomersModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && loaded() && !fetching_ && static_cast<std::int64_t>(items_.size()) < total_ &&
           limit_ >= page_rows;
}

void CustomersModel::fetchMore(const QModelIndex&) {
    auto wanted = filter();
    wanted.offset = static_cast<std::uint32_t>(items_.size());
    fetching_ = true;
    store().run(
        this, [wanted](core::Store& store) { return ask(store, wanted); },
        [this, question = question_](core::Result<Answer> answer) {
            if (question != question_) return;
            fetching_ = false;
            if (!answer || answer->items.empty()) return;
            const auto first = static_cast<int>(items_.size());
            beginInsertRows({}, first, first + static_cast<int>(answer->items.size()) - 1);
            std::move(answer->items.begin(), answer->items.end(), std::back_inserter(items_));
            endInsertRows();
            emit countChanged();
        });
}

}  // namespace fieldfare::mobile
