#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "server/http/stream.h"
#include "server/http/tls_context_impl.h"

namespace fieldfare::server {
namespace {

using boost::system::error_code;
using tcp = asio::ip::tcp;

class TlsStream final : public Stream {
  public:
    TlsStream(tcp::socket socket, TlsContext& context) : stream_(std::move(socket), context.impl().context) {}

    asio::awaitable<void> handshake(error_code& error) override {
        co_await stream_.async_handshake(asio::ssl::stream_base::server,
                                         asio::redirect_error(asio::use_awaitable, error));
    }
    asio::awaitable<std::size_t> read_some(asio::mutable_buffer into, error_code& error) override {
        co_return co_await stream_.async_read_some(into, asio::redirect_error(asio::use_awaitable, error));
    }
    asio::awaitable<void> write(asio::const_buffer bytes, error_code& error) override {
        co_await asio::async_write(stream_, bytes, asio::redirect_error(asio::use_awaitable, error));
    }
    asio::awaitable<void> shut_down() override {
        error_code ignored;
        co_await stream_.async_shutdown(asio::redirect_error(asio::use_awaitable, ignored));
    }
    void cancel() override {
        error_code ignored;
        stream_.next_layer().cancel(ignored);
    }
    void abort() override {
        error_code ignored;
        stream_.next_layer().close(ignored);
    }
    bool secure() const override { return true; }

  private:
    asio::ssl::stream<tcp::socket> stream_;
};

}  // namespace

std::unique_ptr<Stream> make_tls_stream(tcp::socket socket, TlsContext& context) {
    return std::make_unique<TlsStream>(std::move(socket), context);
}

}  // namespace fieldfare::server
