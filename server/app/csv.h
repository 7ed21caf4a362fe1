#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace fieldfare::server {

struct CsvRecord {
    std::size_t line = 0;  // of its first character, from 1
    std::vector<std::string> cells;
};

// RFC 4180 with the separator found from the first line (comma, semicolon or tab). Quoted cells may hold line breaks.
// malformed: a quote that never ends, or no clean UTF-8 (detail: the line).
core::Result<std::vector<CsvRecord>> parse_csv(std::string_view text);

}  // namespace fieldfare::server
