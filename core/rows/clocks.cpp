#include "core/rows/clocks.h"

#include <algorithm>
#include <limits>

#include "core/rows/limits.h"
#include "core/rows/reader.h"
#include "core/rows/writer.h"

namespace fieldfare::core {
namespace {

const CellClock* find_in(const std::vector<CellClock>& cells, const Cell& cell) {
    const auto found = std::lower_bound(cells.begin(), cells.end(), cell,
                                        [](const CellClock& clock, const Cell& wanted) { return clock.cell < wanted; });
    return found != cells.end() && found->cell == cell ? &*found : nullptr;
}

Stamp seen_of(const Deletion& deletion, const Cell& cell) {
    const auto* seen = find_in(deletion.seen_cells, cell);
    return seen != nullptr ? seen->stamp : deletion.seen_row;
}

// The blob's version. A reader that meets another one must not guess.
constexpr std::uint8_t blob_version = 1;

// The first number of an exception: the field, and which parts follow.
constexpr unsigned has_removed = 1;
constexpr unsigned clock_has_key = 2;
constexpr unsigned clock_flag_bits = 2;
constexpr std::size_t least_clock_bytes = 3;

void write_cells(Writer& writer, const std::vector<CellClock>& cells, const Stamp& origin) {
    writer.varint(cells.size());
    for (const auto& clock : cells) {
        const bool keyed = !clock.cell.key.empty();
        const bool removed = !clock.removed.is_zero();
        writer.varint((std::uint64_t{clock.cell.field} << clock_flag_bits) | (keyed ? clock_has_key : 0u) |
                      (removed ? has_removed : 0u));
        if (keyed) writer.text(clock.cell.key);
        writer.stamp_near(clock.stamp, origin);
        if (removed) writer.stamp_near(clock.removed, origin);
    }
}

std::vector<CellClock> read_cells(Reader& reader, const Stamp& origin) {
    const auto count = reader.count(limits::held_clock_cells, least_clock_bytes);
    std::vector<CellClock> cells;
    cells.reserve(count);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        CellClock clock;
        const auto head = reader.varint();
        const auto field = head >> clock_flag_bits;
        // Field 0 is the row's life, which a revive writes.
        if (field > std::numeric_limits<FieldId>::max()) reader.fail_malformed();
        clock.cell.field = static_cast<FieldId>(field);
        if ((head & clock_has_key) != 0) {
            clock.cell.key = reader.text(limits::text_bytes);
            if (clock.cell.key.empty() || field == 0) reader.fail_malformed();
        }
        clock.stamp = reader.stamp_near(origin);
        if ((head & has_removed) != 0) {
            clock.removed = reader.stamp_near(origin);
            if (clock.removed.is_zero()) reader.fail_malformed();
        }
        if (!cells.empty() && !(cells.back().cell < clock.cell)) reader.fail_malformed();
        cells.push_back(std::move(clock));
    }
    return cells;
}

}  // namespace

const CellClock* Clocks::find(const Cell& cell) const {
    return find_in(cells, cell);
}

Stamp Clocks::of(const Cell& cell) const {
    const auto* exception = find(cell);
    return exception != nullptr ? exception->stamp : row;
}

void Clocks::set(CellClock clock) {
    const auto at = std::lower_bound(cells.begin(), cells.end(), clock.cell,
                                     [](const CellClock& held, const Cell& wanted) { return held.cell < wanted; });
    if (at != cells.end() && at->cell == clock.cell) {
        *at = std::move(clock);
    } else {
        cells.insert(at, std::move(clock));
    }
}

Stamp Clocks::newest() const {
    auto newest = row;
    for (const auto& clock : cells) newest = std::max({newest, clock.stamp, clock.removed});
    if (deletion) newest = std::max(newest, deletion->stamp);
    return newest;
}

bool Clocks::deleted() const {
    if (!deletion || row > deletion->seen_row) return false;
    return std::none_of(cells.begin(), cells.end(),
                        [&](const CellClock& clock) { return clock.stamp > seen_of(*deletion, clock.cell); });
}

Bytes encode_clocks(const Clocks& clocks) {
    Bytes blob;
    if (clocks.cells.empty() && !clocks.deletion) return blob;
    Writer writer(blob);
    writer.byte(blob_version);
    write_cells(writer, clocks.cells, clocks.row);
    if (clocks.deletion) {
        writer.stamp_near(clocks.deletion->stamp, clocks.row);
        writer.stamp_near(clocks.deletion->seen_row, clocks.row);
        write_cells(writer, clocks.deletion->seen_cells, clocks.row);
    }
    return blob;
}

Result<Clocks> decode_clocks(Stamp row, std::span<const std::uint8_t> blob) {
    Clocks clocks;
    clocks.row = row;
    if (blob.empty()) return clocks;
    Reader reader(blob);
    if (reader.byte() != blob_version) return Error{ErrorCode::malformed, "clocks: unknown version"};
    clocks.cells = read_cells(reader, row);
    if (reader.remaining() > 0) {
        Deletion deletion;
        deletion.stamp = reader.stamp_near(row);
        deletion.seen_row = reader.stamp_near(row);
        deletion.seen_cells = read_cells(reader, row);
        clocks.deletion = std::move(deletion);
    } else if (clocks.cells.empty()) {
        reader.fail_malformed();  // the empty blob says this already
    }
    FF_TRY(reader.finish());
    return clocks;
}

}  // namespace fieldfare::core
