#include "mobile/viewmodels/common/customer_words.h"

#include <QStringList>

#include "core/catalog/entities.h"
#include "mobile/viewmodels/common/text.h"
#include "mobile/viewmodels/common/tone.h"

namespace fieldfare::mobile {

namespace {

namespace cat = core::catalog;

QString joined(QStringList parts, const QString& separator) {
    parts.removeAll(QString());
    return parts.join(separator);
}

}  // namespace

QString customer_name(const core::Row& customer) {
    return to_qt(customer.text(cat::customer.at("name")));
}

QString customer_code(const core::Row& customer) {
    const auto code = customer.text(cat::customer.at("code"));
    return to_qt(code.empty() ? customer.text(cat::customer.at("provisional_code")) : code);
}

QString class_label(const core::Row& customer) {
    const auto code = customer.text(cat::customer.at("potential_class"));
    return code.empty() ? QString() : choice_label(cat::potential_class, code);
}

int class_tone(const core::Row& customer) {
    const auto code = customer.text(cat::customer.at("potential_class"));
    return code == "a" ? tone::Accent : code == "b" ? tone::Info : tone::Neutral;
}

QString stage_label(const core::Row& customer) {
    const auto code = customer.text(cat::customer.at("stage"));
    return code.empty() ? QString() : choice_label(cat::funnel_stage, code);
}

QString customer_detail(const core::Row& customer) {
    return joined({to_qt(customer.text(cat::customer.at("industry"))), to_qt(customer.text(cat::customer.at("city")))},
                  QStringLiteral(" · "));
}

QString note_of(const core::Row& visit) {
    return to_qt(visit.text(cat::interaction.at("note"))).simplified();
}

QString channels_label(const core::Row& visit) {
    QStringList labels;
    for (const auto& code : visit.set(cat::interaction.at("channels"))) labels << choice_label(cat::channel, code);
    return listed(labels);
}

QString channel_glyph_of(const core::Row& visit) {
    const auto& channels = visit.set(cat::interaction.at("channels"));
    return channels.empty() ? QStringLiteral("note") : channel_glyph(channels.front());
}

}  // namespace fieldfare::mobile
