#include "server/media/named.h"
#include "sync/client/media_queue.h"
#include "sync/protocol/codec.h"
#include "tests/simulation/server_machine.h"

namespace fieldfare::simulation {
namespace {

std::uint64_t number_in(const std::string& path, const std::string& key) {
    const auto at = path.find(key);
    return at == std::string::npos ? 0 : std::stoull(path.substr(at + key.size()));
}

sync::HttpResponse answered(int status, std::string_view type, std::string body) {
    return {status, std::to_string(sync::protocol_version), std::string(type), {}, std::move(body)};
}

sync::HttpResponse refused(const core::Error& error) {
    return answered(core::info(error.code).http_status, sync::json_type, sync::error_body(error, std::nullopt));
}

}  // namespace

// As the routes do it.
void ServerMachine::content(const sync::Principal& principal, const sync::HttpRequest& request, const Answer& answer) {
    auto& database = store_->database();
    const auto org = store_->organisation().number;
    const auto audience = sync::audience_of(principal);
    const auto rest = request.path.substr(sync::blobs::root.size());
    const auto name = rest.substr(0, rest.find_first_of("/?"));
    const auto offset = number_in(request.path, "offset=");
    if (request.method == "GET" && !request.path.ends_with("/held")) {
        const auto most = number_in(request.path, "most=");
        auto given = server::media::give(database, org, audience, content_store_, name, offset, most);
        if (!given) return answer(refused(given.error()));
        stage_.count(Happened::content_fetched);
        return answer(answered(200, sync::blobs::octets, *std::move(given)));
    }
    const auto held = request.method == "PUT"
                          ? server::media::take(database, org, audience, content_store_, name, offset, request.body)
                          : server::media::held(database, org, audience, content_store_, name);
    if (!held) return answer(refused(held.error()));
    stage_.count(Happened::content_sent);
    stage_.trace.say("the server holds {} bytes of {}", *held, name.substr(0, 12));
    answer(answered(200, sync::json_type, sync::blobs::held_body(*held)));
}

// What was erased by law, and what lies there unwanted; as the program does it.
void ServerMachine::tidy_contents() {
    const auto org = store_->organisation().number;
    const auto done = store_->run([&](server::WriteScope& scope) -> core::Status {
        FF_TRY(server::media::remove_erased(scope.database, org, content_store_, 1000));
        return {};
    });
    if (!done) return;  // the machine died
    if (const auto swept = server::media::sweep(store_->database(), org, content_store_, clock_.wall()); !swept) {
        violated(15, "the server cannot sweep its contents: {}", swept.error().describe());
    }
}

}  // namespace fieldfare::simulation
