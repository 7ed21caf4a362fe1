#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "sync/protocol/messages.h"

// The two forms behind codec.h. Decoders fill the message they are given and leave it half filled on an error.
namespace fieldfare::sync {

#define FIELDFARE_MESSAGES(X) \
    X(EnrolRequest)           \
    X(EnrolReply)             \
    X(ForkRequest)            \
    X(PushRequest)            \
    X(PushReply)              \
    X(PullPage)               \
    X(TimeReply)              \
    X(DigestRequest)          \
    X(DigestReply)            \
    X(RepairRequest)          \
    X(RepairReply)            \
    X(ConflictsRequest)       \
    X(ConflictsReply)         \
    X(SnapshotOffer)          \
    X(ErrorReply)

#define X(Message)                                                \
    namespace json_form {                                         \
    std::string encode(const Message& message);                   \
    core::Status decode(std::string_view body, Message& message); \
    }                                                             \
    namespace binary {                                            \
    std::string encode(const Message& message);                   \
    core::Status decode(std::string_view body, Message& message); \
    }
FIELDFARE_MESSAGES(X)
#undef X

}  // namespace fieldfare::sync
