#include <gtest/gtest.h>

#include "core/catalog/emit/names.h"
#include "core/catalog/entities.h"

namespace fieldfare::core {
namespace {

TEST(Catalog, FindsEntitiesByNameAndId) {
    for (const auto* entity : entities()) {
        EXPECT_EQ(find_entity(entity->name), entity);
        EXPECT_EQ(find_entity(entity->id), entity);
    }
    EXPECT_EQ(find_entity("visit"), nullptr);
    EXPECT_EQ(find_entity(EntityId{0}), nullptr);
    EXPECT_EQ(find_entity(EntityId{200}), nullptr);
}

TEST(Catalog, GroupIsTimedByItsFirstField) {
    const auto& customer = catalog::customer;
    const auto& city = customer.fields[customer.at("city")];
    EXPECT_EQ(customer.clock_field(city).name, "province");
    const auto& name = customer.fields[customer.at("name")];
    EXPECT_EQ(customer.clock_field(name).name, "name");
}

// The words of the handbooks' tables, which users know.
TEST(Catalog, SpeaksTheHandbooksWords) {
    using namespace catalog;
    EXPECT_EQ(customer.fields[customer.at("code")].label.zh, "客户编号");
    EXPECT_EQ(customer.fields[customer.at("filed_on")].label.zh, "建档日期");
    EXPECT_EQ(interaction.fields[interaction.at("note")].label.zh, "沟通内容");
    EXPECT_EQ(interaction.fields[interaction.at("next_step")].label.zh, "下一步行动");
    EXPECT_EQ(followup.fields[followup.at("resources")].label.zh, "所需资源");
    EXPECT_EQ(funnel_stage.find("negotiation")->label.zh, "谈判");
    EXPECT_EQ(followup_status.find("pending")->label.zh, "待执行");
    EXPECT_EQ(satisfaction.find("neutral")->label.zh, "一般");
}

// What must be in a complete file (FIL-02) but may be left for later.
TEST(Catalog, CompleteFileIsMarked) {
    std::vector<std::string_view> expected;
    for (const auto& field : catalog::customer.fields) {
        if (field.expected) expected.push_back(field.name);
    }
    EXPECT_EQ(expected, (std::vector<std::string_view>{"name", "industry", "source_channel", "size_band", "urgency",
                                                       "potential_class", "initial_need", "filed_on"}));
}

TEST(Catalog, WhatHappenedNeverChanges) {
    const auto& visit = catalog::interaction;
    for (const std::string_view name : {"customer", "author", "started_at", "logged_at", "channels"}) {
        EXPECT_EQ(visit.fields[visit.position(name)].rule, Rule::log) << name;
    }
    EXPECT_EQ(visit.fields[visit.at("note")].rule, Rule::note);
}

TEST(Catalog, EveryFieldHasAnEditorAndNames) {
    for (const auto* entity : entities()) {
        EXPECT_FALSE(emit::name_of(entity->scope).empty());
        for (const auto& field : entity->fields) {
            EXPECT_FALSE(emit::editor_of(field).empty()) << entity->name << "." << field.name;
            EXPECT_FALSE(emit::name_of(field.type).empty());
            EXPECT_FALSE(emit::name_of(field.rule).empty());
            EXPECT_FALSE(emit::name_of(field.unit).empty());
            EXPECT_FALSE(emit::name_of(field.sensitivity).empty());
        }
    }
}

}  // namespace
}  // namespace fieldfare::core
