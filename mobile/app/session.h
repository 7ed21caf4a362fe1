#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>
#include <functional>
#include <memory>
#include <optional>

#include "core/base/result.h"
#include "core/rules/day.h"
#include "core/rules/policy.h"
#include "core/store/row_reader.h"
#include "mobile/app/unsent.h"
#include "mobile/platform/key_vault.h"

class QQmlEngine;
class QJSEngine;

namespace fieldfare::mobile {

class Services;

// Who is here.
struct Person {
    core::Uuid user;
    std::string name;
    std::string role;  // code
    std::string organisation;
    std::string server_url;
    core::Policy policy;
    std::int64_t customers = 0;
};

// From start to the first page: opens the data, says whether the phone is enrolled, and who uses it.
class Session : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(State state READ state NOTIFY stateChanged)
    Q_PROPERTY(QString failure READ failure NOTIFY stateChanged)
    Q_PROPERTY(QString userId READ user_id NOTIFY personChanged)
    Q_PROPERTY(QString userName READ user_name NOTIFY personChanged)
    Q_PROPERTY(QString roleLabel READ role_label NOTIFY personChanged)
    Q_PROPERTY(QString organisation READ organisation NOTIFY personChanged)
    Q_PROPERTY(QString serverUrl READ server_url NOTIFY personChanged)
    Q_PROPERTY(bool hasCustomers READ has_customers NOTIFY personChanged)
    Q_PROPERTY(QString protection READ protection NOTIFY personChanged)
    Q_PROPERTY(QString dataDirectory READ data_directory CONSTANT)
    Q_PROPERTY(QString version READ version CONSTANT)

  public:
    enum State { Opening, NeedsEnrolment, Ready, Failed };
    Q_ENUM(State)

    explicit Session(Services& services);
    static Session* create(QQmlEngine* engine, QJSEngine*);

    // Creates the directory if it is missing and opens what lies in it.
    void open(const QString& data_directory);
    Q_INVOKABLE void retry() { open(directory_); }
    // After an enrolment was recorded.
    void enrolled();
    // A rescue file with all of these records was written.
    void rescued(Unsent unsent);
    // Whether all records that the server has not got are in a rescue file.
    bool records_rescued(const Unsent& unsent) const;
    // Whether signing out would lose nothing: so it is, and every photo and file has reached the server.
    bool all_rescued(const Unsent& unsent) const;
    // Removes what this phone holds of the organisation, and begins anew. Refuses with `needed_by_others` while
    // something is in no other place, and nothing was changed then.
    void sign_out(const std::function<void(core::Status)>& refused);

    State state() const { return state_; }
    QString failure() const;
    QString user_id() const;
    QString user_name() const;
    QString role_label() const;
    QString organisation() const;
    QString server_url() const;
    bool has_customers() const { return person_.customers > 0; }
    QString protection() const;
    QString data_directory() const { return directory_; }
    QString version() const;

    const Person& person() const { return person_; }
    // The day it is for the organisation.
    core::Day today() const;

  signals:
    void stateChanged();
    void personChanged();
    void rescuedChanged();

  private:
    void open_store(const StoreKey& key);
    void begin_anew();
    void store_opened(const core::Status& status);
    void read_person();
    void fail(const core::Error& error);
    void become(State state);

    Services& services_;
    QString directory_;
    std::unique_ptr<KeyVault> vault_;
    KeyPlace key_place_ = KeyPlace::none;
    State state_ = Opening;
    std::optional<core::Error> error_;
    Person person_;
    Unsent rescued_;
};

}  // namespace fieldfare::mobile
