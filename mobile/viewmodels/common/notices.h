#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>
#include <functional>

#include "mobile/viewmodels/common/undo.h"

class QQmlEngine;
class QJSEngine;

namespace fieldfare::mobile {

class StoreWorker;

// What was just done, said at the foot of the page, with a way back. Only the newest can be undone.
class Notices : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

  public:
    explicit Notices(StoreWorker& store) : store_(store) {}
    static Notices* create(QQmlEngine* engine, QJSEngine*);

    // Call only after the store said that it is durable. `undo` empty: there is no way back.
    void tell(const QString& text, std::function<void()> undo = {});
    void tell_undoable(const QString& text, Undo undo);
    void fail(const QString& text) { tell(text); }

    Q_INVOKABLE void undo();

  signals:
    void told(const QString& text, bool undoable);

  private:
    StoreWorker& store_;
    std::function<void()> undo_;
};

}  // namespace fieldfare::mobile
