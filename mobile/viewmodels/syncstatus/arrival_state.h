#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>

#include "sync/client/bootstrap.h"

class QQmlEngine;
class QJSEngine;

namespace fieldfare::mobile {

class Services;

// How far the first filling of the book has come, in words.
class ArrivalState : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(bool active READ active NOTIFY changed)
    Q_PROPERTY(double fraction READ fraction NOTIFY changed)  // 0 while the server is making it
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString detail READ detail NOTIFY changed)

  public:
    explicit ArrivalState(Services& services);
    static ArrivalState* create(QQmlEngine* engine, QJSEngine*);

    bool active() const;
    double fraction() const;
    QString title() const;
    QString detail() const;

  signals:
    void changed();

  private:
    sync::ArrivalProgress progress() const;

    Services& services_;
};

}  // namespace fieldfare::mobile
