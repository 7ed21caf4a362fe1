#include "server/app/dispatcher.h"

#include "server/api/routes.h"
#include "server/log/log.h"

namespace fieldfare::server {

// One request on its way. Passed from thread to thread, never shared between two at once.
struct Dispatcher::Job {
    const Route* route = nullptr;
    HttpRequest request;
    Respond respond;
    std::vector<std::string> parts;
    HttpResponse response;
    bool failed = false;
    std::vector<WriteJob> before_answer;
    std::vector<WriteJob> afterwards;
    std::vector<std::function<void()>> after_commit;
    std::function<HttpResponse()> finish;

    void take(Call& call) {
        before_answer = std::move(call.before_answer);
        afterwards = std::move(call.afterwards);
        after_commit = std::move(call.after_commit);
        finish = std::move(call.finish);
    }
    void refuse(const core::Error& error) {
        response = server::refusal(request.path, error);
        response.route = route->pattern;
        before_answer.clear();
        after_commit.clear();
        finish = nullptr;
    }
};

namespace {

bool is_loopback(std::string_view peer) {
    return peer.starts_with("127.") || peer == "::1" || peer.starts_with("::ffff:127.");
}

HttpResponse text_page(std::string body, std::string_view route, std::string type = "text/plain; charset=utf-8") {
    HttpResponse response;
    response.body = std::move(body);
    response.route = route;
    response.set("Content-Type", std::move(type));
    response.set("Cache-Control", "no-store");
    return response;
}

// What no route takes.
HttpResponse unrouted(const HttpRequest& request, const Match& match) {
    const bool ours = request.path.starts_with("/api/") || is_protocol(request.path);
    const bool known = !match.allowed.empty() || !ours;
    auto response =
        refusal(request.path, {known ? core::ErrorCode::method_not_allowed : core::ErrorCode::not_found, {}});
    if (known) response.set("Allow", match.allowed.empty() ? "GET, HEAD" : match.allowed);
    response.route = "(none)";
    return response;
}

}  // namespace

// Who may not come in may not send a body either.
void Dispatcher::admit(HttpRequest header, Admit admit) {
    const auto match = find_route(header.method, header.path);
    if (match.route == nullptr) return admit(unrouted(header, match));
    const auto* route = match.route;
    if (route->access == Access::open) return admit(route->body_limit);
    const auto request = std::make_shared<HttpRequest>(std::move(header));
    const auto status = parts_.readers.submit([this, route, request, admit](core::sqlite::Connection& database) {
        auto checked = [&]() -> core::Status {
            FF_ASSIGN(auto snapshot, core::sqlite::Transaction::begin_read(database));
            Call call{*request, parts_.services, database};
            return check_caller(*route, call);
        }();
        if (checked) return admit(route->body_limit);
        auto response = server::refusal(request->path, checked.error());
        response.route = route->pattern;
        admit(std::move(response));
    });
    if (!status) admit(server::refusal(request->path, status.error()));
}

HttpResponse Dispatcher::refusal(std::string_view path, const core::Error& error, int status) const {
    // A phone takes an answer without the protocol's envelope for somebody else's; the dashboard does not mind it.
    auto response = server::refusal(path.starts_with("/api/") ? path : protocol_root, error);
    if (status != 0) response.status = status;
    return response;
}

std::optional<HttpResponse> Dispatcher::own_page(const HttpRequest& request) const {
    if (request.path == "/healthz") return text_page("alive\n", "/healthz");
    if (request.path == "/readyz") {
        if (!stopping_ && !parts_.writer.broken()) return text_page("ready\n", "/readyz");
        auto response = error_response({core::ErrorCode::overloaded, "stopping"});
        response.route = "/readyz";
        return response;
    }
    if (request.path == "/metrics") {
        // A proxy on this machine asks for others too.
        const bool forwarded = !request.header("X-Forwarded-For").empty() || !request.header("Forwarded").empty();
        if (parts_.public_metrics || (is_loopback(request.peer) && !forwarded)) {
            return text_page(parts_.metrics.text(parts_.gauges()), "/metrics", "text/plain; version=0.0.4");
        }
        auto response = error_response({core::ErrorCode::not_found, {}});
        response.route = "/metrics";
        return response;
    }
    return std::nullopt;
}

void Dispatcher::handle(HttpRequest request, Respond respond) {
    const bool reads = request.method == Method::get || request.method == Method::head;
    if (reads) {
        if (auto page = own_page(request)) return respond(std::move(*page));
    }
    auto match = find_route(request.method, request.path);
    if (match.route == nullptr) {
        const bool ours = request.path.starts_with("/api/") || is_protocol(request.path);
        if (match.allowed.empty() && reads && !ours) return respond(parts_.files.serve(request));
        return respond(unrouted(request, match));
    }
    auto job = std::make_shared<Job>();
    job->route = match.route;
    job->request = std::move(request);
    job->respond = std::move(respond);
    job->parts = std::move(match.parts);
    dispatch(job);
}

void Dispatcher::dispatch(const std::shared_ptr<Job>& job) {
    if (job->route->lane == Lane::write) return write(job);
    auto& pool = job->route->lane == Lane::password ? parts_.passwords : parts_.readers;
    auto status = pool.submit([this, job](core::sqlite::Connection& database) { read(job, database); });
    if (!status) {
        job->refuse(status.error());
        job->respond(std::move(job->response));
    }
}

void Dispatcher::read(const std::shared_ptr<Job>& job, core::sqlite::Connection& database) {
    {
        const auto asked = parts_.services.live.moment();
        auto snapshot = core::sqlite::Transaction::begin_read(database);
        if (snapshot) {
            Call call{job->request, parts_.services, database};
            call.asked = asked;
            call.parts = std::move(job->parts);
            job->response = run(*job->route, call, job->failed);
            job->take(call);
        } else {
            job->refuse(snapshot.error());
        }
    }
    if (job->before_answer.empty()) {
        answer(job);
    } else {
        commit_before_answer(job);
    }
}

void Dispatcher::commit_before_answer(const std::shared_ptr<Job>& job) {
    auto work = [job](WriteScope& scope) -> core::Status {
        for (const auto& part : job->before_answer) FF_TRY(part(scope));
        return {};
    };
    const auto status = parts_.writer.submit(work, [this, job](const core::Status& outcome) {
        if (!outcome) {
            job->refuse(outcome.error());
        } else if (job->finish) {
            job->response = job->finish();
            complete(*job->route, job->response);
        }
        answer(job);
    });
    if (!status) {
        job->refuse(status.error());
        answer(job);
    }
}

void Dispatcher::write(const std::shared_ptr<Job>& job) {
    auto work = [this, job](WriteScope& scope) -> core::Status {
        Call call{job->request, parts_.services, scope.database};
        call.write = &scope;
        call.parts = job->parts;
        job->response = run(*job->route, call, job->failed);
        job->take(call);
        return job->failed ? core::Status(core::ErrorCode::internal) : core::Status();
    };
    const auto status = parts_.writer.submit(work, [this, job](const core::Status& outcome) {
        if (!outcome && !job->failed) job->refuse(outcome.error());
        answer(job);
    });
    if (!status) {
        job->refuse(status.error());
        answer(job);
    }
}

void Dispatcher::answer(const std::shared_ptr<Job>& job) {
    for (const auto& action : job->after_commit) action();
    auto afterwards = std::move(job->afterwards);
    job->respond(std::move(job->response));
    for (auto& later : afterwards) {
        // Notes about contact may be dropped when the writer is busy: the next exchange brings them again.
        static_cast<void>(parts_.writer.submit_later(std::move(later)).ok());
    }
}

void Dispatcher::finished(const AccessRecord& record) {
    parts_.metrics.request(name(record.method), record.route, record.status, record.took, record.bytes_in,
                           record.bytes_out);
    const auto level = record.status >= 500 ? log::Level::warning : log::Level::debug;
    log::event(level, "request",
               {{"id", record.id},
                {"method", name(record.method)},
                {"route", record.route},
                {"status", record.status},
                {"ms", static_cast<double>(record.took.count()) / 1000.0},
                {"in", record.bytes_in},
                {"out", record.bytes_out}});
}

}  // namespace fieldfare::server
