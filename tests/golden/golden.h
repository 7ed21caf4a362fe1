#pragma once

#include <string>

namespace fieldfare::test {

// Expects `actual` to be, byte for byte, what stands in the file (its path from the root of the source tree). A
// difference is shown as the first lines that differ. With FIELDFARE_UPDATE_GOLDEN=1 in the environment the file is
// written instead.
void expect_golden(const std::string& path, const std::string& actual);

}  // namespace fieldfare::test
