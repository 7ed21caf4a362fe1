#pragma once

#include <QtQml/qqmlregistration.h>
#include <vector>

#include "mobile/viewmodels/common/live.h"
#include "mobile/viewmodels/conflicts/conflict_words.h"

namespace fieldfare::mobile {

// What the user wrote and somebody overwrote unseen, until he decides about it.
class ConflictsModel : public fieldfare::mobile::LiveList {
    Q_OBJECT
    QML_ELEMENT

  public:
    enum Role {
        conflictId = Qt::UserRole + 1,
        customerId,
        title,
        subject,
        lost,
        kept,
        before,
        current,
        lostBy,
        keptBy,
        restorable
    };

    using LiveList::LiveList;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    // Puts what he wrote back, as a new edit. Both ways can be undone.
    Q_INVOKABLE void restore(const QString& conflict_id);
    // What stands is right.
    Q_INVOKABLE void keep(const QString& conflict_id);

  protected:
    void refresh() override;
    bool watches_journal() const override { return true; }
    QStringList watched() const override { return {"customer", "contact", "interaction", "followup", "user"}; }

  private:
    static core::Result<std::vector<ConflictStory>> ask(core::Store& store);
    const ConflictStory* find(const QString& conflict_id) const;
    QString kept_by(const ConflictStory& story) const;

    std::vector<ConflictStory> stories_;
};

}  // namespace fieldfare::mobile
