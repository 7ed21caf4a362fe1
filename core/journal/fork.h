#pragma once

#include "core/journal/journal.h"

// A copy of a device's database: the phone was restored from an older backup of its data, or cloned to a twin. It must
// not speak as the device that it was, because that one may go on elsewhere: it asks the server for a number of its own
// (SyncState::fork), keeps the stamps it gave, and sends what was not acknowledged under the new number.
namespace fieldfare::core::journal {

// Numbers from here on are given by no server. A copy that has no number of its own yet takes one at random, so that
// its stamps are nobody else's; they stay as they are.
inline constexpr DeviceNumber first_unassigned_number = 1U << 31;

// Begins a fork, or another one in the place of one that the server has not answered. Nothing when not enrolled.
Status begin_fork(Transaction& transaction);

// The database was opened by this install. One that belonged to another is a copy: begins a fork.
Status recognise(Store& store, const Uuid& install);

// The highest number that this database ever handed to its sender.
Result<std::uint64_t> last_sent(RowReader& reader);

}  // namespace fieldfare::core::journal
