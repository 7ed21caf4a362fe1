#include "tests/merge_laws/replicas.h"

#include <algorithm>
#include <optional>

#include "core/catalog/entities.h"
#include "sync/merge/merge.h"

namespace fieldfare::tests {
namespace {

namespace catalog = core::catalog;
using core::Change;
using core::ChangeKind;

constexpr core::WallMs start = 1'700'000'000'000;
const char* const words[] = {"alpha", "beta", "gamma"};

core::Value value_for(core::Type type, std::uint8_t value) {
    switch (type) {
        case core::Type::real:
            return value / 2.0;
        case core::Type::integer:
        case core::Type::boolean:
        case core::Type::timestamp:
        case core::Type::money:
            return std::int64_t{value};
        case core::Type::reference:
            return core::Uuid{{value, 1}};
        default:
            return std::string(words[value % 3]) + std::to_string(value);
    }
}

std::vector<core::CellChange> write_group(const core::Row& row, const core::Field& first, std::uint8_t value) {
    std::vector<core::CellChange> cells;
    for (const auto& field : row.entity->fields) {
        if (field.rule != core::Rule::group || field.group != first.group) continue;
        const auto base = row.clocks.of({first.id, ""});
        cells.push_back({field.id, {}, value_for(field.type, value), base});
    }
    return cells;
}

std::vector<const core::Field*> fields_of(core::Rule rule) {
    std::vector<const core::Field*> fields;
    for (const auto& field : catalog::customer.fields) {
        const bool leads = rule != core::Rule::group || catalog::customer.clock_field(field).id == field.id;
        if (field.rule == rule && leads) fields.push_back(&field);
    }
    return fields;
}

const core::Field& pick(core::Rule rule, std::uint8_t which) {
    const auto fields = fields_of(rule);
    return *fields[which % fields.size()];
}

bool holds(const core::Row& row, const core::Field& field, const std::string& element) {
    const auto& set = row.set(catalog::customer.position(field.id));
    return std::binary_search(set.begin(), set.end(), element);
}

core::Stamp element_stamp(const core::Row& row, const core::Cell& cell) {
    const auto* exception = row.clocks.find(cell);
    return exception != nullptr ? exception->stamp : row.clocks.row;
}

Change edit_of(const core::Row& row, const Event& event) {
    Change change{ChangeKind::update, row.entity, row.id, {}, {}, {}};
    switch (event.what % 8) {
        case 0: {
            const auto& field = pick(core::Rule::last_writer, event.which % 4);
            const auto base = row.clocks.of({field.id, ""});
            change.cells.push_back({field.id, {}, value_for(field.type, event.value), base});
            break;
        }
        case 1:
            change.cells = write_group(row, pick(core::Rule::group, event.which), event.value);
            break;
        case 2:
        case 3: {
            const auto& field = pick(core::Rule::set, event.which % 2);
            const std::string element = words[event.value % 3];
            const bool held = holds(row, field, element);
            const auto base = held ? element_stamp(row, {field.id, element}) : core::Stamp{};
            change.cells.push_back({field.id, element, std::int64_t{held ? 0 : 1}, base});
            break;
        }
        case 4: {
            const auto& field = pick(core::Rule::map, event.which);
            const std::string key = words[event.which % 3];
            core::Value value{std::int64_t{event.value}};
            if (event.value % 3 == 0) value = {};
            change.cells.push_back({field.id, key, value, row.clocks.of({field.id, key})});
            break;
        }
        case 5:
            change.kind = ChangeKind::remove;
            change.seen = row.clocks;
            change.seen.deletion.reset();
            break;
        case 6:
            change.kind = ChangeKind::revive;
            break;
        default:
            break;
    }
    return change;
}

}  // namespace

std::vector<core::Row> diverge(std::size_t replicas, const std::vector<Event>& events) {
    core::Row row(catalog::customer, *core::Uuid::parse("0190a6b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b"));
    row.clocks.row = {core::Hlc::at(start), 1};
    row.values[catalog::customer.at("name")] = std::string("Acme");
    row.values[catalog::customer.position(pick(core::Rule::set, 0).id)] = core::StringSet{"alpha"};
    std::vector<core::Row> copies(replicas, row);
    std::uint16_t tick = 0;
    for (const auto& event : events) {
        auto& mine = copies[event.replica % replicas];
        if (event.what % 8 == 7) {
            sync::merge_rows(mine, copies[event.which % replicas]);
            continue;
        }
        auto change = edit_of(mine, event);
        const auto own_time = core::Hlc::at(start + 1000 + tick + event.skew * 7, tick);
        const core::Hlc beyond{mine.clocks.newest().time.packed + 1};
        change.stamp = {std::max(own_time, beyond), static_cast<core::DeviceNumber>(event.replica % replicas + 1)};
        ++tick;
        std::optional<core::Row> held(mine);
        const auto applied = sync::apply_change(held, change);
        if (applied) mine = *held;
    }
    return copies;
}

}  // namespace fieldfare::tests
