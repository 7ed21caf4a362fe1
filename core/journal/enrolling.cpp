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
    FF_ASSIGN(auto keep, database.prepare("INSERT OR REPLACE INTO enrolling(one, server_url, code, token) VALUES(1, "
                                          "?1, ?2, ?3)"));
    FF_TRY(keep.bind(1, server_url).bind(2, code).bind(3, token).run());
    return token;
}

Status forget_proposed_token(Transaction& transaction) {
    return transaction.database().execute("DELETE FROM enrolling");
}

}  // namespace fieldfare::core::journal
