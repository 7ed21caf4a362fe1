#include "mobile/viewmodels/common/hidden_words.h"

#include <QCoreApplication>
#include <QStringList>

#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

QString hidden_text() {
    return QCoreApplication::translate("Hidden", "Hidden by your organisation");
}

QString hidden_text(const core::Entity& entity, core::Classes hidden) {
    QStringList names;
    for (const auto& field : entity.fields) {
        if (hidden.hides(field)) names << label_of(field.label);
    }
    return names.empty() ? QString()
                         : QCoreApplication::translate("Hidden", "Hidden by your organisation: %1").arg(listed(names));
}

}  // namespace fieldfare::mobile
