#pragma once

namespace fieldfare::core {

// Prints where and what, then aborts. A bug stops the program, in release too: going on could damage data.
[[noreturn]] void check_failed(const char* expression, const char* file, int line);

}  // namespace fieldfare::core

// States what must be true if the program has no bug. Never for input, disk or network: those give an Error.
#define FF_CHECK(expression) \
    ((expression) ? static_cast<void>(0) : ::fieldfare::core::check_failed(#expression, __FILE__, __LINE__))
