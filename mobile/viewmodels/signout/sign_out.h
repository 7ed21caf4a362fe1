#pragma once

#include <QtQml/qqmlregistration.h>
#include <optional>

#include "mobile/viewmodels/common/live.h"

namespace fieldfare::mobile {

// Takes the organisation's data off this phone, once nothing is lost by it.
class SignOut : public fieldfare::mobile::LiveObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(int unsent READ unsent NOTIFY changed)                   // records that the server has not got
    Q_PROPERTY(bool rescued READ rescued NOTIFY changed)                // all of them are in a rescue file
    Q_PROPERTY(int unsentContents READ unsent_contents NOTIFY changed)  // photos and files, which are in none
    Q_PROPERTY(bool allowed READ allowed NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)

  public:
    using LiveObject::LiveObject;
    void componentComplete() override;

    bool loaded() const { return unsent_.has_value(); }
    int unsent() const { return unsent_ ? static_cast<int>(unsent_->records.size()) : 0; }
    bool rescued() const { return unsent() > 0 && services().session.records_rescued(*unsent_); }
    int unsent_contents() const { return unsent_ ? static_cast<int>(unsent_->contents.size()) : 0; }
    bool allowed() const { return unsent_ && services().session.all_rescued(*unsent_); }
    bool busy() const { return busy_; }
    QString error() const;

    Q_INVOKABLE void signOut();

  signals:
    void changed();

  protected:
    void refresh() override;
    void restate() override { emit changed(); }
    bool watches_journal() const override { return true; }

  private:
    std::optional<Unsent> unsent_;
    bool busy_ = false;
    std::optional<core::Error> error_;
};

}  // namespace fieldfare::mobile
