#pragma once

#include <optional>
#include <string>

#include "core/store/row_reader.h"

// Inside search: the text by which a row is found.
namespace fieldfare::core::search {

struct Document {
    Uuid id;
    std::string head;  // names, codes, phones: what a customer is called
    std::string pinyin;
    std::string body;  // everything else that is searched

    std::string all() const { return head + "\n" + pinyin + "\n" + body; }
};

// Nothing when the row is gone or deleted. `table_row` is its `_row`.
Result<std::optional<Document>> customer_document(RowReader& reader, std::int64_t table_row);
Result<std::optional<Document>> interaction_document(RowReader& reader, std::int64_t table_row);

}  // namespace fieldfare::core::search
