#include "server/backup/manifest.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>
#include <vector>

#include "core/base/check.h"
#include "core/base/hex.h"

namespace fieldfare::server::backup {
namespace {

using core::ErrorCode;
using nlohmann::json;

constexpr int form = 1;
constexpr std::size_t piece = 1024 * 1024;

class Sha256 {
  public:
    Sha256() { FF_CHECK(crypto_hash_sha256_init(&state_) == 0); }
    void add(std::string_view bytes) {
        const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
        FF_CHECK(crypto_hash_sha256_update(&state_, data, bytes.size()) == 0);
    }
    std::string hex() {
        std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
        FF_CHECK(crypto_hash_sha256_final(&state_, hash.data()) == 0);
        return core::to_hex(hash);
    }

  private:
    crypto_hash_sha256_state state_{};
};

std::string sealed(const std::string& body) {
    Sha256 hash;
    hash.add(body);
    return hash.hex();
}

json to_json(const Manifest& manifest) {
    return {{"form", form},
            {"organisation", manifest.organisation.text()},
            {"taken_at", manifest.taken_at},
            {"epoch", manifest.epoch},
            {"head", manifest.head},
            {"schema", manifest.schema},
            {"bytes", manifest.bytes},
            {"sha256", manifest.sha256},
            {"rows", manifest.rows},
            {"program", manifest.program}};
}

Manifest from_json(const json& told) {
    Manifest manifest;
    manifest.organisation = core::Uuid::parse(told.at("organisation").get<std::string>()).value_or(core::Uuid{});
    manifest.taken_at = told.at("taken_at").get<core::WallMs>();
    manifest.epoch = told.at("epoch").get<std::uint64_t>();
    manifest.head = told.at("head").get<sync::Seq>();
    manifest.schema = told.at("schema").get<std::int64_t>();
    manifest.bytes = told.at("bytes").get<std::uint64_t>();
    manifest.sha256 = told.at("sha256").get<std::string>();
    manifest.rows = told.at("rows").get<std::map<std::string, std::int64_t>>();
    manifest.program = told.at("program").get<std::string>();
    return manifest;
}

}  // namespace

std::string name_of(core::WallMs taken_at, sync::Seq head) {
    const auto second = static_cast<std::time_t>(taken_at / 1000);
    return fmt::format("fieldfare-{:%Y%m%dT%H%M%SZ}-{}", fmt::gmtime(second), head);
}

bool is_our_name(const std::string& file_name) {
    static const std::regex shape(R"(fieldfare-\d{8}T\d{6}Z-\d+\.(db|json|sha256)([.-][a-zA-Z0-9]+)*)");
    return std::regex_match(file_name, shape);
}

std::string manifest_path(const std::string& database) {
    return std::filesystem::path(database).replace_extension(".json").string();
}

std::string to_text(const Manifest& manifest) {
    const auto body = to_json(manifest);
    return json{{"backup", body}, {"seal", sealed(body.dump())}}.dump(2) + '\n';
}

core::Result<Manifest> read_manifest(const std::string& database) {
    const auto path = manifest_path(database);
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return {ErrorCode::not_found, path};
    std::ifstream in(path, std::ios::binary);
    if (!in) return {ErrorCode::storage_failed, "cannot read " + path};
    const std::string text(std::istreambuf_iterator<char>(in), {});
    const auto told = json::parse(text, nullptr, false);
    const core::Error damaged{ErrorCode::storage_corrupt, path + " is not as it was written"};
    if (!told.is_object() || !told.contains("backup") || !told.contains("seal")) return damaged;
    const auto& body = told["backup"];
    if (told["seal"] != sealed(body.dump(-1, ' ', false, json::error_handler_t::replace))) return damaged;
    if (body.value("form", 0) != form) return {ErrorCode::storage_newer, path};
    return from_json(body);
}

core::Result<std::string> hash_of(const std::string& path, const std::function<bool()>& stopped) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return {ErrorCode::storage_failed, "cannot read " + path};
    Sha256 hash;
    std::vector<char> bytes(piece);
    while (in) {
        if (stopped && stopped()) return {ErrorCode::overloaded, "stopping"};
        in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        hash.add({bytes.data(), static_cast<std::size_t>(in.gcount())});
    }
    if (in.bad()) return {ErrorCode::storage_failed, "cannot read " + path};
    return hash.hex();
}

}  // namespace fieldfare::server::backup
