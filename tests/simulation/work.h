#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/media/blob_box.h"
#include "core/store/edit.h"
#include "core/store/field_values.h"
#include "tests/simulation/phone.h"

namespace fieldfare::simulation {

// What a rep does with his phone, drawn by chance, through the use cases that the app calls.
class Work {
  public:
    Work(Stage& stage, core::Store& store, core::media::BlobBox& box, const Holder& holder, const Rows& rows,
         std::map<core::RowKey, core::Row>& open_forms)
        : stage_(stage), store_(store), box_(box), holder_(holder), rows_(rows), open_forms_(open_forms) {}

    struct Done {
        std::string what;  // empty: he did nothing
        core::Status status;
        std::map<core::RowKey, core::Row> forms;  // rows as his pages showed them, where older than the store
    };
    // `begins` is told what is about to be saved and from which forms, before the first byte is written.
    using Begins = std::function<void(const std::string& what, const std::map<core::RowKey, core::Row>& forms)>;
    Done act(const Begins& begins);

  private:
    using Body = std::function<core::Status(core::Edit&)>;
    using UseCase = std::function<core::Status(core::Store&)>;
    Done call(std::string what, const UseCase& use_case);
    Done save(std::string what, const Body& body);  // for what the app has no use case for
    const core::Row* any(const core::Entity& entity, bool deleted = false);
    const core::Row* first(const core::Entity& entity) const;  // the oldest: on all phones the same
    core::Row form_of(const core::Row& row);                   // fresh, or one that stood open for some time

    Done file_customer();
    Done file_with_cards(const core::FieldValues& fields);
    Done edit_customer();
    Done tag_customer();
    Done name_first_customer();
    Done share_customer();
    Done give_away_customer();
    Done write_note();
    Done add_contact();
    Done edit_contact();
    Done log_visit();
    Done complete_visit();
    Done attach_photo();
    Done take_photo_away();
    Done plan_followup();
    Done complete_followup();
    Done remove_something();
    Done revive_something();
    Done open_page();
    // Whether his version of the program knows it.
    bool knows(const core::Entity& entity) const;
    bool knows(const core::Entity& entity, std::size_t field) const;
    bool knows_key(const char* key);  // the custom field's definition has arrived
    std::string word();
    std::string day();

    Stage& stage_;
    core::Store& store_;
    core::media::BlobBox& box_;
    const Holder& holder_;
    const Rows& rows_;
    std::map<core::RowKey, core::Row>& open_forms_;
    std::map<core::RowKey, core::Row> used_forms_;
    const Begins* begins_ = nullptr;
};

}  // namespace fieldfare::simulation
