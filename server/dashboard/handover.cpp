#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/catalog/entities.h"
#include "server/dashboard/book.h"
#include "server/dashboard/phones.h"
#include "server/people/handover.h"

namespace fieldfare::server::dashboard {
namespace {

using core::Uuid;
using core::catalog::user;
using nlohmann::json;

constexpr std::size_t named_customers = 20;

json person_json(const People& people, const core::Row& row) {
    return {{"id", row.id.text()},
            {"name", std::string(row.text(user.at("name")))},
            {"role", std::string(row.text(user.at("role")))},
            {"team", people.team(row.reference(user.at("team")))},
            {"active", row.integer(user.at("active")) != 0}};
}

// Which customers, so that the viewer recognises the book.
json names_of(const std::vector<core::Row>& customers) {
    std::vector<const core::Row*> sorted;
    sorted.reserve(customers.size());
    for (const auto& row : customers) sorted.push_back(&row);
    std::ranges::sort(sorted, {}, [](const core::Row* row) { return row->text(core::catalog::customer.at("name")); });
    if (sorted.size() > named_customers) sorted.resize(named_customers);
    auto names = json::array();
    for (const auto* row : sorted) names.push_back(customer_ref(*row));
    return names;
}

// What may still come from phones that the server has heard of.
core::Result<json> phones_json(View& view, const People& people, const Uuid& from) {
    FF_ASSIGN(const auto phones, phones_of(view, {from}));
    auto items = json::array();
    for (const auto& phone : phones) {
        if (phone.revoked_at) continue;
        const auto* device = people.device(phone.number);
        items.push_back({{"id", phone.id.text()},
                         {"name", device == nullptr ? std::string() : device->name},
                         {"state", std::string(state_of(phone, view.now))},
                         {"last_contact_at", phone.last_contact_at ? json(*phone.last_contact_at) : json()},
                         {"pending", phone.pending ? json(*phone.pending) : json()},
                         {"quarantined", phone.quarantined}});
    }
    return items;
}

}  // namespace

core::Status check_handover(View& view, const Uuid& from, const Uuid& to) {
    if (view.viewer.role == "rep") return {core::ErrorCode::forbidden, "handover"};
    FF_ASSIGN(const auto people, People::read(view));
    const auto scope = people.in_scope(view.viewer);
    for (const auto& id : {from, to}) {
        const bool found = std::ranges::any_of(scope, [&](const core::Row* row) { return row->id == id; });
        if (!found) return {core::ErrorCode::not_found, "user"};
    }
    return {};
}

core::Result<json> handover(View& view, const Uuid& from, const Uuid& to) {
    FF_TRY(check_handover(view, from, to));
    FF_ASSIGN(const auto people, People::read(view));
    FF_ASSIGN(const auto organisation, read_organisation(view.database));
    FF_ASSIGN(const auto book, people::book_of(view.database, view.org, from));
    const auto& heir = *people.user(to);
    FF_ASSIGN(const auto unseen, people::unseen_by(view.database, organisation, heir, book.customers));
    FF_ASSIGN(const auto owned, people::owned_by(view.database, view.org, to));
    FF_ASSIGN(auto phones, phones_json(view, people, from));
    return json{{"from", person_json(people, *people.user(from))},
                {"to", person_json(people, heir)},
                {"customers", book.customers.size()},
                {"followups", book.followups.size()},
                {"names", names_of(book.customers)},
                {"colleagues_followups", book.colleagues_followups},
                {"shared_customers", book.shared_customers},
                {"shared_followups", book.shared_followups},
                {"unseen", unseen},
                {"owned", owned},
                {"phones", std::move(phones)}};
}

}  // namespace fieldfare::server::dashboard
