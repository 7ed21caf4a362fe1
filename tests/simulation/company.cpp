#include "tests/simulation/company.h"

#include <algorithm>
#include <array>

#include "core/base/check.h"
#include "core/catalog/entities.h"
#include "server/store/accounts.h"
#include "server/store/canonical_store.h"
#include "server/store/hash.h"
#include "sync/client/engine.h"
#include "tests/simulation/machine_clock.h"

namespace fieldfare::simulation {
namespace {

namespace catalog = core::catalog;
using core::Row;
using core::Uuid;

struct Person {
    const char* name;
    const char* role;
};
// The first rep has two phones.
constexpr std::array<Person, 4> people{Person{"Wang", "rep"}, Person{"Li", "rep"}, Person{"Zhao", "rep"},
                                       Person{"Chen", "lead"}};
constexpr std::array<std::size_t, most_phones> holder_of{0, 1, 0, 3, 2};

template <typename T>
T must(core::Result<T> result) {
    if (!result) fmt::print(stderr, "founding the company: {}\n", result.error().describe());
    return std::move(result).value();
}
void must(const core::Status& status) {
    if (!status) fmt::print(stderr, "founding the company: {}\n", status.error().describe());
    status.value();
}

struct Ids {
    Uuid org;
    Uuid team;
    Uuid other_team;
    std::vector<Uuid> users;
};

void write(server::CanonicalStore& store, const Row& row) {
    sync::Principal server;
    server.org = store.organisation().id;
    server.system = true;
    must(store.run([&](server::WriteScope& scope) -> core::Status {
        FF_ASSIGN([[maybe_unused]] const auto verdict,
                  scope.authority.write(scope.ledger, server, {sync::add_of(row)}));
        return {};
    }));
}

void write_organisation(server::CanonicalStore& store, const Ids& ids) {
    Row organisation(catalog::organisation, ids.org);
    organisation.values[catalog::organisation.at("name")] = std::string("田鸫贸易");
    organisation.values[catalog::organisation.at("time_zone")] = std::string("Asia/Shanghai");
    organisation.values[catalog::organisation.at("currency")] = std::string("CNY");
    organisation.values[catalog::organisation.at("code_template")] = std::string("{YYYY}{MM}{SEQ3}");
    write(store, organisation);
    for (const auto& [id, name] : {std::pair{ids.team, "华东"}, std::pair{ids.other_team, "华南"}}) {
        Row team(catalog::team, id);
        team.values[catalog::team.at("name")] = std::string(name);
        team.values[catalog::team.at("active")] = std::int64_t{1};
        write(store, team);
    }
    for (std::size_t i = 0; i < people.size(); ++i) {
        Row user(catalog::user, ids.users[i]);
        user.values[catalog::user.at("name")] = std::string(people[i].name);
        user.values[catalog::user.at("role")] = std::string(people[i].role);
        user.values[catalog::user.at("team")] = ids.team;
        user.values[catalog::user.at("active")] = std::int64_t{1};
        write(store, user);
    }
}

void write_custom_field(server::CanonicalStore& store, const Uuid& id, const char* key, const char* type) {
    const auto& entity = catalog::custom_field;
    Row row(entity, id);
    row.values[entity.at("entity")] = std::string("customer");
    row.values[entity.at("key")] = std::string(key);
    row.values[entity.at("type")] = std::string(type);
    row.values[entity.at("label_zh")] = std::string(key);
    write(store, row);
}

// Customers that several people work on from the first moment, so that they meet.
void write_shared_customers(server::CanonicalStore& store, const Ids& ids, const core::Clock& clock,
                            core::Random& random) {
    for (const char* name : {"田鸫电子", "海纳物流"}) {
        Row customer(catalog::customer, Uuid::v7(clock, random));
        customer.values[catalog::customer.at("name")] = std::string(name);
        customer.values[catalog::customer.at("owner")] = ids.users[0];
        core::StringSet others{ids.users[1].text(), ids.users[2].text()};
        std::sort(others.begin(), others.end());
        customer.values[catalog::customer.at("collaborators")] = others;
        customer.values[catalog::customer.at("filed_on")] = std::string("2026-02-01");
        customer.values[catalog::customer.at("stage")] = std::string("lead");
        write(store, customer);
        Row contact(catalog::contact, Uuid::v7(clock, random));
        contact.values[catalog::contact.at("customer")] = customer.id;
        contact.values[catalog::contact.at("name")] = std::string("李经理");
        write(store, contact);
        Row followup(catalog::followup, Uuid::v7(clock, random));
        followup.values[catalog::followup.at("customer")] = customer.id;
        followup.values[catalog::followup.at("owner")] = ids.users[0];
        followup.values[catalog::followup.at("due_on")] = std::string("2026-03-05");
        followup.values[catalog::followup.at("status")] = std::string("pending");
        write(store, followup);
    }
}

void enrol(server::CanonicalStore& store, const sync::EnrolReply& reply) {
    must(store.run([&](server::WriteScope& scope) -> core::Status {
        server::DeviceState device;
        FF_ASSIGN(device.number, server::next_device_number(scope.database, scope.org));
        FF_CHECK(device.number == reply.device);
        device.id = reply.device_id;
        device.user = reply.user;
        device.epoch = reply.device_epoch;
        device.enrolled_at = scope.now;
        return server::add_device(scope.database, scope.org, device, server::hashed(reply.token));
    }));
}

}  // namespace

Company found_company() {
    WorldTime time;
    const MachineClock clock(time);
    core::SeededRandom random(4711);
    Ids ids{Uuid::v7(clock, random), Uuid::v7(clock, random), Uuid::v7(clock, random), {}};
    for (std::size_t i = 0; i < people.size(); ++i) ids.users.push_back(Uuid::v7(clock, random));

    Company company;
    company.teams = {ids.team, ids.other_team};
    CrashDisk server_disk("company-server");
    {
        auto store = must(server::CanonicalStore::open({"server.db", server_disk.vfs_name()}, clock, random));
        must(store->found(ids.org));
        write_organisation(*store, ids);
        write_custom_field(*store, Uuid::v7(clock, random), "region_code", "text");
        write_custom_field(*store, Uuid::v7(clock, random), "machines", "integer");
        write_shared_customers(*store, ids, clock, random);
        for (int i = 0; i < most_phones; ++i) {
            const auto person = holder_of[static_cast<std::size_t>(i)];
            sync::EnrolReply reply;
            reply.token = fmt::format("token-{}", i);
            reply.device = static_cast<core::DeviceNumber>(i + 1);
            reply.device_id = Uuid::v7(clock, random);
            reply.device_epoch = 1;
            reply.org = ids.org;
            reply.user = ids.users[person];
            reply.team = ids.team;
            reply.role = people[person].role;
            reply.server_time = clock.wall();
            reply.server_epoch = store->organisation().epoch;
            // The disks begin with a log, as those of machines that were in use.
            if (i + 1 == most_phones) must(store->database().checkpoint());
            enrol(*store, reply);

            CrashDisk disk("company-phone");
            {
                auto phone = must(core::Store::open({"phone.db", {}, disk.vfs_name()}, clock, random));
                must(phone->checkpoint());
                must(sync::record_enrolment(*phone, "https://server", reply));
                company.phones.push_back(disk.image());
            }
            company.holders.push_back({reply.device, reply.user, ids.team,
                                       fmt::format("{}'s phone {}", people[person].name, reply.device), reply.role});
            sync::Principal principal;
            principal.device = reply.device;
            principal.epoch = 1;
            principal.org = ids.org;
            principal.user = reply.user;
            principal.team = ids.team;
            principal.role = reply.role;
            company.tokens[reply.token] = principal;
        }
        company.server = server_disk.image();
    }
    return company;
}

}  // namespace fieldfare::simulation
