#pragma once

#include "mobile/viewmodels/attachments/attachment_words.h"

// What a person decides about an attachment; said at the foot of the page.
namespace fieldfare::mobile {

class Services;

// Its bytes come back with it, also where no server has them.
void remove_with_undo(Services& services, const core::Uuid& attachment);
// What was refused is sent again, what came damaged is fetched again.
void retry_contents(Services& services, const Held& held);

// Bytes that no record names any more, unsent, for good.
void give_up(Services& services, const Held& held);

}  // namespace fieldfare::mobile
