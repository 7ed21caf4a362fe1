#include "mobile/viewmodels/common/notices.h"

#include <QQmlEngine>
#include <utility>

#include "mobile/app/services.h"
#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

Notices* Notices::create(QQmlEngine* engine, QJSEngine*) {
    return Services::of(engine).hand_out(&Services::of(engine).notices);
}

void Notices::tell(const QString& text, std::function<void()> undo) {
    undo_ = std::move(undo);
    emit told(text, static_cast<bool>(undo_));
}

void Notices::tell_undoable(const QString& text, Undo undo) {
    tell(text, [this, undo = std::move(undo)] {
        store_.run(
            this, [undo](core::Store& store) { return take_back(store, undo); },
            [this](const core::Status& status) { tell(status ? tr("Undone.") : user_message(status.error())); });
    });
}

void Notices::undo() {
    if (auto undo = std::exchange(undo_, nullptr)) undo();
}

}  // namespace fieldfare::mobile
