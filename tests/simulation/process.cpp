#include "tests/simulation/process.h"

#include <malloc.h>
#include <sqlite3.h>

#include <cstdint>
#include <memory>

#include "core/base/check.h"

namespace fieldfare::simulation {

void settle_process() {
    constexpr int never = 1 << 30;
    mallopt(M_MMAP_THRESHOLD, never);
    mallopt(M_TRIM_THRESHOLD, never);
    FF_CHECK(sqlite3_config(SQLITE_CONFIG_SINGLETHREAD) == SQLITE_OK);
    FF_CHECK(sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK);
    constexpr int page_bytes = 4096;
    constexpr int pages = 4096;  // more than all machines of a world hold; untouched ones cost nothing
    int head_bytes = 0;
    FF_CHECK(sqlite3_config(SQLITE_CONFIG_PCACHE_HDRSZ, &head_bytes) == SQLITE_OK);
    const int slot_bytes = (page_bytes + head_bytes + 7) / 8 * 8;
    static const auto slots =
        std::make_unique_for_overwrite<std::uint8_t[]>(static_cast<std::size_t>(slot_bytes) * pages);
    FF_CHECK(sqlite3_config(SQLITE_CONFIG_PAGECACHE, slots.get(), slot_bytes, pages) == SQLITE_OK);
}

}  // namespace fieldfare::simulation
