#pragma once

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <QQmlParserStatus>

#include "mobile/viewmodels/common/follower.h"

namespace fieldfare::mobile {

// Bases of the view models that QML makes.
class LiveObject : public QObject, public QQmlParserStatus, public Follower {
    Q_OBJECT
    QML_ANONYMOUS
    Q_INTERFACES(QQmlParserStatus)

  public:
    explicit LiveObject(QObject* parent = nullptr) : QObject(parent) {}
    void classBegin() override {}
    void componentComplete() override { follow(this); }
};

class LiveList : public QAbstractListModel, public QQmlParserStatus, public Follower {
    Q_OBJECT
    QML_ANONYMOUS
    Q_INTERFACES(QQmlParserStatus)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    // False until the first answer of the store: an empty page says so only after it.
    Q_PROPERTY(bool loaded READ loaded NOTIFY countChanged)

  public:
    explicit LiveList(QObject* parent = nullptr) : QAbstractListModel(parent) {}
    void classBegin() override {}
    void componentComplete() override { follow(this); }
    int count() const { return rowCount({}); }
    bool loaded() const { return loaded_; }

  signals:
    void countChanged();

  protected:
    void restate() override {
        if (count() > 0) emit dataChanged(index(0), index(count() - 1));
    }
    void set_loaded() {
        loaded_ = true;
        emit countChanged();
    }

  private:
    bool loaded_ = false;
};

}  // namespace fieldfare::mobile
