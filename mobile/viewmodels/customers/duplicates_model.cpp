#include "mobile/viewmodels/customers/duplicates_model.h"

#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

int DuplicatesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(found_.size());
}

QHash<int, QByteArray> DuplicatesModel::roleNames() const {
    return {{customerId, "customerId"}, {customerName, "name"}, {detail, "detail"}};
}

QVariant DuplicatesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& found = found_[static_cast<std::size_t>(index.row())];
    using core::customers::Likeness;
    switch (role) {
        case customerId:
            return to_qt(found.customer);
        case customerName:
            return to_qt(found.name);
        case detail:
            switch (found.likeness) {
                case Likeness::same_credit_code:
                    return tr("Same credit code · %1").arg(to_qt(found.code));
                case Likeness::same_phone:
                    return tr("Same phone number · %1").arg(to_qt(found.code));
                case Likeness::same_name:
                    return tr("Same name · %1").arg(to_qt(found.code));
                case Likeness::similar_name:
                case Likeness::same_address:  // never alone
                    break;
            }
            return tr("Similar name · %1").arg(to_qt(found.code));
        default:
            return {};
    }
}

void DuplicatesModel::set(QString& known, const QString& value) {
    if (value == known) return;
    known = value;
    emit asked();
    refresh_soon();
}

void DuplicatesModel::refresh() {
    core::customers::DuplicateQuestion question{.name = to_core(name_.trimmed()),
                                                .phones = {to_core(phone_.trimmed())},
                                                .credit_code = to_core(credit_code_.trimmed()),
                                                .except = {}};
    store().run(
        this, [question](core::Store& store) { return core::customers::duplicates(store.read(), question); },
        [this, asked_as = ++question_](core::Result<std::vector<core::customers::Duplicate>> found) {
            if (asked_as != question_) return;
            beginResetModel();
            found_ = found ? *std::move(found) : std::vector<core::customers::Duplicate>{};
            endResetModel();
            set_loaded();
        });
}

}  // namespace fieldfare::mobile
