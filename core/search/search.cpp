#include "core/search/search.h"

#include <string>

#include "core/catalog/entities.h"
#include "core/search/documents.h"
#include "core/search/tokens.h"

namespace fieldfare::core::search {
namespace {

using DocumentOf = Result<std::optional<Document>> (*)(RowReader&, std::int64_t);

// What is asked of one kind of document.
struct Index {
    const Entity* entity;
    DocumentOf document;
    std::string_view find;  // ?1 expression, ?2 limit; gives the row's id
};

// A customer's name weighs most, then its pinyin, then the rest.
constexpr Index customer_index = {
    &catalog::customer, customer_document,
    "SELECT t.id FROM search_customer s JOIN customer t ON t._row = s.rowid WHERE search_customer MATCH ?1 AND "
    "t._deleted = 0 AND NOT EXISTS (SELECT 1 FROM search_dirty d WHERE d.entity = ?3 AND d.document = s.rowid) "
    "ORDER BY bm25(search_customer, 10.0, 4.0, 1.0), s.rowid DESC LIMIT ?2"};
// Of visits the newest are wanted, not the ones that say a word most often.
constexpr Index visit_index = {
    &catalog::interaction, interaction_document,
    "SELECT t.id FROM search_interaction s JOIN interaction t ON t._row = s.rowid WHERE search_interaction MATCH ?1 "
    "AND t._deleted = 0 AND NOT EXISTS (SELECT 1 FROM search_dirty d WHERE d.entity = ?3 AND d.document = s.rowid) "
    "ORDER BY s.rowid DESC LIMIT ?2"};

Result<std::vector<std::int64_t>> dirty_documents(RowReader& reader, const Entity& entity) {
    FF_ASSIGN(auto rows,
              reader.database().prepare("SELECT document FROM search_dirty WHERE entity = ?1 ORDER BY document DESC"));
    rows.bind(1, int{entity.id});
    std::vector<std::int64_t> result;
    for (;;) {
        FF_ASSIGN(const bool more, rows.step());
        if (!more) return result;
        result.push_back(rows.integer(0));
    }
}

Status look_through_dirty(RowReader& reader, const Index& index, const std::vector<Term>& terms, std::uint32_t limit,
                          std::vector<Hit>& hits) {
    FF_ASSIGN(const auto documents, dirty_documents(reader, *index.entity));
    for (const auto document : documents) {
        if (hits.size() >= limit) return {};
        FF_ASSIGN(const auto text, index.document(reader, document));
        if (text && matches(terms, text->all())) hits.push_back({{index.entity, text->id}});
    }
    return {};
}

Status ask_index(RowReader& reader, const Index& index, const std::vector<Term>& terms, std::uint32_t limit,
                 std::vector<Hit>& hits) {
    FF_ASSIGN(auto rows, reader.database().prepare(index.find));
    const auto expression = match_expression(terms);
    rows.bind(1, expression).bind(2, static_cast<std::int64_t>(limit)).bind(3, int{index.entity->id});
    while (hits.size() < limit) {
        FF_ASSIGN(const bool more, rows.step());
        if (!more) return {};
        hits.push_back({{index.entity, rows.uuid(0)}});
    }
    return {};
}

Result<std::vector<Hit>> find(RowReader& reader, const Index& index, std::string_view typed, std::uint32_t limit) {
    std::vector<Hit> hits;
    const auto terms = parse_query(typed);
    if (terms.empty()) return hits;
    FF_TRY(look_through_dirty(reader, index, terms, limit, hits));
    FF_TRY(ask_index(reader, index, terms, limit, hits));
    return hits;
}

}  // namespace

Result<std::vector<Hit>> customers(RowReader& reader, std::string_view typed, std::uint32_t limit) {
    return find(reader, customer_index, typed, limit);
}

Result<std::vector<Hit>> visits(RowReader& reader, std::string_view typed, std::uint32_t limit) {
    return find(reader, visit_index, typed, limit);
}

}  // namespace fieldfare::core::search
