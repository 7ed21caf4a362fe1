#pragma once

#include <QString>

#include "core/catalog/classes.h"

// What the page says where the organisation hides something: hidden is not empty.
namespace fieldfare::mobile {

// "Hidden by your organisation", for a field that stands alone.
QString hidden_text();
// The same with the names of those of the entity's fields that are hidden; empty when none is.
QString hidden_text(const core::Entity& entity, core::Classes hidden);

}  // namespace fieldfare::mobile
