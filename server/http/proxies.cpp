#include "server/http/proxies.h"

#include <charconv>
#include <optional>

namespace fieldfare::server {
namespace {

namespace ip = boost::asio::ip;
constexpr int v4_prefix = 96;
constexpr int v4_bits = 32;
constexpr int all_bits = 128;

struct Parsed {
    ip::address_v6::bytes_type bytes;
    bool v4;
};

std::optional<Parsed> parse_address(std::string_view text) {
    boost::system::error_code error;
    const auto address = ip::make_address(std::string(text), error);
    if (error) return std::nullopt;
    if (address.is_v4()) return Parsed{ip::make_address_v6(ip::v4_mapped, address.to_v4()).to_bytes(), true};
    return Parsed{address.to_v6().to_bytes(), false};
}

bool same_network(const ip::address_v6::bytes_type& a, const ip::address_v6::bytes_type& b, int bits) {
    for (int bit = 0; bit < bits; bit += 8) {
        const auto at = static_cast<std::size_t>(bit / 8);
        const int left = bits - bit;
        const auto mask = static_cast<unsigned char>(left >= 8 ? 0xff : 0xff << (8 - left));
        if ((a[at] & mask) != (b[at] & mask)) return false;
    }
    return true;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

}  // namespace

core::Result<TrustedProxies> TrustedProxies::parse(const std::vector<std::string>& networks) {
    TrustedProxies proxies;
    for (const auto& text : networks) {
        const std::string_view view(text);
        const auto slash = view.find('/');
        const auto address = parse_address(view.substr(0, slash));
        if (!address) return {core::ErrorCode::invalid_argument, "trusted proxy " + text};
        int bits = address->v4 ? v4_bits : all_bits;
        if (slash != std::string_view::npos) {
            const auto number = view.substr(slash + 1);
            const int most = bits;
            const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), bits);
            if (error != std::errc{} || end != number.data() + number.size() || bits < 0 || bits > most) {
                return {core::ErrorCode::invalid_argument, "trusted proxy " + text};
            }
        }
        proxies.networks_.push_back({address->bytes, bits + (address->v4 ? v4_prefix : 0)});
    }
    return proxies;
}

bool TrustedProxies::contains(const std::string& address) const {
    if (networks_.empty()) return false;
    const auto parsed = parse_address(address);
    if (!parsed) return false;
    for (const auto& network : networks_) {
        if (same_network(parsed->bytes, network.bytes, network.bits)) return true;
    }
    return false;
}

std::string TrustedProxies::client_of(const std::string& peer, std::string_view forwarded_for) const {
    std::string client = peer;
    // From the nearest to the farthest, as long as whoever says it is believed.
    while (!forwarded_for.empty() && contains(client)) {
        const auto comma = forwarded_for.rfind(',');
        const auto entry = trimmed(comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1));
        forwarded_for = comma == std::string_view::npos ? std::string_view() : forwarded_for.substr(0, comma);
        if (!parse_address(entry)) break;
        client = std::string(entry);
    }
    return client;
}

}  // namespace fieldfare::server
