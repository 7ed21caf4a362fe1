#pragma once

#include <string_view>

// Named bugs that the simulator must catch, or it has no teeth. They exist only in builds with FIELDFARE_PLANTED_BUGS,
// which CMake refuses for a release; there one of them at a time is switched on. A hook is one line where the bug would
// be: `if (planted("ack before commit")) ...`. The names are listed in tests/simulation/planted.cpp.
namespace fieldfare::core {

#ifdef FIELDFARE_PLANTED_BUGS

namespace detail {
inline constinit std::string_view planted_now;
}

inline bool planted(std::string_view name) {
    return detail::planted_now == name;
}
// Empty: none. `name` must outlive its being planted. For programs with one thread.
inline void plant(std::string_view name) {
    detail::planted_now = name;
}

#else

constexpr bool planted(std::string_view) {
    return false;
}

#endif

}  // namespace fieldfare::core
