#include "mobile/app/unsent.h"

#include <limits>

#include "core/journal/journal.h"
#include "core/media/blobs.h"
#include "core/rows/codec.h"

namespace fieldfare::mobile {

core::Result<Unsent> unsent_of(core::Store& store) {
    FF_ASSIGN(const auto items, core::journal::outbox(store.read(), std::numeric_limits<std::uint32_t>::max()));
    Unsent unsent;
    for (const auto& item : items) unsent.records.emplace(item.group.number, core::encode_group(item.group));
    FF_ASSIGN(const auto open, core::media::unfinished(store.read()));
    for (const auto& blob : open) {
        using core::media::BlobState;
        const bool here_alone = blob.state == BlobState::to_send || blob.state == BlobState::refused;
        if (here_alone && !blob.small) unsent.contents.insert(blob.content);
    }
    return unsent;
}

}  // namespace fieldfare::mobile
