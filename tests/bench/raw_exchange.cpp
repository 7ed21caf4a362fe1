#include "tests/bench/raw_exchange.h"

#include <poll.h>

#include "core/base/check.h"
#include "core/rows/codec.h"

namespace fieldfare::bench {
namespace {

constexpr std::string_view all_well = "HTTP/1.1 200 OK\r\n";

core::Row row_of(std::string_view payload) {
    auto row = core::decode_row({reinterpret_cast<const std::uint8_t*>(payload.data()), payload.size()});
    FF_CHECK(row.ok());
    return *std::move(row);
}

std::string_view text_of(const core::Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

RawExchange::RawExchange(const std::filesystem::path& folder, const core::Bytes& key, const TeamData& team)
    : a_(folder / "floor-a.db", key, team),
      b_(folder / "floor-b.db", key, team),
      server_(folder / "floor-server.db", team) {
    Listener listener;
    posts_ = Socket::connect(listener.port());
    auto posts = listener.accept();
    auto asks = Socket::connect(listener.port());
    auto gets = listener.accept();
    auto hears = Socket::connect(listener.port());
    auto live = listener.accept();
    server_thread_ = std::thread([this, p = std::move(posts), g = std::move(gets), l = std::move(live)]() mutable {
        serve(std::move(p), std::move(g), std::move(l));
    });
    b_thread_ = std::thread([this, asks = std::move(asks), hears = std::move(hears)]() mutable {
        follow(std::move(asks), std::move(hears));
    });
}

RawExchange::~RawExchange() {
    posts_ = Socket();  // the server's thread ends, its sockets close, and B's thread ends
    server_thread_.join();
    b_thread_.join();
}

double RawExchange::milliseconds_of(const core::Row& visit) {
    const auto payload = core::encode_row(visit);
    const auto begun = std::chrono::steady_clock::now();
    a_.log(visit, payload);
    posts_.send(with_length("POST /push HTTP/1.1\r\n", text_of(payload)));
    FF_CHECK(!posts_.receive_message().empty());
    a_.acknowledge();
    ++number_;
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return seen_ == number_; });
    return std::chrono::duration<double, std::milli>(seen_at_ - begun).count();
}

void RawExchange::serve(Socket posts, Socket gets, Socket live) {
    while (true) {
        std::array<pollfd, 2> waits{pollfd{posts.descriptor(), POLLIN, 0}, pollfd{gets.descriptor(), POLLIN, 0}};
        FF_CHECK(poll(waits.data(), waits.size(), -1) > 0);
        if (waits[0].revents != 0) {
            const auto message = posts.receive_message();
            if (message.empty()) return;
            take_post(posts, live, body_of(message));
        }
        if (waits[1].revents != 0) {
            if (gets.receive_message().empty()) return;
            gets.send(with_length(all_well, text_of(server_.last_payload())));
        }
    }
}

void RawExchange::take_post(Socket& posts, Socket& live, std::string_view payload) {
    const auto visit = row_of(payload);
    server_.begin();
    server_.book().add(visit);
    server_.book().carry_over(visit);
    server_.append_history(1, 1, payload.data(), payload.size());
    server_.set_mark(1, 1);
    server_.commit();
    live.send("data: news\n\n");
    posts.send(with_length(all_well, {}));
}

void RawExchange::follow(Socket gets, Socket live) {
    while (!live.receive_event().empty()) {
        gets.send(with_length("GET /pull HTTP/1.1\r\n", {}));
        const auto answer = gets.receive_message();
        if (answer.empty()) return;
        const auto visit = row_of(body_of(answer));
        b_.book().begin();
        b_.book().add(visit);
        b_.book().carry_over(visit);
        b_.book().commit();
        const std::lock_guard lock(mutex_);
        seen_at_ = std::chrono::steady_clock::now();
        ++seen_;
        changed_.notify_one();
    }
}

void RawExchange::checkpoint() {
    for (auto* book : {&a_.book(), &b_.book(), &server_.book()}) book->database().checkpoint();
}

}  // namespace fieldfare::bench
