#include "sync/protocol/codec.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "sync/protocol/forms.h"

namespace fieldfare::sync {

#define X(Message)                                                                                       \
    std::string encode(const Message& message, Encoding as) {                                            \
        return as == Encoding::json ? json_form::encode(message) : binary::encode(message);              \
    }                                                                                                    \
    template <>                                                                                          \
    core::Result<Message> decode<Message>(std::string_view body, Encoding as) {                          \
        Message message;                                                                                 \
        FF_TRY(as == Encoding::json ? json_form::decode(body, message) : binary::decode(body, message)); \
        return message;                                                                                  \
    }
FIELDFARE_MESSAGES(X)
#undef X

std::optional<Encoding> encoding_of(std::string_view value) {
    auto type = value.substr(0, value.find(';'));
    while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
    const auto same = [&](std::string_view other) {
        return std::equal(type.begin(), type.end(), other.begin(), other.end(), [](char a, char b) {
            return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
        });
    };
    if (same(json_type)) return Encoding::json;
    if (same(binary_type)) return Encoding::binary;
    return std::nullopt;
}

std::string_view content_type(Encoding encoding) {
    return encoding == Encoding::json ? json_type : binary_type;
}

std::string error_body(const core::Error& error, std::optional<std::uint64_t> mark) {
    if (error.code == core::ErrorCode::sequence_gap && !mark) {
        std::uint64_t number = 0;
        const auto* end = error.detail.data() + error.detail.size();
        const auto [at, failure] = std::from_chars(error.detail.data(), end, number);
        if (failure == std::errc{} && at == end) mark = number;
    }
    return encode(ErrorReply{error.code, error.detail, mark}, Encoding::json);
}

std::string news_event(const News& news) {
    return "event: news\ndata: {\"seq\":" + std::to_string(news.seq) + "}\n\n";
}

}  // namespace fieldfare::sync
