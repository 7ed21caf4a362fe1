#include "mobile/viewmodels/today/due_summary.h"

#include "core/followups/agenda.h"

namespace fieldfare::mobile {

void DueSummary::refresh() {
    store().run(
        this,
        [](core::Store& store) -> core::Result<int> {
            FF_ASSIGN(const auto session, core::session(store.read(), store.hybrid_clock().now()));
            FF_ASSIGN(const auto agenda, core::agenda(store.read(), session, 0));
            return static_cast<int>(agenda.overdue.size());
        },
        [this](core::Result<int> overdue) {
            if (!overdue || *overdue == overdue_) return;
            overdue_ = *overdue;
            emit changed();
        });
}

}  // namespace fieldfare::mobile
