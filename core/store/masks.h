#pragma once

#include <string_view>

#include "core/catalog/classes.h"
#include "core/store/row_reader.h"

// What the server leaves out of a customer's rows for this phone's user: "hidden" is not "empty". A customer of whom
// everything is shown has no line.
namespace fieldfare::core {

class Transaction;

namespace masks {

inline constexpr std::string_view schema = R"sql(
CREATE TABLE masks(
    customer BLOB PRIMARY KEY NOT NULL,
    classes INTEGER NOT NULL
) WITHOUT ROWID;
)sql";

Result<Classes> of(RowReader& reader, const Uuid& customer);
// Of any row: that of its customer; nothing for what belongs to none.
Result<Classes> of(RowReader& reader, const Row& row);
Status set(Transaction& transaction, const Uuid& customer, Classes classes);

}  // namespace masks
}  // namespace fieldfare::core
