#pragma once

#include "core/journal/journal.h"

// A new enrolment that the server has not answered yet. It proposes the token by which the phone will be known, kept
// here before it is sent: the same request again gets the same answer, so a lost one does not cost the phone its
// enrolment and its code. Of several codes that were tried the newest are kept: one that was mistyped in between is no
// reason to ask for the right one as somebody else.
namespace fieldfare::core::journal {

inline constexpr std::string_view enrolling_schema = R"sql(
CREATE TABLE enrolling(
    number INTEGER PRIMARY KEY,
    server_url TEXT NOT NULL,
    code TEXT NOT NULL,
    token TEXT NOT NULL,
    UNIQUE (server_url, code)
);
)sql";

inline constexpr int most_proposed = 8;

// The token to propose for this code at this server.
Result<std::string> proposed_token(Transaction& transaction, const std::string& server_url, const std::string& code);
// Whether it is one of those, and so an answer that gives it is waited for here.
Result<bool> is_proposed(RowReader& reader, const std::string& token);
// It was answered, or this is a copy, whose original may have been answered.
Status forget_proposed_token(Transaction& transaction);

}  // namespace fieldfare::core::journal
