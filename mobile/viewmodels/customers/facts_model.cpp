#include "mobile/viewmodels/customers/facts_model.h"

#include <algorithm>

#include "core/catalog/entities.h"
#include "core/customers/customers.h"
#include "mobile/viewmodels/common/catalog_labels.h"
#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

int FactsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(facts_.size());
}

QHash<int, QByteArray> FactsModel::roleNames() const {
    return {{label, "label"}, {value, "value"}, {heading, "heading"}, {hidden, "hidden"}};
}

QVariant FactsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto at = static_cast<std::size_t>(index.row());
    const auto& fact = facts_[at];
    switch (role) {
        case label:
            return fact.title();
        case value:
            return display_text(fact, fact.value);
        case heading:
            return at == 0 || facts_[at - 1].section != fact.section ? section_label(fact.section) : QString();
        case hidden:
            return fact.hidden;
        default:
            return {};
    }
}

QString FactsModel::missing_text() const {
    if (missing_.empty()) return {};
    QStringList names;
    for (const auto& missing : missing_) names << label_of(missing);
    return tr("Still missing: %1").arg(listed(names));
}

void FactsModel::restate() {
    LiveList::restate();
    emit countChanged();
}

void FactsModel::refresh() {
    store().run(
        this,
        [customer = to_uuid(customer_id_)](core::Store& store) -> core::Result<std::vector<FormField>> {
            FF_ASSIGN(auto session, core::session(store.read(), store.hybrid_clock().now()));
            FF_ASSIGN(auto row, store.read().get(core::catalog::customer, customer));
            core::Customers customers(store.read(), std::move(session));
            FF_ASSIGN(row, customers.with_what_follows(std::move(row)));
            return form_of(store.read(), row, false);
        },
        [this](core::Result<std::vector<FormField>> form) {
            if (!form) return;
            beginResetModel();
            facts_.clear();
            missing_.clear();
            for (auto& field : *form) {
                if (field.hidden || !field.empty()) {
                    facts_.push_back(std::move(field));
                } else if (field.expected) {
                    missing_.push_back(field.label);
                }
            }
            endResetModel();
            set_loaded();
        });
}

}  // namespace fieldfare::mobile
