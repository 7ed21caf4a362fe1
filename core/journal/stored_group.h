#pragma once

#include <optional>

#include "core/journal/journal.h"

// Inside the journal: a group as its table holds it.
namespace fieldfare::core::journal {

struct StoredGroup {
    Group group;
    State state = State::unsent;
    bool frozen = false;       // sealed once
    bool took_effect = false;  // once, before the server was set back: others may have seen it
    Hlc saved;                 // the clock when it was appended; later joins leave it
};

// Decodes; storage_corrupt when the bytes are not a group of that number.
Result<Group> read_payload(std::uint64_t number, std::span<const std::uint8_t> payload);
Result<std::optional<StoredGroup>> read_group(RowReader& reader, std::uint64_t number);
Status write_payload(Transaction& transaction, const Group& group);

// The server has it, without effect: a person may send it again or give it up.
constexpr bool kept_aside(State state) {
    return state == State::quarantined || state == State::waiting;
}
// Sent again or given up: it asks for nothing any more and has no content any more, so that a rewind beyond it sends
// it as a group without changes. Number and chain stay.
Status leave_outbox(Transaction& transaction, std::uint64_t number);

// Highest number up to which every group has its verdict.
Result<std::uint64_t> acknowledged(RowReader& reader);

// Joins an update with an unsent group of the same row, which was first saved at `saved`: see journal.h. False: they
// must stay apart.
bool join(Group& group, Hlc saved, const Change& update);

}  // namespace fieldfare::core::journal
