#pragma once

#include <atomic>

#include "server/api/call.h"
#include "server/app/config.h"
#include "server/http/application.h"
#include "server/http/static_files.h"
#include "server/log/metrics.h"
#include "server/store/reader_pool.h"
#include "server/store/writer.h"

namespace fieldfare::server {

// Brings each request to the threads where its route runs, and its answer back. Called on socket threads; never blocks.
class Dispatcher final : public Application {
  public:
    struct Parts {
        Services& services;
        Writer& writer;
        ReaderPool& readers;
        ReaderPool& passwords;
        const StaticFiles& files;
        Metrics& metrics;
        std::function<std::map<std::string, double>()> gauges;
        bool public_metrics = false;
    };
    explicit Dispatcher(Parts parts) : parts_(std::move(parts)) {}

    void admit(HttpRequest header, Admit admit) override;
    HttpResponse refusal(std::string_view path, const core::Error& error, int status) const override;
    void handle(HttpRequest request, Respond respond) override;
    void finished(const AccessRecord& record) override;
    void set_stopping() { stopping_ = true; }

  private:
    struct Job;
    void dispatch(const std::shared_ptr<Job>& job);
    void read(const std::shared_ptr<Job>& job, core::sqlite::Connection& database);
    void write(const std::shared_ptr<Job>& job);
    void commit_before_answer(const std::shared_ptr<Job>& job);
    void answer(const std::shared_ptr<Job>& job);
    std::optional<HttpResponse> own_page(const HttpRequest& request) const;

    Parts parts_;
    std::atomic<bool> stopping_{false};
};

}  // namespace fieldfare::server
