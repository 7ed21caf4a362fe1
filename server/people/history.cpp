#include "server/people/history.h"

#include <algorithm>

#include "server/store/value_blob.h"

namespace fieldfare::server::people {

core::Result<std::vector<HistoryLine>> lines_of(core::sqlite::Connection& database, Org org, const core::RowKey& key) {
    FF_ASSIGN(auto history,
              database.prepare("SELECT seq, ordinal, received_at, change FROM history WHERE org=?1 AND entity=?2 AND "
                               "row=?3 ORDER BY seq, ordinal"));
    history.bind(1, org).bind(2, std::int64_t{key.entity->id}).bind(3, key.id);
    std::vector<HistoryLine> lines;
    while (true) {
        FF_ASSIGN(const bool more, history.step());
        if (!more) return lines;
        FF_ASSIGN(auto change, decode_change(history.bytes(3)));
        lines.push_back(
            {static_cast<sync::Seq>(history.integer(0)), history.integer(1), history.integer(2), std::move(change)});
    }
}

const core::CellChange* part_of(const core::Change& change, core::FieldId field, const std::string& key) {
    for (const auto& part : change.cells) {
        if (part.field == field && part.key == key) return &part;
    }
    return nullptr;
}

std::optional<core::Uuid> named_in(const core::Change& change, core::FieldId field) {
    const auto* part = part_of(change, field);
    const auto* id = part == nullptr ? nullptr : std::get_if<core::Uuid>(&part->value);
    return id == nullptr ? std::nullopt : std::optional(*id);
}

bool given_again(const HistoryLine& line, const HistoryLine& edit) {
    const auto& entity = *line.change.entity;
    return line.seq == edit.seq && line.change.stamp.device == 0 && !line.change.cells.empty() &&
           std::ranges::all_of(line.change.cells, [&](const core::CellChange& part) {
               return entity.fields[entity.position(part.field)].rule == core::Rule::set &&
                      part.base == edit.change.stamp;
           });
}

}  // namespace fieldfare::server::people
