#include "server/backup/shelf.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "core/rules/day.h"

namespace fieldfare::server::backup {
namespace {

namespace fs = std::filesystem;
using core::ErrorCode;

constexpr core::WallMs clock_slack_ms = 60 * 60 * 1000;

Shelved shelved(const std::string& database) {
    auto manifest = read_manifest(database);
    if (!manifest) return {database, std::nullopt, manifest.error().describe()};
    std::error_code error;
    const auto bytes = fs::file_size(database, error);
    const bool whole = !error && bytes == manifest->bytes;
    return {database, *std::move(manifest), whole ? "" : "its size is not that of its manifest"};
}

// Which day, week and month a moment is in.
struct Spans {
    std::int64_t day, week, month;
};
core::Result<Spans> spans_of(core::WallMs moment, const std::string& zone) {
    FF_ASSIGN(const auto day, core::Day::at(moment, zone));
    constexpr int first_monday = 4;  // 1970-01-05
    const auto since = day.number - first_monday;
    return Spans{day.number, since >= 0 ? since / 7 : (since - 6) / 7, day.year() * 12LL + day.month()};
}

// The first of a span claims it, as long as there are claims left.
class Claims {
  public:
    explicit Claims(int most) : most_(static_cast<std::size_t>(most)) {}
    bool take(std::int64_t span) {
        if (taken_.size() >= most_ || taken_.contains(span)) return false;
        return taken_.insert(span).second;
    }

  private:
    std::size_t most_;
    std::set<std::int64_t> taken_;
};

}  // namespace

core::Result<std::vector<Shelved>> list(const std::string& folder) {
    std::vector<Shelved> shelf;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const auto& path = entry.path();
        if (path.extension() == ".db" && is_our_name(path.filename().string())) shelf.push_back(shelved(path.string()));
    }
    if (error) return {ErrorCode::storage_failed, folder + ": " + error.message()};
    std::ranges::sort(shelf, std::greater<>(), [](const Shelved& one) {
        return std::pair(one.manifest ? one.manifest->taken_at : core::WallMs{0}, one.database);
    });
    return shelf;
}

std::optional<Backup> newest_good(const std::vector<Shelved>& shelf, const core::Uuid& organisation, core::WallMs now) {
    for (const auto& one : shelf) {
        if (!one.manifest || !one.fault.empty()) continue;
        if (one.manifest->organisation != organisation || one.manifest->taken_at > now + clock_slack_ms) continue;
        return Backup{one.database, *one.manifest};
    }
    return std::nullopt;
}

core::Result<std::vector<std::string>> superfluous(const std::vector<Shelved>& shelf, const Backup& made,
                                                   const Keep& keep, const std::string& zone) {
    Claims days(keep.daily);
    Claims weeks(keep.weekly);
    Claims months(keep.monthly);
    std::vector<std::string> out;
    for (const auto& one : shelf) {
        if (!one.manifest || !one.fault.empty() || one.manifest->organisation != made.manifest.organisation) continue;
        FF_ASSIGN(const auto spans, spans_of(one.manifest->taken_at, zone));
        // Each takes its turn: one backup may stand for its day, its week and its month.
        const bool daily = days.take(spans.day);
        const bool weekly = weeks.take(spans.week);
        const bool monthly = months.take(spans.month);
        if (!daily && !weekly && !monthly && one.database != made.database) out.push_back(one.database);
    }
    return out;
}

core::Status remove(const std::string& database) {
    for (const auto& path : {database, manifest_path(database), receipt_path(database)}) {
        std::error_code error;
        fs::remove(path, error);
        if (error) return {ErrorCode::storage_failed, path + ": " + error.message()};
    }
    return {};
}

}  // namespace fieldfare::server::backup
