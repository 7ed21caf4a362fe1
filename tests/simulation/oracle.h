#pragma once

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include "core/rows/change.h"
#include "core/rows/row.h"
#include "core/store/row_reader.h"

// Remembers every edit that a user saw saved, independently of the journal and of the merge: from the row before and
// the row after. At the end it says what must have become of each.
namespace fieldfare::simulation {

enum class EditKind { value, element_added, element_removed, deleted, revived };

struct SavedEdit {
    int phone = 0;
    core::RowKey row;
    core::Cell cell;
    EditKind kind = EditKind::value;
    std::vector<core::Value> values;  // of the cell's fields, in the entity's order
    std::string seen;                 // of a note: the text that its author wrote over
    core::Stamp stamp;                // for a removed element: the newest add that its author saw
    core::Stamp base;
    bool adds_row = false;
    std::size_t at = 0;      // its place among all edits
    std::uint64_t save = 0;  // which save of which phone: all edits of one share it
};

// The fields that share a clock cell, as positions.
const std::vector<std::size_t>& fields_of(const core::Entity& entity, core::FieldId clock_field);
std::vector<core::Value> values_of(const core::Row& row, const core::Cell& cell);
// State of a set element: newest add and newest add that a remove had seen.
struct ElementState {
    core::Stamp added;
    core::Stamp removed;
    bool present() const { return added > removed; }
};
ElementState element_of(const core::Row& row, const core::Cell& cell);
// Every cell either row says something of. Not the life cell.
std::set<core::Cell> cells_of(const core::Row& row);
bool is_element(const core::Entity& entity, const core::Cell& cell);
bool is_note(const core::Entity& entity, const core::Cell& cell);
// The tokens ("t17") that people wrote in a note, in order.
std::vector<std::string> tokens_of(std::string_view note);
std::string describe(const core::RowKey& key);
std::string describe(const core::Entity& entity, const core::Cell& cell);

class Oracle {
  public:
    // A new save begins; `saved` follows for each of its rows.
    void next_save() { ++save_; }
    // A user's save turned `before` (nothing: a new row) into `after`. `form`: the row as his form showed it, when that
    // was older than `before`.
    void saved(int phone, const std::optional<core::Row>& before, const core::Row& after, const core::Row* form);
    // The server replaced a stamp.
    void restamped(const core::Stamp& from, const core::Stamp& to);
    // A server that was set back forgot that it had replaced a stamp, and took the same edit again as it came: of the
    // names that it gave, those count that it `holds` now.
    void forget_names(const std::set<core::Stamp>& holds);
    // What a stamp is called since.
    core::Stamp now_called(core::Stamp stamp) const;

    // The user gave this group up when the server's head was at `head`.
    void given_up(int phone, const core::Group& group, std::uint64_t head);
    // The head at which he did; nothing: he did not.
    std::optional<std::uint64_t> given_up_at(const SavedEdit& edit) const;
    // The server was restored.
    void head_went_back(std::uint64_t head) {
        for (auto& [what, at] : given_up_) {
            if (at != std::numeric_limits<std::uint64_t>::max()) at = std::min(at, head);
        }
    }

    // A second phone begins with what this one holds. What belongs together has one family: the index of the first.
    void copied(int phone, int copy);
    int family_of(int phone) const;
    bool has_twins(int phone) const { return family_sizes_.contains(family_of(phone)); }
    // The phone is gone for good; of what it saved from here on (`edits().size()` then) only what it sent is left.
    void gone(int phone, std::size_t kept) { gone_[phone] = kept; }
    bool went_with_its_phone(const SavedEdit& edit) const;
    // Copies that did not know of each other gave one stamp to two edits.
    bool collided(const core::Stamp& stamp) const { return collided_.contains(stamp); }
    std::size_t collisions() const { return collided_.size(); }
    // A row in which such an edit stands: what became of it is looked up by its value.
    bool ambiguous(const core::RowKey& row) const { return ambiguous_.contains(row); }
    // An edit of that stamp stands in this row, too.
    void stands_in(const core::Stamp& stamp, const core::RowKey& row) {
        if (collided(stamp)) ambiguous_.insert(row);
    }

    const std::vector<SavedEdit>& edits() const { return edits_; }
    // Some states of the row that users saw.
    std::vector<const core::Row*> states(const core::RowKey& key) const;

  private:
    void note(SavedEdit edit);
    void note_shared_names(const core::Stamp& from, const core::Stamp& to);
    void doubt(const core::Stamp& claimed);  // that the stamp says which edit it is
    static constexpr std::size_t states_kept = 4;
    std::uint64_t save_ = 0;
    std::map<core::RowKey, std::vector<core::Row>> states_;
    std::vector<SavedEdit> edits_;
    std::map<int, int> family_;  // of copies: the first's
    std::set<int> family_sizes_;
    std::map<int, std::size_t> gone_;
    std::map<core::Stamp, std::pair<int, std::set<core::RowKey>>> given_;  // by whom, for which rows
    std::set<core::Stamp> collided_;
    std::set<core::RowKey> ambiguous_;
    std::map<core::Stamp, core::Stamp> aliases_;
    // By row, cell and stamp: of the change, or (true) for a removed element of the add it takes away.
    std::map<std::tuple<int, core::RowKey, core::Cell, core::Stamp, bool>, std::uint64_t> given_up_;
};

}  // namespace fieldfare::simulation
