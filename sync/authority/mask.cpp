#include "core/catalog/entities.h"
#include "sync/authority/authority.h"

// What the organisation hides from a role.
namespace fieldfare::sync {

core::Result<std::optional<Seq>> Authority::mask(Ledger& ledger, const core::Uuid& org, std::string_view role,
                                                 core::Classes masked) {
    FF_ASSIGN(const auto before, ledger.mask_of(role));
    if (before == masked) return std::optional<Seq>{};
    FF_TRY(ledger.set_mask(role, masked));
    FF_ASSIGN(const auto seq, ledger.next_seq());
    FF_ASSIGN(const auto people, ledger.people_in(role));
    for (const auto& id : people) {
        FF_ASSIGN(const auto person, ledger.row(core::catalog::user, id));
        if (!person) continue;
        const auto standings = standings_for(role, id, person->reference(core::catalog::user.at("team")), org, masked);
        FF_TRY(ledger.set_membership(id, standings, seq, clock_.wall()));
    }
    return std::optional(seq);
}

}  // namespace fieldfare::sync
