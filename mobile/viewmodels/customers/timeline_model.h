#pragma once

#include <QtQml/qqmlregistration.h>
#include <map>
#include <set>
#include <vector>

#include "core/visits/timeline.h"
#include "mobile/viewmodels/common/live.h"

namespace fieldfare::mobile {

// All that happened with a customer, newest first.
class TimelineModel : public fieldfare::mobile::LiveList {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString customerId MEMBER customer_id_ NOTIFY addressed)
    Q_PROPERTY(bool hasMore READ has_more NOTIFY countChanged)

  public:
    enum Role {
        visitId = Qt::UserRole + 1,
        title,
        when,
        glyph,
        who,
        body,
        feedback,
        nextStep,
        attached,
        unsent,
        editable
    };

    static constexpr std::uint32_t page_entries = 30;

    using LiveList::LiveList;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    bool has_more() const { return has_more_; }
    Q_INVOKABLE void more();

  signals:
    void addressed();

  protected:
    void refresh() override;
    QStringList watched() const override { return {"interaction", "followup", "customer", "user", "attachment"}; }
    bool watches_journal() const override { return true; }

  private:
    struct Answer {
        std::vector<core::TimelineEntry> entries;
        std::map<core::Uuid, std::string> names;
        std::map<core::Uuid, std::int64_t> attached;  // to a visit: how many
        std::set<core::Uuid> unsent;
        bool has_more = false;
    };
    static core::Result<Answer> ask(core::Store& store, const core::Uuid& customer, std::uint32_t limit);
    QString title_of(const core::TimelineEntry& entry) const;
    QString who_of(const core::TimelineEntry& entry) const;
    QString next_step_of(const core::TimelineEntry& entry) const;

    QString customer_id_;
    std::uint32_t limit_ = page_entries;
    Answer shown_;
    bool has_more_ = false;
};

}  // namespace fieldfare::mobile
