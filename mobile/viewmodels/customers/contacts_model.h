#pragma once

#include <QtQml/qqmlregistration.h>
#include <vector>

#include "core/catalog/classes.h"
#include "core/rows/row.h"
#include "mobile/viewmodels/common/live.h"

namespace fieldfare::mobile {

// The people at a customer: the main contact first, those who left last.
class ContactsModel : public fieldfare::mobile::LiveList {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString customerId MEMBER customer_id_ NOTIFY addressed)

  public:
    enum Role { contactId = Qt::UserRole + 1, name, detail, phone, roleLabel, primary, hiddenText };

    using LiveList::LiveList;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

  signals:
    void addressed();

  protected:
    void refresh() override;
    QStringList watched() const override { return {"contact"}; }

  private:
    QString customer_id_;
    struct Contacts {
        std::vector<core::Row> rows;
        core::Classes hidden;  // of all of them: it is a matter of their customer
    };
    Contacts contacts_;
};

}  // namespace fieldfare::mobile
