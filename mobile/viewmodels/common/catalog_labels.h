#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>
#include <QVariantList>

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

}  // namespace fieldfare::mobile
