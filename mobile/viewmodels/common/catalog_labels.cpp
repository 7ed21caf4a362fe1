#include "mobile/viewmodels/common/catalog_labels.h"

#include <QVariantMap>

#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

namespace {

const core::Field* find_field(const QString& entity, const QString& name) {
    const auto* found = core::find_entity(to_core(entity));
    if (!found) return nullptr;
    const auto at = found->position(to_core(name));
    return at == core::Entity::npos ? nullptr : &found->fields[at];
}

QString label_in(const core::Label& label, const QString& language) {
    return to_qt(core::in(core::language_of(to_core(language)), label));
}

}  // namespace

QString CatalogLabels::field(const QString& entity, const QString& name, const QString& language) const {
    const auto* found = find_field(entity, name);
    return found ? label_in(found->label, language) : QString();
}

QVariantList CatalogLabels::choices(const QString& entity, const QString& field, const QString& language) const {
    QVariantList list;
    const auto* found = find_field(entity, field);
    if (!found || !found->choices) return list;
    for (const auto& choice : found->choices->choices) {
        list << QVariantMap{{"code", to_qt(choice.code)},
                            {"label", label_in(choice.label, language)},
                            {"glyph", channel_glyph(choice.code)}};
    }
    return list;
}

QString field_label(const core::Entity& entity, std::string_view field) {
    const auto at = entity.position(field);
    return at == core::Entity::npos ? QString() : label_of(entity.fields[at].label);
}

QString section_label(std::string_view section) {
    for (const auto& known : core::sections()) {
        if (known.name == section) return label_of(known.label);
    }
    const auto* entity = core::find_entity(section);
    return entity ? label_of(entity->label) : QString();
}

}  // namespace fieldfare::mobile
