#pragma once

#include <QObject>

namespace fieldfare::mobile {

// Whether the phone is on a mobile network, as far as the system says; one that does not say counts as none.
class NetworkKind : public QObject {
    Q_OBJECT

  public:
    // Asks the system, which tells of changes from then on.
    NetworkKind();

    bool is_mobile() const { return mobile_; }
    // What the system says.
    void become(bool mobile);

  signals:
    void changed();

  private:
    bool mobile_ = false;
};

}  // namespace fieldfare::mobile
