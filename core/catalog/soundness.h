#pragma once

#include <span>
#include <string_view>

#include "core/catalog/catalog.h"

// What must hold of every catalog, decided while compiling. Kept as functions of their input so that tests can hand in
// catalogs that are wrong.
namespace fieldfare::core::catalog {

using Entities = std::span<const Entity* const>;

// Entity ids and the field ids of each entity are 1, 2, 3 … in the order of declaration: the wire's positions follow
// from them. A line is therefore never removed or moved; a field that has had its day is `hidden`.
constexpr bool ids_count_up(Entities entities) {
    EntityId entity_id = 0;
    for (const auto* entity : entities) {
        if (entity->id != ++entity_id) return false;
        FieldId field_id = 0;
        for (const auto& field : entity->fields) {
            if (field.id != ++field_id) return false;
        }
    }
    return true;
}

constexpr bool names_are_unique(Entities entities) {
    for (std::size_t i = 0; i < entities.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (entities[i]->name == entities[j]->name) return false;
        }
        const auto fields = entities[i]->fields;
        for (std::size_t a = 0; a < fields.size(); ++a) {
            for (std::size_t b = 0; b < a; ++b) {
                if (fields[a].name == fields[b].name) return false;
            }
        }
    }
    return true;
}

// Names stand unquoted in JSON paths and quoted in SQL: a-z, digits and _, beginning with a letter.
constexpr bool is_plain(std::string_view name) {
    if (name.empty() || name[0] < 'a' || name[0] > 'z') return false;
    for (const char c : name) {
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) return false;
    }
    return true;
}

constexpr bool names_are_plain(Entities entities) {
    for (const auto* entity : entities) {
        if (!is_plain(entity->name)) return false;
        for (const auto& field : entity->fields) {
            if (!is_plain(field.name) || field.name == "id" || field.name == "org") return false;
        }
    }
    return true;
}

constexpr bool groups_are_adjacent(Entities entities) {
    for (const auto* entity : entities) {
        const auto fields = entity->fields;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const bool follows = fields[i].grouped() && i > 0 && fields[i - 1].group == fields[i].group;
            if (fields[i].rule == Rule::group && !fields[i].grouped()) return false;
            // The state leads what belongs to it.
            const bool leads = fields[i].rule == Rule::status && !follows;
            if (fields[i].grouped() && fields[i].rule != Rule::group && !leads) return false;
            if (!fields[i].grouped() || follows) continue;
            for (std::size_t j = 0; j < i; ++j) {
                if (fields[j].group == fields[i].group) return false;
            }
        }
    }
    return true;
}

constexpr bool references_are_known(Entities entities) {
    for (std::size_t i = 0; i < entities.size(); ++i) {
        for (const auto& field : entities[i]->fields) {
            if (field.type == Type::reference && field.refers_to.empty()) return false;
            if (field.refers_to.empty()) continue;
            if (field.type != Type::reference && field.type != Type::set) return false;
            bool known = false;
            for (std::size_t j = 0; j <= i; ++j) known = known || entities[j]->name == field.refers_to;
            if (!known) return false;
        }
    }
    return true;
}

constexpr bool scopes_are_reachable(Entities entities) {
    for (const auto* entity : entities) {
        if (!entity->order_field.empty() && entity->position(entity->order_field) == Entity::npos) return false;
        if (entity->scope_field.empty()) continue;
        const auto at = entity->position(entity->scope_field);
        if (at == Entity::npos) return false;
        const auto& field = entity->fields[at];
        const bool fixed = field.rule == Rule::log || field.rule == Rule::assigned;
        if (field.type != Type::reference || !field.required || !fixed) return false;
    }
    return true;
}

constexpr bool rules_fit_types(Entities entities) {
    for (const auto* entity : entities) {
        for (const auto& field : entity->fields) {
            const bool whole = field.rule == Rule::log || field.rule == Rule::assigned;
            if (field.type == Type::set && field.rule != Rule::set && !whole) return false;
            if (field.type == Type::map && field.rule != Rule::map) return false;
            if (field.rule == Rule::set && field.type != Type::set) return false;
            if (field.rule == Rule::map && field.type != Type::map) return false;
            if (field.type == Type::enumeration && field.choices == nullptr) return false;
            if (field.choices != nullptr && field.type != Type::enumeration && field.type != Type::set) return false;
            if (field.choices != nullptr && !field.refers_to.empty()) return false;
            if (field.max_length != 0 && field.type != Type::text) return false;
            if (field.minimum > field.maximum) return false;
            if (field.signs && (field.refers_to != "user" || field.rule != Rule::log)) return false;
        }
    }
    return true;
}

// A row must be whole without what is hidden from somebody, and what wins or loses together is hidden together.
constexpr bool classes_can_be_hidden(Entities entities) {
    for (const auto* entity : entities) {
        for (const auto& field : entity->fields) {
            if (field.sensitivity == Sensitivity::open) continue;
            if (field.required || entity->scope != Scope::customer) return false;
            for (const auto& other : entity->fields) {
                const bool together = field.grouped() && other.group == field.group;
                if (together && other.sensitivity != field.sensitivity) return false;
            }
        }
    }
    return true;
}

// A state moves along transitions, and nothing else does. Long text is what a form shows as such.
constexpr bool states_have_transitions(Entities entities) {
    for (const auto* entity : entities) {
        for (const auto& field : entity->fields) {
            const bool moves = field.choices != nullptr && !field.choices->transitions.empty();
            if (moves != (field.rule == Rule::status)) return false;
            if (field.rule == Rule::status && field.type != Type::enumeration) return false;
            if (field.rule == Rule::note && (field.type != Type::text || !field.multiline || field.required)) {
                return false;
            }
        }
    }
    return true;
}

constexpr bool is_complete(const Label& label) {
    return !label.zh.empty() && !label.en.empty();
}

constexpr bool labels_are_complete(Entities entities) {
    for (const auto* entity : entities) {
        if (!is_complete(entity->label) || !is_complete(entity->plural)) return false;
        for (const auto& field : entity->fields) {
            if (!is_complete(field.label)) return false;
        }
    }
    return true;
}

constexpr bool sections_are_known(Entities entities, std::span<const Section> sections) {
    for (const auto* entity : entities) {
        for (const auto& field : entity->fields) {
            bool known = false;
            for (const auto& section : sections) known = known || section.name == field.section;
            if (!known) return false;
        }
    }
    return true;
}

// Each step is between two different choices, stands once and has its way back.
constexpr bool transitions_are_sound(const Enumeration& enumeration) {
    for (const auto& step : enumeration.transitions) {
        if (enumeration.find(step.from) == nullptr || enumeration.find(step.to) == nullptr) return false;
        if (step.from == step.to || !enumeration.allows(step.to, step.from)) return false;
        int stands = 0;
        for (const auto& other : enumeration.transitions) stands += other.from == step.from && other.to == step.to;
        if (stands != 1) return false;
    }
    return true;
}

constexpr bool choices_are_sound(std::span<const Enumeration* const> enumerations) {
    for (std::size_t i = 0; i < enumerations.size(); ++i) {
        if (!is_plain(enumerations[i]->name) || enumerations[i]->choices.empty()) return false;
        for (std::size_t j = 0; j < i; ++j) {
            if (enumerations[j]->name == enumerations[i]->name) return false;
        }
        for (const auto& choice : enumerations[i]->choices) {
            if (choice.code.empty() || !is_complete(choice.label)) return false;
            if (enumerations[i]->find(choice.code) != &choice) return false;
        }
        if (!transitions_are_sound(*enumerations[i])) return false;
    }
    return true;
}

constexpr bool choices_are_listed(Entities entities, std::span<const Enumeration* const> enumerations) {
    for (const auto* entity : entities) {
        for (const auto& field : entity->fields) {
            if (field.choices == nullptr) continue;
            bool listed = false;
            for (const auto* enumeration : enumerations) listed = listed || enumeration == field.choices;
            if (!listed) return false;
        }
    }
    return true;
}

}  // namespace fieldfare::core::catalog
