#include "core/journal/enrolling.h"

#include "core/base/token.h"

namespace fieldfare::core::journal {

Result<std::string> proposed_token(Transaction& transaction, const std::string& server_url, const std::string& code) {
    auto& database = transaction.database();
    {
        FF_ASSIGN(auto kept, database.prepare("SELECT token FROM enrolling WHERE server_url = ?1 AND code = ?2"));
        FF_ASSIGN(const bool found, kept.bind(1, server_url).bind(2, code).step());
        if (found) return std::string(kept.text(0));
    }
    auto token = new_token(transaction.store().random());
    FF_ASSIGN(auto keep, database.prepare("INSERT INTO enrolling(server_url, code, token) VALUES(?1, ?2, ?3)"));
    FF_TRY(keep.bind(1, server_url).bind(2, code).bind(3, token).run());
    FF_ASSIGN(auto drop, database.prepare("DELETE FROM enrolling WHERE number NOT IN (SELECT number FROM enrolling "
                                          "ORDER BY number DESC LIMIT ?1)"));
    FF_TRY(drop.bind(1, most_proposed).run());
    return token;
}

Result<bool> is_proposed(RowReader& reader, const std::string& token) {
    FF_ASSIGN(auto kept, reader.database().prepare("SELECT 1 FROM enrolling WHERE token = ?1"));
    return kept.bind(1, token).step();
}

Status forget_proposed_token(Transaction& transaction) {
    return transaction.database().execute("DELETE FROM enrolling");
}

}  // namespace fieldfare::core::journal
