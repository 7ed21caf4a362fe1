#include "core/customers/filing.h"

#include <fmt/format.h>

#include "core/base/planted.h"
#include "core/catalog/entities.h"
#include "core/customers/merged.h"
#include "core/journal/journal.h"
#include "core/rules/session.h"
#include "core/store/save.h"

namespace fieldfare::core::customers {
namespace {

using catalog::contact;
using catalog::customer;
using catalog::followup;

Status fill_if_empty(Edit& edit, Row& row, std::size_t field, Value value) {
    return row.has(field) ? Status{} : edit.set(row, field, std::move(value));
}

Result<Row> new_contact(Store& store, Edit& edit, const Uuid& of, const FieldValues& fields, bool first) {
    Row row(contact, Uuid::v7(store.clock(), store.random()));
    FF_TRY(edit.add(row));
    FF_TRY(edit.set(row, contact.at("customer"), of));
    FF_TRY(write_fields(edit, row, fields));
    if (first) FF_TRY(fill_if_empty(edit, row, contact.at("is_primary"), std::int64_t{1}));
    return row;
}

Select children(const Entity& entity, std::size_t field, const Uuid& of) {
    Select question;
    question.entity = &entity;
    question.where = {{field, Compare::equal, of}};
    return question;
}

}  // namespace

std::string provisional_code(DeviceNumber device, std::uint64_t group, const Uuid& id) {
    constexpr std::string_view readable = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    if (planted("provisional code twice")) return fmt::format("新-{:04X}", device);
    std::string own;
    for (auto at = id.bytes.size() - 4; at < id.bytes.size(); ++at) own += readable[id.bytes[at] % readable.size()];
    return fmt::format("新-{:04X}-{}-{}", device, group, own);
}

Result<Filed> file(Store& store, const FileCustomer& wanted) {
    return save(store, [&](Transaction& transaction, Edit& edit) -> Result<Filed> {
        FF_ASSIGN(const auto me, session(transaction, transaction.clock().now()));
        FF_ASSIGN(const auto group, journal::next_number(transaction));
        Filed filed;
        Row row(customer, Uuid::v7(store.clock(), store.random()));
        filed.provisional_code = provisional_code(transaction.clock().device(), group, row.id);
        FF_TRY(edit.add(row));
        FF_TRY(write_fields(edit, row, wanted.fields));
        FF_TRY(edit.set(row, customer.at("provisional_code"), filed.provisional_code));
        FF_TRY(edit.set(row, customer.at("filed_by"), me.user));
        FF_TRY(fill_if_empty(edit, row, customer.at("owner"), me.user));
        FF_TRY(fill_if_empty(edit, row, customer.at("filed_on"), me.today.text()));
        FF_TRY(fill_if_empty(edit, row, customer.at("stage"), std::string("lead")));
        filed.customer = row.id;
        if (wanted.contact) {
            FF_ASSIGN(const auto person, new_contact(store, edit, row.id, *wanted.contact, true));
            filed.contact = person.id;
        }
        return filed;
    });
}

namespace {

Status edit_row(Store& store, const Row& seen, const FieldValues& fields) {
    return save(store, [&](Transaction& transaction, Edit& edit) -> Status {
        // One that was merged meanwhile takes the edit, too: the server leads it to where it belongs.
        FF_ASSIGN(const auto to, standing(transaction, seen.id));
        if (to == seen.id) FF_TRY(transaction.get(*seen.entity, seen.id));
        Row row = seen;
        return write_fields(edit, row, fields);
    });
}

}  // namespace

Status edit(Store& store, const Row& seen, const FieldValues& fields) {
    return edit_row(store, seen, fields);
}

Status edit_contact(Store& store, const Row& seen, const FieldValues& fields) {
    return edit_row(store, seen, fields);
}

Result<Uuid> add_contact(Store& store, const Uuid& of, const FieldValues& fields) {
    return save(store, [&](Transaction& transaction, Edit& edit) -> Result<Uuid> {
        FF_ASSIGN(const auto to, standing(transaction, of));
        FF_TRY(transaction.get(customer, to));
        FF_ASSIGN(const auto others, transaction.count(children(contact, contact.at("customer"), to)));
        FF_ASSIGN(const auto row, new_contact(store, edit, to, fields, others == 0));
        return row.id;
    });
}

Status remove_contact(Store& store, const Uuid& id) {
    return save(store, [&](Transaction&, Edit& edit) -> Status {
        FF_ASSIGN(auto row, edit.get(contact, id));
        return edit.remove(row);
    });
}

Status share(Store& store, const Uuid& id, const std::vector<Uuid>& collaborators) {
    return save(store, [&](Transaction&, Edit& edit) -> Status {
        FF_ASSIGN(auto row, edit.get(customer, id));
        StringSet names;
        for (const auto& user : collaborators) names.push_back(user.text());
        return edit.set_elements(row, customer.at("collaborators"), names);
    });
}

Status remove(Store& store, const Uuid& id) {
    return save(store, [&](Transaction& transaction, Edit& edit) -> Status {
        FF_ASSIGN(auto row, edit.get(customer, id));
        FF_TRY(edit.remove(row));
        FF_ASSIGN(auto contacts, transaction.select(children(contact, contact.at("customer"), id)));
        for (auto& person : contacts) FF_TRY(edit.remove(person));
        auto open = children(followup, followup.at("customer"), id);
        open.where.push_back({followup.at("completed_at"), Compare::is_null, {}});
        FF_ASSIGN(auto followups, transaction.select(open));
        for (auto& item : followups) FF_TRY(edit.remove(item));
        return {};
    });
}

Status restore(Store& store, const Uuid& id) {
    return save(store, [&](Transaction& transaction, Edit& edit) -> Status {
        FF_ASSIGN(auto row, transaction.find(customer, id));
        if (!row) return {ErrorCode::not_found, "customer"};
        return edit.revive(*row);
    });
}

}  // namespace fieldfare::core::customers
