#include <QDateTime>
#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "mobile/viewmodels/common/text.h"
#include "mobile/viewmodels/forms/form_field.h"

namespace fieldfare::mobile {

namespace {

constexpr auto timestamp_format = "yyyy-MM-dd HH:mm";
constexpr int minor_units = 100;

QStringList to_list(const core::StringSet& set) {
    QStringList list;
    for (const auto& element : set) list << to_qt(element);
    return list;
}

QString money_text(std::int64_t minor) {
    return QLocale::c().toString(static_cast<double>(minor) / minor_units, 'f', minor % minor_units == 0 ? 0 : 2);
}

core::Error unreadable(const FormField& field) {
    return {core::ErrorCode::invalid_argument, field.name()};
}

core::Result<core::Value> number(const FormField& field, const QString& text) {
    bool ok = false;
    const auto plain = QString(text).remove(u',').remove(u'，').trimmed();
    if (field.type == core::Type::integer) {
        const auto whole = plain.toLongLong(&ok);
        if (!ok) return unreadable(field);
        return core::Value(std::int64_t{whole});
    }
    const auto real = plain.toDouble(&ok);
    if (!ok || !std::isfinite(real)) return unreadable(field);
    if (field.type == core::Type::real) return core::Value(real);
    return core::Value(static_cast<std::int64_t>(std::llround(real * minor_units)));
}

}  // namespace

QVariant to_editor(core::Type type, const core::Value& value) {
    if (core::is_null(value)) {
        if (type == core::Type::set) return QStringList();
        return type == core::Type::boolean ? QVariant(false) : QVariant(QString());
    }
    switch (type) {
        case core::Type::integer:
            return QString::number(std::get<std::int64_t>(value));
        case core::Type::real:
            return QString::number(std::get<double>(value), 'g', 10);
        case core::Type::money:
            return money_text(std::get<std::int64_t>(value));
        case core::Type::boolean:
            return std::get<std::int64_t>(value) != 0;
        case core::Type::timestamp:
            return QDateTime::fromMSecsSinceEpoch(std::get<std::int64_t>(value)).toString(timestamp_format);
        case core::Type::reference:
            return to_qt(std::get<core::Uuid>(value));
        case core::Type::set:
            return to_list(std::get<core::StringSet>(value));
        case core::Type::text:
        case core::Type::date:
        case core::Type::enumeration:
            return to_qt(std::get<std::string>(value));
        case core::Type::map:
            break;
    }
    return {};
}

core::Result<core::Value> to_value(const FormField& field, const QVariant& value) {
    if (field.type == core::Type::boolean) return core::Value(std::int64_t{value.toBool() ? 1 : 0});
    if (field.type == core::Type::set) {
        core::StringSet set;
        for (const auto& element : value.toStringList()) set.push_back(to_core(element));
        std::sort(set.begin(), set.end());
        set.erase(std::unique(set.begin(), set.end()), set.end());
        return set.empty() ? core::Value() : core::Value(std::move(set));
    }
    const auto text = value.toString().trimmed();
    if (text.isEmpty()) return core::Value();
    switch (field.type) {
        case core::Type::integer:
        case core::Type::real:
        case core::Type::money:
            return number(field, text);
        case core::Type::timestamp: {
            const auto moment = QDateTime::fromString(text, timestamp_format);
            if (!moment.isValid()) return unreadable(field);
            return core::Value(std::int64_t{moment.toMSecsSinceEpoch()});
        }
        case core::Type::date:
            if (!core::Day::parse(to_core(text))) return unreadable(field);
            return core::Value(to_core(text));
        case core::Type::reference: {
            const auto id = to_uuid(text);
            if (id.is_nil()) return unreadable(field);
            return core::Value(id);
        }
        default:
            return core::Value(to_core(text));
    }
}

core::Result<core::Scalar> to_scalar(const FormField& field, const QVariant& value) {
    FF_ASSIGN(const auto found, to_value(field, value));
    if (const auto* whole = std::get_if<std::int64_t>(&found)) return core::Scalar(*whole);
    if (const auto* real = std::get_if<double>(&found)) return core::Scalar(*real);
    if (const auto* text = std::get_if<std::string>(&found)) return core::Scalar(*text);
    return unreadable(field);
}

bool FormField::empty() const {
    if (type == core::Type::set) return value.toStringList().isEmpty();
    if (type == core::Type::boolean) return !value.toBool();
    return value.toString().trimmed().isEmpty();
}

std::string FormField::name() const {
    const auto own = custom_key.empty() ? std::string(field->name) : "custom." + custom_key;
    return of_contact ? "contact." + own : own;
}

QString FormField::kind() const {
    switch (type) {
        case core::Type::text:
            return multiline ? "note" : "text";
        case core::Type::integer:
            return "integer";
        case core::Type::real:
            return "real";
        case core::Type::money:
            return "money";
        case core::Type::boolean:
            return "boolean";
        case core::Type::date:
            return "date";
        case core::Type::timestamp:
            return "timestamp";
        case core::Type::enumeration:
        case core::Type::reference:
            return "choice";
        case core::Type::set:
            return field->choices || !field->refers_to.empty() ? "choices" : "words";
        case core::Type::map:
            break;
    }
    return "text";
}

}  // namespace fieldfare::mobile
