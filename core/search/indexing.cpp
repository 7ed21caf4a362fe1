#include "core/base/planted.h"
#include "core/catalog/entities.h"
#include "core/search/documents.h"
#include "core/search/search.h"

namespace fieldfare::core::search {
namespace {

struct Waiting {
    EntityId entity = 0;
    std::int64_t document = 0;
    bool has_left = false;  // words of what left the device are in it
};

Result<std::vector<Waiting>> next_documents(RowReader& reader, std::uint32_t most) {
    FF_ASSIGN(auto rows,
              reader.database().prepare("SELECT entity, document, has_left FROM search_dirty ORDER BY entity, document "
                                        "LIMIT ?1"));
    rows.bind(1, static_cast<std::int64_t>(most));
    std::vector<Waiting> result;
    for (;;) {
        FF_ASSIGN(const bool more, rows.step());
        if (!more) return result;
        result.push_back({static_cast<EntityId>(rows.integer(0)), rows.integer(1), rows.integer(2) != 0});
    }
}

Status run(RowReader& reader, std::string_view sql, std::int64_t document) {
    FF_ASSIGN(auto statement, reader.database().prepare(sql));
    return statement.bind(1, document).run();
}

Status index_customer(RowReader& reader, std::int64_t at) {
    FF_TRY(run(reader, "DELETE FROM search_customer WHERE rowid = ?1", at));
    FF_ASSIGN(const auto document, customer_document(reader, at));
    if (!document) return {};
    FF_ASSIGN(auto write, reader.database().prepare(
                              "INSERT INTO search_customer(rowid, head, pinyin, body) VALUES(?1, ?2, ?3, ?4)"));
    return write.bind(1, at).bind(2, document->head).bind(3, document->pinyin).bind(4, document->body).run();
}

Status index_interaction(RowReader& reader, std::int64_t at) {
    FF_TRY(run(reader, "DELETE FROM search_interaction WHERE rowid = ?1", at));
    FF_ASSIGN(const auto document, interaction_document(reader, at));
    if (!document) return {};
    FF_ASSIGN(auto write, reader.database().prepare("INSERT INTO search_interaction(rowid, body) VALUES(?1, ?2)"));
    return write.bind(1, at).bind(2, document->body).run();
}

// A deleted document's words stay in old segments of an FTS5 index until these are merged: what left must leave no
// trace.
Status merge_segments(sqlite::Connection& database) {
    FF_TRY(database.execute("INSERT INTO search_customer(search_customer) VALUES('optimize')"));
    return database.execute("INSERT INTO search_interaction(search_interaction) VALUES('optimize')");
}

}  // namespace

Result<std::int64_t> waiting(RowReader& reader) {
    return reader.database().integer("SELECT count(*) FROM search_dirty");
}

Result<std::int64_t> index_step(Store& store, std::uint32_t max_documents) {
    FF_ASSIGN(const auto before, waiting(store.read()));
    if (before == 0) return std::int64_t{0};
    FF_ASSIGN(auto transaction, store.begin());
    FF_ASSIGN(const auto documents, next_documents(transaction, max_documents));
    bool some_left = false;
    for (const auto& next : documents) {
        const bool customer = next.entity == catalog::customer.id;
        FF_TRY(customer ? index_customer(transaction, next.document) : index_interaction(transaction, next.document));
        some_left = some_left || next.has_left;
        FF_ASSIGN(auto done,
                  transaction.database().prepare("DELETE FROM search_dirty WHERE entity = ?1 AND document = ?2"));
        FF_TRY(done.bind(1, int{next.entity}).bind(2, next.document).run());
    }
    if (some_left && !planted("words stay in the index")) FF_TRY(merge_segments(transaction.database()));
    FF_ASSIGN(const auto left, waiting(transaction));
    if (auto committed = transaction.commit(); !committed) return committed.error();
    if (some_left) store.checkpoint_soon();
    return left;
}

}  // namespace fieldfare::core::search
