#include "tests/simulation/stage.h"

namespace fieldfare::simulation {

std::string_view name(Happened what) {
    static constexpr std::array<std::string_view, static_cast<std::size_t>(Happened::count)> names{
        "request dropped",  "reply dropped",    "delayed",           "repeated",        "captive portal",
        "garbled answer",   "answer twice",     "phone killed",      "phone power cut", "server killed",
        "server power cut", "disk full",        "offline",           "clock jump",      "restamped",
        "conflict",         "revived",          "quarantined",       "waiting",         "stale form",
        "scope lost",       "edits joined",     "checkpoint",        "sent again",      "given up",
        "stood on",         "server restored",  "moved or promoted", "revoked",         "enrolled anew",
        "notes merged",     "notes overlapped", "state refused",     "books compared",  "book spoiled"};
    return names[static_cast<std::size_t>(what)];
}

}  // namespace fieldfare::simulation
