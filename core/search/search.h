#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/store/store.h"

// Full-text search over customers (name, aliases, code, tags, needs, contacts' names and phones, pinyin) and visits
// (note, feedback …). Chinese words of two characters, single characters, beginnings of Latin words and of numbers,
// pinyin and its initials. The index is kept outside the user's commit; what it does not hold yet is looked through
// directly, so what was saved is always found.
namespace fieldfare::core::search {

struct Hit {
    RowKey key;  // a customer or an interaction
    friend bool operator==(const Hit&, const Hit&) = default;
};

// Best first; what is not indexed yet (the newest) before all. Deleted rows are never found. Whatever is typed is text,
// not syntax; nothing but punctuation finds nothing.
Result<std::vector<Hit>> customers(RowReader& reader, std::string_view typed, std::uint32_t limit = 50);
Result<std::vector<Hit>> visits(RowReader& reader, std::string_view typed, std::uint32_t limit = 50);

// One step of the index in a transaction of its own, for the store's thread when nobody waits. Returns how many
// documents are still waiting: call again while it is not 0.
Result<std::int64_t> index_step(Store& store, std::uint32_t max_documents = 200);
Result<std::int64_t> waiting(RowReader& reader);

}  // namespace fieldfare::core::search
