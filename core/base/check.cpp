#include "core/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace fieldfare::core {

void check_failed(const char* expression, const char* file, int line) {
    std::fprintf(stderr, "fieldfare: internal check failed: %s at %s:%d\n", expression, file, line);
    std::fflush(stderr);
    std::abort();
}

}  // namespace fieldfare::core
