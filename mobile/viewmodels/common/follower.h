#pragma once

#include <QObject>
#include <QStringList>

#include "mobile/app/services.h"

namespace fieldfare::mobile {

// The part of a view model that follows the store and the language. `refresh` is called when QML has set the object up
// and whenever one of the watched entities was committed to (many commits in a row count once); `restate` when the
// language changed, so that texts are said again.
class Follower {
  public:
    virtual ~Follower() = default;

  protected:
    // Called once, when QML has set the properties.
    void follow(QObject* self);

    Services& services() const { return *services_; }
    StoreWorker& store() const { return services_->store; }
    core::WallMs now() const { return services_->clock.wall(); }
    bool following() const { return services_ != nullptr; }
    // At the next turn of the event loop, once.
    void refresh_soon();

    virtual void refresh() = 0;
    virtual void restate() {}
    virtual QStringList watched() const { return {}; }
    // Whether what waits to be sent is shown: then every growth of the journal and every verdict counts as well.
    virtual bool watches_journal() const { return false; }

  private:
    QObject* self_ = nullptr;
    Services* services_ = nullptr;
    bool pending_ = false;
};

}  // namespace fieldfare::mobile
