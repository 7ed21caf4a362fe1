#include "core/visits/log_visit.h"

#include <algorithm>

#include "core/catalog/entities.h"
#include "core/customers/merged.h"
#include "core/rules/session.h"
#include "core/store/save.h"

namespace fieldfare::core::visits {
namespace {

using catalog::customer;
using catalog::followup;
using catalog::interaction;

std::string beginning(const std::string& text, std::size_t characters) {
    std::size_t end = 0;
    for (; end < text.size(); ++end) {
        const bool starts = (static_cast<unsigned char>(text[end]) & 0xC0) != 0x80;
        if (starts && characters-- == 0) break;
    }
    return text.substr(0, end);
}

Value text_or_null(const std::string& text) {
    return text.empty() ? Value{} : Value{text};
}

Result<Row> write_interaction(Store& store, Edit& edit, const Session& me, const LogVisit& visit) {
    Row row(interaction, Uuid::v7(store.clock(), store.random()));
    FF_TRY(edit.add(row));
    FF_TRY(edit.set(row, interaction.at("customer"), visit.customer));
    FF_TRY(edit.set(row, interaction.at("author"), me.user));
    FF_TRY(edit.set(row, interaction.at("started_at"), visit.started_at.value_or(me.now)));
    if (visit.ended_at) FF_TRY(edit.set(row, interaction.at("ended_at"), *visit.ended_at));
    FF_TRY(edit.set(row, interaction.at("logged_at"), me.now));
    StringSet channels = visit.channels;
    std::sort(channels.begin(), channels.end());
    channels.erase(std::unique(channels.begin(), channels.end()), channels.end());
    FF_TRY(edit.set(row, interaction.at("channels"), channels.empty() ? Value{} : Value{channels}));
    if (visit.contact) FF_TRY(edit.set(row, interaction.at("contact"), *visit.contact));
    FF_TRY(edit.set(row, interaction.at("note"), text_or_null(visit.note)));
    FF_TRY(edit.set(row, interaction.at("feedback"), text_or_null(visit.feedback)));
    FF_TRY(edit.set(row, interaction.at("next_step"), text_or_null(visit.next_step)));
    if (visit.next_due) FF_TRY(edit.set(row, interaction.at("next_step_due"), visit.next_due->text()));
    const bool nothing_next = visit.next_step.empty() && !visit.next_due;
    FF_TRY(edit.set(row, interaction.at("no_next_step"), std::int64_t{nothing_next ? 1 : 0}));
    if (visit.stage_after) FF_TRY(edit.set(row, interaction.at("stage_after"), *visit.stage_after));
    FF_TRY(write_fields(edit, row, visit.more));
    return row;
}

// Copies what the visit found out to the customer, where it differs.
Status carry_over(Edit& edit, Row& row, const Row& visit, std::size_t from, std::size_t to) {
    return visit.has(from) ? edit.set(row, to, visit.values[from]) : Status{};
}

Status update_customer(Edit& edit, Row& row, const Row& visit) {
    FF_TRY(carry_over(edit, row, visit, interaction.at("stage_after"), customer.at("stage")));
    FF_TRY(carry_over(edit, row, visit, interaction.at("satisfaction_after"), customer.at("satisfaction")));
    FF_TRY(carry_over(edit, row, visit, interaction.at("potential_after"), customer.at("potential_class")));
    // DOR-01: contact wakes a dormant customer.
    if (row.text(customer.at("status")) == "dormant") {
        FF_TRY(edit.set(row, customer.at("status"), std::string("active")));
    }
    return {};
}

bool is_open(const Row& item) {
    const auto status = item.text(followup.at("status"));
    return !item.deleted() && (status == "pending" || status == "in_progress");
}

Result<std::optional<Row>> fulfilled(Transaction& transaction, const Session& me, const LogVisit& visit) {
    if (visit.followup) {
        FF_ASSIGN(auto item, transaction.find(followup, *visit.followup));
        if (!item || !is_open(*item)) return std::optional<Row>{};
        return item;
    }
    if (!visit.fulfils_due) return std::optional<Row>{};
    Select question;
    question.entity = &followup;
    question.where = {
        {followup.at("customer"), Compare::equal, visit.customer},
        {followup.at("due_on"), Compare::less_equal, me.today.text()},
        {followup.at("owner"), Compare::equal, me.user},
        {followup.at("status"), Compare::one_of, {}, {std::string("pending"), std::string("in_progress")}}};
    question.order = {{followup.at("due_on"), false, false}};
    question.limit = 1;
    FF_ASSIGN(auto found, transaction.select(question));
    return found.empty() ? std::optional<Row>{} : std::optional(std::move(found.front()));
}

Result<Uuid> plan_next(Store& store, Edit& edit, const Session& me, const LogVisit& visit) {
    Row row(followup, Uuid::v7(store.clock(), store.random()));
    FF_TRY(edit.add(row));
    FF_TRY(edit.set(row, followup.at("customer"), visit.customer));
    if (visit.contact) FF_TRY(edit.set(row, followup.at("contact"), *visit.contact));
    FF_TRY(edit.set(row, followup.at("author"), me.user));
    FF_TRY(edit.set(row, followup.at("owner"), me.user));
    // A step may be longer than a goal; that must not keep the visit from being saved.
    constexpr auto goal = followup.at("goal");
    FF_TRY(edit.set(row, goal, text_or_null(beginning(visit.next_step, followup.fields[goal].max_length))));
    FF_TRY(edit.set(row, followup.at("due_on"), visit.next_due->text()));
    FF_TRY(edit.set(row, followup.at("due_rule"), std::string("next_step")));
    FF_TRY(edit.set(row, followup.at("status"), std::string("pending")));
    return row.id;
}

}  // namespace

Result<Logged> log(Store& store, const LogVisit& wanted) {
    return save(store, [&](Transaction& transaction, Edit& edit) -> Result<Logged> {
        auto visit = wanted;
        FF_ASSIGN(visit.customer, customers::standing(transaction, wanted.customer));
        FF_ASSIGN(const auto me, session(transaction, transaction.clock().now()));
        FF_ASSIGN(auto owner_row, edit.get(customer, visit.customer));
        Logged logged;
        FF_ASSIGN(auto row, write_interaction(store, edit, me, visit));
        logged.interaction = row.id;
        FF_TRY(update_customer(edit, owner_row, row));
        FF_ASSIGN(auto done, fulfilled(transaction, me, visit));
        if (done) {
            FF_TRY(edit.set(*done, followup.at("status"), std::string("done")));
            FF_TRY(edit.set(*done, followup.at("completed_at"), me.now));
            FF_TRY(edit.set(row, interaction.at("followup"), done->id));
            logged.completed_followup = done->id;
        }
        if (visit.next_due) {
            FF_ASSIGN(logged.next_followup, plan_next(store, edit, me, visit));
        }
        return logged;
    });
}

Status complete_later(Store& store, const Row& seen, const FieldValues& fields) {
    return save(store, [&](Transaction& transaction, Edit& edit) -> Status {
        FF_TRY(transaction.get(interaction, seen.id));
        Row row = seen;
        return write_fields(edit, row, fields);
    });
}

}  // namespace fieldfare::core::visits
