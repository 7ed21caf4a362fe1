#include "tests/bench/team_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/random.h"
#include "core/catalog/entities.h"

namespace fieldfare::bench {
namespace {

using core::Row;
using core::StringSet;
using core::Value;
namespace catalog = core::catalog;

constexpr std::array cities{"上海", "杭州", "苏州", "南京", "宁波", "深圳",
                            "广州", "成都", "武汉", "长沙", "重庆", "青岛"};
constexpr std::array provinces{"上海市", "浙江省", "江苏省", "江苏省", "浙江省", "广东省",
                               "广东省", "四川省", "湖北省", "湖南省", "重庆市", "山东省"};
constexpr std::array brands{"瑞丰", "恒通", "华信", "金石", "远航", "博雅", "天启", "明德", "嘉禾", "鼎盛",
                            "汇川", "星辰", "海纳", "泰和", "中联", "新锐", "广源", "宏图", "安达", "友邦"};
constexpr std::array trades{"机械制造", "软件", "物流", "医疗器械", "食品", "建材", "电子", "服装", "化工", "餐饮"};
constexpr std::array roads{"人民路", "解放大道", "创新路", "滨江中路", "科技园南路", "中山东路", "工业大道"};
constexpr std::array surnames{"张", "王", "李", "赵", "陈", "刘", "杨", "黄", "周", "吴", "曾", "单", "欧阳"};
constexpr std::array given{"伟", "芳", "娜", "敏", "静", "磊", "军", "洋", "勇", "艳", "志强", "晓燕", "建国", "雪梅"};
constexpr std::array titles{"采购经理", "总经理", "技术总监", "财务主管", "行政主任", "运营总监", "厂长"};
constexpr std::array sentences{
    "客户对本季度的交付周期提出了更高要求，希望控制在两周以内。", "已演示新版产品的报表功能，客户反馈操作简单。",
    "价格仍是主要顾虑，对方提到竞品报价低约百分之八。",           "约定下周三带技术同事上门做现场调研。",
    "对方采购流程需要三家比价，预计月底前确定供应商。",           "合同条款中付款方式需要再谈，客户希望分三期支付。",
    "上次反映的售后响应慢的问题已经解决，客户表示满意。",         "新工厂年底投产，设备需求将增加一倍左右。",
    "总经理更看重稳定性和服务保障，对功能细节不太在意。",         "已发送产品手册和同行业案例，等待内部评审意见。",
    "客户提出定制开发的需求，需要产品部门评估工作量。",           "续约意向明确，预算已经列入明年计划。",
};
constexpr std::array steps{"发送报价方案", "安排产品演示", "上门签订合同", "回访使用情况", "确认付款进度"};
constexpr std::array tags{"重点", "展会", "转介绍", "价格敏感", "决策慢", "已试用", "竞品用户", "长期合作"};

template <typename List>
std::string pick(const List& list, core::Random& chance) {
    return list[chance.below(list.size())];
}

std::string choice(const core::Enumeration& enumeration, core::Random& chance) {
    return std::string(enumeration.choices[chance.below(enumeration.choices.size())].code);
}

std::string person(core::Random& chance) {
    return pick(surnames, chance) + pick(given, chance);
}

std::string day(core::Random& chance) {
    return fmt::format("2026-{:02}-{:02}", 1 + chance.below(12), 1 + chance.below(28));
}

std::string mobile(core::Random& chance) {
    return fmt::format("13{:09}", chance.below(1'000'000'000));
}

StringSet some_tags(core::Random& chance) {
    StringSet set{pick(tags, chance), pick(tags, chance)};
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
    return set;
}

std::size_t characters_of(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    return count;
}

}  // namespace

std::string chinese_note(core::Random& chance, std::size_t characters) {
    std::string note;
    while (characters_of(note) < characters) note += pick(sentences, chance);
    return note;
}

core::SeededRandom TeamData::chance(Kind kind, std::uint32_t number) const {
    return core::SeededRandom(seed_ * 0x9E3779B97F4A7C15ULL + (static_cast<std::uint64_t>(kind) << 40) + number);
}

core::Uuid TeamData::id(Kind kind, std::uint32_t number) const {
    // Laid out as UUIDv7, the moment rising with the number, as if the team had worked for a year.
    core::Uuid id;
    const auto ms = static_cast<std::uint64_t>(data_begin_ms) + std::uint64_t{number} * 150'000;
    for (std::size_t i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
    auto random = chance(kind, number);
    random.fill(std::span(id.bytes).subspan(6));
    id.bytes[6] = static_cast<std::uint8_t>(0x70U | (id.bytes[6] & 0x0FU));
    id.bytes[8] = static_cast<std::uint8_t>(0x80U | (id.bytes[8] & 0x3FU));
    return id;
}

Row TeamData::blank(Kind kind, const core::Entity& entity, std::uint32_t number) const {
    Row row(entity, id(kind, number));
    row.clocks.row = core::Stamp{core::Hlc::at(data_begin_ms + std::int64_t{number} * 150'000), 1 + number % 40};
    return row;
}

Row TeamData::user(std::uint32_t number) const {
    auto random = chance(Kind::user, number + 1'000'000);
    const auto& entity = catalog::user;
    Row row = blank(Kind::user, entity, number);
    row.values[entity.at("name")] = person(random);
    row.values[entity.at("email")] = fmt::format("rep{}@example.com", number);
    row.values[entity.at("role")] = std::string(number == 0 ? "lead" : "rep");
    row.values[entity.at("team")] = team_id();
    row.values[entity.at("active")] = std::int64_t{1};
    return row;
}

Row TeamData::customer(std::uint32_t number) const {
    auto random = chance(Kind::customer, number + 1'000'000'000);
    const auto& entity = catalog::customer;
    Row row = blank(Kind::customer, entity, number);
    const auto place = random.below(cities.size());
    const auto trade = pick(trades, random);
    auto& values = row.values;
    values[entity.at("code")] = fmt::format("2026{:02}{:05}", 1 + number % 12, number);
    values[entity.at("provisional_code")] = fmt::format("T1-{}", number);
    values[entity.at("name")] =
        std::string(cities[place]) + pick(brands, random) + pick(brands, random) + trade + "有限公司";
    values[entity.at("kind")] = choice(catalog::customer_kind, random);
    values[entity.at("industry")] = trade;
    values[entity.at("staff_count")] = static_cast<std::int64_t>(5 + random.below(2000));
    values[entity.at("annual_revenue")] = static_cast<std::int64_t>(random.below(1'000'000'000));
    values[entity.at("source_channel")] = choice(catalog::source_channel, random);
    values[entity.at("size_band")] = choice(catalog::size_band, random);
    values[entity.at("urgency")] = choice(catalog::level, random);
    values[entity.at("potential_class")] = choice(catalog::potential_class, random);
    values[entity.at("stage")] = choice(catalog::funnel_stage, random);
    values[entity.at("status")] = choice(catalog::customer_status, random);
    values[entity.at("tags")] = some_tags(random);
    values[entity.at("initial_need")] = chinese_note(random, 30);
    values[entity.at("pain_points")] = chinese_note(random, 40);
    values[entity.at("province")] = std::string(provinces[place]);
    values[entity.at("city")] = std::string(cities[place]);
    values[entity.at("address")] = fmt::format("{}{}号", pick(roads, random), 1 + random.below(900));
    values[entity.at("latitude")] = 22.0 + static_cast<double>(random.below(15'000'000)) / 1e6;
    values[entity.at("longitude")] = 104.0 + static_cast<double>(random.below(17'000'000)) / 1e6;
    values[entity.at("location_accuracy")] = 12.0;
    values[entity.at("owner")] = user_id(number);
    values[entity.at("filed_on")] = day(random);
    values[entity.at("filed_by")] = user_id(number);
    values[entity.at("note")] = chinese_note(random, 60);
    return row;
}

Row TeamData::contact(std::uint32_t number) const {
    auto random = chance(Kind::contact, number + 1'000'000'000);
    const auto& entity = catalog::contact;
    Row row = blank(Kind::contact, entity, number);
    auto& values = row.values;
    values[entity.at("customer")] = customer_id(number % sizes_.customers);
    values[entity.at("name")] = person(random);
    values[entity.at("title")] = pick(titles, random);
    values[entity.at("is_primary")] = static_cast<std::int64_t>(number < sizes_.customers);
    values[entity.at("phone")] = mobile(random);
    values[entity.at("wechat")] = fmt::format("wx_{:08x}", random.below(1ULL << 32));
    values[entity.at("preferred_channels")] = StringSet{"phone", "wechat"};
    return row;
}

Row TeamData::followup(std::uint32_t number) const {
    auto random = chance(Kind::followup, number + 1'000'000'000);
    const auto& entity = catalog::followup;
    Row row = blank(Kind::followup, entity, number);
    auto& values = row.values;
    values[entity.at("customer")] = customer_id(number % sizes_.customers);
    values[entity.at("author")] = user_id(number);
    values[entity.at("owner")] = user_id(number);
    values[entity.at("goal")] = chinese_note(random, 20);
    values[entity.at("cycle")] = choice(catalog::cycle, random);
    values[entity.at("due_on")] = day(random);
    values[entity.at("due_rule")] = std::string("CAD-20");
    values[entity.at("methods")] = StringSet{"phone"};
    values[entity.at("status")] = choice(catalog::followup_status, random);
    return row;
}

Row TeamData::visit(std::uint32_t number) const {
    auto random = chance(Kind::visit, number + 1'000'000'000);
    const auto& entity = catalog::interaction;
    Row row = blank(Kind::visit, entity, number);
    const std::int64_t started = data_begin_ms + std::int64_t{number} * 150'000;
    auto& values = row.values;
    values[entity.at("customer")] = customer_id(static_cast<std::uint32_t>(random.below(sizes_.customers)));
    values[entity.at("author")] = user_id(number);
    values[entity.at("started_at")] = started;
    values[entity.at("ended_at")] = started + 1'800'000;
    values[entity.at("logged_at")] = started + 2'400'000;
    values[entity.at("channels")] = StringSet{random.below(2) == 0 ? "phone" : "visit"};
    values[entity.at("direction")] = choice(catalog::direction, random);
    values[entity.at("content_type")] = choice(catalog::content_type, random);
    values[entity.at("note")] = chinese_note(random, 20 + random.below(60));
    values[entity.at("feedback")] = chinese_note(random, 10);
    values[entity.at("next_step")] = pick(steps, random);
    values[entity.at("next_step_due")] = day(random);
    values[entity.at("next_step_owner")] = user_id(number);
    values[entity.at("no_next_step")] = std::int64_t{0};
    values[entity.at("stage_after")] = choice(catalog::funnel_stage, random);
    return row;
}

Row TeamData::new_visit(std::uint32_t user, std::uint32_t number) const {
    const auto& entity = catalog::interaction;
    Row row = visit(sizes_.visits + number);
    row.values[entity.at("author")] = user_id(user);
    row.values[entity.at("customer")] = customer_of(user, number);
    // Each visit to a customer finds him changed.
    const auto turn = number / (sizes_.customers / sizes_.users);
    const auto take_turns = [turn, &row](std::size_t field, const core::Enumeration& enumeration, std::size_t among) {
        row.values[field] = std::string(enumeration.choices[turn % among].code);
    };
    take_turns(entity.at("stage_after"), catalog::funnel_stage, 4);
    take_turns(entity.at("potential_after"), catalog::potential_class, 3);
    take_turns(entity.at("satisfaction_after"), catalog::satisfaction, 3);
    return row;
}

Row TeamData::row(std::uint32_t number) const {
    if (number < sizes_.customers) return customer(number);
    number -= sizes_.customers;
    if (number < sizes_.contacts) return contact(number);
    number -= sizes_.contacts;
    if (number < sizes_.followups) return followup(number);
    return visit(number - sizes_.followups);
}

}  // namespace fieldfare::bench
