#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fieldfare::core {

// The one catalogue of coded errors. A line is: identifier, stable number (quoted to users as "FF-1001", never reused),
// HTTP status when a server answers with it, English text for logs. The message key shown to users in their language is
// "error.<identifier>". Numbers: 1xxx input, 2xxx identity and rights, 3xxx sync, 4xxx storage, 5xxx server and
// network.
// clang-format off
#define FIELDFARE_ERRORS(X)                                                                                       \
    X(invalid_argument, 1001, 400, "a value is not acceptable")                                                   \
    X(missing_field, 1002, 422, "a required field is empty")                                                      \
    X(unknown_field, 1003, 422, "the field is not in the catalog")                                                \
    X(unknown_entity, 1004, 422, "the entity is not in the catalog")                                              \
    X(wrong_type, 1005, 422, "the value has another type than the field")                                         \
    X(unknown_enum_value, 1006, 422, "the value is not one of the field's choices")                               \
    X(too_long, 1007, 422, "the value is longer than the field allows")                                           \
    X(out_of_range, 1008, 422, "the number is outside the field's range")                                         \
    X(immutable_field, 1009, 422, "the field never changes after the row was added")                              \
    X(assigned_field, 1010, 422, "only the server writes this field")                                             \
    X(group_incomplete, 1011, 422, "fields that belong together must be written together")                        \
    X(unknown_reference, 1012, 422, "the row that this one refers to does not exist")                             \
    X(transition_not_allowed, 1013, 422, "the state cannot change in this way")                                   \
    X(not_found, 1014, 404, "no such thing")                                                                      \
    X(malformed, 1015, 400, "the bytes are not what the format says")                                             \
    X(too_deep, 1016, 400, "the message is nested too deeply")                                                    \
    X(too_large, 1017, 413, "the message is larger than the limit")                                               \
    X(already_exists, 1018, 409, "such a thing exists already")                                                   \
    X(changed_meanwhile, 1019, 409, "it was changed meanwhile; read it again first")                              \
    X(needed_by_others, 1020, 409, "other records that were not taken yet stand on this one")     \
    X(unauthenticated, 2001, 401, "no valid credentials")                                                         \
    X(forbidden, 2002, 403, "the role does not allow this")                                                       \
    X(code_expired, 2003, 403, "the enrolment code is unknown, used or expired")                                  \
    X(device_revoked, 2004, 403, "the device was revoked")                                                        \
    X(wrong_password, 2005, 401, "e-mail or password is wrong")                                                   \
    X(too_many_attempts, 2006, 429, "too many attempts; wait before the next one")                                \
    X(cross_site, 2007, 403, "the request did not come from this dashboard")                                      \
    X(protocol_unsupported, 3001, 426, "this protocol version is not spoken here")                                \
    X(sequence_gap, 3002, 409, "groups are missing before this one; resend from the high-water mark")             \
    X(chain_mismatch, 3003, 409, "the device's history differs from what the server holds")                       \
    X(epoch_changed, 3004, 409, "the server's or device's epoch changed; synchronise again from the start")       \
    X(not_in_scope, 3005, 403, "the row is outside what this user may change")                                    \
    X(content_mismatch, 3006, 422, "the bytes are not what their name says")                                      \
    X(offset_mismatch, 3007, 409, "the content does not go on there; the place where it does is named")           \
    X(storage_failed, 4001, 500, "the database refused the operation")                                            \
    X(storage_full, 4002, 507, "the disk is full")                                                                \
    X(storage_corrupt, 4003, 500, "the database is damaged")                                                      \
    X(storage_newer, 4004, 500, "the database was written by a newer version; it is kept untouched")              \
    X(storage_key_wrong, 4005, 500, "the database cannot be opened with this key")                                \
    X(storage_busy, 4006, 503, "the database is in use by another program")                                       \
    X(quota_exceeded, 4007, 507, "attachments have no room left; everything else is kept")                        \
    X(offline, 5001, 503, "the server cannot be reached")                                                         \
    X(not_our_server, 5002, 502, "the answer did not come from a Fieldfare server (captive portal or proxy)")      \
    X(timed_out, 5003, 504, "no answer in time")                                                                  \
    X(overloaded, 5004, 503, "the server is busy; try again later")                                               \
    X(method_not_allowed, 5005, 405, "this address does not take this method")                                    \
    X(unsupported_media_type, 5006, 415, "this content type is not understood")                                   \
    X(internal, 5999, 500, "a fault in the program")
// clang-format on

enum class ErrorCode : std::uint16_t {
#define X(name, number, status, text) name = number,
    FIELDFARE_ERRORS(X)
#undef X
};

// What the catalogue says of a code. All views have static storage.
struct ErrorInfo {
    ErrorCode code;
    std::string_view name;  // the identifier; the message key is "error." + name
    int http_status;
    std::string_view text;  // English, for logs
};

// Total: every enumerator has a line.
const ErrorInfo& info(ErrorCode code);

// "FF-1001".
std::string label(ErrorCode code);

// For what came over a wire; unknown numbers give `internal`.
ErrorCode error_from_number(int number);

// An expected failure. `detail` is for logs and support (a field name, SQLite's message); it never holds user data
// beyond names of fields, and is not shown as the user's message.
struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string detail;

    std::string describe() const;  // "FF-1002 missing_field: a required field is empty (customer.name)"
    friend bool operator==(const Error&, const Error&) = default;
};

}  // namespace fieldfare::core
