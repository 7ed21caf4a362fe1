#pragma once

#include <QtQml/qqmlregistration.h>
#include <QStringList>
#include <optional>

#include "core/customers/customers.h"
#include "mobile/viewmodels/common/live.h"
#include "mobile/viewmodels/common/reach.h"

namespace fieldfare::mobile {

// The head of a customer's page.
class CustomerCard : public fieldfare::mobile::LiveObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString customerId MEMBER customer_id_ NOTIFY changed)
    Q_PROPERTY(QString name READ name NOTIFY changed)
    Q_PROPERTY(QString code READ code NOTIFY changed)
    Q_PROPERTY(QString classLabel READ class_text NOTIFY changed)
    Q_PROPERTY(int classTone READ tone NOTIFY changed)
    Q_PROPERTY(QString stageLabel READ stage NOTIFY changed)
    Q_PROPERTY(QStringList tags READ tags NOTIFY changed)
    Q_PROPERTY(QString dueText READ due_text NOTIFY changed)
    Q_PROPERTY(QString why READ why NOTIFY changed)
    Q_PROPERTY(bool overdue READ overdue NOTIFY changed)
    Q_PROPERTY(QString place READ place NOTIFY changed)
    Q_PROPERTY(QString map READ map NOTIFY changed)
    Q_PROPERTY(QString person READ person NOTIFY changed)
    Q_PROPERTY(QString phone READ phone NOTIFY changed)
    Q_PROPERTY(bool phoneHidden READ phone_hidden NOTIFY changed)
    Q_PROPERTY(bool pending READ pending NOTIFY changed)
    Q_PROPERTY(bool gone READ gone NOTIFY changed)

  public:
    using LiveObject::LiveObject;

    QString name() const;
    QString code() const;
    QString class_text() const;
    int tone() const;
    QString stage() const;
    QStringList tags() const;
    QString due_text() const;
    QString why() const;
    bool overdue() const;
    QString place() const { return reach_.place; }
    QString map() const { return reach_.map; }
    QString person() const { return reach_.person; }
    QString phone() const { return reach_.phone; }
    bool phone_hidden() const { return reach_.phone_hidden; }
    bool pending() const { return page_ && page_->head.pending; }
    bool gone() const { return gone_; }

    // Takes the customer off the lists; can be undone from the message that follows.
    Q_INVOKABLE void remove();

  signals:
    void changed();
    // The customer was merged into this one, whose head is shown.
    void mergedInto(const QString& customerId);

  protected:
    void refresh() override;
    void restate() override { emit changed(); }
    QStringList watched() const override { return {"customer", "contact", "interaction", "followup"}; }
    bool watches_journal() const override { return true; }

  private:
    QString field(std::size_t at) const;

    QString customer_id_;
    std::optional<core::CustomerPage> page_;
    Reach reach_;
    bool gone_ = false;
};

}  // namespace fieldfare::mobile
