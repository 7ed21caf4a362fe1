#include "mobile/viewmodels/attachments/attachment_detail.h"

#include "core/catalog/entities.h"
#include "core/media/content.h"
#include "mobile/viewmodels/attachments/removing.h"
#include "mobile/viewmodels/common/chosen_file.h"
#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

namespace {

using core::ErrorCode;
using core::catalog::attachment;
using core::media::BlobState;

constexpr int watch_ms = 400;

}  // namespace

void AttachmentDetail::componentComplete() {
    watch_.setInterval(watch_ms);
    connect(&watch_, &QTimer::timeout, this, [this] { refresh(); });
    LiveObject::componentComplete();
    connect(&services().sync, &SyncLink::statusChanged, this, &AttachmentDetail::changed);
}

core::Result<AttachmentDetail::Shown> AttachmentDetail::ask(core::Store& store, core::media::BlobBox* box,
                                                            const core::Uuid& id, bool wanted) {
    Shown shown;
    FF_ASSIGN(shown.row, store.read().find(attachment, id));
    if (!shown.row || shown.row->deleted()) return Shown{};
    const std::string content(shown.row->text(attachment.at("content")));
    FF_ASSIGN(const auto user, store.read().find(core::catalog::user, shown.row->reference(attachment.at("author"))));
    if (user) shown.author = to_qt(user->text(core::catalog::user.at("name")));
    FF_ASSIGN(shown.held, held_of(store.read(), *shown.row));
    // What waits for a person waits for him to say retry.
    const auto state = standing_of(shown.held).state;
    if (box && wanted && state != BlobState::refused && state != BlobState::damaged) {
        const auto bytes = core::media::show(store, *box, content);
        // On its way; or damaged here, which its state says from now on.
        const bool told =
            bytes || bytes.error().code == ErrorCode::not_found || bytes.error().code == ErrorCode::content_mismatch;
        if (!told) return bytes.error();
        FF_ASSIGN(shown.held, held_of(store.read(), *shown.row));
    }
    const auto& held = shown.held.content;
    shown.here = is_here(held);
    if (box && held && !shown.here) {
        FF_ASSIGN(shown.arrived, box->arrived(content));
    }
    return shown;
}

void AttachmentDetail::refresh() {
    store().run_with_contents_if_any(
        this,
        [id = to_uuid(id_), wanted = !asked_](core::Store& store, core::media::BlobBox* box) {
            return ask(store, box, id, wanted);
        },
        [this](core::Result<Shown> shown) {
            if (!shown) return services().notices.fail(user_message(shown.error()));
            shown_ = *std::move(shown);
            if (!asked_) services().sync.wake();
            asked_ = true;
            const bool coming = arriving();
            if (coming != watch_.isActive()) coming ? watch_.start() : watch_.stop();
            emit changed();
        });
}

QString AttachmentDetail::title() const {
    return shown_ && shown_->row ? attachment_title(*shown_->row) : QString();
}

QString AttachmentDetail::about() const {
    if (!shown_ || !shown_->row) return {};
    const auto& row = *shown_->row;
    QStringList words;
    if (!shown_->author.isEmpty()) words << shown_->author;
    words << short_moment(row.integer(attachment.at("taken_at")), now());
    words << size_text(row.integer(attachment.at("bytes")));
    return words.join(QStringLiteral(" · "));
}

QString AttachmentDetail::glyph() const {
    return shown_ && shown_->row ? attachment_glyph(*shown_->row) : QStringLiteral("document");
}

QString AttachmentDetail::file_name() const {
    if (!shown_ || !shown_->row) return {};
    auto name = to_qt(shown_->row->text(attachment.at("file_name")));
    if (!name.isEmpty()) return name;
    const auto format = to_qt(shown_->row->text(attachment.at("format")));
    return QStringLiteral("fieldfare.") + (format == "jpeg" ? QStringLiteral("jpg") : format);
}

bool AttachmentDetail::is_picture() const {
    return shown_ && shown_->row &&
           core::media::media_type(shown_->row->text(attachment.at("format"))).starts_with("image/");
}

QString AttachmentDetail::picture() const {
    return here() && is_picture() ? picture_url(shown_->row->text(attachment.at("content"))) : QString();
}

QString AttachmentDetail::thumbnail() const {
    return shown_ && shown_->row ? thumbnail_url(*shown_->row, shown_->held.thumbnail) : QString();
}

Sent AttachmentDetail::sent() const {
    return shown_ && following() ? sent_of(services().sync.status(), shown_->held) : Sent{};
}

double AttachmentDetail::progress() const {
    if (!shown_ || !shown_->held.content) return 0;
    if (!arriving()) return sent().fraction();
    const auto bytes = static_cast<double>(shown_->held.content->bytes);
    return bytes > 0 ? static_cast<double>(shown_->arrived) / bytes : 0;
}

bool AttachmentDetail::arriving() const {
    return shown_ && shown_->held.content && shown_->held.content->state == BlobState::to_fetch;
}

bool AttachmentDetail::can_retry() const {
    const auto state = standing().state;
    return state == BlobState::refused || state == BlobState::damaged;
}

bool AttachmentDetail::can_remove() const {
    return shown_ && shown_->row && shown_->row->reference(attachment.at("author")) == services().session.person().user;
}

void AttachmentDetail::retry() {
    if (shown_) retry_contents(services(), shown_->held);
}

void AttachmentDetail::remove() {
    if (can_remove()) remove_with_undo(services(), shown_->row->id);
}

void AttachmentDetail::saveCopy(const QUrl& file) {
    if (!shown_ || !shown_->row) return;
    auto& all = services();
    all.store.run_with_contents(
        &all,
        [file, content = std::string(shown_->row->text(attachment.at("content")))](
            core::Store&, core::media::BlobBox& box) -> core::Status {
            FF_ASSIGN(const auto bytes, box.get(content));
            return write_chosen(file, bytes);
        },
        [&all](const core::Status& status) {
            if (status) return all.notices.tell(tr("A copy was saved. Anyone who opens it there can read it."));
            all.notices.fail(status.error().code == ErrorCode::storage_failed
                                 ? tr("The copy was not saved. Choose another place.")
                                 : user_message(status.error()));
        });
}

}  // namespace fieldfare::mobile
