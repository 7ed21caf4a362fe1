#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/call.h"

namespace fieldfare::server {

// One address. The table in routes.cpp is meant to be read aloud.
struct Route {
    Method method = Method::get;
    std::string_view pattern;  // "/api/customers/{id}"
    Lane lane = Lane::read;
    Access access = Access::session;
    std::size_t body_limit = 0;
    Handler handler = nullptr;
};

std::span<const Route> routes();

struct Match {
    const Route* route = nullptr;    // nullptr: see the others
    std::vector<std::string> parts;  // what stood for {…}
    std::string allowed;             // the path is known, but only for these methods
};
Match find_route(Method method, std::string_view path);

inline constexpr std::string_view protocol_root = "/v1/";
// True for addresses that answer in the sync protocol's own envelope.
bool is_protocol(std::string_view path);

// Whether the caller may come to this route, by the request's header alone.
core::Status check_caller(const Route& route, Call& call);
// Checks the caller, calls the handler, and makes an answer of whatever comes back. For lane `write`, `failed` says
// that the call's writes must be undone.
HttpResponse run(const Route& route, Call& call, bool& failed);
// An error in the dialect of the address.
HttpResponse refusal(std::string_view path, const core::Error& error);
// What every answer of this address carries; for those made by `Call::finish`.
void complete(const Route& route, HttpResponse& response);

}  // namespace fieldfare::server
