#include "tests/bench/lab.h"

#include "core/catalog/entities.h"
#include "core/search/search.h"
#include "server/store/accounts.h"
#include "server/store/digest.h"
#include "sync/protocol/codec.h"

namespace fieldfare::bench {
namespace {

namespace catalog = core::catalog;
constexpr std::uint32_t rows_per_commit = 5000;

core::Uuid some_id(std::uint8_t kind, std::uint32_t number) {
    core::Uuid id;
    id.bytes = {1, 0, 0, 0, 0, kind, 0x70, 0, 0x80};
    for (std::size_t i = 0; i < 4; ++i) id.bytes[12 + i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
    return id;
}

core::Row organisation_row(const core::Uuid& id) {
    core::Row row(catalog::organisation, id);
    row.values[catalog::organisation.at("name")] = std::string("田鸫贸易");
    row.values[catalog::organisation.at("time_zone")] = std::string("Asia/Shanghai");
    row.values[catalog::organisation.at("currency")] = std::string("CNY");
    row.values[catalog::organisation.at("code_template")] = std::string("{yyyy}{mm}{nnn}");
    row.clocks.row = {core::Hlc::at(data_begin_ms), 0};
    return row;
}

core::Row team_row(const TeamData& team) {
    core::Row row(catalog::team, team.team_id());
    row.values[catalog::team.at("name")] = std::string("华东");
    row.clocks.row = {core::Hlc::at(data_begin_ms), 0};
    return row;
}

}  // namespace

std::filesystem::path fresh_folder(const Options& options, const char* scenario) {
    const auto folder = options.folder / scenario;
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    return folder;
}

sync::Principal principal_of(const TeamData& team, const core::Uuid& org, std::uint32_t device) {
    sync::Principal principal;
    principal.device = device;
    principal.epoch = 1;
    principal.org = org;
    principal.user = team.user_id(device);
    principal.team = team.team_id();
    principal.role = device % team.sizes().users == 0 ? "lead" : "rep";
    return principal;
}

std::unique_ptr<core::Store> open_phone(const std::string& path, const core::Bytes& key, const core::Clock& clock,
                                        core::Random& random, const TeamData& team, std::uint32_t device) {
    auto store = must(core::Store::open({path, key, {}}, clock, random), "open a phone");
    sync::EnrolReply reply;
    reply.token = fmt::format("token-{}", device);
    reply.device = device;
    reply.device_id = some_id(1, device);
    reply.device_epoch = 1;
    reply.org = team.organisation_id();
    reply.user = team.user_id(device);
    reply.team = team.team_id();
    reply.role = device % team.sizes().users == 0 ? "lead" : "rep";
    reply.server_time = clock.wall();
    reply.server_epoch = 1;
    must(sync::record_enrolment(*store, "http://127.0.0.1", reply), "enrol a phone");
    return store;
}

void fill_phone(core::Store& store, const TeamData& team) {
    for (std::uint32_t next = 0; next < team.sizes().rows();) {
        auto transaction = must(store.begin(), "begin");
        if (next == 0) {
            must(transaction.put(organisation_row(team.organisation_id())), "put");
            must(transaction.put(team_row(team)), "put");
            for (std::uint32_t i = 0; i < team.sizes().users; ++i) must(transaction.put(team.user(i)), "put");
        }
        const auto end = std::min(next + rows_per_commit, team.sizes().rows());
        for (; next < end; ++next) must(transaction.put(team.row(next)), "put");
        must(transaction.commit(), "commit");
        must(store.checkpoint(), "checkpoint");
    }
}

void settle(core::Store& store) {
    while (must(core::search::index_step(store, 2000), "index") > 0) must(store.checkpoint(), "checkpoint");
    must(store.checkpoint(), "checkpoint");
}

std::unique_ptr<server::CanonicalStore> open_server(const std::string& path, const core::Clock& clock,
                                                    core::Random& random, const TeamData& team, std::uint32_t devices) {
    auto store = must(server::CanonicalStore::open({path, {}}, clock, random), "open the server");
    must(store->found(team.organisation_id()), "found");
    must(store->run([&](server::WriteScope& scope) -> core::Status {
        FF_ASSIGN(const auto seq, scope.ledger.next_seq());
        FF_TRY(scope.ledger.put_row(organisation_row(team.organisation_id()), {}, seq));
        FF_TRY(scope.ledger.put_row(team_row(team), {}, seq));
        for (std::uint32_t i = 0; i < team.sizes().users; ++i) {
            FF_TRY(scope.ledger.put_row(team.user(i), {}, seq));
            const auto user = team.user(i);
            const auto role = user.text(catalog::user.at("role"));
            const auto circles = sync::circles_for(role, user.id, team.team_id(), team.organisation_id());
            FF_TRY(scope.ledger.set_membership(user.id, circles, seq, scope.now));
        }
        for (std::uint32_t i = 1; i <= devices; ++i) {
            server::DeviceState device;
            device.number = i;
            device.id = some_id(1, i);
            device.user = team.user_id(i);
            device.epoch = 1;
            device.enrolled_at = scope.now;
            FF_TRY(server::add_device(scope.database, scope.org, device, server::digest(fmt::format("token-{}", i))));
        }
        return {};
    }),
         "people and devices");
    return store;
}

void fill_server(server::CanonicalStore& store, const TeamData& team) {
    for (std::uint32_t next = 0; next < team.sizes().rows();) {
        const auto end = std::min(next + rows_per_commit, team.sizes().rows());
        must(store.run([&](server::WriteScope& scope) -> core::Status {
            for (; next < end; ++next) {
                const auto row = team.row(next);
                FF_ASSIGN(const auto seq, scope.ledger.next_seq());
                FF_TRY(scope.ledger.put_row(row, sync::scope_of(row), seq));
                if (row.entity != &catalog::customer) continue;
                const std::vector<core::Uuid> circles{row.reference(catalog::customer.at("owner")), team.team_id()};
                FF_TRY(scope.ledger.set_audience(row.id, circles, seq, scope.now));
            }
            return {};
        }),
             "fill the server");
        must(store.checkpoint(), "checkpoint");
    }
}

sync::HttpResponse serve(server::CanonicalStore& store, const sync::Principal& principal,
                         const sync::HttpRequest& request) {
    sync::HttpResponse response;
    response.status = 200;
    response.protocol = "1";
    response.content_type = sync::content_type(sync::Encoding::binary);
    if (request.path.starts_with(sync::path::push)) {
        const auto message =
            must(sync::decode<sync::PushRequest>(request.body, sync::Encoding::binary), "decode a push");
        must(store.run([&](server::WriteScope& scope) -> core::Status {
            FF_ASSIGN(const auto reply, scope.authority.push(scope.ledger, principal, message));
            response.body = sync::encode(reply, sync::Encoding::binary);
            return {};
        }),
             "push");
        return response;
    }
    const auto at = request.path.find("cursor=") + 7;
    const auto cursor = sync::Cursor::parse(request.path.substr(at, request.path.find('&', at) - at));
    FF_CHECK(cursor.has_value());
    server::SqliteLedgerReader reader(store.database(), store.organisation().number);
    const auto page = must(store.authority().pull(reader, principal, *cursor), "pull");
    response.body = sync::encode(page, sync::Encoding::binary);
    return response;
}

}  // namespace fieldfare::bench
