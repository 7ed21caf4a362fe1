#pragma once

#include "core/journal/journal.h"

// A new enrolment that the server has not answered yet. It proposes the token by which the phone will be known, kept
// here before it is sent: the same request again gets the same answer, so a lost one does not cost the phone its
// enrolment and its code.
namespace fieldfare::core::journal {

inline constexpr std::string_view enrolling_schema = R"sql(
CREATE TABLE enrolling(
    one INTEGER PRIMARY KEY CHECK (one = 1),
    server_url TEXT NOT NULL,
    code TEXT NOT NULL,
    token TEXT NOT NULL
);
)sql";

// The token to propose for this code at this server; it takes the place of what was proposed for another one.
Result<std::string> proposed_token(Transaction& transaction, const std::string& server_url, const std::string& code);
// It was answered, or this is a copy, whose original may have been answered.
Status forget_proposed_token(Transaction& transaction);

}  // namespace fieldfare::core::journal
