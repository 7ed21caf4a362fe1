#include "mobile/viewmodels/common/reach.h"

#include <QStringList>
#include <QUrl>
#include <algorithm>

#include "core/catalog/entities.h"
#include "core/store/masks.h"
#include "mobile/viewmodels/common/select.h"
#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

namespace {

using core::catalog::contact;
using core::catalog::customer;

QString place_of(const core::Row& row) {
    QStringList parts{to_qt(row.text(customer.at("province"))), to_qt(row.text(customer.at("city"))),
                      to_qt(row.text(customer.at("address")))};
    parts.removeAll(QString());
    parts.removeDuplicates();
    return parts.join(QLatin1Char(' '));
}

// A city alone is no place to drive to.
QString map_of(const core::Row& row, const QString& place) {
    const bool addressed = !row.text(customer.at("address")).empty();
    const bool located = row.has(customer.at("latitude")) && row.has(customer.at("longitude"));
    if (!addressed && !located) return {};
    const auto degrees = [&](std::size_t at) {
        return located ? QString::number(row.real(at), 'f', 6) : QStringLiteral("0");
    };
    const auto point = degrees(customer.at("latitude")) + "," + degrees(customer.at("longitude"));
    return "geo:" + point + (addressed ? "?q=" + QString::fromUtf8(QUrl::toPercentEncoding(place)) : QString());
}

}  // namespace

core::Result<Reach> reach_of(core::RowReader& reader, const core::Row& row, const core::Uuid& wanted) {
    Reach reach;
    reach.place = place_of(row);
    reach.map = map_of(row, reach.place);
    FF_ASSIGN(const auto people,
              reader.select(rows_of(contact, {{contact.at("customer"), core::Compare::equal, row.id}},
                                    {{contact.at("is_primary"), true}, {contact.at("name")}})));
    FF_ASSIGN(const auto hidden, core::masks::of(reader, row.id));
    reach.phone_hidden = !people.empty() && hidden.hides(contact.fields[contact.at("phone")]);
    const auto callable = [](const core::Row& person) {
        return !person.text(contact.at("phone")).empty() && person.integer(contact.at("departed")) == 0;
    };
    auto found = std::find_if(people.begin(), people.end(),
                              [&](const auto& person) { return person.id == wanted && callable(person); });
    if (found == people.end()) found = std::find_if(people.begin(), people.end(), callable);
    if (found == people.end()) return reach;
    reach.person = to_qt(found->text(contact.at("name")));
    reach.phone = to_qt(found->text(contact.at("phone")));
    return reach;
}

}  // namespace fieldfare::mobile
