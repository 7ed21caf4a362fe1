#include "mobile/viewmodels/forms/form_field.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

#include "core/catalog/entities.h"
#include "core/store/masks.h"
#include "mobile/viewmodels/common/hidden_words.h"
#include "mobile/viewmodels/common/select.h"
#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

namespace {

// More names than this are found through search, not by scrolling.
constexpr std::uint32_t most_names = 500;

core::Result<std::vector<FormChoice>> names_of(core::RowReader& reader, const core::Field& field,
                                               const core::Row& row) {
    const auto* target = core::find_entity(field.refers_to);
    const auto name = target->position("name");
    auto question = rows_of(*target, {}, {{name}}, most_names);
    // A contact is one of this customer's.
    const auto theirs = target->position("customer");
    const auto ours = row.entity->position("customer");
    if (theirs != core::Entity::npos && ours != core::Entity::npos) {
        question.where.push_back({theirs, core::Compare::equal, row.values[ours]});
    }
    FF_ASSIGN(const auto rows, reader.select(question));
    std::vector<FormChoice> choices;
    for (const auto& found : rows) {
        if (found.id == row.id) continue;
        choices.push_back({found.id.text(), {}, to_qt(found.text(name))});
    }
    return choices;
}

// Of a state: where it may go from here.
core::Result<std::vector<FormChoice>> choices_of(core::RowReader& reader, const core::Field& field,
                                                 const core::Row& row, std::size_t position, bool is_new) {
    std::vector<FormChoice> choices;
    if (!field.refers_to.empty()) return names_of(reader, field, row);
    if (!field.choices) return choices;
    const bool moves = field.rule == core::Rule::status && !is_new;
    for (const auto& choice : field.choices->choices) {
        if (moves && !field.choices->allows(row.text(position), choice.code)) continue;
        choices.push_back({std::string(choice.code), choice.label, {}});
    }
    return choices;
}

bool shown(const core::Field& field, const core::Row& row, bool is_new, std::size_t position) {
    if (field.hidden || field.type == core::Type::map) return false;
    if (field.rule == core::Rule::assigned) return !is_new && row.has(position);
    return true;
}

core::Type type_named(std::string_view code) {
    if (code == "integer") return core::Type::integer;
    if (code == "real") return core::Type::real;
    if (code == "boolean") return core::Type::boolean;
    if (code == "date") return core::Type::date;
    if (code == "enumeration") return core::Type::enumeration;
    return core::Type::text;
}

core::Value custom_value(const core::ScalarMap& map, const std::string& key) {
    const auto found = map.find(key);
    if (found == map.end()) return {};
    return std::visit([](const auto& scalar) { return core::Value(scalar); }, found->second);
}

core::Status add_custom(core::RowReader& reader, const core::Row& row, std::vector<FormField>& form) {
    const auto& entity = core::catalog::custom_field;
    const auto custom = row.entity->position("custom");
    if (custom == core::Entity::npos) return {};
    FF_ASSIGN(
        const auto definitions,
        reader.select(rows_of(entity, {{entity.at("entity"), core::Compare::equal, std::string(row.entity->name)}},
                              {{entity.at("position")}})));
    for (const auto& definition : definitions) {
        if (definition.integer(entity.at("retired")) != 0) continue;
        FormField field;
        field.field = &row.entity->fields[custom];
        field.position = custom;
        field.custom_key = definition.text(entity.at("key"));
        field.type = type_named(definition.text(entity.at("type")));
        field.own_label_zh = to_qt(definition.text(entity.at("label_zh")));
        field.own_label_en = to_qt(definition.text(entity.at("label_en")));
        field.section = field.field->section;
        for (const auto& choice : definition.set(entity.at("choices"))) {
            field.choices.push_back({choice, {}, to_qt(choice)});
        }
        field.value = field.original = to_editor(field.type, custom_value(row.map(custom), field.custom_key));
        form.push_back(std::move(field));
    }
    return {};
}

std::size_t section_rank(const std::string& section) {
    const auto sections = core::sections();
    const auto found = std::find_if(sections.begin(), sections.end(), [&](const auto& s) { return s.name == section; });
    return static_cast<std::size_t>(found - sections.begin());
}

QString choice_text(const FormField& field, const QString& code) {
    const auto plain = to_core(code);
    for (const auto& choice : field.choices) {
        if (choice.code == plain) return choice.text.isEmpty() ? label_of(choice.label) : choice.text;
    }
    return code;
}

}  // namespace

core::Result<std::vector<FormField>> form_of(core::RowReader& reader, const core::Row& row, bool is_new) {
    std::vector<FormField> form;
    FF_ASSIGN(const auto masked, core::masks::of(reader, row));
    for (std::size_t i = 0; i < row.entity->fields.size(); ++i) {
        const auto& field = row.entity->fields[i];
        if (!shown(field, row, is_new, i)) continue;
        FormField entry;
        entry.field = &field;
        entry.position = i;
        entry.type = field.type;
        entry.label = field.label;
        entry.section = field.section;
        entry.required = field.required;
        entry.expected = field.expected;
        entry.multiline = field.multiline;
        entry.hidden = masked.hides(field);
        entry.read_only =
            entry.hidden || field.rule == core::Rule::assigned || (field.rule == core::Rule::log && !is_new);
        FF_ASSIGN(entry.choices, choices_of(reader, field, row, i, is_new));
        const bool nobody_to_choose = !field.refers_to.empty() && entry.choices.empty() && !row.has(i);
        if (nobody_to_choose) continue;
        entry.value = entry.original = to_editor(field.type, row.values[i]);
        form.push_back(std::move(entry));
    }
    FF_TRY(add_custom(reader, row, form));
    std::stable_sort(form.begin(), form.end(),
                     [](const auto& a, const auto& b) { return section_rank(a.section) < section_rank(b.section); });
    return form;
}

core::Result<std::vector<FormField>> first_contact_form(core::RowReader& reader) {
    const core::Row nobody(core::catalog::contact, {});
    FF_ASSIGN(auto all, form_of(reader, nobody, true));
    std::vector<FormField> asked;
    for (auto& field : all) {
        if (!field.expected) continue;
        field.of_contact = true;
        field.required = false;  // without any of them no contact is filed
        field.section = core::catalog::contact.name;
        asked.push_back(std::move(field));
    }
    return asked;
}

QString FormField::title() const {
    if (custom_key.empty()) return label_of(label);
    const bool english = language_now() == core::Language::en && !own_label_en.isEmpty();
    return english ? own_label_en : own_label_zh;
}

QString display_text(const FormField& field, const QVariant& value) {
    if (field.hidden) return hidden_text();
    switch (field.type) {
        case core::Type::boolean:
            return value.toBool() ? QCoreApplication::translate("Form", "Yes") : QString();
        case core::Type::enumeration:
        case core::Type::reference: {
            const auto code = value.toString();
            return code.isEmpty() ? QString() : choice_text(field, code);
        }
        case core::Type::set: {
            QStringList texts;
            for (const auto& code : value.toStringList()) texts << choice_text(field, code);
            return listed(texts);
        }
        case core::Type::money: {
            const auto text = value.toString();
            return text.isEmpty() ? QString() : QStringLiteral("¥ ") + QLocale().toString(text.toDouble(), 'f', 0);
        }
        default:
            return value.toString();
    }
}

}  // namespace fieldfare::mobile
