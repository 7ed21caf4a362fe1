#include "mobile/viewmodels/common/follower.h"

#include <algorithm>

namespace fieldfare::mobile {

void Follower::follow(QObject* self) {
    self_ = self;
    services_ = &Services::of(self);
    QObject::connect(&services_->language, &Language::switched, self, [this] { restate(); });
    QObject::connect(&services_->store, &StoreWorker::changed, self,
                     [this](const QStringList& entities, bool journal_grew, bool sync_changed) {
                         const auto names = watched();
                         const bool ours = std::any_of(names.begin(), names.end(),
                                                       [&](const auto& n) { return entities.contains(n); });
                         if (ours || (watches_journal() && (journal_grew || sync_changed))) refresh_soon();
                     });
    refresh();
}

void Follower::refresh_soon() {
    if (pending_ || !following()) return;
    pending_ = true;
    QMetaObject::invokeMethod(
        self_,
        [this] {
            pending_ = false;
            refresh();
        },
        Qt::QueuedConnection);
}

}  // namespace fieldfare::mobile
