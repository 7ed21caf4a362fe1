#include "tests/unit/server/support.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <stdexcept>

#include "server/app/admin_socket.h"
#include "server/app/people.h"
#include "server/auth/password.h"
#include "server/log/log.h"
#include "sync/authority/authority.h"

namespace fieldfare::server::testing {
namespace {

using nlohmann::json;

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

void take_header(Answer& answer, std::string_view line) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return;
    auto value = line.substr(colon + 1);
    while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
    while (!value.empty() && (value.back() == '\r' || value.back() == '\n')) value.remove_suffix(1);
    answer.headers[lower(std::string(line.substr(0, colon)))] = std::string(value);
}

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* into) {
    static_cast<std::string*>(into)->append(data, size * count);
    return size * count;
}

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* into) {
    take_header(*static_cast<Answer*>(into), {data, size * count});
    return size * count;
}

}  // namespace

TemporaryDirectory::TemporaryDirectory() {
    auto name = std::filesystem::temp_directory_path().string() + "/ff-server-XXXXXX";
    FF_CHECK(mkdtemp(name.data()) != nullptr);
    path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string Answer::code() const {
    const auto parsed = json();
    if (!parsed.is_object() || !parsed.contains("error")) return {};
    const auto& error = parsed["error"];
    const auto found = error.find("code");
    if (found == error.end()) return {};
    return found->is_string() ? found->get<std::string>() : "FF-" + found->dump();
}

RawClient::RawClient(std::uint16_t port) {
    socket_ = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    FF_CHECK(connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
}

RawClient::~RawClient() {
    close(socket_);
}

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

std::string RawClient::receive_until(std::string_view marker, int wait_ms) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(wait_ms);
    while (buffer_.find(marker) == std::string::npos) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        pollfd wanted{socket_, POLLIN, 0};
        if (left.count() <= 0 || poll(&wanted, 1, static_cast<int>(left.count())) != 1) break;
        char bytes[16 * 1024];
        const auto got = recv(socket_, bytes, sizeof(bytes), 0);
        if (got <= 0) break;
        buffer_.append(bytes, static_cast<std::size_t>(got));
    }
    const auto at = buffer_.find(marker);
    const auto taken = at == std::string::npos ? buffer_.size() : at + marker.size();
    auto text = buffer_.substr(0, taken);
    buffer_.erase(0, taken);
    return text;
}

Answer RawClient::receive(int wait_ms) {
    Answer answer;
    const auto head = receive_until("\r\n\r\n", wait_ms);
    if (!head.starts_with("HTTP/1.1 ") || !head.ends_with("\r\n\r\n")) return answer;
    answer.status = std::stoi(head.substr(9, 3));
    for (std::size_t from = 0; from < head.size();) {
        const auto end = head.find('\n', from);
        take_header(answer, std::string_view(head).substr(from, end - from));
        from = end + 1;
    }
    if (answer.headers.contains("content-length")) {
        const auto length = std::stoul(answer.headers["content-length"]);
        while (buffer_.size() < length) {
            pollfd wanted{socket_, POLLIN, 0};
            char bytes[16 * 1024];
            if (poll(&wanted, 1, wait_ms) != 1) break;
            const auto got = recv(socket_, bytes, sizeof(bytes), 0);
            if (got <= 0) break;
            buffer_.append(bytes, static_cast<std::size_t>(got));
        }
        answer.body = buffer_.substr(0, length);
        buffer_.erase(0, length);
    }
    return answer;
}

bool RawClient::closed_within(int wait_ms) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(wait_ms);
    while (true) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        pollfd wanted{socket_, POLLIN, 0};
        if (left.count() <= 0 || poll(&wanted, 1, static_cast<int>(left.count())) != 1) return false;
        char bytes[4096];
        if (recv(socket_, bytes, sizeof(bytes), 0) <= 0) return true;
    }
}

Answer fetch(const std::string& url, const std::string& method, const std::vector<std::string>& headers,
             const std::string& body, const std::string& ca) {
    Answer answer;
    CURL* handle = curl_easy_init();
    curl_slist* list = nullptr;
    for (const auto& header : headers) list = curl_slist_append(list, header.c_str());
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, method.c_str());
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, 20'000L);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &answer.body);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &answer);
    if (!body.empty() || method == "POST") {
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body.data());
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    }
    if (!ca.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, ca.c_str());
    if (curl_easy_perform(handle) == CURLE_OK) {
        long status = 0;
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
        answer.status = static_cast<int>(status);
    }
    curl_slist_free_all(list);
    curl_easy_cleanup(handle);
    return answer;
}

TestServer::TestServer(const std::function<void(Config&)>& change) {
    log::set_level("error");
    config_.data_directory = directory_.path();
    config_.port = 0;
    if (change) change(config_);
    {
        StoreOptions options;
        options.path = config_.database_path();
        auto store = CanonicalStore::open(options, clock_, random_);
        FF_CHECK(store.ok());
        FF_CHECK((*store)->found(core::Uuid::v7(clock_, random_)).ok());
        static const auto hash = hash_password(password);
        const AdminHost host{[&](const WriteJob& job) { return (*store)->run(job); }, clock_, random_,
                             (*store)->organisation(), nullptr};
        const auto& entity = core::catalog::organisation;
        core::Row organisation(entity, (*store)->organisation().id);
        organisation.values[entity.at("name")] = std::string("田鸫商贸");
        organisation.values[entity.at("time_zone")] = std::string("Asia/Shanghai");
        organisation.values[entity.at("currency")] = std::string("CNY");
        organisation.values[entity.at("code_template")] = std::string("{YYYY}{MM}{SEQ3}");
        const auto made = (*store)->run([&](WriteScope& scope) -> core::Status {
            FF_TRY(
                scope.authority.write(scope.ledger, system_principal(host.organisation), {sync::add_of(organisation)}));
            const std::tuple<const char*, const char*, const char*> people[] = {
                {"director", "director", ""}, {"lead", "lead", "华东"}, {"lead2", "lead", "华北"},
                {"li", "rep", "华东"},        {"zhao", "rep", "华东"},  {"sun", "rep", "华北"},
                {"admin", "admin", ""},
            };
            for (const auto& [name, role, team] : people) {
                FF_ASSIGN(users_[name],
                          add_person(scope, host, {name, std::string(name) + "@example.com", role, team, *hash}));
            }
            return {};
        });
        if (!made) fprintf(stderr, "%s\n", made.error().describe().c_str());
        FF_CHECK(made.ok());
    }
    restart();
}

TestServer::~TestServer() = default;

void TestServer::restart() {
    server_.reset();
    auto started = Server::start(config_);
    if (!started) fprintf(stderr, "%s\n", started.error().describe().c_str());
    FF_CHECK(started.ok());
    server_ = std::move(*started);
}

std::string TestServer::url(const std::string& path) const {
    return (config_.certificate.empty() ? "http://127.0.0.1:" : "https://localhost:") +
           std::to_string(server_->port()) + path;
}

Answer TestServer::get(const std::string& path, const std::string& session) {
    std::vector<std::string> headers;
    if (!session.empty()) headers.push_back("Cookie: " + session);
    return fetch(url(path), "GET", headers, {}, config_.certificate);
}

Answer TestServer::post(const std::string& path, const json& body, const std::string& session) {
    std::vector<std::string> headers{"Content-Type: application/json", "X-Fieldfare: 1", "Origin: " + url("")};
    if (!session.empty()) headers.push_back("Cookie: " + session);
    return fetch(url(path), "POST", headers, body.dump(), config_.certificate);
}

std::string TestServer::session(const std::string& email) {
    auto answer = post("/api/login", {{"email", email}, {"password", password}});
    const auto cookie = answer.headers["set-cookie"];
    return cookie.substr(0, cookie.find(';'));
}

json TestServer::admin(const json& command) {
    auto answer = ask_running_server(config_.socket_path(), command.dump());
    FF_CHECK(answer.ok());
    return json::parse(*answer);
}

std::string TestServer::enrolment_code(const std::string& email) {
    return admin({{"command", "device.enrol"}, {"user", email}})["code"].get<std::string>();
}

TestServer::Device TestServer::enrol(const std::string& email) {
    const auto body = sync::encode(sync::EnrolRequest{enrolment_code(email), "红米 Note 12", "linux", "0.1.0", {}, {}},
                                   sync::Encoding::json);
    const auto answer = fetch(url("/v1/enrol"), "POST", {"Content-Type: application/json"}, body, config_.certificate);
    auto reply = sync::decode<sync::EnrolReply>(answer.body, sync::Encoding::json);
    if (!reply) fprintf(stderr, "enrol: %d %s\n", answer.status, answer.body.c_str());
    FF_CHECK(reply.ok());
    Device device;
    device.token = reply->token;
    device.number = reply->device;
    device.epoch = reply->device_epoch;
    device.id = reply->device_id;
    device.user = reply->user;
    return device;
}

Answer TestServer::call(const Device& device, const std::string& method, const std::string& path,
                        const std::string& body, sync::Encoding encoding) {
    const auto type = std::string(sync::content_type(encoding));
    return fetch(url(path), method,
                 {"Authorization: Bearer " + device.token, "Content-Type: " + type, "Accept: " + type}, body,
                 config_.certificate);
}

sync::PushRequest TestServer::request(const Device& device, std::vector<std::vector<core::Change>> groups) const {
    sync::PushRequest request;
    request.epoch = device.epoch;
    request.after = device.mark;
    request.chain = device.chain;
    for (auto& changes : groups) {
        request.groups.push_back({request.after + request.groups.size() + 1, std::move(changes)});
    }
    return request;
}

core::Result<sync::PushReply> TestServer::push(Device& device, std::vector<std::vector<core::Change>> groups) {
    const auto message = request(device, std::move(groups));
    const auto answer = call(device, "POST", "/v1/push", sync::encode(message, sync::Encoding::binary));
    if (answer.status != 200) {
        FF_ASSIGN(const auto error, sync::decode<sync::ErrorReply>(answer.body, sync::Encoding::json));
        return {error.code, error.detail};
    }
    FF_ASSIGN(auto reply, sync::decode<sync::PushReply>(answer.body, sync::Encoding::binary));
    device.mark = reply.mark;
    device.chain = reply.chain;
    return reply;
}

core::Result<sync::PullPage> TestServer::pull(const Device& device, const sync::Cursor& cursor) {
    const auto answer = call(device, "GET", "/v1/pull?cursor=" + cursor.text());
    if (answer.status != 200) {
        FF_ASSIGN(const auto error, sync::decode<sync::ErrorReply>(answer.body, sync::Encoding::json));
        return {error.code, error.detail};
    }
    return sync::decode<sync::PullPage>(answer.body, sync::Encoding::binary);
}

core::Uuid TestServer::new_id() {
    return core::Uuid::v7(clock_, random_);
}

core::Stamp TestServer::stamp(Device& device) {
    device.clock = std::max(device.clock + 1, core::Hlc::at(clock_.wall()).packed);
    return {core::Hlc{device.clock}, device.number};
}

core::Change TestServer::new_customer(Device& device, const core::Uuid& id, const std::string& name) {
    const auto& entity = core::catalog::customer;
    core::Row row(entity, id);
    row.values[entity.at("name")] = name;
    row.values[entity.at("owner")] = device.user;
    row.values[entity.at("filed_on")] = std::string("2025-11-01");
    row.values[entity.at("stage")] = std::string("lead");
    auto change = sync::add_of(row);
    change.stamp = stamp(device);
    return change;
}

core::Row TestServer::row(const core::Entity& entity, const core::Uuid& id) {
    core::Row found(entity, id);
    const auto read = server().run([&](WriteScope& scope) -> core::Status {
        FF_ASSIGN(const auto stored, scope.ledger.row(entity, id));
        if (stored) found = *stored;
        return {};
    });
    if (!read) throw std::runtime_error(read.error().describe());
    return found;
}

core::Change TestServer::new_visit(Device& device, const core::Uuid& id, const core::Uuid& customer,
                                   const std::string& note) {
    const auto& entity = core::catalog::interaction;
    core::Row row(entity, id);
    row.values[entity.at("customer")] = customer;
    row.values[entity.at("author")] = device.user;
    row.values[entity.at("started_at")] = clock_.wall();
    row.values[entity.at("logged_at")] = clock_.wall();
    row.values[entity.at("channels")] = core::StringSet{"visit"};
    row.values[entity.at("note")] = note;
    auto change = sync::add_of(row);
    change.stamp = stamp(device);
    return change;
}

core::Change TestServer::rename(Device& device, const core::Row& seen, const std::string& name) {
    const auto& field = core::catalog::customer.fields[core::catalog::customer.at("name")];
    auto change = sync::update_of(seen, {{field.id, name}});
    change.cells.at(0).base = seen.clocks.of({field.id, ""});
    change.stamp = stamp(device);
    return change;
}

}  // namespace fieldfare::server::testing
