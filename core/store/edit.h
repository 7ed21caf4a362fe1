#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/rows/change.h"
#include "core/store/store.h"

namespace fieldfare::core {

// One save by the user: all it changes becomes one atomic journal group with one stamp. Works inside a transaction:
//
//     auto transaction = store.begin();
//     Edit edit(*transaction);
//     edit.set(row, customer.at("name"), name);
//     edit.save();             // validates, writes rows and journal
//     transaction->commit();   // durable
//
// The rows given are updated in place, so they show what will stand in the store. They may be older than the store: the
// base of a change is the stamp that the given row carries, which is what its author saw. Errors of the catalog's
// validation come from `save`, before anything is written. unauthenticated: the device was never enrolled.
class Edit {
  public:
    explicit Edit(Transaction& transaction) : transaction_(transaction) {}

    // Reads a row that is going to be edited; spares `set` and its like a second read. not_found.
    Result<Row> get(const Entity& entity, const Uuid& id);

    Status add(Row& row);
    // Null clears. A field that never changes gives immutable_field, one that only the server writes assigned_field.
    // Setting what stands there already changes nothing. Fields of a group are written together, whichever was set.
    Status set(Row& row, std::size_t field, Value value);
    Status add_to_set(Row& row, std::size_t field, const std::string& element);
    Status remove_from_set(Row& row, std::size_t field, const std::string& element);
    // Makes the set equal to `elements` by adding and removing.
    Status set_elements(Row& row, std::size_t field, const StringSet& elements);
    Status set_key(Row& row, std::size_t field, const std::string& key, const Scalar& value);
    Status remove_key(Row& row, std::size_t field, const std::string& key);
    Status remove(Row& row);
    // Undo of a remove.
    Status revive(Row& row);

    // Writes all; an edit that changed nothing writes nothing. Once.
    Status save();
    bool empty() const { return pending_.empty(); }

  private:
    struct Pending {
        bool is_new = false;
        Row before;  // as the store holds it
        Row now;
        Change change;
    };
    Result<Pending*> open(const Row& row);
    Result<Stamp> stamp();
    Result<Stamp> check(const Row& row, const Field& field);
    // An element that this edit added and removes again, or the other way round, is as it was before.
    static bool undo_element(Pending& pending, Row& row, std::size_t field, const Cell& cell);
    Status check_shape(const Row& row, std::size_t field, Rule rule) const;
    void note(Pending& pending, ChangeKind kind, CellChange cell);
    Status write_key(Row& row, std::size_t field, const std::string& key, const Value& value);
    Result<std::vector<Change>> changes();

    Transaction& transaction_;
    std::optional<Stamp> stamp_;
    std::map<RowKey, Pending> pending_;
    std::vector<RowKey> order_;
    bool saved_ = false;
};

}  // namespace fieldfare::core
