#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "sync/client/http.h"
#include "sync/protocol/codec.h"
#include "tests/simulation/stage.h"

// Inside the simulated server.
namespace fieldfare::simulation {

template <typename T>
T must(core::Result<T> result, const char* what) {
    if (!result) violated(15, "the server cannot {}: {}", what, result.error().describe());
    return *std::move(result);
}

inline sync::HttpResponse reply(int status, std::string_view type, std::string body) {
    return {status, std::to_string(sync::protocol_version), std::string(type), {}, std::move(body)};
}

inline sync::HttpResponse refusal(const core::Error& error) {
    std::optional<std::uint64_t> mark;
    if (error.code == core::ErrorCode::sequence_gap) mark = std::stoull(error.detail);
    return reply(core::info(error.code).http_status, sync::json_type, sync::error_body(error, mark));
}

}  // namespace fieldfare::simulation
