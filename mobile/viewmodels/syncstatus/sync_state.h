#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>
#include <QTimer>

#include "mobile/viewmodels/common/tone.h"
#include "sync/client/engine.h"

class QQmlEngine;
class QJSEngine;

namespace fieldfare::mobile {

class Services;

// The state of sync in words, for the pill on every page and the sync centre.
class SyncState : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(QString label READ label NOTIFY changed)
    // Where there is no room for all of it: the icon says that it is offline.
    Q_PROPERTY(QString shortLabel READ short_label NOTIFY changed)
    Q_PROPERTY(QString glyph READ glyph NOTIFY changed)
    Q_PROPERTY(int tone READ tone NOTIFY changed)
    Q_PROPERTY(QString lastTime READ last_time NOTIFY changed)
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    // The server does not accept this phone any more: a new code is the way out.
    Q_PROPERTY(bool needsCode READ needs_code NOTIFY changed)
    // What the user may like to know and need not do anything about; empty: nothing.
    Q_PROPERTY(QString remark READ remark NOTIFY changed)
    // What came of comparing this phone's records with the server's; empty before the first time.
    Q_PROPERTY(QString comparison READ comparison NOTIFY changed)
    Q_PROPERTY(bool working READ working NOTIFY changed)
    Q_PROPERTY(int pending READ pending NOTIFY changed)
    // What somebody overwrote unseen, undecided.
    Q_PROPERTY(int conflicts READ conflicts NOTIFY changed)
    // What asks for a decision: conflicts, and records that were not accepted.
    Q_PROPERTY(int decisions READ decisions NOTIFY changed)

  public:
    explicit SyncState(Services& services);
    static SyncState* create(QQmlEngine* engine, QJSEngine*);

    QString label() const;
    QString short_label() const;
    QString glyph() const;
    int tone() const;
    QString last_time() const;
    QString sentence() const;
    QString problem() const;
    bool needs_code() const;
    QString remark() const;
    QString comparison() const;
    bool working() const;
    int pending() const;
    int conflicts() const;
    int decisions() const;

    Q_INVOKABLE void syncNow();

  signals:
    void changed();

  private:
    enum class Face { synced, pending, arriving, offline, attention };
    Face face() const;
    const sync::SyncStatus& status() const;

    Services& services_;
    QTimer minute_;  // "yesterday" must not stay "today"
};

}  // namespace fieldfare::mobile
