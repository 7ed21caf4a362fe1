#include "core/search/fts_tokenizer.h"

#include <sqlite3.h>

#include "core/search/tokens.h"

namespace fieldfare::core::search {
namespace {

int create(void*, const char**, int, Fts5Tokenizer** out) {
    // The tokenizer has no state; FTS5 only wants a pointer that is not null.
    static int nothing = 0;
    *out = reinterpret_cast<Fts5Tokenizer*>(&nothing);
    return SQLITE_OK;
}

void destroy(Fts5Tokenizer*) {}

using Emit = int (*)(void*, int, const char*, int, int, int);

int tokenize(Fts5Tokenizer*, void* context, int flags, const char* text, int size, Emit emit) {
    int result = SQLITE_OK;
    const auto mode = (flags & FTS5_TOKENIZE_QUERY) != 0 ? Cut::query : Cut::document;
    cut(std::string_view(text, static_cast<std::size_t>(size)), mode,
        [&](std::string_view token, std::size_t begin, std::size_t end) {
            result = emit(context, 0, token.data(), static_cast<int>(token.size()), static_cast<int>(begin),
                          static_cast<int>(end));
            return result == SQLITE_OK;
        });
    return result;
}

}  // namespace

Status register_tokenizer(sqlite::Connection& connection) {
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    int result = sqlite3_prepare_v2(connection.raw(), "SELECT fts5(?1)", -1, &statement, nullptr);
    if (result != SQLITE_OK) return connection.failure(result);
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
    sqlite3_finalize(statement);
    if (api == nullptr) return {ErrorCode::storage_failed, "this SQLite has no FTS5"};
    fts5_tokenizer tokenizer{&create, &destroy, &tokenize};
    result = api->xCreateTokenizer(api, "fieldfare", nullptr, &tokenizer, nullptr);
    if (result != SQLITE_OK) return connection.failure(result);
    return {};
}

}  // namespace fieldfare::core::search
