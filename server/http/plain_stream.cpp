#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "server/http/stream.h"

namespace fieldfare::server {
namespace {

using boost::system::error_code;
using tcp = asio::ip::tcp;

class PlainStream final : public Stream {
  public:
    explicit PlainStream(tcp::socket socket) : socket_(std::move(socket)) {}

    asio::awaitable<void> handshake(error_code& error) override {
        error = {};
        co_return;
    }
    asio::awaitable<std::size_t> read_some(asio::mutable_buffer into, error_code& error) override {
        co_return co_await socket_.async_read_some(into, asio::redirect_error(asio::use_awaitable, error));
    }
    asio::awaitable<void> write(asio::const_buffer bytes, error_code& error) override {
        co_await asio::async_write(socket_, bytes, asio::redirect_error(asio::use_awaitable, error));
    }
    asio::awaitable<void> shut_down() override {
        error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_send, ignored);
        co_return;
    }
    void cancel() override {
        error_code ignored;
        socket_.cancel(ignored);
    }
    void abort() override {
        error_code ignored;
        socket_.close(ignored);
    }
    bool secure() const override { return false; }

  private:
    tcp::socket socket_;
};

}  // namespace

std::unique_ptr<Stream> make_plain_stream(tcp::socket socket) {
    return std::make_unique<PlainStream>(std::move(socket));
}

}  // namespace fieldfare::server
