#include "core/catalog/entities.h"

#include "core/catalog/sections.h"
#include "core/catalog/soundness.h"

namespace fieldfare::core {

static_assert(catalog::ids_count_up(catalog::all_entities), "field ids are 1, 2, 3 … in the order of declaration");
static_assert(catalog::names_are_unique(catalog::all_entities));
static_assert(catalog::names_are_plain(catalog::all_entities));
static_assert(catalog::groups_are_adjacent(catalog::all_entities));
static_assert(catalog::references_are_known(catalog::all_entities),
              "a reference points to an earlier entity or its own");
static_assert(catalog::scopes_are_reachable(catalog::all_entities));
static_assert(catalog::labels_are_complete(catalog::all_entities));
static_assert(catalog::sections_are_known(catalog::all_entities, catalog::all_sections));
static_assert(catalog::choices_are_sound(catalog::all_enumerations));

// GCC's undefined-behaviour sanitizer makes no constant of the comparison of an address with null; a unit test says it
// there.
#if !defined(__SANITIZE_ADDRESS__)
static_assert(catalog::rules_fit_types(catalog::all_entities));
static_assert(catalog::classes_can_be_hidden(catalog::all_entities));
static_assert(catalog::states_have_transitions(catalog::all_entities));
static_assert(catalog::choices_are_listed(catalog::all_entities, catalog::all_enumerations));
#endif

std::span<const Entity* const> entities() {
    return catalog::all_entities;
}

const Entity* find_entity(std::string_view name) {
    for (const auto* entity : catalog::all_entities) {
        if (entity->name == name) return entity;
    }
    return nullptr;
}

// Entity ids count up from 1 in the order of the list, which static_assert holds.
const Entity* find_entity(EntityId id) {
    if (id == 0 || id > std::size(catalog::all_entities)) return nullptr;
    return catalog::all_entities[id - 1];
}

std::span<const Enumeration* const> enumerations() {
    return catalog::all_enumerations;
}

std::span<const Section> sections() {
    return catalog::all_sections;
}

}  // namespace fieldfare::core
