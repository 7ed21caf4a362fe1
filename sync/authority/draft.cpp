#include "sync/authority/draft.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/check.h"
#include "core/catalog/entities.h"
#include "sync/authority/redirect.h"
#include "sync/authority/veil.h"

namespace fieldfare::sync {
namespace {

namespace catalog = core::catalog;
using core::ErrorCode;
using core::Uuid;

bool share(const std::vector<Uuid>& a, const std::vector<Uuid>& b) {
    return std::any_of(a.begin(), a.end(),
                       [&](const Uuid& id) { return std::find(b.begin(), b.end(), id) != b.end(); });
}

core::Status add_member(Draft& draft, const Uuid& user, std::vector<Uuid>& circles) {
    if (user.is_nil()) return {};
    circles.push_back(user);
    FF_ASSIGN(const auto* entry, draft.entry(catalog::user, user));
    if (entry->now() == nullptr) return {};
    const auto team = entry->now()->reference(catalog::user.at("team"));
    if (!team.is_nil()) circles.push_back(team);
    return {};
}

// The customer in whose scope the change falls; nil if none is named.
core::Result<Uuid> customer_of(Draft& draft, const core::Change& change) {
    const auto& entity = *change.entity;
    if (entity.scope_field.empty()) return change.row;
    FF_ASSIGN(const auto* entry, draft.entry(entity, change.row));
    const auto at = entity.position(entity.scope_field);
    if (entry->now() != nullptr) return entry->now()->reference(at);
    for (const auto& cell : change.cells) {
        if (cell.field == entity.fields[at].id && std::holds_alternative<Uuid>(cell.value)) {
            return std::get<Uuid>(cell.value);
        }
    }
    return Uuid{};
}

bool writes(const core::Change& change, const core::Entity& entity, std::size_t field) {
    return change.entity == &entity && change.kind == core::ChangeKind::update &&
           std::any_of(change.cells.begin(), change.cells.end(),
                       [&](const core::CellChange& cell) { return cell.field == entity.fields[field].id; });
}

core::Status authorise_customer(Draft& draft, const Principal& author, const core::Change& change) {
    FF_ASSIGN(const auto named, customer_of(draft, change));
    FF_ASSIGN(const auto id, standing(draft, named));
    FF_ASSIGN(const auto* entry, draft.entry(catalog::customer, id));
    const auto* judged = entry->before ? entry->before.get() : entry->now();
    if (judged == nullptr) {
        if (change.entity != &catalog::customer || change.kind != core::ChangeKind::add) return {};  // missing: waits
        FF_CHECK(false && "an added customer is judged after it was applied");
    }
    const auto audience = audience_of(author);
    FF_ASSIGN(const auto circles, circles_of(draft, *judged, author.org));
    FF_ASSIGN(const auto* meant, draft.entry(catalog::customer, named));
    const auto& owned = named == id ? *judged : *meant->now();
    const auto owner = owned.reference(catalog::customer.at("owner"));
    if (share(circles, audience.circles)) {
        const bool plain_collaborator = author.role == "rep" && owner != author.user;
        if (plain_collaborator && writes(change, catalog::customer, catalog::customer.at("owner"))) {
            return core::Error{ErrorCode::forbidden, "customer.owner"};
        }
        return {};
    }
    for (const auto& seen : {id, named}) {
        if (!entry->before) break;
        FF_ASSIGN(const auto left, draft.ledger().left_at(seen, author.user, {}));
        if (left && change.stamp.time.ms() < *left) return {};
    }
    return core::Error{ErrorCode::not_in_scope, "customer " + id.text()};
}

// Nobody signs in another person's name.
core::Status check_signature(const Principal& author, const core::Change& change) {
    for (const auto& cell : change.cells) {
        const auto at = change.entity->position(cell.field);
        if (at == core::Entity::npos || !change.entity->fields[at].signs) continue;
        const auto* name = std::get_if<Uuid>(&cell.value);
        if (name == nullptr || *name == author.user) continue;
        return core::Error{ErrorCode::forbidden,
                           fmt::format("{}.{}", change.entity->name, change.entity->fields[at].name)};
    }
    return {};
}

// Organisation, teams, people, phones: the server alone fills in what each of their rows must have.
bool made_by_server(const core::Entity& entity) {
    return std::any_of(entity.fields.begin(), entity.fields.end(),
                       [](const core::Field& field) { return field.required && field.rule == core::Rule::assigned; });
}

}  // namespace

std::optional<core::Row>& Draft::Entry::write() {
    if (!written && before) written = *before;
    return written;
}

core::Result<Draft::Entry*> Draft::entry(const core::Entity& entity, const Uuid& id) {
    const Key key{entity.id, id};
    const auto found = held_.find(key);
    if (found != held_.end()) return &found->second;
    FF_ASSIGN(auto row, ledger_.row(entity, id));
    auto& held = held_[key];
    held.before = std::move(row);
    order_.push_back(&held);
    return &held;
}

core::Result<std::vector<Uuid>> circles_of(Draft& draft, const core::Row& customer, const Uuid& org) {
    std::vector<Uuid> circles{org};
    FF_TRY(add_member(draft, customer.reference(catalog::customer.at("owner")), circles));
    for (const auto& text : customer.set(catalog::customer.at("collaborators"))) {
        if (const auto id = Uuid::parse(text)) FF_TRY(add_member(draft, *id, circles));
    }
    std::sort(circles.begin(), circles.end());
    circles.erase(std::unique(circles.begin(), circles.end()), circles.end());
    return circles;
}

namespace {

core::Status authorise_row(Draft& draft, const Principal& author, const core::Change& change) {
    // Whoever may not write what a row must have may not take it away either, or bring it back.
    if (!author.system && change.kind != core::ChangeKind::update && made_by_server(*change.entity)) {
        return core::Error{ErrorCode::forbidden, std::string(change.entity->name)};
    }
    if (!author.system) FF_TRY(check_signature(author, change));
    if (audience_of(author).everything) return {};
    switch (change.entity->scope) {
        case core::Scope::customer:
            return authorise_customer(draft, author, change);
        case core::Scope::user:
        case core::Scope::team:
        case core::Scope::organisation:
            break;
    }
    const bool own_person =
        change.entity == &catalog::user && change.row == author.user && change.kind == core::ChangeKind::update;
    if (own_person) return {};
    return core::Error{ErrorCode::forbidden, std::string(change.entity->name)};
}

// What must be shown to somebody so that he may write the cell: its own class; all, where he makes himself one of those
// who work on the customer, from whom nothing is hidden.
core::Classes shown_to_write(const core::Field& field, const core::CellChange& cell, const Uuid& author) {
    const auto& fields = catalog::customer.fields;
    const bool takes_over = &field == &fields[catalog::customer.at("owner")] && cell.value == core::Value(author);
    const bool joins = &field == &fields[catalog::customer.at("collaborators")] && cell.key == author.text() &&
                       cell.value != core::Value(std::int64_t{0});
    if (takes_over || joins) return core::Classes::every();
    core::Classes own;
    own.add(field.sensitivity);
    return own;
}

// Nobody writes what is hidden from him, or lets himself see it. As with customers, what he saw until a moment he may
// have written until then.
core::Status authorise_fields(Draft& draft, const Principal& author, const core::Change& change) {
    if (author.system || change.entity->scope != core::Scope::customer) return {};
    const auto& judge = author.by.is_nil() ? author.user : author.by;
    core::Classes written;
    const core::Field* named = nullptr;
    for (const auto& cell : change.cells) {
        const auto at = change.entity->position(cell.field);
        if (at == core::Entity::npos) continue;
        const auto& field = change.entity->fields[at];
        const auto needed = shown_to_write(field, cell, judge);
        if (needed.none()) continue;
        named = &field;
        written = written | needed;
    }
    if (named == nullptr) return {};
    FF_ASSIGN(const auto standings, draft.ledger().standings(judge));
    FF_ASSIGN(const auto meant, customer_of(draft, change));
    FF_ASSIGN(const auto id, standing(draft, meant));
    FF_ASSIGN(const auto* entry, draft.entry(catalog::customer, id));
    const auto* judged = entry->before ? entry->before.get() : entry->now();
    if (judged == nullptr) return {};  // missing: waits
    FF_ASSIGN(const auto circles, circles_of(draft, *judged, author.org));
    const auto hidden = masked_for(standings, circles) & written;
    if (hidden.none()) return {};
    for (const auto& seen : {id, meant}) {
        FF_ASSIGN(const auto saw_until, draft.ledger().left_at(seen, judge, hidden));
        if (saw_until && change.stamp.time.ms() < *saw_until) return {};
    }
    return core::Error{ErrorCode::forbidden, fmt::format("{}.{}", change.entity->name, named->name)};
}

}  // namespace

core::Status authorise(Draft& draft, const Principal& author, const core::Change& change) {
    FF_TRY(authorise_row(draft, author, change));
    return authorise_fields(draft, author, change);
}

core::Result<bool> sees(Draft& draft, const Principal& author, const core::Change& change) {
    const auto audience = audience_of(author);
    if (audience.everything) return true;
    if (change.entity->scope != core::Scope::customer) return authorise(draft, author, change).ok();
    FF_ASSIGN(const auto id, customer_of(draft, change));
    FF_ASSIGN(const auto* entry, draft.entry(catalog::customer, id));
    if (entry->now() == nullptr) return false;
    FF_ASSIGN(const auto circles, circles_of(draft, *entry->now(), author.org));
    return share(circles, audience.circles);
}

}  // namespace fieldfare::sync
