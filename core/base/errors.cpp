#include "core/base/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/check.h"

namespace fieldfare::core {
namespace {

constexpr std::array catalogue{
#define X(name, number, status, text) ErrorInfo{ErrorCode::name, #name, status, text},
    FIELDFARE_ERRORS(X)
#undef X
};

}  // namespace

const ErrorInfo& info(ErrorCode code) {
    const auto* found = std::ranges::find(catalogue, code, &ErrorInfo::code);
    FF_CHECK(found != catalogue.end());
    return *found;
}

std::string label(ErrorCode code) {
    return fmt::format("FF-{}", static_cast<int>(code));
}

ErrorCode error_from_number(int number) {
    const auto* found = std::ranges::find_if(
        catalogue, [number](const ErrorInfo& line) { return static_cast<int>(line.code) == number; });
    return found == catalogue.end() ? ErrorCode::internal : found->code;
}

std::string Error::describe() const {
    const auto& line = info(code);
    return detail.empty() ? fmt::format("{} {}: {}", label(code), line.name, line.text)
                          : fmt::format("{} {}: {} ({})", label(code), line.name, line.text, detail);
}

}  // namespace fieldfare::core
