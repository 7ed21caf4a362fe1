#pragma once

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <QVariantMap>
#include <vector>

#include "mobile/viewmodels/common/live.h"
#include "mobile/viewmodels/forms/form_field.h"

namespace fieldfare::mobile {

// The form of one row, as the catalog describes it: a list row per field, by section. Values live here until `save`.
// `rowId` empty: a new row, which belongs to `customerId` where the entity has a customer.
class FormModel : public fieldfare::mobile::LiveList {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString entity MEMBER entity_ NOTIFY addressed)
    Q_PROPERTY(QString rowId MEMBER row_id_ NOTIFY addressed)
    Q_PROPERTY(QString customerId MEMBER customer_id_ NOTIFY addressed)
    // Values that a new row starts with, by field name.
    Q_PROPERTY(QVariantMap initial MEMBER initial_ NOTIFY addressed)
    // Only what a complete file needs (FIL-02).
    Q_PROPERTY(bool onlyExpected READ only_expected WRITE set_only_expected NOTIFY onlyExpectedChanged)
    Q_PROPERTY(bool busy READ busy NOTIFY stateChanged)
    Q_PROPERTY(bool dirty READ dirty NOTIFY stateChanged)
    Q_PROPERTY(QString error READ error NOTIFY stateChanged)

  public:
    enum Role {
        name = Qt::UserRole + 1,
        label,
        heading,
        kind,
        value,
        display,
        choices,
        mandatory,
        readOnly,
        error_text
    };

    using LiveList::LiveList;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    bool only_expected() const { return only_expected_; }
    void set_only_expected(bool only);
    bool busy() const { return busy_; }
    bool dirty() const;
    QString error() const { return error_; }

    Q_INVOKABLE void edit(const QString& field_name, const QVariant& entered);
    Q_INVOKABLE QVariant valueOf(const QString& field_name) const;
    Q_INVOKABLE void save();

  signals:
    void addressed();
    void stateChanged();
    void onlyExpectedChanged();
    void edited(const QString& field_name);
    // The first row with something wrong.
    void refused(int row);
    void saved(const QString& row_id);

  protected:
    void refresh() override;
    void restate() override;

  private:
    const core::Entity* entity() const;
    void show(Form form);
    void select_visible();
    bool check();
    void restate_rows();
    void mark(const core::Error& error);
    FormField* find(const QString& field_name);

    QString entity_;
    QString row_id_;
    QString customer_id_;
    QVariantMap initial_;
    bool only_expected_ = false;
    bool busy_ = false;
    QString error_;
    core::Row row_;  // as the form showed it
    std::vector<FormField> form_;
    std::vector<std::size_t> visible_;
};

}  // namespace fieldfare::mobile
