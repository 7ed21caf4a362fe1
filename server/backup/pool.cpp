#include "server/backup/pool.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <unordered_set>

#include "core/base/files.h"
#include "core/media/content.h"
#include "server/backup/take.h"
#include "server/store/canonical_store.h"

namespace fieldfare::server::backup {
namespace {

namespace fs = std::filesystem;
using core::ErrorCode;
using core::Result;
using core::Status;
using core::media::DiskFolder;
using core::media::Folder;

constexpr std::string_view pool_name = "contents";
// Between a hash and a name, as sha256sum writes it; the name is the hash.
constexpr std::string_view between = "  contents/";
constexpr std::size_t name_characters = 64;
constexpr std::size_t line_characters = name_characters + between.size() + name_characters + 1;

std::string pool_beside(const std::string& database) {
    return pool_of(fs::path(database).parent_path().string());
}

std::string line_of(const std::string& content) {
    return content + std::string(between) + content + '\n';
}

struct Named {
    std::string content;
    bool wanted = false;  // by a row that is not deleted
};

Result<std::vector<Named>> named_in(const std::string& database) {
    StoreOptions options;
    options.path = database;
    FF_ASSIGN(auto opened, CanonicalStore::open_reader(options));
    FF_ASSIGN(auto select, opened->prepare("SELECT content, MIN(_deleted) FROM "
                                           "(SELECT content, _deleted FROM attachment UNION ALL "
                                           "SELECT thumbnail, _deleted FROM attachment) GROUP BY content"));
    std::vector<Named> named;
    while (true) {
        FF_ASSIGN(const bool more, select.step());
        if (!more) return named;
        std::string content(select.text(0));
        // What a phone wrote there need not be a name.
        if (core::media::is_content_name(content)) named.push_back({std::move(content), select.integer(1) == 0});
    }
}

Result<bool> has(Folder& folder, const std::string& content) {
    const auto size = folder.size(content);
    if (!size && size.error().code != ErrorCode::not_found) return size.error();
    return size.ok();
}

// storage_corrupt: it is not what it is called; not_found.
Result<core::Bytes> read_true(Folder& folder, const std::string& content) {
    FF_ASSIGN(auto bytes, folder.read(content, 0, core::media::most_content_bytes));
    if (core::media::content_name(bytes) == content) return bytes;
    return {ErrorCode::storage_corrupt, content};
}

Status check_room(Folder& pool, const std::string& folder, std::size_t bytes) {
    FF_ASSIGN(const auto room, pool.room());
    if (room >= bytes + room_to_stay) return {};
    return {ErrorCode::storage_full, folder + ": no room for photos and files"};
}

// Whether the pool has it then.
Result<bool> copy_to_pool(const Named& named, Folder& contents, Folder& pool, const std::string& folder,
                          Pooled& pooled) {
    FF_ASSIGN(const bool there, has(pool, named.content));
    if (there) return true;
    const auto bytes = read_true(contents, named.content);
    if (!bytes) {
        const bool absent = bytes.error().code == ErrorCode::not_found;
        const bool damaged = bytes.error().code == ErrorCode::storage_corrupt;
        if (!absent && !damaged) return bytes.error();
        if (absent && named.wanted) ++pooled.absent;
        if (damaged) ++pooled.damaged;
        return false;
    }
    FF_TRY(check_room(pool, folder, bytes->size()));
    FF_TRY(pool.publish(named.content, *bytes));
    ++pooled.copied;
    pooled.copied_bytes += bytes->size();
    return true;
}

}  // namespace

std::string pool_of(const std::string& folder) {
    return (fs::path(folder) / pool_name).string();
}

std::string receipt_path(const std::string& database) {
    return fs::path(database).replace_extension(".sha256").string();
}

Result<std::vector<std::string>> read_receipt(const std::string& database) {
    const auto path = receipt_path(database);
    std::error_code error;
    if (!fs::exists(path, error)) return {ErrorCode::not_found, path};
    std::ifstream in(path, std::ios::binary);
    if (!in) return {ErrorCode::storage_failed, "cannot read " + path};
    const std::string text(std::istreambuf_iterator<char>(in), {});
    const core::Error damaged{ErrorCode::storage_corrupt, path + " is not as it was written"};
    if (in.bad() || text.size() % line_characters != 0) return damaged;
    std::vector<std::string> contents;
    for (std::size_t at = 0; at < text.size(); at += line_characters) {
        auto content = text.substr(at, name_characters);
        const bool right =
            core::media::is_content_name(content) && text.substr(at, line_characters) == line_of(content);
        if (!right) return damaged;
        contents.push_back(std::move(content));
    }
    return contents;
}

Status add_to_pool(const std::string& database, Folder& contents, const Stopped& stopped, Pooled& pooled) {
    FF_ASSIGN(const auto named, named_in(database));
    const auto folder = pool_beside(database);
    DiskFolder pool(folder);
    std::string receipt;
    for (const auto& one : named) {
        if (stopped && stopped()) return {ErrorCode::overloaded, "stopping"};
        FF_ASSIGN(const bool there, copy_to_pool(one, contents, pool, folder, pooled));
        if (!there) continue;
        ++pooled.relied_on;
        receipt += line_of(one.content);
    }
    return core::files::replace(receipt_path(database), receipt);
}

Result<std::size_t> check_pool(const std::string& database) {
    FF_ASSIGN(const auto contents, read_receipt(database));
    DiskFolder pool(pool_beside(database));
    for (const auto& content : contents) {
        const auto bytes = read_true(pool, content);
        if (!bytes && bytes.error().code == ErrorCode::not_found) {
            return {ErrorCode::storage_corrupt, "missing: " + bytes.error().detail};
        }
        if (!bytes) return bytes.error();
    }
    return contents.size();
}

Result<BroughtBack> bring_back(const std::string& database, Folder& contents) {
    BroughtBack back;
    const auto listed = read_receipt(database);
    if (!listed && listed.error().code == ErrorCode::not_found) return back;
    if (!listed) return listed.error();
    DiskFolder pool(pool_beside(database));
    for (const auto& content : *listed) {
        if (const auto there = read_true(contents, content)) continue;
        const auto bytes = read_true(pool, content);
        if (!bytes) {
            ++back.lost;
            continue;
        }
        FF_TRY(contents.publish(content, *bytes));
        ++back.copied;
    }
    return back;
}

Result<std::size_t> sweep_pool(const std::string& folder) {
    std::unordered_set<std::string> relied_on;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const auto& path = entry.path();
        if (path.extension() != ".sha256" || !is_our_name(path.filename().string())) continue;
        FF_ASSIGN(auto listed, read_receipt(fs::path(path).replace_extension(".db").string()));
        relied_on.insert(std::make_move_iterator(listed.begin()), std::make_move_iterator(listed.end()));
    }
    if (error) return {ErrorCode::storage_failed, folder + ": " + error.message()};
    DiskFolder pool(pool_of(folder));
    FF_ASSIGN(const auto names, pool.list());
    std::size_t removed = 0;
    for (const auto& name : names) {
        // A copy that was cut is called by its content, too, and more.
        const bool is_content = core::media::is_content_name(name.substr(0, name_characters));
        if (!is_content || relied_on.contains(name)) continue;
        FF_TRY(pool.remove(name));
        ++removed;
    }
    return removed;
}

}  // namespace fieldfare::server::backup
