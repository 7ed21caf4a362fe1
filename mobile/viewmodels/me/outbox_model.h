#pragma once

#include <QtQml/qqmlregistration.h>
#include <map>
#include <vector>

#include "core/journal/journal.h"
#include "mobile/viewmodels/common/live.h"

namespace fieldfare::mobile {

// Every record that the server has not got or did not take: state, reason and the way out.
class OutboxModel : public fieldfare::mobile::LiveList {
    Q_OBJECT
    QML_ELEMENT

  public:
    enum Role {
        number = Qt::UserRole + 1,
        entity,
        rowId,  // empty: nothing is left to change
        customerId,
        title,
        detail,
        when,
        stateLabel,
        stateTone,
        stateGlyph,
        reason,
        stuck
    };

    using LiveList::LiveList;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    // Sends a record that the server keeps aside again, with what was put right since.
    Q_INVOKABLE void resend(const QString& group_number);
    // Gives such a record up, knowingly; what the server holds takes its place.
    Q_INVOKABLE void discard(const QString& group_number);

  protected:
    void refresh() override;
    bool watches_journal() const override { return true; }

  private:
    struct Entry {
        core::journal::OutboxItem item;
        std::optional<core::Row> row;
        std::optional<core::Row> customer;
    };
    static core::Result<std::vector<Entry>> ask(core::Store& store);
    QString title_of(const Entry& entry) const;
    QString reason_of(const Entry& entry) const;
    // Runs what the user decided about a quarantined record, then says so.
    void decide(std::function<core::Status(core::Transaction&)> decision, const QString& done);

    std::vector<Entry> entries_;
};

}  // namespace fieldfare::mobile
