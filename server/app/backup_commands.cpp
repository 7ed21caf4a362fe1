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
    const auto made = backup::take(config.server_data(), *folder, clock, {}, show_pages);
    if (!made) return fail(made.error());
    fmt::print("{}\n{} bytes, seq {}, checked\n", made->database, made->manifest.bytes, made->manifest.head);
    const auto& contents = made->contents;
    fmt::print("{} photos and files, {} of them new ({} bytes)\n", contents.relied_on, contents.copied,
               contents.copied_bytes);
    if (contents.absent > 0) fmt::print("{} have not come from their phones yet\n", contents.absent);
    if (contents.damaged > 0) fmt::print("{} are damaged at the server, and are not in it\n", contents.damaged);
    return made->contents_fault ? fail(*made->contents_fault) : 0;
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
    const auto& manifest = found->manifest;
    for (const auto& [entity, count] : manifest.rows) rows += count;
    fmt::print("{} is whole: taken {}, seq {}, epoch {}, {} rows\n", file, local_time(manifest.taken_at), manifest.head,
               manifest.epoch, rows);
    if (found->contents) {
        fmt::print("{} photos and files are there and whole\n", *found->contents);
    } else {
        fmt::print("without photos and files: it has no list of them\n");
    }
    return 0;
}

int restore(const Config& config, const std::string& file) {
    static const core::SystemClock clock;
    static core::SystemRandom random;
    const auto restored = backup::restore(config.server_data(), file, clock, random);
    if (!restored) return fail(restored.error());
    fmt::print("restored to seq {}, epoch {}; phones offer again what they had sent since\n", restored->head,
               restored->epoch);
    if (restored->contents.copied > 0) fmt::print("{} photos and files came back\n", restored->contents.copied);
    if (restored->contents.lost > 0) {
        fmt::print("{} photos and files are missing or damaged in the backup, and not at the server\n",
                   restored->contents.lost);
    }
    if (!restored->replaced.empty()) fmt::print("the database that stood there is in {}\n", restored->replaced);
    return restored->contents_fault ? fail(*restored->contents_fault) : 0;
}

}  // namespace fieldfare::server::commands
