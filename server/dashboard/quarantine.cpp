#include "server/dashboard/quarantine.h"

#include <sodium.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/catalog/entities.h"
#include "core/rows/json.h"
#include "core/rows/typing.h"
#include "server/dashboard/book.h"
#include "server/dashboard/masked.h"
#include "server/dashboard/phones.h"

namespace fieldfare::server::dashboard {
namespace {

using core::Uuid;
using nlohmann::json;

constexpr std::int64_t shown_of_a_phone = 50;

std::string base64(const core::Bytes& bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // its terminating zero
    return text;
}

// A person by his name; of an element or key, which one it is.
json cell_json(const People& people, const core::Field& field, const core::CellChange& cell) {
    json value = core::is_keyed(field) ? json(cell.key) : core::value_to_json(field, cell.value);
    json text;
    if (field.refers_to == core::catalog::user.name) {
        const auto* id = std::get_if<Uuid>(&cell.value);
        const auto person = people.person(id != nullptr ? *id : Uuid::parse(cell.key).value_or(Uuid{}));
        if (person.is_object()) text = person["name"];
    }
    return {{"field", std::string(field.name)}, {"value", std::move(value)}, {"text", std::move(text)}};
}

// The customer in whose scope the change falls, or that it names; nil: none.
core::Result<Uuid> customer_of(View& view, const core::Change& change) {
    if (change.entity == &core::catalog::customer) return change.row;
    const auto at = change.entity->position("customer");
    if (at == core::Entity::npos) return Uuid{};
    for (const auto& cell : change.cells) {
        const auto* named = std::get_if<Uuid>(&cell.value);
        if (cell.field == change.entity->fields[at].id && named != nullptr) return *named;
    }
    FF_ASSIGN(const auto row, find(view.database, view.org, *change.entity, change.row));
    return row ? row->row.reference(at) : Uuid{};
}

core::Result<bool> hides(View& view, Masked& masked, const core::Change& change, const core::CellChange& cell) {
    const auto at = change.entity->position(cell.field);
    if (at == core::Entity::npos || change.entity->scope != core::Scope::customer) return false;
    FF_ASSIGN(const auto id, customer_of(view, change));
    FF_ASSIGN(const auto hidden, masked.over(id));
    return hidden.hides(change.entity->fields[at]);
}

core::Result<json> change_json(View& view, Masked& masked, const People& people, const core::Change& change) {
    auto fields = json::array();
    for (const auto& cell : change.cells) {
        const auto at = change.entity->position(cell.field);
        if (at == core::Entity::npos || change.entity->fields[at].hidden) continue;
        const auto& field = change.entity->fields[at];
        FF_ASSIGN(const bool hidden, hides(view, masked, change, cell));
        auto told = hidden ? json{{"field", std::string(field.name)}, {"value", nullptr}, {"text", nullptr}}
                           : cell_json(people, field, cell);
        told["masked"] = hidden;
        fields.push_back(std::move(told));
    }
    constexpr const char* kinds[] = {"", "add", "update", "remove", "revive", "discard"};
    return json{{"entity", std::string(change.entity->name)},
                {"row", change.row.text()},
                {"kind", kinds[static_cast<std::size_t>(change.kind)]},
                {"fields", std::move(fields)}};
}

// That it is about: of the first change that names one.
core::Result<json> customer_json(View& view, const core::Group& group) {
    for (const auto& change : group.changes) {
        FF_ASSIGN(const auto id, customer_of(view, change));
        FF_ASSIGN(const auto about, find(view.database, view.org, core::catalog::customer, id));
        if (about) return customer_ref(about->row);
    }
    return json();
}

// Whether there is nothing in it that the viewer may not see. What cannot be read may hold anything.
core::Result<bool> is_open_to(View& view, const KeptGroup& kept) {
    Masked masked(view);
    const auto group = kept.read();
    if (!group) {
        FF_ASSIGN(const auto hidden, masked.over(Uuid{}));
        return hidden.none();
    }
    for (const auto& change : group->changes) {
        for (const auto& cell : change.cells) {
            FF_ASSIGN(const bool hidden, hides(view, masked, change, cell));
            if (hidden) return false;
        }
    }
    return true;
}

// A right that the author has not, the viewer may have; nothing else that was wrong becomes right by that.
bool is_of_rights(const KeptGroup& kept) {
    return kept.verdict.reason == core::ErrorCode::not_in_scope || kept.verdict.reason == core::ErrorCode::forbidden;
}

}  // namespace

json error_json(core::ErrorCode code) {
    const auto& line = core::info(code);
    return {{"code", core::label(code)},
            {"name", std::string(line.name)},
            {"message", std::string(line.text)},
            {"key", "error." + std::string(line.name)}};
}

json whole_of(const KeptGroup& kept) {
    const auto group = kept.read();
    return {{"contents", group ? core::group_to_json(*group) : json()}, {"base64", base64(kept.bytes)}};
}

core::Result<json> whole_for(View& view, const KeptGroup& kept) {
    FF_ASSIGN(const bool open, is_open_to(view, kept));
    return open ? whole_of(kept) : json{{"contents", nullptr}, {"base64", nullptr}};
}

core::Result<KeptGroup> kept_group(View& view, const GroupKey& key) {
    FF_ASSIGN(const auto people, People::read(view));
    FF_ASSIGN(auto kept, find_kept_group(view.database, view.org, key));
    const auto ids = ids_of(people.in_scope(view.viewer));
    if (!kept || !ids.contains(kept->user)) return {core::ErrorCode::not_found, "group"};
    return *std::move(kept);
}

core::Result<json> quarantine_item(View& view, const KeptGroup& kept) {
    FF_ASSIGN(const auto people, People::read(view));
    FF_ASSIGN(const bool orphaned, is_orphaned(view.database, view.org, kept));
    const auto group = kept.read();
    auto changes = json::array();
    json about;
    if (group) {
        Masked masked(view);
        for (const auto& change : group->changes) {
            FF_ASSIGN(auto told, change_json(view, masked, people, change));
            changes.push_back(std::move(told));
        }
        FF_ASSIGN(about, customer_json(view, *group));
    }
    const bool decides = view.viewer.role != "rep";
    auto ways = json::array();
    FF_ASSIGN(const bool open, is_open_to(view, kept));
    if (decides && group && open && is_of_rights(kept)) ways.push_back("accept");
    if (decides && orphaned) ways.push_back("clear");
    const auto* device = people.device(kept.key.device);
    return json{{"group", kept.key.text()},
                {"user", people.person(kept.user)},
                {"device", device == nullptr ? std::string() : device->name},
                {"received_at", kept.received_at},
                {"error", error_json(kept.verdict.reason.value_or(core::ErrorCode::internal))},
                {"detail", kept.verdict.detail},
                {"customer", std::move(about)},
                {"changes", std::move(changes)},
                {"readable", group.has_value()},
                {"bytes", kept.bytes.size()},
                {"author_can_settle", !orphaned},
                {"ways", std::move(ways)}};
}

core::Result<json> quarantine(View& view) {
    FF_ASSIGN(const auto people, People::read(view));
    FF_ASSIGN(const auto phones, phones_of(view, ids_of(people.in_scope(view.viewer))));
    std::vector<KeptGroup> groups;
    std::int64_t total = 0;
    for (const auto& phone : phones) {
        total += phone.quarantined;
        FF_TRY(each_kept_group(view.database, view.org, phone.number, sync::Verdict::Kind::quarantined,
                               shown_of_a_phone, [&](const KeptGroup& kept) { groups.push_back(kept); }));
    }
    std::ranges::stable_sort(groups, std::greater<>(), &KeptGroup::received_at);
    auto items = json::array();
    for (const auto& kept : groups) {
        FF_ASSIGN(auto item, quarantine_item(view, kept));
        items.push_back(std::move(item));
    }
    return json{{"items", std::move(items)}, {"total", total}, {"freshness", freshness(phones, view.now)}};
}

}  // namespace fieldfare::server::dashboard
