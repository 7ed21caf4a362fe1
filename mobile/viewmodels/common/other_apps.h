#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>

class QQmlEngine;
class QJSEngine;

namespace fieldfare::mobile {

class Services;

// Hands over to the device's other programs: its dialler, its maps. Where there is none, says what it would have been
// given. Neither needs a network of ours.
class OtherApps : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

  public:
    explicit OtherApps(Services& services) : services_(services) {}
    static OtherApps* create(QQmlEngine* engine, QJSEngine*);

    // As it stands in a contact's file; of several numbers, the first.
    Q_INVOKABLE void call(const QString& phone);
    // A geo: URI, and the place as it is read.
    Q_INVOKABLE void navigate(const QString& map, const QString& place);

  private:
    Services& services_;
};

}  // namespace fieldfare::mobile
