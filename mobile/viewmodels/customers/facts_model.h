#pragma once

#include <QtQml/qqmlregistration.h>
#include <vector>

#include "mobile/viewmodels/common/live.h"
#include "mobile/viewmodels/forms/form_field.h"

namespace fieldfare::mobile {

// What a customer's file says: every field that is filled in or hidden, as the catalog orders and names them.
class FactsModel : public fieldfare::mobile::LiveList {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString customerId MEMBER customer_id_ NOTIFY addressed)
    // Which fields of a complete file (FIL-02) are still empty; empty when none.
    Q_PROPERTY(QString missingText READ missing_text NOTIFY countChanged)

  public:
    enum Role { label = Qt::UserRole + 1, value, heading, hidden };

    using LiveList::LiveList;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    QString missing_text() const;

  signals:
    void addressed();

  protected:
    void refresh() override;
    void restate() override;
    QStringList watched() const override { return {"customer", "interaction", "custom_field", "user"}; }

  private:
    QString customer_id_;
    std::vector<FormField> facts_;
    std::vector<core::Label> missing_;
};

}  // namespace fieldfare::mobile
