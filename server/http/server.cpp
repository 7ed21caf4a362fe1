#include "server/http/server.h"

#include <fmt/format.h>
#include <pthread.h>

#include <array>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/base/random.h"
#include "server/http/connection.h"

namespace fieldfare::server {
namespace {

using boost::system::error_code;
using tcp = asio::ip::tcp;

constexpr std::chrono::milliseconds accept_pause{100};  // after "too many open files"
constexpr int listen_backlog = 1024;
constexpr std::size_t most_farewells = 64;  // told at once that there is no room; the others just see the end
constexpr std::chrono::milliseconds farewell_time{1'000};

}  // namespace

struct HttpServer::Impl {
    HttpOptions options;
    std::optional<HttpShared> shared;
    std::unique_ptr<TlsContext> tls;
    asio::io_context io;
    tcp::acceptor acceptor{io};
    asio::executor_work_guard<asio::io_context::executor_type> work = asio::make_work_guard(io);
    std::vector<std::thread> threads;
    std::uint16_t port = 0;

    std::mutex mutex;
    std::condition_variable all_gone;
    std::unordered_set<std::shared_ptr<Connection>> connections;
    std::unordered_map<std::string, std::size_t> by_address;
    std::uint64_t accepted = 0;
    std::uint64_t turned_away = 0;
    std::atomic<std::size_t> farewells{0};

    bool admit(const std::string& peer);
    void leave(const std::shared_ptr<Connection>& connection, const std::string& peer);
    asio::awaitable<void> accept();
    asio::awaitable<void> serve(std::shared_ptr<Connection> connection, std::string peer);
    void take(tcp::socket socket);
    asio::awaitable<void> turn_away(std::shared_ptr<tcp::socket> socket);
};

bool HttpServer::Impl::admit(const std::string& peer) {
    const std::lock_guard lock(mutex);
    ++accepted;
    auto& from_here = by_address[peer];
    // All the world comes from a proxy's address.
    const bool crowd = from_here >= options.limits.connections_per_address && !shared->proxies.contains(peer);
    if (connections.size() >= options.limits.connections || crowd) {
        if (from_here == 0) by_address.erase(peer);
        ++turned_away;
        return false;
    }
    ++from_here;
    return true;
}

void HttpServer::Impl::leave(const std::shared_ptr<Connection>& connection, const std::string& peer) {
    const std::lock_guard lock(mutex);
    connections.erase(connection);
    if (const auto found = by_address.find(peer); found != by_address.end() && --found->second == 0) {
        by_address.erase(found);
    }
    if (connections.empty()) all_gone.notify_all();
}

asio::awaitable<void> HttpServer::Impl::serve(std::shared_ptr<Connection> connection, std::string peer) {
    co_await connection->run();
    leave(connection, peer);
}

// "Too many connections", without looking at what the client sends.
asio::awaitable<void> HttpServer::Impl::turn_away(std::shared_ptr<tcp::socket> socket) {
    const auto answer = shared->application->refusal({}, {core::ErrorCode::overloaded, "connections"}, 0);
    const std::string text = head_of(answer, false) + answer.body;
    asio::steady_timer patience(socket->get_executor(), farewell_time);
    patience.async_wait([socket](error_code error) {
        error_code ignored;
        if (!error) socket->close(ignored);
    });
    error_code error;
    co_await asio::async_write(*socket, asio::buffer(text), asio::redirect_error(asio::use_awaitable, error));
    if (!error) socket->shutdown(tcp::socket::shutdown_send, error);
    // A connection that is closed with unread bytes is reset, and the answer is lost with it.
    std::array<char, 4096> dropped;
    while (!error) {
        co_await socket->async_read_some(asio::buffer(dropped), asio::redirect_error(asio::use_awaitable, error));
    }
    patience.cancel();
    --farewells;
}

void HttpServer::Impl::take(tcp::socket socket) {
    error_code error;
    const auto remote = socket.remote_endpoint(error);
    if (error) return;
    std::string peer = remote.address().to_string();
    if (!admit(peer)) {
        // Over TLS a word would cost a handshake: there the client sees a closed connection.
        if (tls || farewells.fetch_add(1) >= most_farewells) {
            if (!tls) --farewells;
            return;
        }
        const auto strand = socket.get_executor();
        asio::co_spawn(strand, turn_away(std::make_shared<tcp::socket>(std::move(socket))), asio::detached);
        return;
    }
    socket.set_option(tcp::no_delay(true), error);
    asio::any_io_executor strand = socket.get_executor();
    auto stream = tls ? make_tls_stream(std::move(socket), *tls) : make_plain_stream(std::move(socket));
    auto connection = std::make_shared<Connection>(std::move(stream), *shared, peer, strand);
    {
        const std::lock_guard lock(mutex);
        connections.insert(connection);
    }
    asio::co_spawn(strand, serve(std::move(connection), std::move(peer)), asio::detached);
}

asio::awaitable<void> HttpServer::Impl::accept() {
    while (!shared->stopping) {
        error_code error;
        auto socket =
            co_await acceptor.async_accept(asio::make_strand(io), asio::redirect_error(asio::use_awaitable, error));
        if (shared->stopping || error == asio::error::operation_aborted) co_return;
        if (!error) {
            take(tcp::socket(std::move(socket)));
            continue;
        }
        asio::steady_timer pause(io, accept_pause);
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
}

HttpServer::HttpServer() : impl_(std::make_unique<Impl>()) {}

HttpServer::~HttpServer() {
    stop(std::chrono::milliseconds(0));
}

core::Result<std::unique_ptr<HttpServer>> HttpServer::listen(const HttpOptions& options, Application& application) {
    std::unique_ptr<HttpServer> result(new HttpServer());
    auto& impl = *result->impl_;
    impl.options = options;
    FF_ASSIGN(auto proxies, TrustedProxies::parse(options.trusted_proxies));
    impl.shared.emplace(options.limits, std::move(proxies), application);
    core::SystemRandom random;
    impl.shared->request_prefix = fmt::format("{:08x}", static_cast<std::uint32_t>(random.next()));
    if (!options.certificate.empty()) {
        FF_ASSIGN(impl.tls, TlsContext::load(options.certificate, options.key));
    }
    error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) return {core::ErrorCode::invalid_argument, "listen address " + options.address};
    const tcp::endpoint endpoint(address, options.port);
    impl.acceptor.open(endpoint.protocol(), error);
    if (!error) impl.acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) impl.acceptor.bind(endpoint, error);
    if (!error) impl.acceptor.listen(listen_backlog, error);
    if (error) {
        return {core::ErrorCode::storage_busy,
                fmt::format("cannot listen on {}:{}: {}", options.address, options.port, error.message())};
    }
    impl.port = impl.acceptor.local_endpoint().port();
    return result;
}

void HttpServer::serve() {
    auto& impl = *impl_;
    asio::co_spawn(impl.io, impl.accept(), asio::detached);
    for (int i = 0; i < impl.options.threads; ++i) {
        impl.threads.emplace_back([&impl] {
            pthread_setname_np(pthread_self(), "ff-http");
            impl.io.run();
        });
    }
}

std::uint16_t HttpServer::port() const {
    return impl_->port;
}

HttpCounts HttpServer::counts() const {
    const std::lock_guard lock(impl_->mutex);
    return {impl_->connections.size(), impl_->shared->event_streams.load(), impl_->shared->bodies.held(),
            impl_->accepted, impl_->turned_away};
}

void HttpServer::stop(std::chrono::milliseconds grace) {
    if (impl_->threads.empty()) return;
    impl_->shared->stopping = true;
    asio::post(impl_->io, [this] {
        error_code ignored;
        impl_->acceptor.close(ignored);
    });
    const auto each = [this](auto action) {
        for (const auto& connection : impl_->connections) {
            asio::post(connection->executor(), [connection, action] { action(*connection); });
        }
    };
    {
        std::unique_lock lock(impl_->mutex);
        each([](Connection& connection) { connection.stop(); });
        const auto gone = [this] { return impl_->connections.empty(); };
        if (!impl_->all_gone.wait_for(lock, grace, gone)) {
            each([](Connection& connection) { connection.abort(); });
            impl_->all_gone.wait_for(lock, std::chrono::seconds(2), gone);
        }
    }
    impl_->work.reset();
    impl_->io.stop();
    for (auto& thread : impl_->threads) thread.join();
    impl_->threads.clear();
}

}  // namespace fieldfare::server
