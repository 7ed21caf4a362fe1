#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "core/catalog/entities.h"
#include "core/rows/json.h"
#include "server/dashboard/attachments.h"
#include "server/dashboard/book.h"
#include "server/dashboard/masked.h"
#include "server/dashboard/people.h"
#include "server/dashboard/query.h"
#include "server/store/value_blob.h"

namespace fieldfare::server::dashboard {
namespace {

using core::Uuid;
using core::catalog::followup;
using core::catalog::interaction;
using nlohmann::json;

struct Item {
    core::WallMs at = 0;
    std::string tie;  // makes the order total: kind and id
    json body;

    std::string cursor() const { return fmt::format("{:020}.{}", at, tie); }
};

Item item_of(std::string_view kind, const std::string& id, core::WallMs at, json who) {
    Item item{.at = at, .tie = fmt::format("{}.{}", kind, id), .body = {}};
    item.body = {{"kind", kind}, {"id", id}, {"at", at}, {"who", std::move(who)}};
    return item;
}

// When the visits began that say which stage came of them. A visit and the change of stage it brings are one save, so
// they have one stamp.
using StageVisits = std::map<core::Stamp, core::WallMs>;

core::Status add_visits(View& view, Masked& masked, const Uuid& customer_id, const People& people,
                        Attachments& attached, std::vector<Item>& items, StageVisits& stage_visits) {
    Query query(view.database, view.org);
    const auto place = query.place(customer_id);
    query << select_text(interaction, "AND interaction._deleted=0 AND interaction.customer=") << place;
    FF_ASSIGN(auto statement, query.run());
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return {};
        FF_ASSIGN(const auto stored, read(statement, interaction));
        const auto& row = stored.row;
        const auto began = row.integer(interaction.at("started_at"));
        if (row.has(interaction.at("stage_after"))) stage_visits.emplace(row.clocks.row, began);
        auto item =
            item_of("interaction", row.id.text(), began, people.person(row.reference(interaction.at("author"))));
        FF_TRY(masked.put(row, item.body));
        const auto here = attached.find(row.id);
        item.body["attachments"] = here == attached.end() ? json::array() : std::move(here->second);
        items.push_back(std::move(item));
    }
}

// What belongs to the customer and to no visit: each stands for itself.
void add_attachments(Attachments& attached, std::vector<Item>& items) {
    const auto here = attached.find(Uuid{});
    if (here == attached.end()) return;
    for (auto& one : here->second) {
        auto item = item_of("attachment", one["id"], one["at"], one["who"]);
        item.body["attachments"] = json::array({std::move(one)});
        items.push_back(std::move(item));
    }
}

core::Status add_finished_plans(View& view, Masked& masked, const Uuid& customer_id, const People& people,
                                std::vector<Item>& items) {
    FF_ASSIGN(const auto rows, followups_of(view, customer_id));
    for (const auto& row : rows) {
        if (!row.has(followup.at("completed_at"))) continue;
        auto item = item_of("followup", row.id.text(), row.integer(followup.at("completed_at")),
                            people.person(row.reference(followup.at("owner"))));
        FF_TRY(masked.put(row, item.body));
        items.push_back(std::move(item));
    }
    return {};
}

// The beginning of the day, or `otherwise` when the file has none.
core::Result<core::WallMs> filed_at(const View& view, const core::Row& file, core::WallMs otherwise) {
    const auto day = core::Day::parse(file.text(core::catalog::customer.at("filed_on")));
    if (!day) return otherwise;
    return core::start_of(*day, view.policy.time_zone);
}

// Filing and changes of stage, out of the customer's history. A customer was filed on the day that its file says: an
// import comes years later. A stage changed at the visit that brought it, however late that was recorded; one that
// somebody set in the file, when he did.
core::Status add_history(View& view, const core::Row& file, const People& people, const StageVisits& stage_visits,
                         std::vector<Item>& items) {
    const auto& entity = core::catalog::customer;
    const auto& stage_field = entity.fields[entity.at("stage")];
    Query query(view.database, view.org);
    query << "SELECT seq, ordinal, user, device, change FROM history WHERE org=?1 AND entity="
          << query.place(std::int64_t{entity.id}) << " AND row=" << query.place(file.id)
          << " ORDER BY stamp_time, stamp_device";
    FF_ASSIGN(auto statement, query.run());
    json stage;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return {};
        FF_ASSIGN(const auto change, decode_change(statement.bytes(4)));
        const auto line = fmt::format("{}-{}", statement.integer(0), statement.integer(1));
        const auto who = people.person(statement.uuid(2));
        const bool added = change.kind == core::ChangeKind::add;
        if (added) {
            FF_ASSIGN(const auto at, filed_at(view, file, change.stamp.time.ms()));
            items.push_back(item_of("filed", line, at, who));
        }
        for (const auto& cell : change.cells) {
            if (cell.field != stage_field.id) continue;
            auto now = core::value_to_json(stage_field, cell.value);
            if (now == stage) continue;
            if (!added) {
                const auto visit = stage_visits.find(change.stamp);
                const auto at = visit == stage_visits.end() ? change.stamp.time.ms() : visit->second;
                auto item = item_of("stage", line, at, who);
                item.body["from"] = stage;
                item.body["to"] = now;
                items.push_back(std::move(item));
            }
            stage = std::move(now);
        }
    }
}

}  // namespace

core::Result<json> timeline(View& view, const Uuid& customer_id, const Paging& paging) {
    FF_ASSIGN(const auto entry, read_entry(view, customer_id));
    FF_ASSIGN(const auto people, People::read(view));
    std::vector<Item> items;
    StageVisits stage_visits;
    Masked masked(view);
    FF_ASSIGN(auto attached, attachments_of(view, customer_id, people));
    FF_TRY(add_visits(view, masked, customer_id, people, attached, items, stage_visits));
    add_attachments(attached, items);
    FF_TRY(add_finished_plans(view, masked, customer_id, people, items));
    FF_TRY(add_history(view, entry.customer, people, stage_visits, items));
    std::ranges::sort(items, std::ranges::greater{}, [](const Item& item) { return std::pair(item.at, item.tie); });

    auto page = json::array();
    json next;
    for (auto& item : items) {
        if (!paging.before.empty() && item.cursor() >= paging.before) continue;
        if (page.size() == static_cast<std::size_t>(paging.limit)) {
            const auto& last = page.back();
            next = fmt::format("{:020}.{}.{}", last["at"].get<core::WallMs>(), last["kind"].get<std::string>(),
                               last["id"].get<std::string>());
            break;
        }
        page.push_back(std::move(item.body));
    }
    return json{{"items", std::move(page)}, {"next", std::move(next)}};
}

}  // namespace fieldfare::server::dashboard
