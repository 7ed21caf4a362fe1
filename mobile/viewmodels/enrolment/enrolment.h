#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>

#include "mobile/viewmodels/common/live.h"

namespace fieldfare::mobile {

// Connects this phone by a one-time code, or connects it again: server address and code, typed or pasted as the text
// under the QR code.
class Enrolment : public fieldfare::mobile::LiveObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString server READ server WRITE set_server NOTIFY changed)
    Q_PROPERTY(QString code READ code WRITE set_code NOTIFY changed)
    Q_PROPERTY(bool complete READ complete NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)

  public:
    using LiveObject::LiveObject;

    QString server() const { return server_; }
    void set_server(const QString& server);
    QString code() const { return code_; }
    void set_code(const QString& code);
    bool complete() const { return !server_.trimmed().isEmpty() && !code_.trimmed().isEmpty(); }
    bool busy() const { return busy_; }
    QString error() const;

    Q_INVOKABLE void enrol();

  signals:
    void changed();
    void connected();

  protected:
    void refresh() override {}
    void restate() override { emit changed(); }

  private:
    bool take_pasted(const QString& text);

    QString server_;
    QString code_;
    bool busy_ = false;
    std::optional<core::Error> error_;
};

}  // namespace fieldfare::mobile
