#include "mobile/viewmodels/customers/contacts_model.h"

#include <algorithm>

#include "core/catalog/entities.h"
#include "core/store/masks.h"
#include "mobile/viewmodels/common/hidden_words.h"
#include "mobile/viewmodels/common/select.h"
#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

namespace {

constexpr const auto& entity = core::catalog::contact;

bool stands_before(const core::Row& a, const core::Row& b) {
    const auto rank = [](const core::Row& row) {
        return std::pair(row.integer(entity.at("departed")), -row.integer(entity.at("is_primary")));
    };
    return rank(a) < rank(b);
}

}  // namespace

int ContactsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(contacts_.rows.size());
}

QHash<int, QByteArray> ContactsModel::roleNames() const {
    return {{contactId, "contactId"}, {name, "name"},       {detail, "detail"},        {phone, "phone"},
            {roleLabel, "roleLabel"}, {primary, "primary"}, {hiddenText, "hiddenText"}};
}

QVariant ContactsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& row = contacts_.rows[static_cast<std::size_t>(index.row())];
    switch (role) {
        case contactId:
            return to_qt(row.id);
        case name:
            return to_qt(row.text(entity.at("name")));
        case detail: {
            QStringList parts{to_qt(row.text(entity.at("title"))), to_qt(row.text(entity.at("phone")))};
            parts.removeAll(QString());
            return parts.join(QStringLiteral(" · "));
        }
        case phone:
            return to_qt(row.text(entity.at("phone")));
        case roleLabel: {
            const auto code = row.text(entity.at("decision_role"));
            return code.empty() ? QString() : choice_label(core::catalog::decision_role, code);
        }
        case primary:
            return row.integer(entity.at("is_primary")) != 0;
        case hiddenText:
            return hidden_text(entity, contacts_.hidden);
        default:
            return {};
    }
}

void ContactsModel::refresh() {
    store().run(
        this,
        [customer = to_uuid(customer_id_)](core::Store& store) -> core::Result<Contacts> {
            Contacts found;
            FF_ASSIGN(found.hidden, core::masks::of(store.read(), customer));
            FF_ASSIGN(found.rows,
                      store.read().select(rows_of(entity, {{entity.at("customer"), core::Compare::equal, customer}},
                                                  {{entity.at("name")}})));
            std::stable_sort(found.rows.begin(), found.rows.end(), stands_before);
            return found;
        },
        [this](core::Result<Contacts> found) {
            beginResetModel();
            contacts_ = found ? *std::move(found) : Contacts{};
            endResetModel();
            set_loaded();
        });
}

}  // namespace fieldfare::mobile
