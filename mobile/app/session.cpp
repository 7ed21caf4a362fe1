#include "mobile/app/session.h"

#include <QDir>
#include <QQmlEngine>
#include <algorithm>

#include "core/catalog/entities.h"
#include "core/journal/journal.h"
#include "core/media/folder.h"
#include "mobile/app/services.h"
#include "mobile/viewmodels/common/select.h"
#include "mobile/viewmodels/common/text.h"
#include "mobile/viewmodels/quicklog/log_draft.h"

namespace fieldfare::mobile {

namespace {

namespace cat = core::catalog;

// Nothing while the phone is not enrolled.
core::Result<std::optional<Person>> person_of(core::Store& store) {
    auto& reader = store.read();
    FF_ASSIGN(const auto state, core::journal::sync_state(reader));
    if (!state) return std::optional<Person>();
    Person person;
    person.user = state->user;
    person.role = state->role;
    person.server_url = state->server_url;
    FF_ASSIGN(const auto user, reader.find(cat::user, state->user));
    if (user) person.name = user->text(cat::user.at("name"));
    FF_ASSIGN(const auto organisation, reader.find(cat::organisation, state->org));
    if (organisation) {
        person.organisation = organisation->text(cat::organisation.at("name"));
        person.policy = core::policy_of(*organisation);
    }
    FF_ASSIGN(person.customers, reader.count(rows_of(cat::customer)));
    return std::optional<Person>(std::move(person));
}

}  // namespace

Session::Session(Services& services) : services_(services) {
    connect(&services_.store, &StoreWorker::opened, this, &Session::store_opened);
    connect(&services_.store, &StoreWorker::changed, this, [this](const QStringList& entities, bool, bool) {
        const bool matters = entities.contains("user") || entities.contains("organisation") ||
                             (!has_customers() && entities.contains("customer"));
        if (matters) read_person();
    });
    connect(&services_.language, &Language::switched, this, [this] {
        emit stateChanged();
        emit personChanged();
    });
}

Session* Session::create(QQmlEngine* engine, QJSEngine*) {
    return Services::of(engine).hand_out(&Services::of(engine).session);
}

void Session::open(const QString& data_directory) {
    directory_ = QDir(data_directory).absolutePath();
    become(Opening);
    services_.store.post([path = directory_] {
        QDir().mkpath(path);
        QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    });
    vault_ = std::make_unique<KeyVault>(services_.store, services_.random, directory_);
    vault_->obtain([this](core::Result<StoreKey> key) { key ? open_store(*key) : fail(key.error()); });
}

void Session::open_store(const StoreKey& key) {
    key_place_ = key.place;
    const QDir directory(directory_);
    services_.drafts.open(directory.filePath("draft.bin"), key.key);
    core::StoreOptions options;
    options.path = to_core(directory.filePath("fieldfare.db"));
    options.key = key.key;
    services_.store.open(options, to_core(directory.filePath("install")));
}

void Session::store_opened(const core::Status& status) {
    if (!status) return fail(status.error());
    services_.sync.start();
    services_.drafts.recover(
        [](core::Store& store, const QByteArray& draft) { return is_logged(store, LogDraft::from_json(draft)); });
    read_person();
}

void Session::enrolled() {
    read_person();
}

void Session::rescued(Unsent unsent) {
    rescued_ = std::move(unsent);
    emit rescuedChanged();
}

bool Session::records_rescued(const Unsent& unsent) const {
    return std::ranges::includes(rescued_.records, unsent.records);
}

bool Session::all_rescued(const Unsent& unsent) const {
    return unsent.contents.empty() && records_rescued(unsent);
}

void Session::sign_out(const std::function<void(core::Status)>& refused) {
    services_.sync.stop();
    const auto may = [this](core::Store& store) -> core::Status {
        FF_ASSIGN(const auto unsent, unsent_of(store));
        return all_rescued(unsent) ? core::Status{} : core::Status{core::ErrorCode::needed_by_others, "unsent"};
    };
    std::vector<std::string> paths;
    // The database first: whatever is left of the others when this ends too early belongs to nothing.
    for (const auto* name :
         {"fieldfare.db", "fieldfare.db-wal", "fieldfare.db-shm", "fieldfare.db.lock", "draft.bin", "install"}) {
        paths.push_back(to_core(QDir(directory_).filePath(name)));
    }
    paths.push_back(core::media::contents_path(paths.front()));
    services_.store.close_and_remove(may, std::move(paths), this, [this, refused](const core::Status& status) {
        if (status) return vault_->forget([this] { begin_anew(); });
        if (status.error().code == core::ErrorCode::storage_failed) return fail(status.error());
        services_.sync.start();
        refused(status);
    });
}

void Session::begin_anew() {
    person_ = {};
    rescued_ = {};
    services_.drafts.clear();
    open(directory_);
}

void Session::read_person() {
    services_.store.run(this, person_of, [this](core::Result<std::optional<Person>> found) {
        if (!found) return fail(found.error());
        person_ = found->value_or(Person{});
        emit personChanged();
        become(found->has_value() ? Ready : NeedsEnrolment);
    });
}

void Session::fail(const core::Error& error) {
    error_ = error;
    become(Failed);
}

void Session::become(State state) {
    if (state == state_) return;
    state_ = state;
    emit stateChanged();
}

QString Session::failure() const {
    return error_ ? user_message(*error_) : QString();
}

QString Session::user_id() const {
    return to_qt(person_.user);
}

QString Session::user_name() const {
    return to_qt(person_.name);
}

QString Session::role_label() const {
    return person_.role.empty() ? QString() : choice_label(cat::role, person_.role);
}

QString Session::organisation() const {
    return to_qt(person_.organisation);
}

QString Session::server_url() const {
    return to_qt(person_.server_url);
}

QString Session::protection() const {
    switch (key_place_) {
        case KeyPlace::key_store:
            return tr("Encrypted; the key lies in this device's key store");
        case KeyPlace::key_file:
            return tr("Encrypted; the key lies in a file beside the data, because this device has no key store");
        case KeyPlace::none:
            break;
    }
    return tr("Not encrypted in this build");
}

QString Session::version() const {
    return QStringLiteral(FIELDFARE_VERSION);
}

core::Day Session::today() const {
    const auto day = core::Day::at(services_.clock.wall(), person_.policy.time_zone);
    FF_CHECK(day.ok());  // the policy's zone was checked when it was read
    return *day;
}

}  // namespace fieldfare::mobile
