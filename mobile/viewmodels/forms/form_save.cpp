#include "mobile/viewmodels/forms/form_save.h"

#include "core/catalog/entities.h"
#include "core/customers/filing.h"
#include "core/followups/followups.h"
#include "core/visits/log_visit.h"

namespace fieldfare::mobile {

namespace {

namespace cat = core::catalog;

// What the user changed, of the row itself or of the first contact.
core::Result<core::FieldValues> changed_values(const FormSave& work, bool of_contact) {
    core::FieldValues values;
    for (const auto& field : work.form) {
        if (field.of_contact != of_contact || !field.changed() || field.read_only) continue;
        if (field.custom_key.empty()) {
            FF_ASSIGN(values[field.position], to_value(field, field.value));
            continue;
        }
        auto [entry, fresh] = values.try_emplace(field.position, work.seen.map(field.position));
        auto& map = std::get<core::ScalarMap>(entry->second);
        if (field.empty() && field.type != core::Type::boolean) {
            map.erase(field.custom_key);
        } else {
            FF_ASSIGN(map[field.custom_key], to_scalar(field, field.value));
        }
    }
    return values;
}

core::Result<core::Uuid> file_customer(core::Store& store, const FormSave& work) {
    core::customers::FileCustomer wanted;
    FF_ASSIGN(wanted.fields, changed_values(work, false));
    FF_ASSIGN(auto contact, changed_values(work, true));
    if (!contact.empty()) wanted.contact = std::move(contact);
    FF_ASSIGN(const auto filed, core::customers::file(store, wanted));
    return filed.customer;
}

core::Result<core::Uuid> plan_followup(core::Store& store, const FormSave& work) {
    core::followups::PlanFollowup wanted{
        .customer = work.customer, .due = {}, .goal = {}, .contact = {}, .methods = {}, .more = {}};
    FF_ASSIGN(wanted.more, changed_values(work, false));
    const auto due = wanted.more.extract(cat::followup.at("due_on"));
    if (due.empty()) return core::Error{core::ErrorCode::missing_field, "followup.due_on"};
    const auto* day = std::get_if<std::string>(&due.mapped());
    const auto parsed = day ? core::Day::parse(*day) : std::nullopt;
    if (!parsed) return core::Error{core::ErrorCode::missing_field, "followup.due_on"};
    wanted.due = *parsed;
    if (auto goal = wanted.more.extract(cat::followup.at("goal")); !goal.empty()) {
        if (const auto* text = std::get_if<std::string>(&goal.mapped())) wanted.goal = *text;
    }
    return core::followups::plan(store, wanted);
}

core::Result<core::Uuid> add(core::Store& store, const FormSave& work) {
    if (work.seen.entity == &cat::customer) return file_customer(store, work);
    if (work.seen.entity == &cat::followup) return plan_followup(store, work);
    if (work.seen.entity == &cat::contact) {
        FF_ASSIGN(const auto values, changed_values(work, false));
        return core::customers::add_contact(store, work.customer, values);
    }
    return core::Error{core::ErrorCode::unknown_entity, std::string(work.seen.entity->name)};
}

core::Status change(core::Store& store, const FormSave& work) {
    FF_ASSIGN(const auto values, changed_values(work, false));
    if (work.seen.entity == &cat::customer) return core::customers::edit(store, work.seen, values);
    if (work.seen.entity == &cat::contact) return core::customers::edit_contact(store, work.seen, values);
    if (work.seen.entity == &cat::followup) return core::followups::edit(store, work.seen, values);
    if (work.seen.entity == &cat::interaction) return core::visits::complete_later(store, work.seen, values);
    return core::Error{core::ErrorCode::unknown_entity, std::string(work.seen.entity->name)};
}

}  // namespace

core::Result<core::Uuid> save_form(core::Store& store, const FormSave& work) {
    if (work.seen.id.is_nil()) return add(store, work);
    FF_TRY(change(store, work));
    return work.seen.id;
}

}  // namespace fieldfare::mobile
