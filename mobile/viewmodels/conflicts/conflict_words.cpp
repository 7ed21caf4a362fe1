#include "mobile/viewmodels/conflicts/conflict_words.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/catalog/entities.h"
#include "mobile/viewmodels/common/customer_words.h"
#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

namespace {

namespace cat = core::catalog;

QString say(const char* text) {
    return QCoreApplication::translate("Conflict", text);
}

const core::CellChange* cell_of(const core::Change& change, core::FieldId field) {
    const auto found = std::ranges::find_if(change.cells, [&](const auto& cell) { return cell.field == field; });
    return found == change.cells.end() ? nullptr : &*found;
}

// A state that may not follow any more has its name all the same, and so has a row that no list offers.
core::Status name_values(core::RowReader& reader, const core::OwnConflict& conflict, FormField& field) {
    if (!field.custom_key.empty()) return {};
    field.choices.clear();
    if (field.field->choices) {
        for (const auto& choice : field.field->choices->choices) {
            field.choices.push_back({std::string(choice.code), choice.label, {}});
        }
    }
    const auto* target = core::find_entity(field.field->refers_to);
    if (target == nullptr) return {};
    for (const auto* change : {&conflict.lost, &conflict.kept, conflict.before ? &*conflict.before : nullptr}) {
        const auto* cell = change == nullptr ? nullptr : cell_of(*change, field.field->id);
        const auto* id = cell == nullptr ? nullptr : std::get_if<core::Uuid>(&cell->value);
        if (id == nullptr) continue;
        FF_ASSIGN(const auto row, reader.find(*target, *id));
        if (row) field.choices.push_back({id->text(), {}, to_qt(row->text(target->position("name")))});
    }
    return {};
}

FormField plain_field(const core::Entity& entity, std::size_t at) {
    FormField field;
    field.field = &entity.fields[at];
    field.position = at;
    field.type = field.field->type;
    field.label = field.field->label;
    return field;
}

core::Result<FormField> field_of(core::RowReader& reader, const core::OwnConflict& conflict,
                                 const core::CellChange& cell, const std::vector<FormField>& form) {
    const auto at = conflict.lost.entity->position(cell.field);
    const auto in_form = std::ranges::find_if(
        form, [&](const FormField& each) { return each.position == at && each.custom_key == cell.key; });
    auto field = in_form == form.end() ? plain_field(*conflict.lost.entity, at) : *in_form;
    FF_TRY(name_values(reader, conflict, field));
    return field;
}

core::Value value_in(const core::Row& row, const core::CellChange& cell) {
    const auto at = row.entity->position(cell.field);
    if (cell.key.empty()) return row.values[at];
    const auto& map = row.map(at);
    const auto found = map.find(cell.key);
    if (found == map.end()) return {};
    return std::visit([](const auto& scalar) { return core::Value(scalar); }, found->second);
}

core::Result<std::vector<ConflictPart>> parts_of(core::RowReader& reader, const core::OwnConflict& conflict,
                                                 const core::Row& row) {
    std::vector<ConflictPart> parts;
    FF_ASSIGN(const auto form, form_of(reader, row, false));
    for (const auto& cell : conflict.lost.cells) {
        if (conflict.lost.entity->position(cell.field) == core::Entity::npos) continue;
        const auto* kept = cell_of(conflict.kept, cell.field);
        const auto* before = conflict.before ? cell_of(*conflict.before, cell.field) : nullptr;
        // Of a group what both have alike is no matter of dispute.
        if (kept != nullptr && kept->value == cell.value && conflict.lost.cells.size() > 1) continue;
        ConflictPart part;
        FF_ASSIGN(part.field, field_of(reader, conflict, cell, form));
        part.lost = to_editor(part.field.type, cell.value);
        part.kept = to_editor(part.field.type, kept == nullptr ? core::Value{} : kept->value);
        part.before = to_editor(part.field.type, before == nullptr ? core::Value{} : before->value);
        part.now = to_editor(part.field.type, value_in(row, cell));
        parts.push_back(std::move(part));
    }
    return parts;
}

core::Result<std::optional<core::Row>> customer_behind(core::RowReader& reader, const core::Row& row) {
    if (row.entity == &cat::customer) return std::optional(row);
    const auto at = row.entity->position("customer");
    if (at == core::Entity::npos || !row.has(at)) return std::optional<core::Row>();
    return reader.find(cat::customer, row.reference(at));
}

bool stands_as_kept(const ConflictStory& story) {
    return std::ranges::all_of(story.parts, [](const ConflictPart& part) { return part.now == part.kept; });
}

QString part_text(const ConflictPart& part, Version version) {
    auto text = display_text(part.field, part.of(version));
    if (!text.isEmpty()) return text;
    return part.field.type == core::Type::boolean ? say(QT_TRANSLATE_NOOP("Conflict", "No"))
                                                  : say(QT_TRANSLATE_NOOP("Conflict", "(empty)"));
}

}  // namespace

const QVariant& ConflictPart::of(Version version) const {
    switch (version) {
        case Version::lost:
            return lost;
        case Version::kept:
            return kept;
        case Version::before:
            return before;
        case Version::now:
            break;
    }
    return now;
}

core::Result<ConflictStory> story_of(core::RowReader& reader, core::OwnConflict conflict) {
    ConflictStory story;
    story.conflict = std::move(conflict);
    FF_ASSIGN(story.row, reader.find(*story.conflict.lost.entity, story.conflict.lost.row));
    if (story.row) {
        FF_ASSIGN(story.customer, customer_behind(reader, *story.row));
        FF_ASSIGN(story.parts, parts_of(reader, story.conflict, *story.row));
    }
    if (story.conflict.by.is_nil()) return story;
    FF_ASSIGN(const auto person, reader.find(cat::user, story.conflict.by));
    if (person) story.by = person->text(cat::user.at("name"));
    return story;
}

QString conflict_title(const ConflictStory& story) {
    const auto& entity = *story.conflict.lost.entity;
    auto kind = label_of(entity.label);
    if (!story.customer) return kind;
    const auto name = customer_name(*story.customer);
    return &entity == &cat::customer ? name : say(QT_TRANSLATE_NOOP("Conflict", "%1 · %2")).arg(name, kind);
}

QString conflict_subject(const ConflictStory& story) {
    if (story.conflict.kind == core::ConflictKind::revived) {
        return say(QT_TRANSLATE_NOOP("Conflict", "You deleted it; it came back"));
    }
    QStringList titles;
    for (const auto& part : story.parts) titles << part.field.title();
    return listed(titles);
}

QString conflict_value(const ConflictStory& story, Version version) {
    if (story.conflict.kind == core::ConflictKind::revived) {
        if (version == Version::before || version == Version::now) return {};
        return version == Version::lost ? say(QT_TRANSLATE_NOOP("Conflict", "deleted"))
                                        : say(QT_TRANSLATE_NOOP("Conflict", "still there, because it was edited"));
    }
    if (version == Version::before && !story.conflict.before) return {};
    if (version == Version::now && stands_as_kept(story)) return {};
    if (story.parts.size() == 1) return part_text(story.parts.front(), version);
    QStringList lines;
    for (const auto& part : story.parts) {
        lines << say(QT_TRANSLATE_NOOP("Conflict", "%1: %2")).arg(part.field.title(), part_text(part, version));
    }
    return lines.join(QLatin1Char('\n'));
}

}  // namespace fieldfare::mobile
