#include "tests/unit/sync/authority_world.h"

#include "core/base/check.h"
#include "core/catalog/entities.h"

namespace fieldfare::tests {

namespace catalog = core::catalog;
using core::Change;
using core::ChangeKind;
using core::Uuid;

namespace {

core::CellChange cell(const core::Entity& entity, std::size_t at, core::Value value) {
    return {entity.fields[at].id, {}, std::move(value), {}};
}

}  // namespace

AuthorityWorld::AuthorityWorld() {
    for (auto* one : {&org, &north, &south, &li, &zhao, &wang, &sun}) *one = id();
    core::Row organisation(catalog::organisation, org);
    organisation.values[catalog::organisation.at("name")] = std::string("Acme Sales");
    organisation.values[catalog::organisation.at("time_zone")] = std::string("Asia/Shanghai");
    organisation.values[catalog::organisation.at("currency")] = std::string("CNY");
    organisation.values[catalog::organisation.at("code_template")] = std::string("{YYYY}{MM}{SEQ3}");
    write({sync::add_of(organisation)});
    for (const auto& team : {north, south}) {
        core::Row row(catalog::team, team);
        row.values[catalog::team.at("name")] = std::string(team == north ? "North" : "South");
        write({sync::add_of(row)});
    }
    add_person(li, "Li", "rep", north);
    add_person(zhao, "Zhao", "rep", north);
    add_person(wang, "Wang", "lead", north);
    add_person(sun, "Sun", "rep", south);
}

void AuthorityWorld::write(std::vector<Change> changes) {
    sync::Principal system;
    system.org = org;
    system.role = "admin";
    system.system = true;
    const auto verdict = authority.write(*ledger, system, std::move(changes));
    if (!verdict) throw std::runtime_error(verdict.error().describe());
}

void AuthorityWorld::add_person(const Uuid& user, const std::string& name, const std::string& role, const Uuid& team) {
    core::Row row(catalog::user, user);
    row.values[catalog::user.at("name")] = name;
    row.values[catalog::user.at("role")] = role;
    row.values[catalog::user.at("team")] = team;
    write({sync::add_of(row)});
}

AuthorityWorld::Device& AuthorityWorld::enrol(const Uuid& user) {
    const auto number = ledger.enrol(user);
    const auto person = ledger.find(catalog::user, user);
    auto& device = devices_[number];
    device.principal = {number,
                        1,
                        org,
                        user,
                        person->reference(catalog::user.at("team")),
                        std::string(person->text(catalog::user.at("role"))),
                        {},
                        false};
    return device;
}

sync::PushRequest AuthorityWorld::request(const Device& device, std::vector<std::vector<Change>> groups) const {
    sync::PushRequest request{1, device.number, device.chain, {}, {}, {}};
    auto number = device.number;
    for (auto& changes : groups) request.groups.push_back({++number, std::move(changes)});
    return request;
}

core::Result<sync::PushReply> AuthorityWorld::push(Device& device, const sync::PushRequest& request) {
    auto part = ledger.savepoint();
    auto reply = authority.push(*ledger, device.principal, request);
    if (!reply) return reply;
    FF_CHECK(part.release().ok());
    device.number = reply->mark;
    device.chain = reply->chain;
    return reply;
}

core::Result<sync::PushReply> AuthorityWorld::push(Device& device, std::vector<std::vector<Change>> groups) {
    return push(device, request(device, std::move(groups)));
}

sync::Verdict AuthorityWorld::save(Device& device, std::vector<Change> changes) {
    std::vector<std::vector<Change>> groups;
    groups.push_back(std::move(changes));
    const auto reply = push(device, std::move(groups));
    if (!reply) throw std::runtime_error(reply.error().describe());
    return reply->verdicts.front();
}

core::Stamp AuthorityWorld::stamp(const Device& device) {
    return {core::Hlc::at(clock.wall(), static_cast<std::uint16_t>(++tick_)), device.principal.device};
}

core::Stamp AuthorityWorld::stamp(const Device& device, core::WallMs at) const {
    return {core::Hlc::at(at), device.principal.device};
}

Change AuthorityWorld::new_customer(const Device& device, const Uuid& id, const Uuid& owner) {
    const auto& e = catalog::customer;
    return {ChangeKind::add,
            &e,
            id,
            stamp(device),
            {cell(e, e.at("name"), std::string("Customer")), cell(e, e.at("owner"), owner),
             cell(e, e.at("filed_on"), std::string("2023-11-14"))},
            {}};
}

Change AuthorityWorld::new_visit(const Device& device, const Uuid& id, const Uuid& customer) {
    core::Row row(catalog::interaction, id);
    const auto& e = catalog::interaction;
    row.values[e.at("customer")] = customer;
    row.values[e.at("author")] = device.principal.user;
    row.values[e.at("started_at")] = clock.wall();
    row.values[e.at("logged_at")] = clock.wall();
    row.values[e.at("channels")] = core::StringSet{"visit"};
    auto change = sync::add_of(row);
    change.stamp = stamp(device);
    return change;
}

Change AuthorityWorld::set_field(const Device& device, const Uuid& id, std::size_t field, core::Value value) {
    const auto& row = customer(id);
    auto change = sync::update_of(row, {{catalog::customer.fields[field].id, std::move(value)}});
    change.cells[0].base = row.clocks.of({catalog::customer.fields[field].id, ""});
    change.stamp = stamp(device);
    return change;
}

Change AuthorityWorld::set_name(const Device& device, const Uuid& id, const std::string& name) {
    return set_field(device, id, catalog::customer.at("name"), name);
}

void AuthorityWorld::give(const Uuid& customer_id, const Uuid& owner) {
    const auto& e = catalog::customer;
    write({sync::update_of(customer(customer_id), {{e.fields[e.at("owner")].id, owner}})});
}

AuthorityWorld::Pulled AuthorityWorld::pull(const Device& device, sync::Cursor from, sync::PullLimits limits) {
    Pulled pulled;
    pulled.cursor = from;
    while (true) {
        const auto page = authority.pull(*ledger, device.principal, pulled.cursor, limits);
        if (!page) throw std::runtime_error(page.error().describe());
        for (const auto& exit : page->exits) pulled.exits.push_back(exit);
        for (const auto& row : page->rows) pulled.rows.insert_or_assign(row.id, row);
        pulled.cursor = page->cursor;
        ++pulled.pages;
        if (!page->more) return pulled;
    }
}

void AuthorityWorld::become(const Uuid& user, const std::string& role, const Uuid& team) {
    const auto person = ledger.find(catalog::user, user).value();
    const auto& fields = catalog::user.fields;
    const core::Value to = team.is_nil() ? core::Value{} : core::Value{team};
    write({sync::update_of(person,
                           {{fields[catalog::user.at("role")].id, role}, {fields[catalog::user.at("team")].id, to}})});
}

core::Row AuthorityWorld::customer(const Uuid& id) {
    return ledger.find(catalog::customer, id).value();
}

Uuid AuthorityWorld::id() {
    return Uuid::v7(clock, random);
}

}  // namespace fieldfare::tests
