#include "core/followups/followups.h"

#include <fmt/format.h>

#include "core/catalog/entities.h"
#include "core/customers/merged.h"
#include "core/rules/session.h"
#include "core/rules/texts.h"
#include "core/store/save.h"

namespace fieldfare::core::followups {
namespace {

using catalog::customer;
using catalog::followup;

Result<Row> open_one(Edit& edit, const Uuid& id) {
    FF_ASSIGN(auto row, edit.get(followup, id));
    const auto status = row.text(followup.at("status"));
    if (status == "done" || status == "cancelled") return {ErrorCode::transition_not_allowed, "followup.status"};
    return row;
}

Status finish(Store& store, const Uuid& id, const std::string& status) {
    return save(store, [&](Transaction& transaction, Edit& edit) -> Status {
        FF_ASSIGN(auto row, open_one(edit, id));
        FF_TRY(edit.set(row, followup.at("status"), status));
        return edit.set(row, followup.at("completed_at"), transaction.clock().now());
    });
}

Result<Language> language(RowReader& reader, const Session& me) {
    FF_ASSIGN(const auto user, reader.find(catalog::user, me.user));
    return language_of(user ? user->text(catalog::user.at("language")) : std::string_view{});
}

}  // namespace

Result<Uuid> plan(Store& store, const PlanFollowup& wanted) {
    return save(store, [&](Transaction& transaction, Edit& edit) -> Result<Uuid> {
        FF_ASSIGN(const auto me, session(transaction, transaction.clock().now()));
        FF_ASSIGN(const auto to, customers::standing(transaction, wanted.customer));
        FF_TRY(transaction.get(customer, to));
        Row row(followup, Uuid::v7(store.clock(), store.random()));
        FF_TRY(edit.add(row));
        FF_TRY(edit.set(row, followup.at("customer"), to));
        FF_TRY(edit.set(row, followup.at("author"), me.user));
        FF_TRY(edit.set(row, followup.at("owner"), me.user));
        FF_TRY(edit.set(row, followup.at("due_on"), wanted.due.text()));
        FF_TRY(edit.set(row, followup.at("status"), std::string("pending")));
        if (!wanted.goal.empty()) FF_TRY(edit.set(row, followup.at("goal"), wanted.goal));
        if (wanted.contact) FF_TRY(edit.set(row, followup.at("contact"), *wanted.contact));
        FF_TRY(edit.set_elements(row, followup.at("methods"), wanted.methods));
        FF_TRY(write_fields(edit, row, wanted.more));
        return row.id;
    });
}

Status edit(Store& store, const Row& seen, const FieldValues& fields) {
    return save(store, [&](Transaction& transaction, Edit& edit) -> Status {
        FF_TRY(transaction.get(followup, seen.id));
        Row row = seen;
        return write_fields(edit, row, fields);
    });
}

Status complete(Store& store, const Uuid& id) {
    return finish(store, id, "done");
}

Status cancel(Store& store, const Uuid& id) {
    return finish(store, id, "cancelled");
}

Status postpone(Store& store, const Uuid& id, Day to, const std::string& reason) {
    return save(store, [&](Transaction& transaction, Edit& edit) -> Status {
        if (reason.empty()) return {ErrorCode::invalid_argument, "reason"};
        FF_ASSIGN(const auto me, session(transaction, transaction.clock().now()));
        FF_ASSIGN(auto row, open_one(edit, id));
        const auto before = Day::parse(row.text(followup.at("due_on")));
        if (before && to <= *before) return {ErrorCode::invalid_argument, "followup.due_on"};
        FF_ASSIGN(const auto words, language(transaction, me));
        auto note = std::string(row.text(followup.at("note")));
        if (!note.empty()) note += "\n";
        note += fmt::format(fmt::runtime(pattern(Text::postponed_note, words)),
                            before ? short_date(*before, words) : std::string("?"), short_date(to, words), reason);
        FF_TRY(edit.set(row, followup.at("due_on"), to.text()));
        return edit.set(row, followup.at("note"), note);
    });
}

}  // namespace fieldfare::core::followups
