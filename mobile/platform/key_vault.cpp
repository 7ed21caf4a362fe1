#include "mobile/platform/key_vault.h"

#include <qt6keychain/keychain.h>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QTimer>
#include <memory>
#include <utility>

namespace fieldfare::mobile {

namespace {

constexpr auto service_name = "fieldfare";
constexpr qsizetype key_bytes = 32;
// A key store that does not answer in this time counts as absent for this start.
constexpr int key_store_patience_ms = 3000;

core::Bytes to_bytes(const QByteArray& raw) {
    return {raw.begin(), raw.end()};
}

QByteArray to_array(const core::Bytes& raw) {
    return {reinterpret_cast<const char*>(raw.data()), static_cast<qsizetype>(raw.size())};
}

constexpr bool encrypted_build() {
#ifdef FIELDFARE_SQLCIPHER
    return true;
#else
    return false;
#endif
}

// Calls back once: with the job's outcome, or when patience ran out.
template <typename Job>
void start(Job* job, std::function<void(Job*)> finished) {
    auto pending = std::make_shared<std::function<void(Job*)>>(std::move(finished));
    auto once = [pending](Job* outcome) {
        if (auto call = std::exchange(*pending, nullptr)) call(outcome);
    };
    QObject::connect(job, &QKeychain::Job::finished, job, [job, once] { once(job); });
    QTimer::singleShot(key_store_patience_ms, job, [once] { once(nullptr); });
    job->start();
}

}  // namespace

KeyVault::KeyVault(StoreWorker& worker, core::Random& random, QString data_directory, QObject* parent)
    : QObject(parent), worker_(worker), random_(random), directory_(std::move(data_directory)) {}

QString KeyVault::entry_name() const {
    return QStringLiteral("store:") + QDir(directory_).absolutePath();
}

QString KeyVault::key_path() const {
    return QDir(directory_).filePath("store.key");
}

void KeyVault::obtain(Done done) {
    done_ = std::move(done);
    if (!encrypted_build()) return finish(StoreKey{});
    worker_.post([this, guard = QPointer<KeyVault>(this), path = key_path(),
                  database = QDir(directory_).filePath("fieldfare.db")] {
        Found found;
        found.database_exists = QFile::exists(database);
        QFile file(path);
        if (file.open(QIODevice::ReadOnly)) found.file_key = to_bytes(QByteArray::fromHex(file.readAll().trimmed()));
        worker_.deliver([this, guard, found] {
            if (!guard) return;
            if (found.file_key.size() == key_bytes) return finish(StoreKey{found.file_key, KeyPlace::key_file});
            read_key_store(found.database_exists);
        });
    });
}

void KeyVault::read_key_store(bool database_exists) {
    auto* job = new QKeychain::ReadPasswordJob(service_name, this);
    job->setKey(entry_name());
    start<QKeychain::ReadPasswordJob>(job, [this, database_exists](QKeychain::ReadPasswordJob* outcome) {
        if (outcome != nullptr && outcome->error() == QKeychain::NoError) {
            const auto key = to_bytes(QByteArray::fromHex(outcome->textData().toLatin1()));
            if (key.size() == key_bytes) return finish(StoreKey{key, KeyPlace::key_store});
        }
        if (database_exists) return finish(core::Error{core::ErrorCode::storage_key_wrong, "the key was not found"});
        make_key();
    });
}

void KeyVault::make_key() {
    core::Bytes key(key_bytes);
    random_.fill(key);
    auto* job = new QKeychain::WritePasswordJob(service_name, this);
    job->setKey(entry_name());
    job->setTextData(QString::fromLatin1(to_array(key).toHex()));
    start<QKeychain::WritePasswordJob>(job, [this, key](QKeychain::WritePasswordJob* outcome) {
        if (outcome != nullptr && outcome->error() == QKeychain::NoError) {
            return finish(StoreKey{key, KeyPlace::key_store});
        }
        write_key_file(key);
    });
}

void KeyVault::write_key_file(const core::Bytes& key) {
    worker_.post([this, guard = QPointer<KeyVault>(this), path = key_path(), key] {
        QSaveFile file(path);
        const bool written = file.open(QIODevice::WriteOnly) &&
                             file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                             file.write(to_array(key).toHex()) == key_bytes * 2 && file.commit();
        worker_.deliver([this, guard, written, key] {
            if (!guard) return;
            if (!written) return finish(core::Error{core::ErrorCode::storage_failed, "the key file was not written"});
            finish(StoreKey{key, KeyPlace::key_file});
        });
    });
}

void KeyVault::forget(std::function<void()> done) {
    if (!encrypted_build()) return done();
    auto* job = new QKeychain::DeletePasswordJob(service_name, this);
    job->setKey(entry_name());
    start<QKeychain::DeletePasswordJob>(job, [this, done = std::move(done)](QKeychain::DeletePasswordJob*) {
        worker_.post([this, guard = QPointer<KeyVault>(this), path = key_path(), done] {
            QFile::remove(path);
            worker_.deliver([guard, done] {
                if (guard) done();
            });
        });
    });
}

void KeyVault::finish(core::Result<StoreKey> result) {
    if (auto done = std::exchange(done_, nullptr)) done(std::move(result));
}

}  // namespace fieldfare::mobile
