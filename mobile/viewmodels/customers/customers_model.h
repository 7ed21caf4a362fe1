#pragma once

#include <QtQml/qqmlregistration.h>
#include <vector>

#include "core/customers/customers.h"
#include "mobile/viewmodels/common/live.h"

namespace fieldfare::mobile {

// The customers of this phone, or what a search finds among them; page by page as the list is scrolled.
class CustomersModel : public fieldfare::mobile::LiveList {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString search MEMBER search_ WRITE set_search NOTIFY searchChanged)
    // Code of a potential class; empty: all.
    Q_PROPERTY(QString potentialClass MEMBER class_ WRITE set_class NOTIFY searchChanged)
    // The most urgent first instead of by name.
    Q_PROPERTY(bool byDue MEMBER by_due_ WRITE set_by_due NOTIFY searchChanged)
    // Rows of one page.
    Q_PROPERTY(int limit MEMBER limit_ NOTIFY searchChanged)
    Q_PROPERTY(QString countText READ count_text NOTIFY countChanged)

  public:
    enum Role { customerId = Qt::UserRole + 1, name, detail, classLabel, classTone, stageLabel, dueText, overdue };

    static constexpr int page_rows = 60;

    using LiveList::LiveList;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    void set_search(const QString& search);
    void set_class(const QString& code);
    void set_by_due(bool by_due);
    QString count_text() const;

  signals:
    void searchChanged();

  protected:
    void refresh() override;
    void restate() override;
    QStringList watched() const override { return {"customer", "interaction", "followup", "contact"}; }

  private:
    struct Answer {
        std::vector<core::CustomerItem> items;
        std::int64_t total = 0;
    };
    core::CustomerFilter filter() const;
    void ask_again();
    static core::Result<Answer> ask(core::Store& store, const core::CustomerFilter& filter);

    QString search_;
    QString class_;
    bool by_due_ = false;
    int limit_ = page_rows;
    std::vector<core::CustomerItem> items_;
    std::int64_t total_ = 0;
    int question_ = 0;  // answers to older questions are dropped
    bool fetching_ = false;
};

}  // namespace fieldfare::mobile
