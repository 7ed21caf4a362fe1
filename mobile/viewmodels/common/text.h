#pragma once

#include <QString>
#include <QStringList>
#include <string_view>

#include "core/base/clock.h"
#include "core/base/errors.h"
#include "core/base/uuid.h"
#include "core/catalog/catalog.h"
#include "core/rules/day.h"
#include "core/rules/texts.h"

// From the core's words to Qt's, and the few sentences that all view models share.
namespace fieldfare::mobile {

QString to_qt(std::string_view text);
QString to_qt(const core::Uuid& id);  // empty for nil
std::string to_core(const QString& text);
core::Uuid to_uuid(const QString& text);  // nil for anything else

// The language in force, for the catalog's labels and the rules' sentences.
core::Language language_now();
QString label_of(const core::Label& label);
// The choice's label; the code itself when the catalog of this version does not know it.
QString choice_label(const core::Enumeration& choices, std::string_view code);

// One after the other, as the language does it.
QString listed(const QStringList& parts);

// The icon of a channel; a general one for channels without.
QString channel_glyph(std::string_view code);

// What happened and what to do about it; beside the field that it is about.
QString user_sentence(core::ErrorCode code);
// The same with the number to quote.
QString user_message(const core::Error& error);
QString with_number(const QString& sentence, core::ErrorCode code);

// No line ends between a number and what it counts: "28 Nov", "3 days", "11月28日" stay whole.
QString with_numbers_whole(const QString& text);

// "14:05" today, "yesterday 14:05", "9 Oct 14:05", with the year when it is another one.
QString short_moment(core::WallMs moment, core::WallMs now);
// "today", "tomorrow", "9 Oct" …
QString relative_day(core::Day day, core::Day today);

}  // namespace fieldfare::mobile
