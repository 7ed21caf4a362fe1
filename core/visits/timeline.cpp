#include "core/visits/timeline.h"

#include <algorithm>

#include "core/catalog/entities.h"

namespace fieldfare::core {
namespace {

using catalog::customer;
using catalog::followup;
using catalog::interaction;

bool newer(const TimelineEntry& a, const TimelineEntry& b) {
    if (a.at != b.at) return a.at > b.at;
    // A visit and the stage it led to share their moment: the stage is the later of the two.
    if (a.row.id != b.row.id) return a.row.id > b.row.id;
    return a.kind > b.kind;
}

bool in_page(WallMs at, const std::optional<TimelineCursor>& from) {
    return !from || at <= from->at;
}

}  // namespace

Status Timeline::add_visits(const Uuid& id, std::optional<TimelineCursor> from, std::uint32_t limit,
                            std::vector<TimelineEntry>& out) {
    Select question;
    question.entity = &interaction;
    question.where = {{interaction.at("customer"), Compare::equal, id}};
    if (from) question.where.push_back({interaction.at("started_at"), Compare::less_equal, from->at});
    question.order = {{interaction.at("started_at"), true}};
    question.limit = limit + (from ? from->skip : 0);
    FF_ASSIGN(auto rows, reader_.select(question));
    for (auto& row : rows) {
        const auto at = row.integer(interaction.at("started_at"));
        const std::string stage(row.text(interaction.at("stage_after")));
        if (!stage.empty()) out.push_back({TimelineEntry::Kind::stage, at, row, stage});
        out.push_back({TimelineEntry::Kind::visit, at, std::move(row), {}});
    }
    return {};
}

Status Timeline::add_followups(const Uuid& id, std::optional<TimelineCursor> from, std::vector<TimelineEntry>& out) {
    Select question;
    question.entity = &followup;
    question.where = {{followup.at("customer"), Compare::equal, id},
                      {followup.at("status"), Compare::not_equal, std::string("cancelled")}};
    FF_ASSIGN(auto rows, reader_.select(question));
    for (auto& row : rows) {
        TimelineEntry entry;
        if (row.text(followup.at("status")) == "done") {
            entry.kind = TimelineEntry::Kind::followup_done;
            entry.at = row.integer(followup.at("completed_at"));
        } else {
            const auto day = Day::parse(row.text(followup.at("due_on")));
            if (!day) continue;
            entry.kind = TimelineEntry::Kind::planned;
            FF_ASSIGN(entry.at, start_of(*day, session_.policy.time_zone));
        }
        entry.row = std::move(row);
        if (in_page(entry.at, from)) out.push_back(std::move(entry));
    }
    return {};
}

Status Timeline::add_filing(const Uuid& id, std::optional<TimelineCursor> from, std::vector<TimelineEntry>& out) {
    FF_ASSIGN(auto row, reader_.get(customer, id));
    const auto day = Day::parse(row.text(customer.at("filed_on")));
    if (!day) return {};
    FF_ASSIGN(const auto at, start_of(*day, session_.policy.time_zone));
    if (in_page(at, from)) out.push_back({TimelineEntry::Kind::filed, at, std::move(row), {}});
    return {};
}

Result<TimelinePage> Timeline::page(const Uuid& id, std::optional<TimelineCursor> from, std::uint32_t limit) {
    std::vector<TimelineEntry> entries;
    // One more than shown, to know whether there is a next page.
    FF_TRY(add_visits(id, from, limit + 1, entries));
    FF_TRY(add_followups(id, from, entries));
    FF_TRY(add_filing(id, from, entries));
    std::sort(entries.begin(), entries.end(), newer);
    if (from)
        entries.erase(entries.begin(), entries.begin() + std::min<std::ptrdiff_t>(from->skip, std::ssize(entries)));
    TimelinePage page;
    if (entries.size() > limit) {
        entries.resize(limit);
        TimelineCursor next{entries.back().at, 0};
        for (const auto& entry : entries) next.skip += entry.at == next.at ? 1 : 0;
        if (from && from->at == next.at) next.skip += from->skip;
        page.next = next;
    }
    page.entries = std::move(entries);
    return page;
}

}  // namespace fieldfare::core
