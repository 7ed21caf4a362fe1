#include "mobile/viewmodels/customers/customer_card.h"

#include "core/catalog/entities.h"
#include "core/customers/filing.h"
#include "mobile/viewmodels/common/customer_words.h"
#include "mobile/viewmodels/common/text.h"
#include "mobile/viewmodels/common/tone.h"

namespace fieldfare::mobile {

namespace {

namespace cat = core::catalog;

}  // namespace

void CustomerCard::refresh() {
    using Answer = std::pair<core::CustomerPage, Reach>;
    store().run(
        this,
        [id = to_uuid(customer_id_)](core::Store& store) -> core::Result<Answer> {
            FF_ASSIGN(auto session, core::session(store.read(), store.hybrid_clock().now()));
            FF_ASSIGN(auto page, core::Customers(store.read(), std::move(session)).page(id));
            FF_ASSIGN(auto reach, reach_of(store.read(), page.head.customer));
            return Answer(std::move(page), std::move(reach));
        },
        [this](core::Result<Answer> answer) {
            gone_ = !answer && answer.error().code == core::ErrorCode::not_found;
            if (answer) {
                page_ = std::move(answer->first);
                reach_ = std::move(answer->second);
            }
            emit changed();
            const auto shown = answer ? to_qt(page_->head.customer.id) : customer_id_;
            if (shown != customer_id_) emit mergedInto(shown);
        });
}

QString CustomerCard::field(std::size_t at) const {
    return page_ ? to_qt(page_->head.customer.text(at)) : QString();
}

QString CustomerCard::name() const {
    return field(cat::customer.at("name"));
}

QString CustomerCard::code() const {
    return page_ ? customer_code(page_->head.customer) : QString();
}

QString CustomerCard::class_text() const {
    return page_ ? class_label(page_->head.customer) : QString();
}

int CustomerCard::tone() const {
    return page_ ? class_tone(page_->head.customer) : tone::Neutral;
}

QString CustomerCard::stage() const {
    return page_ ? stage_label(page_->head.customer) : QString();
}

QStringList CustomerCard::tags() const {
    QStringList tags;
    if (!page_) return tags;
    for (const auto& tag : page_->head.customer.set(cat::customer.at("tags"))) tags << to_qt(tag);
    return tags;
}

QString CustomerCard::due_text() const {
    return page_ && page_->head.due ? to_qt(core::describe(page_->head.severity, language_now())) : QString();
}

QString CustomerCard::why() const {
    if (!page_ || !page_->head.due) return {};
    return with_numbers_whole(to_qt(core::explain(*page_->head.due, language_now())));
}

bool CustomerCard::overdue() const {
    return page_ && page_->head.due && page_->head.severity.overdue_days > 0;
}

void CustomerCard::remove() {
    const auto id = to_uuid(customer_id_);
    auto& services = this->services();
    // The page is gone by then: the message and its undo belong to the services.
    services.store.run(
        &services, [id](core::Store& store) { return core::customers::remove(store, id); },
        [&services, id](const core::Status& status) {
            if (!status) return services.notices.fail(user_message(status.error()));
            services.notices.tell(tr("The customer was removed."), [&services, id] {
                services.store.run(
                    &services, [id](core::Store& store) { return core::customers::restore(store, id); },
                    [&services](const core::Status& back) {
                        if (!back) services.notices.fail(user_message(back.error()));
                    });
            });
        });
}

}  // namespace fieldfare::mobile
