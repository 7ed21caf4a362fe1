#pragma once

#include <boost/asio/ip/address.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace fieldfare::server {

// Proxies that may say for whom they ask. From anybody else X-Forwarded-For is a claim and counts for nothing.
class TrustedProxies {
  public:
    // "127.0.0.1", "10.0.0.0/8", "fd00::/8". invalid_argument names the one that is none.
    static core::Result<TrustedProxies> parse(const std::vector<std::string>& networks);

    bool contains(const std::string& address) const;
    // Who asks, when `peer` is the other end of the connection and the request carries this X-Forwarded-For: the last
    // address in it that is no trusted proxy's.
    std::string client_of(const std::string& peer, std::string_view forwarded_for) const;

  private:
    struct Network {
        boost::asio::ip::address_v6::bytes_type bytes;  // IPv4 as ::ffff:a.b.c.d
        int bits;
    };
    std::vector<Network> networks_;
};

}  // namespace fieldfare::server
