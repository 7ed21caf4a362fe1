#include "mobile/viewmodels/attachments/removing.h"

#include <QCoreApplication>

#include "core/media/attach.h"
#include "mobile/app/services.h"
#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

namespace {

using core::media::Remembered;

QString said(const char* text) {
    return QCoreApplication::translate("Attachment", text);
}

void put_back(Services& services, const std::shared_ptr<const Remembered>& removed) {
    services.store.run_with_contents_if_any(
        &services,
        [removed](core::Store& store, core::media::BlobBox* box) {
            return core::media::put_back(store, box, *removed);
        },
        [&services](const core::Status& status) {
            services.notices.tell(status ? said(QT_TRANSLATE_NOOP("Attachment", "It is back."))
                                         : user_message(status.error()));
        });
}

}  // namespace

void remove_with_undo(Services& services, const core::Uuid& attachment) {
    services.store.run_with_contents_if_any(
        &services,
        [attachment](core::Store& store, core::media::BlobBox* box) -> core::Result<Remembered> {
            FF_ASSIGN(auto removed, core::media::remember(store, box, attachment));
            FF_TRY(core::media::remove_attachment(store, attachment));
            return removed;
        },
        [&services](core::Result<Remembered> done) {
            if (!done) return services.notices.fail(user_message(done.error()));
            const auto removed = std::make_shared<const Remembered>(*std::move(done));
            services.notices.tell(said(QT_TRANSLATE_NOOP("Attachment", "Removed.")),
                                  [&services, removed] { put_back(services, removed); });
        });
}

void retry_contents(Services& services, const Held& held) {
    std::vector<std::string> stuck;
    for (const auto& blob : {held.content, held.thumbnail}) {
        using core::media::BlobState;
        if (blob && (blob->state == BlobState::refused || blob->state == BlobState::damaged)) {
            stuck.push_back(blob->content);
        }
    }
    services.store.run(
        &services,
        [stuck](core::Store& store) -> core::Status {
            for (const auto& content : stuck) FF_TRY(core::media::retry(store, content));
            return {};
        },
        [&services](const core::Status& status) {
            if (status) services.sync.wake();
            services.notices.tell(status ? said(QT_TRANSLATE_NOOP("Attachment", "It is tried again."))
                                         : user_message(status.error()));
        });
}

void give_up(Services& services, const Held& held) {
    std::vector<std::string> contents;
    for (const auto& blob : {held.content, held.thumbnail}) {
        if (blob) contents.push_back(blob->content);
    }
    services.store.run_with_contents_if_any(
        &services,
        [contents](core::Store& store, core::media::BlobBox* box) -> core::Status {
            for (const auto& content : contents) {
                // Its record may have come back while the user was asked.
                FF_ASSIGN(const bool named, core::media::is_named(store.read(), content));
                if (named) return {core::ErrorCode::changed_meanwhile, "attachment"};
                FF_TRY(core::media::drop(store, box, content));
            }
            return {};
        },
        [&services](const core::Status& status) {
            services.notices.tell(status ? said(QT_TRANSLATE_NOOP("Attachment", "Given up."))
                                         : user_message(status.error()));
        });
}

}  // namespace fieldfare::mobile
