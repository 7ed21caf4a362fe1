#include "tests/support/samples.h"

#include <algorithm>

#include "core/catalog/entities.h"
#include "core/rows/typing.h"

namespace fieldfare::test {

using namespace core;

Uuid sample_id(std::uint8_t last_byte) {
    auto id = *Uuid::parse("0190a6b2-7c3d-7e4f-8a5b-6c7d8e9f0a00");
    id.bytes[15] = last_byte;
    return id;
}

namespace {

constexpr WallMs sample_time = 1'715'763'600'000;  // 2024-05-15 17:00 in Shanghai

Stamp sample_stamp(int minutes) {
    return {Hlc::at(sample_time + minutes * 60'000), 7};
}

CellChange cell(const Entity& entity, std::string_view field, Value value, Stamp base = {}) {
    return {entity.fields[entity.position(field)].id, {}, std::move(value), base};
}

std::int64_t random_integer(Random& random) {
    return static_cast<std::int64_t>(random.next() >> random.below(64)) * (random.below(2) == 0 ? 1 : -1);
}

double random_real(Random& random) {
    return static_cast<double>(random_integer(random)) / 1000.0 + 0.0;
}

std::string random_text(Random& random) {
    static constexpr std::string_view pieces[] = {"a", "Z9", " ", "\"", "\\", "\n", "é", "客户", "张*", "😀", "\x7f"};
    std::string text;
    const auto count = random.below(12);
    for (std::uint64_t i = 0; i < count; ++i) text += pieces[random.below(std::size(pieces))];
    return text;
}

Uuid random_id(Random& random) {
    Uuid id;
    random.fill(id.bytes);
    return id;
}

StringSet random_set(Random& random) {
    StringSet set;
    const auto count = random.below(5);
    for (std::uint64_t i = 0; i < count; ++i) set.push_back(random_text(random));
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
    return set;
}

Scalar random_scalar(Random& random) {
    switch (random.below(3)) {
        case 0:
            return random_integer(random);
        case 1:
            return random_real(random);
        default:
            return random_text(random);
    }
}

Stamp random_stamp(Random& random) {
    return {Hlc{random.next() >> random.below(64)},
            static_cast<DeviceNumber>(random.next() >> (32 + random.below(32)))};
}

std::vector<CellClock> random_cells(Random& random) {
    Clocks clocks;
    const auto count = random.below(5);
    for (std::uint64_t i = 0; i < count; ++i) {
        // Fields that have elements or keys are told apart by the catalog in JSON, so keys go where they belong.
        const bool keyed = random.below(2) == 0;
        const auto field = keyed ? catalog::customer.at("tags") : random.below(catalog::customer.at("kind"));
        CellClock clock{{static_cast<FieldId>(field + 1), keyed ? "k" + random_text(random) : ""}, {}, {}};
        clock.stamp = random_stamp(random);
        if (random.below(3) == 0) clock.removed = random_stamp(random);
        clocks.set(std::move(clock));
    }
    return clocks.cells;
}

const Entity& random_entity(Random& random) {
    return *entities()[random.below(entities().size())];
}

CellChange random_cell(const Field& field, Random& random) {
    CellChange change{field.id, {}, random_value(field, random), {}};
    if (field.rule == Rule::set) {
        change.key = "k" + random_text(random);
        change.value = static_cast<std::int64_t>(random.below(2));
    } else if (field.rule == Rule::map) {
        change.key = "k" + random_text(random);
        change.value = std::visit([](const auto& scalar) { return Value(scalar); }, random_scalar(random));
    }
    if (random.below(2) == 0) change.base = random_stamp(random);
    return change;
}

}  // namespace

Row sample_customer() {
    using catalog::customer;
    Row row(customer, sample_id(1));
    row.values[customer.at("code")] = "C202405001";
    row.values[customer.at("name")] = "星河科技有限公司";
    row.values[customer.at("industry")] = "制造业";
    row.values[customer.at("staff_count")] = std::int64_t{200};
    row.values[customer.at("annual_revenue")] = std::int64_t{50'000'000'00};
    row.values[customer.at("potential_class")] = std::string(catalog::potential_class.at("a"));
    row.values[customer.at("tags")] = StringSet{"产能扩张", "自动化设备需求"};
    row.values[customer.at("latitude")] = 31.2304;
    row.values[customer.at("owner")] = sample_id(2);
    row.values[customer.at("filed_on")] = "2024-05-10";
    row.values[customer.at("custom")] = ScalarMap{{"floor", std::int64_t{3}}, {"share", 0.25}, {"wish", "样机"}};
    row.clocks.row = sample_stamp(0);
    row.clocks.set({{customer.fields[customer.at("industry")].id, ""}, sample_stamp(5), {}});
    row.clocks.set({{customer.fields[customer.at("tags")].id, "旧"}, sample_stamp(6), sample_stamp(4)});
    return row;
}

Row sample_visit() {
    using catalog::interaction;
    Row row(interaction, sample_id(3));
    row.values[interaction.at("customer")] = sample_id(1);
    row.values[interaction.at("author")] = sample_id(2);
    row.values[interaction.at("started_at")] = std::int64_t{sample_time - 3'600'000};
    row.values[interaction.at("logged_at")] = std::int64_t{sample_time};
    row.values[interaction.at("channels")] = StringSet{"phone"};
    row.values[interaction.at("note")] = "介绍自动化设备案例，询问当前产能瓶颈";
    row.values[interaction.at("next_step")] = "3天内发送针对性方案及报价";
    row.values[interaction.at("next_step_due")] = "2024-05-18";
    row.clocks.row = sample_stamp(0);
    return row;
}

Group sample_group() {
    using catalog::customer;
    using catalog::followup;
    const auto visit = sample_visit();
    Change logged{ChangeKind::add, visit.entity, visit.id, visit.clocks.row, {}, {}};
    for (std::size_t i = 0; i < visit.values.size(); ++i) {
        if (visit.has(i)) logged.cells.push_back({visit.entity->fields[i].id, {}, visit.values[i], {}});
    }
    Change moved{ChangeKind::update, &customer, sample_id(1), sample_stamp(0), {}, {}};
    moved.cells.push_back(cell(customer, "stage", std::string(catalog::funnel_stage.at("intent")), sample_stamp(-30)));
    auto tag = cell(customer, "tags", std::int64_t{1});
    tag.key = "产能扩张";
    moved.cells.push_back(tag);
    auto custom = cell(customer, "custom", std::int64_t{3}, sample_stamp(-60));
    custom.key = "floor";
    moved.cells.push_back(custom);
    Change dropped{ChangeKind::remove, &followup, sample_id(4), sample_stamp(0), {}, {}};
    dropped.seen.row = sample_stamp(-90);
    dropped.seen.set({{followup.fields[followup.at("goal")].id, ""}, sample_stamp(-20), {}});
    return {12, {logged, moved, dropped}};
}

Value random_value(const Field& field, Random& random) {
    if (random.below(4) == 0) return {};
    switch (alternative_of(field.type)) {
        case 1:
            if (field.type == Type::boolean) return static_cast<std::int64_t>(random.below(2));
            return random_integer(random);
        case 2:
            return random_real(random);
        case 3:
            return random_text(random);
        case 4:
            return random_id(random);
        case 5:
            return random_set(random);
        default: {
            ScalarMap map;
            const auto count = random.below(4);
            for (std::uint64_t i = 0; i < count; ++i) map.emplace(random_text(random), random_scalar(random));
            return map;
        }
    }
}

Clocks random_clocks(Random& random) {
    Clocks clocks;
    clocks.row = random_stamp(random);
    clocks.cells = random_cells(random);
    if (random.below(3) == 0) clocks.deletion = {random_stamp(random), random_stamp(random), random_cells(random)};
    return clocks;
}

Row random_row(Random& random) {
    Row row(random.below(2) == 0 ? catalog::customer : random_entity(random), random_id(random));
    for (std::size_t i = 0; i < row.values.size(); ++i) row.values[i] = random_value(row.entity->fields[i], random);
    if (row.entity == &catalog::customer) row.clocks = random_clocks(random);
    return row;
}

Change random_change(Random& random) {
    const auto& entity = random_entity(random);
    Change change{
        static_cast<ChangeKind>(1 + random.below(4)), &entity, random_id(random), random_stamp(random), {}, {}};
    for (const auto& field : entity.fields) {
        if (random.below(3) == 0) change.cells.push_back(random_cell(field, random));
    }
    if (change.kind == ChangeKind::remove) {
        change.seen.row = random_stamp(random);
        if (&entity == &catalog::customer) change.seen = random_clocks(random);
    }
    return change;
}

Group random_group(Random& random) {
    Group group{random.next() >> 11, {}};
    const auto count = random.below(4);
    for (std::uint64_t i = 0; i < count; ++i) group.changes.push_back(random_change(random));
    return group;
}

}  // namespace fieldfare::test
