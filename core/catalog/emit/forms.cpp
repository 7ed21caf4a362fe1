#include "core/catalog/emit/forms.h"

#include <fmt/format.h>

#include "core/catalog/emit/json_parts.h"
#include "core/catalog/emit/names.h"
#include "core/rows/limits.h"

namespace fieldfare::core::emit {
namespace {

using nlohmann::ordered_json;

void add_bounds(ordered_json& json, const Field& field) {
    if (field.type == Type::text) {
        json["max_length"] = field.max_length != 0 ? field.max_length : limits::text_characters;
    }
    if (field.minimum != Field{}.minimum) json["minimum"] = field.minimum;
    if (field.maximum != Field{}.maximum) json["maximum"] = field.maximum;
    if (field.unit != Unit::none) json["unit"] = name_of(field.unit);
}

ordered_json field_json(const Field& field) {
    ordered_json json{{"name", field.name},
                      {"type", name_of(field.type)},
                      {"editor", editor_of(field)},
                      {"label", label_json(field.label)}};
    if (field.required) json["required"] = true;
    if (field.expected) json["expected"] = true;
    if (field.rule == Rule::assigned) json["read_only"] = true;
    if (field.rule == Rule::log) json["only_when_new"] = true;
    if (!field.group.empty()) json["group"] = field.group;
    if (field.choices != nullptr) json["enum"] = field.choices->name;
    if (!field.refers_to.empty()) json["refers_to"] = field.refers_to;
    if (field.sensitivity != Sensitivity::open) json["sensitivity"] = name_of(field.sensitivity);
    add_bounds(json, field);
    return json;
}

ordered_json section_json(const Entity& entity, const Section& section) {
    ordered_json fields = ordered_json::array();
    for (const auto& field : entity.fields) {
        if (field.section == section.name && !field.hidden) fields.push_back(field_json(field));
    }
    return {{"name", section.name}, {"label", label_json(section.label)}, {"fields", std::move(fields)}};
}

ordered_json entity_json(const Entity& entity) {
    ordered_json blocks = ordered_json::array();
    for (const auto& section : sections()) {
        auto block = section_json(entity, section);
        if (!block["fields"].empty()) blocks.push_back(std::move(block));
    }
    return {
        {"label", label_json(entity.label)}, {"plural", label_json(entity.plural)}, {"sections", std::move(blocks)}};
}

ordered_json choices_json(const Enumeration& enumeration) {
    ordered_json choices = ordered_json::array();
    for (const auto& choice : enumeration.choices) {
        choices.push_back({{"code", choice.code}, {"label", label_json(choice.label)}});
        if (enumeration.transitions.empty()) continue;
        auto& next = choices.back()["next"] = ordered_json::array();
        for (const auto& step : enumeration.transitions) {
            if (step.from == choice.code) next.push_back(step.to);
        }
    }
    return choices;
}

std::string line(std::string_view key, const Label& label) {
    return fmt::format("{}\t{}\t{}\n", key, label.zh, label.en);
}

}  // namespace

std::string forms() {
    ordered_json document{{"entities", ordered_json::object()}, {"enums", ordered_json::object()}};
    for (const auto* entity : entities()) document["entities"][std::string(entity->name)] = entity_json(*entity);
    for (const auto* enumeration : enumerations()) {
        document["enums"][std::string(enumeration->name)] = choices_json(*enumeration);
    }
    return document.dump(2) + "\n";
}

std::string labels() {
    std::string text;
    for (const auto* entity : entities()) {
        text += line(entity->name, entity->label);
        for (const auto& field : entity->fields) {
            text += line(fmt::format("{}.{}", entity->name, field.name), field.label);
        }
    }
    for (const auto* enumeration : enumerations()) {
        for (const auto& choice : enumeration->choices) {
            text += line(fmt::format("{}:{}", enumeration->name, choice.code), choice.label);
        }
    }
    for (const auto& section : sections()) text += line(fmt::format("section.{}", section.name), section.label);
    return text;
}

}  // namespace fieldfare::core::emit
