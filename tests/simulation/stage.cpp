#include "tests/simulation/stage.h"

namespace fieldfare::simulation {

std::string_view name(Happened what) {
    static constexpr std::array<std::string_view, static_cast<std::size_t>(Happened::count)> names{
        "request dropped",  "reply dropped",   "delayed",           "repeated",         "captive portal",
        "garbled answer",   "answer twice",    "phone killed",      "phone power cut",  "server killed",
        "server power cut", "disk full",       "offline",           "clock jump",       "restamped",
        "conflict",         "revived",         "quarantined",       "waiting",          "stale form",
        "scope lost",       "edits joined",    "checkpoint",        "sent again",       "given up",
        "stood on",         "server restored", "moved or promoted", "handed over",      "merged",
        "parted again",     "revoked",         "enrolled anew",     "notes merged",     "notes overlapped",
        "state refused",    "books compared",  "book spoiled",      "erased",           "phone cloned",
        "phone set back",   "forked",          "stamp given twice", "upgraded",         "fields hidden",
        "value restored",   "conflict kept",   "accepted",          "snapshot offered", "snapshot offered again",
        "snapshot taken",   "snapshot gone",   "photo attached",    "content sent",     "content fetched",
        "content damaged",  "enrolment lost"};
    return names[static_cast<std::size_t>(what)];
}

std::span<const FaultKind> fault_kinds() {
    static constexpr std::array kinds{
        FaultKind{"drop_request", &Faults::drop_request},
        FaultKind{"drop_reply", &Faults::drop_reply},
        FaultKind{"delay", &Faults::delay},
        FaultKind{"repeat", &Faults::repeat},
        FaultKind{"captive", &Faults::captive},
        FaultKind{"garbled", &Faults::garbled},
        FaultKind{"repeat_answer", &Faults::repeat_answer},
        FaultKind{"crash_phone", &Faults::crash_phone},
        FaultKind{"crash_server", &Faults::crash_server},
        FaultKind{"power", &Faults::power},
        FaultKind{"disk_full", &Faults::disk_full},
        FaultKind{"snapshot_lost", &Faults::snapshot_lost},
        FaultKind{"offline", &Faults::offline},
        FaultKind{"clock_jump", &Faults::clock_jump},
    };
    return kinds;
}

}  // namespace fieldfare::simulation
