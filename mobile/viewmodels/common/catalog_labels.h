#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>
#include <QVariantList>
#include <string_view>

#include "core/catalog/catalog.h"

namespace fieldfare::mobile {

// The catalog's words for QML. The language is handed in, so that a binding follows it.
class CatalogLabels : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Catalog)
    QML_SINGLETON

  public:
    explicit CatalogLabels(QObject* parent = nullptr) : QObject(parent) {}

    Q_INVOKABLE QString field(const QString& entity, const QString& name, const QString& language) const;
    // {code, label, glyph} of every choice of a field, in the catalog's order.
    Q_INVOKABLE QVariantList choices(const QString& entity, const QString& field, const QString& language) const;
};

// In the language in force. Of a field by its name; empty when the entity has none of that name.
QString field_label(const core::Entity& entity, std::string_view field);
// Of a form's section, or of the entity that a section shows.
QString section_label(std::string_view section);

}  // namespace fieldfare::mobile
