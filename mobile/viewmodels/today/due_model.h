#pragma once

#include <QtQml/qqmlregistration.h>
#include <map>
#include <vector>

#include "core/followups/agenda.h"
#include "mobile/viewmodels/common/live.h"
#include "mobile/viewmodels/common/reach.h"

namespace fieldfare::mobile {

struct DueCard : core::AgendaItem {
    Reach reach;
};

// Contacts that are due, under headings: for the Today page (late, today, the next days), for the Plan page (from today
// on, by day), or the open follow-ups of one customer.
class DueModel : public fieldfare::mobile::LiveList {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Scope scope MEMBER scope_ NOTIFY addressed)
    Q_PROPERTY(QString customerId MEMBER customer_id_ NOTIFY addressed)
    Q_PROPERTY(QString dateText READ date_text NOTIFY countChanged)

  public:
    enum Scope { Agenda, Ahead, OneCustomer };
    Q_ENUM(Scope)
    enum Role {
        heading = Qt::UserRole + 1,  // empty but for the first under it
        customerId,
        planId,
        customerName,
        classLabel,
        classTone,
        stageLabel,
        dueDay,  // "YYYY-MM-DD"
        dueText,
        overdue,
        why,
        lastNote,
        person,
        phone,
        place,
        map
    };

    static constexpr int agenda_days = 7;
    static constexpr int ahead_days = 28;

    using LiveList::LiveList;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    // "Thursday, 9 October".
    QString date_text() const;
    // Of a heading: how many stand under it, and its tone.
    Q_INVOKABLE QString countOf(const QString& title) const;
    Q_INVOKABLE int toneOf(const QString& title) const;

    Q_INVOKABLE void complete(const QString& plan_id);
    // Both days as "YYYY-MM-DD".
    Q_INVOKABLE void postpone(const QString& plan_id, const QString& day, const QString& reason);

  signals:
    void addressed();

  protected:
    void refresh() override;
    void restate() override;
    QStringList watched() const override { return {"customer", "contact", "interaction", "followup"}; }

  private:
    QString heading_of(const core::AgendaItem& item) const;
    // Runs a use case on a follow-up, then says so with a way back.
    void change_plan(const core::Uuid& plan, std::function<core::Status(core::Store&)> change, const QString& done);

    Scope scope_ = Agenda;
    QString customer_id_;
    std::vector<DueCard> items_;
};

}  // namespace fieldfare::mobile
