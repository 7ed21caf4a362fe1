#include "mobile/viewmodels/rescue/rescue_file.h"

#include <QClipboard>
#include <QDate>
#include <QFileInfo>
#include <QGuiApplication>
#include <memory>

#include "mobile/viewmodels/common/chosen_file.h"
#include "mobile/viewmodels/common/text.h"
#include "sync/client/rescue.h"

namespace fieldfare::mobile {

namespace {

namespace journal = core::journal;
namespace rescue = sync::rescue;
using core::ErrorCode;

core::Result<int> take_in(core::Store& store, const QUrl& file, const std::string& code) {
    FF_ASSIGN(const auto bytes, read_chosen(file, static_cast<qint64>(rescue::most_bytes) * 2));
    FF_ASSIGN(const auto contents, rescue::read({reinterpret_cast<const std::uint8_t*>(bytes.constData()),
                                                 static_cast<std::size_t>(bytes.size())},
                                                code));
    FF_ASSIGN(auto transaction, store.begin());
    FF_ASSIGN(const auto taken, rescue::take_in(transaction, contents));
    FF_ASSIGN([[maybe_unused]] const auto committed, transaction.commit());
    return static_cast<int>(taken);
}

}  // namespace

QString RescueFile::suggested_name() {
    return QStringLiteral("fieldfare-%1.rescue").arg(QDate::currentDate().toString(Qt::ISODate));
}

void RescueFile::begin() {
    busy_ = true;
    error_.reset();
    taken_.reset();
    emit changed();
}

void RescueFile::fail(const core::Error& error) {
    busy_ = false;
    error_ = error;
    emit changed();
}

void RescueFile::save(const QUrl& file) {
    if (busy_) return;
    begin();
    const auto code = rescue::new_code(services().random);
    store().run(
        this,
        [file, code](core::Store& store) -> core::Result<Unsent> {
            FF_ASSIGN(auto unsent, unsent_of(store));
            FF_ASSIGN(const auto bytes, rescue::write(store, code));
            FF_TRY(write_chosen(file, bytes));
            return unsent;
        },
        [this, file, code](core::Result<Unsent> saved) {
            if (!saved) return fail(saved.error());
            services().session.rescued(*std::move(saved));
            busy_ = false;
            code_ = to_qt(code);
            file_name_ = QFileInfo(path_of(file)).fileName();
            emit changed();
        });
}

void RescueFile::takeIn(const QUrl& file, const QString& code) {
    if (busy_) return;
    begin();
    store().run(
        this, [file, code = to_core(code)](core::Store& store) { return take_in(store, file, code); },
        [this](const core::Result<int>& taken) {
            if (!taken) return fail(taken.error());
            busy_ = false;
            taken_ = *taken;
            emit changed();
        });
}

void RescueFile::copyCode() const {
    QGuiApplication::clipboard()->setText(code_);
}

QString RescueFile::outcome() const {
    if (!taken_) return {};
    if (*taken_ == 0) return tr("Everything in the file is on this phone already.");
    return tr("%n record(s) were taken in. They are sent by themselves.", nullptr, *taken_);
}

QString RescueFile::error() const {
    if (!error_) return {};
    switch (error_->code) {
        case ErrorCode::malformed:
            return tr("This is no rescue file.");
        case ErrorCode::storage_key_wrong:
            return tr("The code does not open this file. Check each letter; or the file is damaged.");
        case ErrorCode::forbidden:
            return tr("The file is another person's. Only its author's phone can take it in.");
        case ErrorCode::too_large:
            return tr("The file is too large.");
        case ErrorCode::storage_failed:
            return tr("The file could not be read or written there. Choose another place.");
        default:
            return user_message(*error_);
    }
}

void RescueFile::refresh() {
    store().run(
        this, [](core::Store& store) { return unsent_of(store); },
        [this](const core::Result<Unsent>& unsent) {
            if (!unsent) return;
            unsent_ = static_cast<int>(unsent->records.size());
            unsent_contents_ = static_cast<int>(unsent->contents.size());
            emit changed();
        });
}

}  // namespace fieldfare::mobile
