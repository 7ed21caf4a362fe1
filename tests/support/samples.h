#pragma once

#include "core/base/random.h"
#include "core/rows/change.h"
#include "core/rows/row.h"

namespace fieldfare::test {

// Fixed examples, for golden files and for tests that need something realistic.
core::Uuid sample_id(std::uint8_t last_byte);
core::Row sample_customer();
core::Row sample_visit();
core::Group sample_group();  // a visit, the customer's new stage and tag, a follow-up taken back

// Anything that the types allow, meaning aside: well-typed, clean text, sorted sets.
core::Value random_value(const core::Field& field, core::Random& random);
core::Clocks random_clocks(core::Random& random);
core::Row random_row(core::Random& random);
core::Change random_change(core::Random& random);
core::Group random_group(core::Random& random);

}  // namespace fieldfare::test
