#include "server/http/static_files.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "server/store/hash.h"

namespace fieldfare::server {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_total_bytes = 64 * 1024 * 1024;
constexpr std::string_view no_dashboard =
    "<!doctype html><meta charset=\"utf-8\"><title>Fieldfare</title><p>This Fieldfare server runs without a dashboard: "
    "set <code>web.directory</code> in its configuration.</p>";
constexpr std::string_view content_security =
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri "
    "'none'; form-action 'self'";

std::string_view type_of(std::string_view path) {
    static constexpr std::pair<std::string_view, std::string_view> types[] = {
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".json", "application/json"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".webmanifest", "application/manifest+json"},
    };
    for (const auto& [ending, type] : types) {
        if (path.ends_with(ending)) return type;
    }
    return "application/octet-stream";
}

std::string tag_of(const std::string& bytes) {
    std::string tag = "\"";
    const auto hash = hashed(bytes);
    for (std::size_t i = 0; i < 12; ++i) fmt::format_to(std::back_inserter(tag), "{:02x}", hash[i]);
    return tag + '"';
}

}  // namespace

core::Result<StaticFiles> StaticFiles::load(const std::string& directory) {
    StaticFiles files;
    const auto add = [&files](const std::string& path, std::string bytes) {
        File file;
        file.type = type_of(path);
        file.tag = tag_of(bytes);
        file.bytes = std::make_shared<const std::string>(std::move(bytes));
        files.files_[path] = std::move(file);
    };
    if (directory.empty()) {
        add("/index.html", std::string(no_dashboard));
        return files;
    }
    std::error_code error;
    std::size_t total = 0;
    for (const auto& entry : fs::recursive_directory_iterator(directory, error)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        std::string bytes(std::istreambuf_iterator<char>(in), {});
        total += bytes.size();
        if (!in.good() && !in.eof())
            return {core::ErrorCode::invalid_argument, "web.directory: " + entry.path().string()};
        if (total > max_total_bytes) return {core::ErrorCode::too_large, "web.directory: more than 64 MiB"};
        add("/" + fs::relative(entry.path(), directory).generic_string(), std::move(bytes));
    }
    if (error || !files.files_.contains("/index.html")) {
        return {core::ErrorCode::invalid_argument, "web.directory: no index.html in " + directory};
    }
    return files;
}

HttpResponse StaticFiles::serve(const HttpRequest& request) const {
    auto found = files_.find(request.path);
    const auto name = request.path.substr(request.path.rfind('/') + 1);
    // The dashboard has routes of its own: a path without extension is one of them.
    if (found == files_.end() && name.find('.') == std::string::npos) found = files_.find("/index.html");
    HttpResponse response;
    if (found == files_.end()) {
        response = error_response(core::Error{core::ErrorCode::not_found, {}});
        response.route = "(static)";
        return response;
    }
    const auto& file = found->second;
    response.route = "(static)";
    response.set("Content-Type", file.type);
    response.set("ETag", file.tag);
    response.set("Cache-Control",
                 found->first.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Referrer-Policy", "no-referrer");
    response.set("Content-Security-Policy", std::string(content_security));
    response.set("Cross-Origin-Opener-Policy", "same-origin");
    if (request.secure) response.set("Strict-Transport-Security", "max-age=31536000");
    if (request.header("If-None-Match") == file.tag) {
        response.status = 304;
        return response;
    }
    response.shared_body = file.bytes;
    return response;
}

}  // namespace fieldfare::server
