#include "tests/simulation/network.h"

namespace fieldfare::simulation {
namespace {

constexpr core::WallMs quick_least_ms = 5;
constexpr core::WallMs quick_most_ms = 400;
constexpr core::WallMs slow_most_ms = 180'000;  // far beyond the phone's patience
constexpr core::WallMs patience_ms = 30'000;

}  // namespace

void Network::cut_off(const Phone& phone, core::WallMs until) {
    cut_off_until_[phone.index()] = until;
}

bool Network::reaches(const Phone& phone) const {
    const auto found = cut_off_until_.find(phone.index());
    return found == cut_off_until_.end() || found->second <= stage_.time.elapsed;
}

void Network::send(Phone& from, std::uint64_t exchange, const sync::HttpRequest& request) {
    ++exchanges_;
    stage_.trace.say("{} sends {} {}", from.holder().name, request.method, request.path);
    if (!reaches(from)) {
        stage_.count(Happened::offline);
        return answer_later(from, exchange, request, core::Error{core::ErrorCode::offline, {}});
    }
    const auto& faults = stage_.faults;
    if (stage_.happens(faults.captive)) {
        stage_.count(Happened::captive);
        const sync::HttpResponse portal{200, {}, "text/html", {}, "<html>Welcome to Hotel WLAN</html>"};
        return answer_later(from, exchange, request, portal);
    }
    if (stage_.happens(faults.drop_request)) {
        stage_.count(Happened::request_dropped);
        return give_up_later(from, exchange, request);
    }
    const bool late = stage_.happens(faults.delay);
    if (late) {
        stage_.count(Happened::delayed);
        give_up_later(from, exchange, request);
    }
    const auto way = stage_.between(quick_least_ms, late ? slow_most_ms : quick_most_ms);
    stage_.after(way, [this, &from, exchange, request] { deliver(from, exchange, request, true); });
    if (stage_.happens(faults.repeat)) {
        stage_.count(Happened::repeated);
        const auto again = way + stage_.between(0, slow_most_ms);
        stage_.after(again, [this, &from, exchange, request] { deliver(from, exchange, request, false); });
    }
}

void Network::deliver(Phone& from, std::uint64_t exchange, const sync::HttpRequest& sent, bool answer_counts) {
    auto request = sent;
    // Bytes are not always what was sent: memory, disks and proxies err.
    if (request.method == "PUT" && stage_.happens(stage_.faults.garbled)) {
        request.body[stage_.chance.below(request.body.size())] ^= 1;
        stage_.count(Happened::garbled);
    }
    server_.request(request, [this, &from, exchange, request, answer_counts](std::optional<sync::HttpResponse> reply) {
        if (!answer_counts) return;
        if (!reply) {
            const core::Error error{server_.running() ? core::ErrorCode::timed_out : core::ErrorCode::offline, {}};
            return answer_later(from, exchange, request, error);
        }
        if (stage_.happens(stage_.faults.drop_reply)) {
            stage_.count(Happened::reply_dropped);
            return give_up_later(from, exchange, request);
        }
        if (stage_.happens(stage_.faults.garbled) && !reply->body.empty()) {
            stage_.count(Happened::garbled);
            reply->body.resize(stage_.chance.below(reply->body.size()));
        }
        answer_later(from, exchange, request, *std::move(reply));
    });
}

void Network::give_up_later(Phone& from, std::uint64_t exchange, const sync::HttpRequest& request) {
    stage_.after(patience_ms, [&from, exchange, request] {
        from.answer(exchange, request, core::Error{core::ErrorCode::timed_out, {}});
    });
}

void Network::answer_later(Phone& from, std::uint64_t exchange, const sync::HttpRequest& request, Answer answer) {
    const auto way = stage_.between(quick_least_ms, quick_most_ms);
    stage_.after(way,
                 [&from, exchange, request, answer = std::move(answer)] { from.answer(exchange, request, answer); });
}

}  // namespace fieldfare::simulation
