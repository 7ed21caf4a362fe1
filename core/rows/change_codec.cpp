#include <algorithm>
#include <limits>

#include "core/rows/codec.h"
#include "core/rows/limits.h"
#include "core/rows/values_codec.h"

namespace fieldfare::core {
namespace {

// The first number of a cell: field id, kind of its value, and which parts follow.
constexpr unsigned has_base = 1;
constexpr unsigned has_key = 2;
constexpr unsigned flag_bits = 2;
constexpr std::size_t least_cell_bytes = 1;
constexpr std::size_t least_change_bytes = 1 + 1 + 16 + 8 + 1 + 1;
constexpr std::size_t least_group_bytes = 2;

bool before(const CellChange& left, const CellChange& right) {
    return left.field != right.field ? left.field < right.field : left.key < right.key;
}

void write_cell(Writer& writer, const CellChange& cell, const Stamp& origin) {
    const bool based = !cell.base.is_zero();
    const bool keyed = !cell.key.empty();
    const auto kind = static_cast<std::uint64_t>(kind_of(cell.value));
    writer.varint(std::uint64_t{cell.field} << (kind_bits + flag_bits) | kind << flag_bits | (keyed ? has_key : 0u) |
                  (based ? has_base : 0u));
    if (keyed) writer.text(cell.key);
    write_value(writer, cell.value);
    if (based) writer.stamp_near(cell.base, origin);
}

CellChange read_cell(Reader& reader, const Stamp& origin) {
    CellChange cell;
    const auto head = reader.varint();
    const auto field = head >> (kind_bits + flag_bits);
    if (field == 0 || field > std::numeric_limits<FieldId>::max()) reader.fail_malformed();
    cell.field = static_cast<FieldId>(field);
    if ((head & has_key) != 0) {
        cell.key = reader.text(limits::text_bytes);
        if (cell.key.empty()) reader.fail_malformed();
    }
    cell.value = read_value(reader, static_cast<Kind>(head >> flag_bits & ((1u << kind_bits) - 1)));
    if ((head & has_base) != 0) {
        cell.base = reader.stamp_near(origin);
        if (cell.base.is_zero()) reader.fail_malformed();
    }
    return cell;
}

// Cells have one order, by field and key. What the program made may come in any.
void write_cells(Writer& writer, const Change& change) {
    writer.varint(change.cells.size());
    if (std::is_sorted(change.cells.begin(), change.cells.end(), before)) {
        for (const auto& cell : change.cells) write_cell(writer, cell, change.stamp);
        return;
    }
    std::vector<const CellChange*> sorted;
    sorted.reserve(change.cells.size());
    for (const auto& cell : change.cells) sorted.push_back(&cell);
    std::sort(sorted.begin(), sorted.end(), [](const auto* left, const auto* right) { return before(*left, *right); });
    for (const auto* cell : sorted) write_cell(writer, *cell, change.stamp);
}

void write_group(Writer& writer, const Group& group) {
    writer.varint(group.number);
    writer.varint(group.changes.size());
    for (const auto& change : group.changes) write_change(writer, change);
}

}  // namespace

void write_change(Writer& writer, const Change& change) {
    FF_CHECK(change.entity != nullptr);
    writer.byte(static_cast<std::uint8_t>(change.kind));
    writer.varint(change.entity->id);
    writer.uuid(change.row);
    writer.stamp(change.stamp);
    write_cells(writer, change);
    if (change.kind == ChangeKind::remove) write_clocks(writer, change.seen);
}

Result<Change> read_change(Reader& reader) {
    Change change;
    const auto kind = reader.byte();
    if (kind < static_cast<std::uint8_t>(ChangeKind::add) || kind > static_cast<std::uint8_t>(ChangeKind::discard)) {
        reader.fail_malformed();
    }
    change.kind = static_cast<ChangeKind>(kind);
    const auto entity_id = reader.varint();
    FF_TRY(reader.status());
    change.entity = entity_id <= 0xffff ? find_entity(static_cast<EntityId>(entity_id)) : nullptr;
    if (change.entity == nullptr) return ErrorCode::unknown_entity;
    change.row = reader.uuid();
    change.stamp = reader.stamp();
    const auto count = reader.count(limits::cells_per_change, least_cell_bytes);
    change.cells.reserve(count);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        auto cell = read_cell(reader, change.stamp);
        if (!change.cells.empty() && !before(change.cells.back(), cell)) reader.fail_malformed();
        change.cells.push_back(std::move(cell));
    }
    if (change.kind == ChangeKind::remove) {
        FF_ASSIGN(change.seen, read_clocks(reader));
    }
    FF_TRY(reader.status());
    return change;
}

Bytes encode_group(const Group& group) {
    Bytes bytes;
    Writer writer(bytes);
    write_group(writer, group);
    return bytes;
}

Result<Group> decode_group(std::span<const std::uint8_t> bytes) {
    Reader reader(bytes);
    Group group;
    group.number = reader.varint();
    const auto count = reader.count(limits::changes_per_group, least_change_bytes);
    group.changes.reserve(count);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        FF_ASSIGN(auto change, read_change(reader));
        group.changes.push_back(std::move(change));
    }
    FF_TRY(reader.finish());
    return group;
}

Bytes encode_groups(const std::vector<Group>& groups) {
    Bytes bytes;
    Writer writer(bytes);
    writer.varint(groups.size());
    for (const auto& group : groups) writer.blob(encode_group(group));
    return bytes;
}

Result<std::vector<std::span<const std::uint8_t>>> split_groups(std::span<const std::uint8_t> bytes) {
    Reader reader(bytes);
    const auto count = reader.count(limits::groups_per_batch, least_group_bytes);
    std::vector<std::span<const std::uint8_t>> groups;
    groups.reserve(count);
    for (std::size_t i = 0; i < count && reader.ok(); ++i) groups.push_back(reader.blob(bytes.size()));
    FF_TRY(reader.finish());
    return groups;
}

Result<std::vector<Group>> decode_groups(std::span<const std::uint8_t> bytes) {
    FF_ASSIGN(const auto parts, split_groups(bytes));
    std::vector<Group> groups;
    groups.reserve(parts.size());
    for (const auto part : parts) {
        FF_ASSIGN(auto group, decode_group(part));
        groups.push_back(std::move(group));
    }
    return groups;
}

}  // namespace fieldfare::core
