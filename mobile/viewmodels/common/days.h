#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>
#include <QTimer>
#include <QVariantList>

class QQmlEngine;
class QJSEngine;

namespace fieldfare::mobile {

class Services;

// Days for choosing: what today is for the organisation, and the usual days of a next step.
class Days : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(QString today READ today NOTIFY changed)
    Q_PROPERTY(QVariantList usual READ usual NOTIFY changed)

  public:
    explicit Days(Services& services);
    static Days* create(QQmlEngine* engine, QJSEngine*);

    QString today() const;       // "YYYY-MM-DD"
    QVariantList usual() const;  // {key, label, day}
    Q_INVOKABLE QString label(const QString& day) const;
    // The first day after it that is not past.
    Q_INVOKABLE QString laterThan(const QString& day) const;

  signals:
    void changed();

  private:
    Services& services_;
    QTimer midnight_;
    QString shown_;
};

}  // namespace fieldfare::mobile
