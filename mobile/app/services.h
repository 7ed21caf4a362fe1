#pragma once

#include <QObject>
#include <QThreadPool>

#include "core/base/clock.h"
#include "core/base/random.h"
#include "mobile/app/draft_box.h"
#include "mobile/app/language.h"
#include "mobile/app/preferences.h"
#include "mobile/app/session.h"
#include "mobile/app/store_worker.h"
#include "mobile/app/sync_link.h"
#include "mobile/platform/network_kind.h"
#include "mobile/viewmodels/common/notices.h"

class QQmlEngine;

namespace fieldfare::mobile {

// All that view models need, handed to one QML engine. There is no other way from QML to the rest of the program.
class Services : public QObject {
    Q_OBJECT

  public:
    Services(const core::Clock& wall_clock, core::Random& chance);

    // Makes this the services of the engine; they must outlive it.
    void attach(QQmlEngine& engine);
    // Of the engine itself, or of the engine that an object belongs to. It is a bug if there are none.
    static Services& of(const QQmlEngine* engine);
    static Services& of(const QObject* object);

    // For singletons: the object stays ours, QML only looks at it.
    template <typename T>
    T* hand_out(T* object) {
        keep(object);
        return object;
    }

    const core::Clock& clock;
    core::Random& random;
    Preferences preferences;
    Language language;
    StoreWorker store;
    // For work that is neither the UI's nor the store's: pictures. Ends before the store's thread does.
    QThreadPool pool;
    DraftBox drafts;
    Notices notices;
    NetworkKind network;
    SyncLink sync;
    Session session;

  private:
    void allow_originals();
    static void keep(QObject* object);
};

}  // namespace fieldfare::mobile
