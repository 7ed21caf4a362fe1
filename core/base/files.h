#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

// Files of their owner alone (mode 600) that are whole or not there, whatever happens. Errors of every function:
// storage_full, storage_failed; anything else is stated.
namespace fieldfare::core::files {

// An empty file, for what will be written by others. already_exists: whatever is there is not opened.
Status create(const std::string& path);
// A new file with this content, on the disk when it returns. already_exists.
Status write_new(const std::string& path, std::string_view content);
// The same in the place of a file that may be there: until the new one is whole on the disk, the old one stands. Keeps
// the old one's mode and owner; where the path is a link, what it leads to is replaced.
Status replace(const std::string& path, std::string_view content);
// Gives a file that is whole its name, in place of whatever bears it; both lie in one folder. On the disk when it
// returns.
Status publish(const std::string& unnamed, const std::string& path);
// What was written to a file by others is on the disk when it returns.
Status sync(const std::string& path);

}  // namespace fieldfare::core::files
