#pragma once

#include <string_view>

namespace fieldfare::core::search {

// One index for each kind of document; its rowid is the `_row` of the catalog row it stands for. `search_dirty` is the
// queue of documents whose text changed since: the only thing that a user's commit writes for search.
inline constexpr std::string_view schema = R"sql(
CREATE VIRTUAL TABLE search_customer USING fts5(head, pinyin, body, tokenize = 'fieldfare');
CREATE VIRTUAL TABLE search_interaction USING fts5(body, tokenize = 'fieldfare');
CREATE TABLE search_dirty(
    entity INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY(entity, document)
) WITHOUT ROWID;
)sql";

// Step 6: whether a row whose words are in the document was taken off the device since. Its number may be another row's
// by now, so the row itself does not say.
inline constexpr std::string_view left_schema = R"sql(
ALTER TABLE search_dirty ADD COLUMN has_left INTEGER NOT NULL DEFAULT 0;
)sql";

}  // namespace fieldfare::core::search
