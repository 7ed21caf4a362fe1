#pragma once

#include <QtQml/qqmlregistration.h>

#include "mobile/viewmodels/common/live.h"

namespace fieldfare::mobile {

// How many contacts are late, for the badge on the bottom bar.
class DueSummary : public fieldfare::mobile::LiveObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(int overdue READ overdue NOTIFY changed)

  public:
    using LiveObject::LiveObject;
    int overdue() const { return overdue_; }

  signals:
    void changed();

  protected:
    void refresh() override;
    QStringList watched() const override { return {"customer", "interaction", "followup"}; }

  private:
    int overdue_ = 0;
};

}  // namespace fieldfare::mobile
