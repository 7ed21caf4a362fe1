#include "tests/simulation/kept_connections.h"

#include <sqlite3.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tests/simulation/crash_vfs.h"

// The linker's names for what is wrapped (-Wl,--wrap).
// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" {
int __real_sqlite3_open_v2(const char* path, sqlite3** out, int flags, const char* vfs);
int __real_sqlite3_close(sqlite3* db);
int __real_sqlite3_prepare_v3(sqlite3* db, const char* sql, int bytes, unsigned int flags, sqlite3_stmt** out,
                              const char** tail);
int __real_sqlite3_finalize(sqlite3_stmt* statement);
}

namespace fieldfare::simulation {
namespace {

// Each life of a connection leaves a little behind (a registered tokenizer); texts of updates vary with their columns.
constexpr int most_lives = 500;
constexpr std::size_t most_texts = 512;

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};
using Statements = std::vector<sqlite3_stmt*>;

struct Kept {
    sqlite3* db = nullptr;
    std::string file;  // the disk's name and the path
    int lives = 1;
    std::unordered_map<std::string, Statements, TextHash, std::equal_to<>> idle;  // by their text
    SharedMemory shared_memory;
};

class Connections {
  public:
    void keep(bool on) { on_ = on; }
    std::uint64_t reused() const { return reused_; }

    int open(const char* path, sqlite3** out, int flags, const char* vfs) {
        auto* disk = on_ && vfs != nullptr ? crash_disk(vfs) : nullptr;
        if (disk == nullptr) return __real_sqlite3_open_v2(path, out, flags, vfs);
        auto file = std::string(vfs) + ":" + path;
        if (const auto found = idle_.find(file); found != idle_.end() && has_log(*disk, path)) {
            auto kept = std::move(found->second);
            idle_.erase(found);
            ++kept->lives;
            ++reused_;
            revive(kept->db, *disk, std::move(kept->shared_memory));
            *out = kept->db;
            open_[kept->db] = std::move(kept);
            return SQLITE_OK;
        }
        const int result = __real_sqlite3_open_v2(path, out, flags, vfs);
        if (result == SQLITE_OK) {
            auto kept = std::make_unique<Kept>();
            kept->db = *out;
            kept->file = std::move(file);
            open_[*out] = std::move(kept);
        }
        return result;
    }

    int close(sqlite3* db) {
        const auto found = open_.find(db);
        if (found == open_.end()) return __real_sqlite3_close(db);
        auto kept = std::move(found->second);
        open_.erase(found);
        const bool idle = sqlite3_get_autocommit(db) != 0 && sqlite3_txn_state(db, nullptr) == SQLITE_TXN_NONE;
        if (!on_ || !idle || kept->lives >= most_lives || idle_.contains(kept->file) || !died(db)) return end(*kept);
        kept->shared_memory = take_shared_memory(db);
        idle_[kept->file] = std::move(kept);
        return SQLITE_OK;
    }

    int prepare(sqlite3* db, const char* sql, int bytes, unsigned int flags, sqlite3_stmt** out, const char** tail) {
        const auto found = open_.find(db);
        const std::string_view text(sql, static_cast<std::size_t>(bytes));
        // Some pragmas are answered when they are prepared.
        if (found == open_.end() || text.starts_with("PRAGMA")) {
            return __real_sqlite3_prepare_v3(db, sql, bytes, flags, out, tail);
        }
        auto& idle = found->second->idle;
        auto place = idle.find(text);
        if (place != idle.end() && !place->second.empty()) {
            *out = place->second.back();
            place->second.pop_back();
            return SQLITE_OK;
        }
        const int result = __real_sqlite3_prepare_v3(db, sql, bytes, flags, out, tail);
        if (result != SQLITE_OK) return result;
        if (place == idle.end() && idle.size() < most_texts) place = idle.emplace(text, Statements{}).first;
        if (place != idle.end()) homes_[*out] = &place->second;
        return result;
    }

    int finalize(sqlite3_stmt* statement) {
        const auto home = homes_.find(statement);
        if (home == homes_.end()) return __real_sqlite3_finalize(statement);
        home->second->push_back(statement);
        return SQLITE_OK;
    }

  private:
    int end(Kept& kept) {
        for (auto& [text, statements] : kept.idle) {
            for (auto* statement : statements) {
                homes_.erase(statement);
                __real_sqlite3_finalize(statement);
            }
        }
        return __real_sqlite3_close(kept.db);
    }

    bool on_ = false;
    std::uint64_t reused_ = 0;
    std::map<std::string, std::unique_ptr<Kept>> idle_;  // by file
    std::unordered_map<sqlite3*, std::unique_ptr<Kept>> open_;
    std::unordered_map<sqlite3_stmt*, Statements*> homes_;  // where each goes when it is finalized
};

Connections& connections() {
    static auto* all = new Connections;  // lives as long as the process: so do the connections in it
    return *all;
}

}  // namespace

void keep_connections(bool keep) {
    connections().keep(keep);
}

std::uint64_t connections_reused() {
    return connections().reused();
}

}  // namespace fieldfare::simulation

extern "C" {

int __wrap_sqlite3_open_v2(const char* path, sqlite3** out, int flags, const char* vfs) {
    return fieldfare::simulation::connections().open(path, out, flags, vfs);
}

int __wrap_sqlite3_close(sqlite3* db) {
    return fieldfare::simulation::connections().close(db);
}

int __wrap_sqlite3_prepare_v3(sqlite3* db, const char* sql, int bytes, unsigned int flags, sqlite3_stmt** out,
                              const char** tail) {
    return fieldfare::simulation::connections().prepare(db, sql, bytes, flags, out, tail);
}

int __wrap_sqlite3_finalize(sqlite3_stmt* statement) {
    return fieldfare::simulation::connections().finalize(statement);
}
}
// NOLINTEND(bugprone-reserved-identifier)
