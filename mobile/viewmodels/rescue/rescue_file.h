#pragma once

#include <QtQml/qqmlregistration.h>
#include <QString>
#include <QUrl>
#include <optional>

#include "mobile/app/unsent.h"
#include "mobile/viewmodels/common/live.h"

namespace fieldfare::mobile {

// What this phone could not send yet as an encrypted file, for another phone of the same person; and taking one in.
class RescueFile : public fieldfare::mobile::LiveObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(int unsent READ unsent NOTIFY changed)                   // records that a file would hold
    Q_PROPERTY(int unsentContents READ unsent_contents NOTIFY changed)  // photos and files, which it would not
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    // What opens the file that was just written. Kept nowhere: shown until the page is left.
    Q_PROPERTY(QString code READ code NOTIFY changed)
    Q_PROPERTY(QString fileName READ file_name NOTIFY changed)  // that was written
    Q_PROPERTY(QString suggestedName READ suggested_name CONSTANT)
    // What came of taking one in; empty before.
    Q_PROPERTY(QString outcome READ outcome NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)

  public:
    using LiveObject::LiveObject;

    int unsent() const { return unsent_; }
    int unsent_contents() const { return unsent_contents_; }
    bool busy() const { return busy_; }
    QString code() const { return code_; }
    QString file_name() const { return file_name_; }
    static QString suggested_name();
    QString outcome() const;
    QString error() const;

    Q_INVOKABLE void save(const QUrl& file);
    Q_INVOKABLE void takeIn(const QUrl& file, const QString& code);
    Q_INVOKABLE void copyCode() const;

  signals:
    void changed();

  protected:
    void refresh() override;
    void restate() override { emit changed(); }
    bool watches_journal() const override { return true; }

  private:
    void begin();
    void fail(const core::Error& error);

    int unsent_ = 0;
    int unsent_contents_ = 0;
    bool busy_ = false;
    QString code_;
    QString file_name_;
    std::optional<int> taken_;
    std::optional<core::Error> error_;
};

}  // namespace fieldfare::mobile
