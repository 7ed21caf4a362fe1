#include "mobile/viewmodels/signout/sign_out.h"

#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

void SignOut::componentComplete() {
    LiveObject::componentComplete();
    // The page of rescue files lies on top of this one: nothing in the store changes when one is written.
    connect(&services().session, &Session::rescuedChanged, this, [this] { refresh_soon(); });
}

void SignOut::refresh() {
    store().run(
        this, [](core::Store& store) { return unsent_of(store); },
        [this](core::Result<Unsent> unsent) {
            if (!unsent) return;
            unsent_ = *std::move(unsent);
            emit changed();
        });
}

void SignOut::signOut() {
    if (busy_ || !allowed()) return;
    busy_ = true;
    error_.reset();
    emit changed();
    // Done, this page is gone.
    services().session.sign_out([guard = QPointer<SignOut>(this)](const core::Status& refused) {
        if (!guard) return;
        guard->busy_ = false;
        guard->error_ = refused.error();
        guard->refresh();
        emit guard->changed();
    });
}

QString SignOut::error() const {
    if (!error_) return {};
    if (error_->code == core::ErrorCode::needed_by_others)
        return tr("Something was saved meanwhile. Nothing was deleted.");
    return user_message(*error_);
}

}  // namespace fieldfare::mobile
