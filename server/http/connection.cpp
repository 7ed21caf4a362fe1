#include "server/http/connection.h"

#include <fmt/format.h>

#include <boost/asio/async_result.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>

namespace fieldfare::server {
namespace {

namespace http = boost::beast::http;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr std::size_t header_piece = 4 * 1024;
constexpr std::size_t body_piece = 32 * 1024;
constexpr std::size_t joined_body = 32 * 1024;  // a body up to this size travels in the same write as its header
constexpr std::size_t write_piece = 256 * 1024;
constexpr std::size_t linger_bytes = 16 * 1024 * 1024;   // of a refused request that are read and dropped,
constexpr std::chrono::milliseconds linger_time{2'000};  // and how long
constexpr std::string_view heartbeat_line = ": still here\n\n";

Method method_of(http::verb verb) {
    switch (verb) {
        case http::verb::get:
            return Method::get;
        case http::verb::head:
            return Method::head;
        case http::verb::post:
            return Method::post;
        case http::verb::put:
            return Method::put;
        case http::verb::delete_:
            return Method::remove;
        default:
            return Method::other;
    }
}

std::string_view view(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

}  // namespace

std::string head_of(const HttpResponse& response, bool keep_alive) {
    std::string head = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_phrase(response.status));
    for (const auto& header : response.headers) {
        fmt::format_to(std::back_inserter(head), "{}: {}\r\n", header.name, header.value);
    }
    if (!response.events && response.status != 204 && response.status != 304) {
        fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n", response.content().size());
    }
    if (!keep_alive) head += "Connection: close\r\n";
    return head + "\r\n";
}

struct Connection::Incoming {
    explicit Incoming(BodyBudget& budget) : share(budget) {}

    http::request_parser<http::string_body> parser;
    HttpRequest request;
    BodyBudget::Share share;
    Clock::time_point begun;
    bool keep_alive = false;
};

Connection::Connection(std::unique_ptr<Stream> stream, HttpShared& shared, std::string peer,
                       asio::any_io_executor strand)
    : stream_(std::move(stream)),
      shared_(shared),
      peer_(std::move(peer)),
      executor_(std::move(strand)),
      deadline_(executor_),
      wake_(executor_),
      buffer_(shared.limits.header_bytes + body_piece) {}

asio::awaitable<void> Connection::run() {
    error_code error;
    arm(shared_.limits.handshake);
    co_await stream_->handshake(error);
    disarm();
    if (!error) {
        while (co_await serve_one() == Step::go_on) {
        }
        arm(shared_.limits.handshake);
        co_await stream_->shut_down();
        disarm();
    }
    stream_->abort();
}

void Connection::stop() {
    if (idle_) {
        stream_->abort();
    } else if (streaming_) {
        hung_up_ = true;
        wake_.cancel();
    }
}

void Connection::arm(std::chrono::milliseconds allowed) {
    timed_out_ = false;
    deadline_.expires_after(allowed);
    deadline_.async_wait([self = weak_from_this()](error_code error) {
        const auto alive = self.lock();
        // A timer that was re-armed meanwhile reports success late; its new expiry tells.
        if (error || !alive || alive->deadline_.expiry() > Clock::now()) return;
        alive->timed_out_ = true;
        alive->stream_->cancel();
    });
}

asio::awaitable<bool> Connection::more(std::size_t at_most) {
    if (timed_out_) co_return false;  // the moment passed between two reads
    const std::size_t room = buffer_.max_size() - buffer_.size();
    if (room == 0) co_return false;
    error_code error;
    const auto space = buffer_.prepare(std::min(at_most, room));
    const std::size_t got = co_await stream_->read_some(space, error);
    buffer_.commit(got);
    co_return !error && got > 0;
}

asio::awaitable<bool> Connection::read_header(Incoming& incoming) {
    auto& parser = incoming.parser;
    parser.header_limit(static_cast<std::uint32_t>(shared_.limits.header_bytes));
    parser.body_limit(boost::none);
    idle_ = true;
    if (buffer_.size() == 0) {
        if (shared_.stopping) co_return false;
        arm(shared_.limits.idle);
        if (!co_await more(header_piece)) co_return false;
    }
    idle_ = false;
    incoming.begun = Clock::now();
    arm(shared_.limits.header);
    while (!parser.is_header_done()) {
        error_code error;
        buffer_.consume(parser.put(buffer_.data(), error));
        if (error == http::error::need_more) {
            if (co_await more(header_piece)) continue;
            co_await give_up(incoming);
            co_return false;
        } else if (error == http::error::header_limit) {
            co_await refuse(incoming, core::ErrorCode::too_large, "header", 431);
            co_return false;
        } else if (error) {
            co_await refuse(incoming, core::ErrorCode::malformed, "http", 0);
            co_return false;
        }
    }
    co_return true;
}

// Who sends a body is known before it is read, and what he may send.
asio::awaitable<bool> Connection::read_body(Incoming& incoming) {
    const auto announced = incoming.parser.content_length();
    if (!incoming.parser.chunked() && announced.value_or(0) == 0) co_return co_await read_body(incoming, 0);
    disarm();
    auto admitted = co_await admission(incoming.request);
    if (auto* answer = std::get_if<HttpResponse>(&admitted)) {
        co_await refuse(incoming, *answer);
        co_return false;
    }
    const auto limit = std::get<std::size_t>(admitted);
    if (announced && *announced > limit) {
        co_await refuse(incoming, core::ErrorCode::too_large, "body", 0);
        co_return false;
    }
    if (!incoming.share.grow_to(static_cast<std::size_t>(announced.value_or(0)))) {
        co_await refuse(incoming, core::ErrorCode::overloaded, "bodies", 0);
        co_return false;
    }
    co_return co_await read_body(incoming, limit);
}

asio::awaitable<bool> Connection::read_body(Incoming& incoming, std::size_t limit) {
    auto& parser = incoming.parser;
    const auto& message = parser.get();
    parser.body_limit(limit);
    parser.eager(true);
    if (!parser.is_done() && message.find(http::field::expect) != message.end()) {
        if (!co_await send("HTTP/1.1 100 Continue\r\n\r\n")) co_return false;
    }
    const auto last_moment = Clock::now() + shared_.limits.body;
    while (!parser.is_done()) {
        error_code error;
        buffer_.consume(parser.put(buffer_.data(), error));
        if (error == http::error::need_more || (!error && !parser.is_done())) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(last_moment - Clock::now());
            arm(std::min(left, shared_.limits.body_gap));
            if (!co_await more(body_piece)) {
                co_await give_up(incoming);
                co_return false;
            }
        } else if (error == http::error::body_limit) {
            co_await refuse(incoming, core::ErrorCode::too_large, "body", 0);
            co_return false;
        } else if (error) {
            co_await refuse(incoming, core::ErrorCode::malformed, "http", 0);
            co_return false;
        }
        if (!incoming.share.grow_to(message.body().size())) {
            co_await refuse(incoming, core::ErrorCode::overloaded, "bodies", 0);
            co_return false;
        }
    }
    co_return true;
}

// What the header says, and whether a body may follow it at all.
asio::awaitable<bool> Connection::take_request(Incoming& incoming) {
    auto& message = incoming.parser.get();
    auto& request = incoming.request;
    const auto target = view(message.target());
    request.method = method_of(message.method());
    request.path = std::string(target.substr(0, target.find('?')));
    if (const auto mark = target.find('?'); mark != std::string_view::npos) request.query = target.substr(mark + 1);
    request.secure = stream_->secure();
    request.id = fmt::format("{}-{}", shared_.request_prefix, shared_.next_request.fetch_add(1));
    incoming.keep_alive = message.keep_alive();
    std::string forwarded_for;
    for (const auto& field : message) {
        request.headers.push_back({std::string(view(field.name_string())), std::string(view(field.value()))});
        if (field.name_string() != "X-Forwarded-For") continue;
        if (!forwarded_for.empty()) forwarded_for += ',';
        forwarded_for += view(field.value());
    }
    request.peer = shared_.proxies.client_of(peer_, forwarded_for);

    if (target.size() > shared_.limits.target_bytes) {
        co_await refuse(incoming, core::ErrorCode::too_large, "target", 414);
        co_return false;
    }
    // A transfer encoding that we do not undo would leave its bytes lying there as the next request.
    const auto encoding = message.find(http::field::transfer_encoding);
    if (target.empty() || target.front() != '/' || (encoding != message.end() && !message.chunked())) {
        co_await refuse(incoming, core::ErrorCode::malformed, "http", 0);
        co_return false;
    }
    co_return true;
}

asio::awaitable<Connection::Step> Connection::serve_one() {
    Incoming incoming(shared_.bodies);
    if (!co_await read_header(incoming) || !co_await take_request(incoming) || !co_await read_body(incoming)) {
        co_return Step::close;
    }
    disarm();
    auto& request = incoming.request;
    request.body = std::move(incoming.parser.get().body());
    const bool head_only = request.method == Method::head;
    const std::size_t body_size = request.body.size();
    const std::string id = request.id;
    const Method method = request.method;

    HttpResponse response = co_await ask(std::move(request));
    if (response.events && shared_.event_streams.fetch_add(1) >= shared_.limits.event_streams) {
        shared_.event_streams.fetch_sub(1);
        response.events->detach();  // or its owner's place would stay taken
        const auto route = response.route;
        response = error_response({core::ErrorCode::overloaded, "event streams"});
        response.route = route;
    }
    const bool keep_alive = incoming.keep_alive && !response.close && !response.events && !shared_.stopping;
    response.set("X-Request-Id", id);
    const bool sent = co_await send_response(response, head_only, keep_alive);
    AccessRecord record;
    record.id = id;
    record.method = method;
    record.route = response.route;
    record.status = response.status;
    record.bytes_in = body_size;
    record.bytes_out = response.content().size();
    record.took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - incoming.begun);
    shared_.application->finished(record);
    if (response.events) {
        if (sent) co_await stream_events(response.events);
        response.events->detach();
        shared_.event_streams.fetch_sub(1);
        co_return Step::close;
    }
    if (buffer_.size() == 0) buffer_.shrink_to_fit();
    co_return sent&& keep_alive ? Step::go_on : Step::close;
}

asio::awaitable<void> Connection::refuse(Incoming& incoming, core::ErrorCode code, const char* where, int status) {
    auto response = shared_.application->refusal(incoming.request.path, core::Error{code, where}, status);
    co_await refuse(incoming, response);
}

// The client went away, or was too slow: then it is told so.
asio::awaitable<void> Connection::give_up(Incoming& incoming) {
    if (timed_out_) co_await refuse(incoming, core::ErrorCode::timed_out, "request", 408);
}

asio::awaitable<void> Connection::refuse(Incoming& incoming, HttpResponse& response) {
    if (response.route.empty()) response.route = "(refused)";
    if (incoming.request.id.empty()) {
        incoming.request.id = fmt::format("{}-{}", shared_.request_prefix, shared_.next_request.fetch_add(1));
    }
    response.set("X-Request-Id", incoming.request.id);
    AccessRecord record;
    record.id = incoming.request.id;
    record.method = incoming.request.method;
    record.route = response.route;
    record.status = response.status;
    record.bytes_out = response.body.size();
    shared_.application->finished(record);
    if (co_await send_response(response, false, false)) co_await linger();
}

// A connection that is closed while the client still sends is reset, and the answer is lost with it.
asio::awaitable<void> Connection::linger() {
    const auto last_moment = Clock::now() + linger_time;
    std::size_t dropped = 0;
    while (dropped < linger_bytes && Clock::now() < last_moment) {
        buffer_.consume(buffer_.size());
        arm(std::chrono::duration_cast<std::chrono::milliseconds>(last_moment - Clock::now()));
        if (!co_await more(body_piece)) break;
        dropped += buffer_.size();
    }
    buffer_.consume(buffer_.size());
}

asio::awaitable<bool> Connection::send(std::string_view bytes) {
    error_code error;
    while (!bytes.empty() && !error) {
        const auto piece = bytes.substr(0, write_piece);
        arm(shared_.limits.write);
        co_await stream_->write(asio::const_buffer(piece.data(), piece.size()), error);
        bytes.remove_prefix(piece.size());
    }
    disarm();
    co_return !error;
}

asio::awaitable<bool> Connection::send_response(const HttpResponse& response, bool head_only, bool keep_alive) {
    const auto content = response.content();
    std::string head = head_of(response, keep_alive);
    const bool with_body = !head_only && response.status != 204 && response.status != 304;
    if (with_body && content.size() <= joined_body) {
        head += content;
        co_return co_await send(head);
    }
    if (!co_await send(head)) co_return false;
    co_return !with_body || co_await send(content);
}

asio::awaitable<Admission> Connection::admission(HttpRequest header) {
    auto start = [this, &header](auto handler) {
        using Handler = decltype(handler);
        auto held = std::make_shared<Handler>(std::move(handler));
        shared_.application->admit(std::move(header), [held, executor = executor_](Admission admitted) {
            asio::post(executor, [held, answer = std::move(admitted)]() mutable { (*held)(std::move(answer)); });
        });
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Admission)>(start, asio::use_awaitable);
}

asio::awaitable<HttpResponse> Connection::ask(HttpRequest request) {
    // The handler answers from a thread of its own; the answer is brought back to this strand.
    auto start = [this, &request](auto handler) {
        using Handler = decltype(handler);
        auto held = std::make_shared<Handler>(std::move(handler));
        shared_.application->handle(std::move(request), [held, executor = executor_](HttpResponse response) {
            asio::post(executor, [held, answer = std::move(response)]() mutable { (*held)(std::move(answer)); });
        });
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(HttpResponse)>(start,
                                                                                               asio::use_awaitable);
}

asio::awaitable<void> Connection::notice_hang_up() {
    const auto self = shared_from_this();
    // Nothing is expected from the client any more: whatever arrives is dropped, its end is what counts.
    while (!hung_up_) {
        error_code error;
        std::array<char, 64> dropped;
        if (co_await stream_->read_some(asio::buffer(dropped), error) == 0 || error) hung_up_ = true;
    }
    wake_.cancel();
}

asio::awaitable<void> Connection::stream_events(std::shared_ptr<EventSource> events) {
    streaming_ = true;
    events->attach([weak = weak_from_this(), executor = executor_] {
        asio::post(executor, [weak] {
            if (const auto self = weak.lock()) {
                self->woken_ = true;
                self->wake_.cancel();
            }
        });
    });
    asio::co_spawn(executor_, notice_hang_up(), asio::detached);
    while (!hung_up_ && !shared_.stopping) {
        woken_ = false;
        std::string text = events->take();
        if (events->ended()) break;
        if (text.empty()) {
            error_code waited;
            wake_.expires_after(shared_.limits.heartbeat);
            if (!woken_) co_await wake_.async_wait(asio::redirect_error(asio::use_awaitable, waited));
            if (waited) continue;  // woken
            text = heartbeat_line;
        }
        if (!co_await send(text)) break;
    }
    streaming_ = false;
    stream_->abort();
}

}  // namespace fieldfare::server
