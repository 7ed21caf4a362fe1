#include "mobile/viewmodels/common/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>

namespace fieldfare::mobile {

namespace {

QString day_text(const QDate& date, const QDate& today) {
    const bool chinese = language_now() == core::Language::zh;
    const bool this_year = date.year() == today.year();
    const auto format = chinese ? (this_year ? u"M月d日" : u"yyyy年M月d日") : (this_year ? u"d MMM" : u"d MMM yyyy");
    return with_numbers_whole(QLocale().toString(date, format));
}

QDate to_date(core::Day day) {
    return QDate(1970, 1, 1).addDays(day.number);
}

}  // namespace

QString to_qt(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString to_qt(const core::Uuid& id) {
    return id.is_nil() ? QString() : QString::fromStdString(id.text());
}

std::string to_core(const QString& text) {
    return text.toStdString();
}

core::Uuid to_uuid(const QString& text) {
    return core::Uuid::parse(text.toStdString()).value_or(core::Uuid{});
}

core::Language language_now() {
    return QLocale().language() == QLocale::Chinese ? core::Language::zh : core::Language::en;
}

QString label_of(const core::Label& label) {
    return to_qt(core::in(language_now(), label));
}

QString listed(const QStringList& parts) {
    return parts.join(language_now() == core::Language::zh ? QStringLiteral("、") : QStringLiteral(", "));
}

QString choice_label(const core::Enumeration& choices, std::string_view code) {
    const auto* choice = choices.find(code);
    return choice ? label_of(choice->label) : to_qt(code);
}

QString channel_glyph(std::string_view code) {
    const auto glyph = QStringLiteral("channel-") + to_qt(code);
    return QFile::exists(QStringLiteral(":/qt/qml/Fieldfare/icons/%1.svg").arg(glyph)) ? glyph : QStringLiteral("note");
}

QString with_numbers_whole(const QString& text) {
    static const QRegularExpression space("(?<=\\d) (?=\\p{L})");
    static const QRegularExpression border("(?<=\\d)(?=\\p{Han})|(?<=[年月])(?=\\d)");
    constexpr QChar no_break_space(0x00a0);
    constexpr QChar word_joiner(0x2060);
    return QString(text).replace(space, no_break_space).replace(border, word_joiner);
}

QString short_moment(core::WallMs moment, core::WallMs now) {
    const auto then = QDateTime::fromMSecsSinceEpoch(moment);
    const auto today = QDateTime::fromMSecsSinceEpoch(now).date();
    auto time = QLocale().toString(then.time(), u"HH:mm");
    if (then.date() == today) return time;
    if (then.date() == today.addDays(-1)) return QCoreApplication::translate("Moment", "yesterday %1").arg(time);
    return day_text(then.date(), today) + QLatin1Char(' ') + time;
}

QString relative_day(core::Day day, core::Day today) {
    switch (day.days_since(today)) {
        case -1:
            return QCoreApplication::translate("Moment", "Yesterday");
        case 0:
            return QCoreApplication::translate("Moment", "Today");
        case 1:
            return QCoreApplication::translate("Moment", "Tomorrow");
        default: {
            const auto date = day_text(to_date(day), to_date(today));
            const auto weekday = QLocale().dayName(to_date(day).dayOfWeek(), QLocale::ShortFormat);
            return language_now() == core::Language::zh ? date + QLatin1Char(' ') + weekday
                                                        : weekday + QLatin1Char(' ') + date;
        }
    }
}

}  // namespace fieldfare::mobile
