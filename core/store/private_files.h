#pragma once

#include <string>

// A database's files are their owner's alone (mode 600). Failures are left to who opens the file next: a file system
// without modes is no reason to refuse a database.
namespace fieldfare::core::sqlite {

// Before it is opened: an empty file if there is none. SQLite would make one that all may read. What it puts beside a
// database gets the database's mode.
void create_private(const std::string& path);
// One that was there already, and what lies beside it.
void make_private(const std::string& path);

}  // namespace fieldfare::core::sqlite
