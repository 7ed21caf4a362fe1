// Subcommands that read and write the book, without any network.
#include "core/catalog/entities.h"
#include "core/customers/filing.h"
#include "core/journal/journal.h"
#include "core/visits/log_visit.h"
#include "sync/cli/commands.h"
#include "sync/client/engine.h"

namespace fieldfare::cli {
namespace {

namespace catalog = core::catalog;
namespace journal = core::journal;
using core::Error;
using core::ErrorCode;
using nlohmann::json;

core::Result<core::FieldValues> fields_of(const core::Entity& entity, const std::vector<std::string>& texts) {
    core::FieldValues values;
    for (const auto& text : texts) {
        FF_ASSIGN(auto field, parse_field(entity, text));
        values[field.first] = std::move(field.second);
    }
    return values;
}

}  // namespace

Output log_visit(Session& session, const VisitWanted& wanted) {
    FF_ASSIGN(const auto customer, find_customer(session, wanted.customer));
    core::visits::LogVisit visit;
    visit.customer = customer.id;
    visit.channels = wanted.channels;
    std::sort(visit.channels.begin(), visit.channels.end());
    visit.note = wanted.note;
    visit.next_step = wanted.next_step;
    visit.started_at = wanted.at;
    if (!wanted.stage.empty()) visit.stage_after = wanted.stage;
    if (!wanted.next_due.empty()) {
        visit.next_due = core::Day::parse(wanted.next_due);
        if (!visit.next_due) return Error{ErrorCode::invalid_argument, "--due: YYYY-MM-DD"};
    }
    FF_ASSIGN(const auto logged, core::visits::log(session.store(), visit));
    json out{{"interaction", logged.interaction.text()}, {"customer", customer.id.text()}};
    if (logged.completed_followup) out["completed_followup"] = logged.completed_followup->text();
    if (logged.next_followup) out["next_followup"] = logged.next_followup->text();
    return out;
}

Output file_customer(Session& session, const FileWanted& wanted) {
    core::customers::FileCustomer filing;
    FF_ASSIGN(filing.fields, fields_of(catalog::customer, wanted.fields));
    filing.fields[catalog::customer.at("name")] = wanted.name;
    if (!wanted.contact_name.empty()) {
        core::FieldValues contact{{catalog::contact.at("name"), wanted.contact_name}};
        if (!wanted.contact_phone.empty()) contact[catalog::contact.at("phone")] = wanted.contact_phone;
        filing.contact = std::move(contact);
    }
    FF_ASSIGN(const auto filed, core::customers::file(session.store(), filing));
    json out{{"customer", filed.customer.text()}, {"provisional_code", filed.provisional_code}};
    if (filed.contact) out["contact"] = filed.contact->text();
    return out;
}

Output edit_customer(Session& session, const std::string& wanted, const std::vector<std::string>& fields) {
    FF_ASSIGN(const auto customer, find_customer(session, wanted));
    FF_ASSIGN(const auto values, fields_of(catalog::customer, fields));
    FF_TRY(core::customers::edit(session.store(), customer, values));
    FF_ASSIGN(const auto after, session.store().read().get(catalog::customer, customer.id));
    return show(after);
}

Output remove_customer(Session& session, const std::string& wanted, bool restore) {
    if (restore) {
        const auto id = core::Uuid::parse(wanted);
        if (!id) return Error{ErrorCode::invalid_argument, "restore needs the customer's id"};
        FF_TRY(core::customers::restore(session.store(), *id));
        return json{{"customer", id->text()}, {"deleted", false}};
    }
    FF_ASSIGN(const auto customer, find_customer(session, wanted));
    FF_TRY(core::customers::remove(session.store(), customer.id));
    return json{{"customer", customer.id.text()}, {"deleted", true}};
}

Output list(Session& session, const std::string& entity_name, const std::string& customer, std::uint32_t limit) {
    core::Select question;
    question.entity = core::find_entity(entity_name);
    if (question.entity == nullptr) return Error{ErrorCode::unknown_entity, entity_name};
    if (!customer.empty()) {
        const auto at = question.entity->position("customer");
        if (at == core::Entity::npos) return Error{ErrorCode::invalid_argument, "--customer"};
        FF_ASSIGN(const auto row, find_customer(session, customer));
        question.where.push_back({at, core::Compare::equal, row.id});
    }
    question.limit = limit;
    FF_ASSIGN(const auto rows, session.store().read().select(question));
    auto items = json::array();
    for (const auto& row : rows) items.push_back(show(row));
    return json{{"entity", entity_name}, {"items", std::move(items)}};
}

Output outbox(Session& session) {
    FF_ASSIGN(const auto found, journal::outbox(session.store().read()));
    auto items = json::array();
    for (const auto& item : found) {
        json line{{"number", item.group.number},
                  {"state", journal::name(item.state)},
                  {"changes", item.group.changes.size()},
                  {"saved_at", item.saved_at},
                  {"attempts", item.attempts}};
        if (item.title.entity != nullptr) {
            line["entity"] = item.title.entity->name;
            line["row"] = item.title.id.text();
        }
        if (item.reason) line["reason"] = core::label(*item.reason);
        if (!item.detail.empty()) line["detail"] = item.detail;
        items.push_back(std::move(line));
    }
    return json{{"items", std::move(items)}};
}

Output discard(Session& session, std::uint64_t number) {
    FF_ASSIGN(auto transaction, session.store().begin());
    FF_TRY(journal::discard(transaction, number));
    FF_ASSIGN(const auto committed, transaction.commit());
    static_cast<void>(committed);
    return json{{"discarded", number}};
}

Output status(Session& session) {
    FF_ASSIGN(const auto state, journal::sync_state(session.store().read()));
    FF_ASSIGN(const auto counts, journal::counts(session.store().read()));
    json out{{"enrolled", state.has_value()},
             {"pending", counts.pending},
             {"waiting", counts.waiting},
             {"quarantined", counts.quarantined}};
    if (!state) return out;
    out["server"] = state->server_url;
    out["device"] = state->device;
    if (state->forked_from != 0) out["forked_from"] = state->forked_from;
    out["user"] = state->user.text();
    out["role"] = state->role;
    out["cursor"] = state->cursor;
    out["acknowledged"] = state->acknowledged;
    out["last_sync_at"] = state->last_sync_at;
    out["contents"] = contents_line(session);
    return out;
}

}  // namespace fieldfare::cli
