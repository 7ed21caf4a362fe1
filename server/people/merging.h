#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server/store/canonical_store.h"

// Two customers that are one: everything of the merged one goes to the other, which goes on; the merged one is deleted
// and says what it was merged into. What phones still send for it takes effect on the one that goes on (sync/authority/
// redirect.h). Both histories are kept, and it can be undone.
namespace fieldfare::server::people {

// What a field of the merged one does to the same field of the other.
struct Filling {
    enum class Kind : std::uint8_t {
        fills,   // the other had nothing
        joins,   // both stay: a set, a map, a long text
        chosen,  // both had one, the merged one's was chosen
        stays,   // both had one, the other's stands
    };
    const core::Field* field = nullptr;  // of a group its first
    Kind kind = Kind::fills;
    core::Value from;
    core::Value into;
};

struct Merging {
    core::Row from;                       // the merged one
    core::Row into;                       // that goes on
    std::vector<core::RowKey> rows;       // that go over
    std::vector<Filling> fillings;        // of fields in which the merged one has something, in the catalog's order
    std::vector<core::Uuid> gains;        // people who see the other only from now on: they become collaborators
    std::vector<core::RowKey> referring;  // other customers that name the merged one
    core::Change change;                  // of the one that goes on
};

// Changes nothing. `chosen`: names of fields in which the merged one's value is to stand. not_found; invalid_argument:
// one and the same, merged already, deleted, or no field that can be chosen (owner and collaborators join, codes and
// what the server assigns stay).
core::Result<Merging> what_to_merge(core::sqlite::Connection& database, Org org, const core::Uuid& from,
                                    const core::Uuid& into, const std::vector<std::string>& chosen = {});

struct Merged {
    sync::Seq seq = 0;
    std::size_t rows = 0;
};

// A word for the two as they stand, with their rows and those that name them: it changes with whatever a merge of the
// two, or its undo, depends on.
core::Result<std::string> seen_of(core::sqlite::Connection& database, Org org, const core::Uuid& one,
                                  const core::Uuid& other);
// changed_meanwhile: they stand otherwise now.
core::Status check_seen(core::sqlite::Connection& database, Org org, const core::Uuid& one, const core::Uuid& other,
                        const std::string& seen);

// One group in one transaction. `seen`: as they stood when somebody looked; if they stand otherwise, nothing is done
// (changed_meanwhile). `by` decided; the write is the server's own.
core::Result<Merged> merge(WriteScope& scope, const core::Uuid& org, const core::Uuid& by, const Merging& merging,
                           const std::optional<std::string>& seen = {});

// What an undo would do.
struct Parting {
    core::Row from;  // that was merged
    core::Row into;
    sync::Seq seq = 0;  // of the merge
    core::WallMs at = 0;
    std::vector<core::RowKey> rows;  // that go back
    std::vector<core::Change> changes;
    std::vector<sync::ConflictKey> settled;  // conflicts that are none without the merge
};
// not_found: it is not merged. needed_by_others: the one that goes on was merged on, or deleted; that comes first.
core::Result<Parting> what_to_part(core::sqlite::Connection& database, Org org, const core::Uuid& from);
core::Result<Merged> part(WriteScope& scope, const core::Uuid& org, const core::Uuid& by, const Parting& parting,
                          const std::optional<std::string>& seen = {});

// The customer and all that were merged into it, one by one.
core::Result<std::set<core::Uuid>> family_of(core::sqlite::Connection& database, Org org, const core::Uuid& id);

// By id or code; deleted ones too. not_found.
core::Result<core::Row> find_customer(core::sqlite::Connection& database, Org org, const std::string& which);

}  // namespace fieldfare::server::people
