#include "mobile/app/unsent.h"

#include <limits>

#include "core/journal/journal.h"
#include "core/rows/codec.h"

namespace fieldfare::mobile {

core::Result<Unsent> unsent_of(core::Store& store) {
    FF_ASSIGN(const auto items, core::journal::outbox(store.read(), std::numeric_limits<std::uint32_t>::max()));
    Unsent unsent;
    for (const auto& item : items) unsent.emplace(item.group.number, core::encode_group(item.group));
    return unsent;
}

}  // namespace fieldfare::mobile
