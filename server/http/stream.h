#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>

#include "server/http/tls_context.h"

namespace fieldfare::server {

namespace asio = boost::asio;

// A byte stream, plain or TLS. Type-erased so that HTTP is compiled once and Beast's templates never meet TLS. Belongs
// to one strand. Errors come back in `error`; nothing throws.
class Stream {
  public:
    virtual ~Stream() = default;
    virtual asio::awaitable<void> handshake(boost::system::error_code& error) = 0;
    virtual asio::awaitable<std::size_t> read_some(asio::mutable_buffer into, boost::system::error_code& error) = 0;
    virtual asio::awaitable<void> write(asio::const_buffer bytes, boost::system::error_code& error) = 0;
    // Says goodbye as the protocol wants, without waiting long.
    virtual asio::awaitable<void> shut_down() = 0;
    // Ends the pending operation; the connection stays.
    virtual void cancel() = 0;
    // Ends every pending operation at once, and the connection.
    virtual void abort() = 0;
    virtual bool secure() const = 0;
};

std::unique_ptr<Stream> make_plain_stream(asio::ip::tcp::socket socket);
std::unique_ptr<Stream> make_tls_stream(asio::ip::tcp::socket socket, TlsContext& context);

}  // namespace fieldfare::server
