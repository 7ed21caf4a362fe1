#pragma once

#include "core/catalog/catalog.h"
#include "core/catalog/entities/attachment.h"
#include "core/catalog/entities/contact.h"
#include "core/catalog/entities/custom_field.h"
#include "core/catalog/entities/customer.h"
#include "core/catalog/entities/device.h"
#include "core/catalog/entities/followup.h"
#include "core/catalog/entities/interaction.h"
#include "core/catalog/entities/organisation.h"
#include "core/catalog/entities/team.h"
#include "core/catalog/entities/user.h"

namespace fieldfare::core::catalog {

// In an order in which every reference points to an earlier entity or to its own.
inline constexpr const Entity* all_entities[] = {
    &organisation, &team, &user, &device, &custom_field, &customer, &contact, &followup, &interaction, &attachment,
};

}  // namespace fieldfare::core::catalog
