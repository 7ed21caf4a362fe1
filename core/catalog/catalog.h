#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

// The shape of the catalog: what an entity, a field and an enumeration are. The entities themselves are in
// core/catalog/entities.h. Everything here has static storage and never changes while the program runs.
namespace fieldfare::core {

// Stable numbers: they stand on the wire and in clocks, and are never reused.
using EntityId = std::uint16_t;
using FieldId = std::uint16_t;

// A text in the two languages of the product.
struct Label {
    std::string_view zh;
    std::string_view en;
};

enum class Type : std::uint8_t {
    text,         // string, at most max_length characters
    integer,      // int64
    real,         // double
    boolean,      // int64 0 or 1
    date,         // "YYYY-MM-DD", a day in the organisation's time zone
    timestamp,    // int64 milliseconds UTC
    money,        // int64 minor units (fen)
    enumeration,  // the code of one of `choices`
    reference,    // Uuid of a row of `refers_to`
    set,          // codes of `choices`, ids of `refers_to` as text, or free words
    map,          // custom fields of the organisation, per key
};

// How two edits of the same field meet. docs/merge.md states the laws.
enum class Rule : std::uint8_t {
    last_writer,  // highest stamp wins, the concurrent loser is recorded (sync's "register")
    group,        // all fields with the same `group` share one stamp and win or lose together
    set,          // per element, add wins over a concurrent remove
    map,          // per key, last writer
    log,          // written when the row is added, never changed
    assigned,     // only the server writes it
    status,       // register that moves along its enumeration's transitions only; the server checks
    note,         // long text of several authors: the server merges concurrent edits by word
};

// Who may see a field at all; masked fields never reach a device that may not see them.
enum class Sensitivity : std::uint8_t { open, contact_data, revenue, personal };

// Whose rows these are: it decides which devices get them.
enum class Scope : std::uint8_t { organisation, team, user, customer };

enum class Unit : std::uint8_t { none, people, days, minutes, percent, score, degrees, metres, fen };

struct Choice {
    std::string_view code;  // stored and sent
    Label label;
};

// From one choice of an enumeration to another.
struct Transition {
    std::string_view from;
    std::string_view to;
};

struct Enumeration {
    std::string_view name;
    std::span<const Choice> choices;
    // For fields of rule `status`: every step between two states. Each has its way back, so that it can be undone.
    std::span<const Transition> transitions = {};

    // Staying is always allowed, and so is what has no state yet.
    constexpr bool allows(std::string_view from, std::string_view to) const {
        if (from.empty() || from == to) return true;
        for (const auto& step : transitions) {
            if (step.from == from && step.to == to) return true;
        }
        return false;
    }

    constexpr const Choice* find(std::string_view code) const {
        for (const auto& choice : choices) {
            if (choice.code == code) return &choice;
        }
        return nullptr;
    }
    // Code named in our own source; a wrong one does not compile. `catalog::funnel_stage.at("won")`.
    consteval std::string_view at(std::string_view code) const {
        for (const auto& choice : choices) {
            if (choice.code == code) return choice.code;
        }
        throw "no such choice";
    }
};

// A block of a form.
struct Section {
    std::string_view name;
    Label label;
};

struct Field {
    FieldId id = 0;
    std::string_view name;
    Type type = Type::text;
    Label label;
    Rule rule = Rule::last_writer;
    // Fields of one group stand side by side in the entity and share the clock of the first, which may be a `status`.
    std::string_view group = {};
    bool required = false;  // must be filled for the row to be accepted
    bool expected = false;  // part of the complete file (FIL-02); may be left for later
    bool indexed = false;
    bool searched = false;  // in the full-text index
    Sensitivity sensitivity = Sensitivity::open;
    const Enumeration* choices = nullptr;  // enumeration and set
    std::string_view refers_to = {};       // entity name; reference and set
    Unit unit = Unit::none;
    std::uint32_t max_length = 0;   // characters; 0 = the type's default (text 200)
    bool multiline = false;         // form hint
    std::string_view section = {};  // form hint: which block of the form, see `sections`
    bool hidden = false;            // kept by the program, in no form
    bool signs = false;             // names who made the row: a device fills in its own user, nobody else
    std::string_view source = {};   // rule or template it comes from, e.g. "T4-1", "FIL-03"
    std::int64_t minimum = std::numeric_limits<std::int64_t>::min();  // integer, money, real; both ends included
    std::int64_t maximum = std::numeric_limits<std::int64_t>::max();

    constexpr bool grouped() const { return !group.empty(); }
};

struct Entity {
    EntityId id = 0;
    std::string_view name;  // table name, wire name, label key
    Label label;
    Label plural;
    Scope scope = Scope::organisation;
    // The reference field that names the customer, user or team whose scope the row is in. Empty when the row itself is
    // that customer, user or team, or belongs to the organisation.
    std::string_view scope_field;
    std::span<const Field> fields;
    // The date or time by which lists of these rows run; every index on a reference ends with it.
    std::string_view order_field = {};
    // How many of the fields the first tables had; each later one came with a migration step of its own. 0: all.
    std::size_t first_fields = 0;

    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

    constexpr std::size_t position(std::string_view field_name) const {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (fields[i].name == field_name) return i;
        }
        return npos;
    }
    constexpr std::size_t position(FieldId field_id) const {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (fields[i].id == field_id) return i;
        }
        return npos;
    }
    // Position of a field named in our own source; a wrong name does not compile. `customer.at("name")`.
    consteval std::size_t at(std::string_view field_name) const {
        const auto found = position(field_name);
        if (found == npos) throw "no such field";
        return found;
    }
    // The field whose clock stands for this one: itself, or the first field of its group.
    constexpr const Field& clock_field(const Field& field) const {
        if (!field.grouped()) return field;
        for (const auto& other : fields) {
            if (other.group == field.group) return other;
        }
        return field;
    }
};

// All entities, in an order in which every reference points to an earlier one or to its own entity.
std::span<const Entity* const> entities();
const Entity* find_entity(std::string_view name);
const Entity* find_entity(EntityId id);
std::span<const Enumeration* const> enumerations();
// All blocks a form can have, in the order in which they are shown.
std::span<const Section> sections();

}  // namespace fieldfare::core
