#pragma once

#include <QtQml/qqmlregistration.h>
#include <vector>

#include "core/customers/duplicates.h"
#include "mobile/viewmodels/common/live.h"

namespace fieldfare::mobile {

// Customers on this phone that look like the one being filed (FIL-01).
class DuplicatesModel : public fieldfare::mobile::LiveList {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString name MEMBER name_ WRITE set_name NOTIFY asked)
    Q_PROPERTY(QString phone MEMBER phone_ WRITE set_phone NOTIFY asked)
    Q_PROPERTY(QString creditCode MEMBER credit_code_ WRITE set_credit_code NOTIFY asked)

  public:
    enum Role { customerId = Qt::UserRole + 1, customerName, detail };

    using LiveList::LiveList;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    void set_name(const QString& name) { set(name_, name); }
    void set_phone(const QString& phone) { set(phone_, phone); }
    void set_credit_code(const QString& code) { set(credit_code_, code); }

  signals:
    void asked();

  protected:
    void refresh() override;

  private:
    void set(QString& known, const QString& value);

    QString name_;
    QString phone_;
    QString credit_code_;
    std::vector<core::customers::Duplicate> found_;
    int question_ = 0;
};

}  // namespace fieldfare::mobile
