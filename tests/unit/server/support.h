#pragma once

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/catalog/entities.h"
#include "server/app/admin.h"
#include "server/app/server.h"
#include "sync/protocol/codec.h"

// A whole server in this process on a free port, and clients that speak to it over real sockets.
namespace fieldfare::server::testing {

inline constexpr std::string_view password = "correct horse battery";

class TemporaryDirectory {
  public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

struct Answer {
    int status = 0;                              // 0: no answer
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;
    nlohmann::json json() const { return nlohmann::json::parse(body, nullptr, false); }
    std::string code() const;  // "FF-2001" of an error
};

// One TCP connection, plain; says exactly what it is told.
class RawClient {
  public:
    explicit RawClient(std::uint16_t port);
    ~RawClient();
    bool send(std::string_view bytes);
    // One response with its Content-Length; status 0 when the connection ended or `wait_ms` passed.
    Answer receive(int wait_ms = 5000);
    // What comes until `marker` is seen, the connection ends or `wait_ms` passes.
    std::string receive_until(std::string_view marker, int wait_ms = 5000);
    bool closed_within(int wait_ms);

  private:
    int socket_ = -1;
    std::string buffer_;
};

// One request through libcurl. `ca`: PEM file to trust for https.
Answer fetch(const std::string& url, const std::string& method, const std::vector<std::string>& headers,
             const std::string& body, const std::string& ca = {});

class TestServer {
  public:
    // An organisation with a director, two leads of two teams and three reps (two in 华东, one in 华北), all with the
    // same password.
    explicit TestServer(const std::function<void(Config&)>& change = {});
    ~TestServer();

    Server& server() { return *server_; }
    Config& config() { return config_; }
    void stop() { server_.reset(); }
    void restart();
    std::string url(const std::string& path) const;
    const core::Uuid& user(const std::string& name) const { return users_.at(name); }

    Answer get(const std::string& path, const std::string& session = {});
    Answer post(const std::string& path, const nlohmann::json& body, const std::string& session = {});
    // Signs in and gives the Cookie header's value.
    std::string session(const std::string& email);

    struct Device {
        std::string token;
        core::DeviceNumber number = 0;
        std::uint64_t epoch = 0;
        core::Uuid id, user;
        sync::ChainHash chain{};
        std::uint64_t mark = 0;
        std::uint64_t clock = 0;
    };
    std::string enrolment_code(const std::string& email);
    Device enrol(const std::string& email);
    nlohmann::json admin(const nlohmann::json& command);

    Answer call(const Device& device, const std::string& method, const std::string& path, const std::string& body = {},
                sync::Encoding encoding = sync::Encoding::binary);
    // Sends groups with the next numbers and keeps the chain.
    core::Result<sync::PushReply> push(Device& device, std::vector<std::vector<core::Change>> groups);
    core::Result<sync::PullPage> pull(const Device& device, const sync::Cursor& cursor = {});
    sync::PushRequest request(const Device& device, std::vector<std::vector<core::Change>> groups) const;

    // As the server holds it; an empty one where it holds none.
    core::Row row(const core::Entity& entity, const core::Uuid& id);

    core::Stamp stamp(Device& device);
    core::Change new_customer(Device& device, const core::Uuid& id, const std::string& name);
    core::Change new_visit(Device& device, const core::Uuid& id, const core::Uuid& customer, const std::string& note);
    core::Change rename(Device& device, const core::Row& seen, const std::string& name);
    core::Uuid new_id();

  private:
    TemporaryDirectory directory_;
    Config config_;
    core::SystemRandom random_;
    core::SystemClock clock_;
    std::unique_ptr<Server> server_;
    std::map<std::string, core::Uuid> users_;
};

}  // namespace fieldfare::server::testing
