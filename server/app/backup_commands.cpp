#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <filesystem>
#include <string_view>

#include "server/app/commands.h"
#include "server/backup/restore.h"
#include "server/backup/shelf.h"

namespace fieldfare::server::commands {
namespace {

namespace fs = std::filesystem;

core::Result<std::string> folder_of(const Config& config, const std::string& wanted) {
    if (!wanted.empty()) return wanted;
    if (!config.backup.folder.empty()) return config.backup.folder;
    return {core::ErrorCode::invalid_argument, "name a folder with --folder, or set backup.folder"};
}

std::string local_time(core::WallMs at) {
    return fmt::format("{:%Y-%m-%d %H:%M:%S}", fmt::localtime(static_cast<std::time_t>(at / 1000)));
}

// One line that moves, on a terminal alone.
void show_pages(std::size_t done, std::size_t of) {
    if (isatty(STDERR_FILENO) != 1) return;
    fmt::print(stderr, "\r{} of {} pages{}", done, of, done == of ? "\n" : "");
    std::fflush(stderr);
}

}  // namespace

int backup(const Config& config, const std::string& wanted) {
    const auto folder = folder_of(config, wanted);
    if (!folder) return fail(folder.error());
    static const core::SystemClock clock;
    const auto made = backup::take(config.store(), *folder, clock, {}, show_pages);
    if (!made) return fail(made.error());
    fmt::print("{}\n{} bytes, seq {}, checked\n", made->database, made->manifest.bytes, made->manifest.head);
    return 0;
}

int list_backups(const Config& config, const std::string& wanted) {
    const auto folder = folder_of(config, wanted);
    if (!folder) return fail(folder.error());
    const auto shelf = backup::list(*folder);
    if (!shelf) return fail(shelf.error());
    for (const auto& one : *shelf) {
        const auto name = fs::path(one.database).filename().string();
        if (one.manifest) {
            fmt::print("{}\t{}\tseq {}\tepoch {}\t{} bytes\t{}\n", name, local_time(one.manifest->taken_at),
                       one.manifest->head, one.manifest->epoch, one.manifest->bytes,
                       one.fault.empty() ? "whole" : one.fault);
        } else {
            fmt::print("{}\t{}\n", name, one.fault);
        }
    }
    return 0;
}

int verify_backup(const std::string& file) {
    const auto found = backup::verify(file);
    if (!found) return fail(found.error());
    std::int64_t rows = 0;
    for (const auto& [entity, count] : found->rows) rows += count;
    fmt::print("{} is whole: taken {}, seq {}, epoch {}, {} rows\n", file, local_time(found->taken_at), found->head,
               found->epoch, rows);
    return 0;
}

int restore(const Config& config, const std::string& file) {
    static const core::SystemClock clock;
    static core::SystemRandom random;
    const auto restored = backup::restore(config.store(), file, clock, random);
    if (!restored) return fail(restored.error());
    fmt::print("restored to seq {}, epoch {}; phones offer again what they had sent since\n", restored->head,
               restored->epoch);
    if (!restored->replaced.empty()) fmt::print("the database that stood there is in {}\n", restored->replaced);
    return 0;
}

}  // namespace fieldfare::server::commands
