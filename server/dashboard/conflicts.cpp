#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/catalog/entities.h"
#include "core/rows/json.h"
#include "core/rows/typing.h"
#include "server/dashboard/book.h"
#include "server/dashboard/masked.h"
#include "server/dashboard/phones.h"
#include "server/dashboard/query.h"
#include "server/store/value_blob.h"

namespace fieldfare::server::dashboard {
namespace {

using core::Stamp;
using core::Uuid;
using nlohmann::json;

constexpr std::string_view columns =
    "SELECT id, entity, row, field, key, kind, loser_time, loser_device, loser_values, loser_user, loser_base_time, "
    "loser_base_device, winner_time, winner_device, winner_values, winner_user, seq, at, customer, state, resolved_at, "
    "resolved_by FROM conflict WHERE org=?1 AND ";

struct Record {
    Uuid id;
    const core::Entity* entity = nullptr;
    Uuid row;
    core::Cell cell;
    sync::Conflict::Kind kind = sync::Conflict::Kind::overwritten;
    Stamp loser, base, winner;
    std::vector<sync::FieldValue> loser_values, winner_values;
    Uuid loser_user, winner_user, customer, resolved_by;
    std::int64_t seq = 0;
    core::WallMs at = 0;
    std::int64_t state = 0;
    std::optional<core::WallMs> resolved_at;
};

Stamp stamp_at(const core::sqlite::Statement& from, int column) {
    Stamp stamp;
    stamp.time.packed = static_cast<std::uint64_t>(from.integer(column));
    stamp.device = static_cast<core::DeviceNumber>(from.integer(column + 1));
    return stamp;
}

core::Result<Record> read_record(const core::sqlite::Statement& from) {
    Record record;
    record.id = from.uuid(0);
    record.entity = core::find_entity(static_cast<core::EntityId>(from.integer(1)));
    if (record.entity == nullptr) return {core::ErrorCode::storage_corrupt, "conflict's entity"};
    record.row = from.uuid(2);
    record.cell = {static_cast<core::FieldId>(from.integer(3)), std::string(from.text(4))};
    record.kind = static_cast<sync::Conflict::Kind>(from.integer(5));
    record.loser = stamp_at(from, 6);
    FF_ASSIGN(record.loser_values, decode_values(from.bytes(8)));
    record.loser_user = from.uuid(9);
    record.base = stamp_at(from, 10);
    record.winner = stamp_at(from, 12);
    FF_ASSIGN(record.winner_values, decode_values(from.bytes(14)));
    record.winner_user = from.uuid(15);
    record.seq = from.integer(16);
    record.at = from.integer(17);
    record.customer = from.uuid(18);
    record.state = from.integer(19);
    if (!from.null(20)) record.resolved_at = from.integer(20);
    record.resolved_by = from.uuid(21);
    return record;
}

std::string field_name(const Record& record) {
    const auto at = record.entity->position(record.cell.field);
    return at == core::Entity::npos ? "deleted" : std::string(record.entity->fields[at].name);
}

std::string name_of(sync::Conflict::Kind kind) {
    switch (kind) {
        case sync::Conflict::Kind::overwritten:
            return "overwritten";
        case sync::Conflict::Kind::revived:
            return "revived";
        case sync::Conflict::Kind::overlapped:
            return "overlapped";
    }
    return {};
}

class Teller {
  public:
    Teller(View& view, const People& people) : view_(view), people_(people), masked_(view) {}

    core::Result<json> tell(const Record& record) {
        FF_ASSIGN(auto stored, find(view_.database, view_.org, *record.entity, record.row));
        FF_ASSIGN(auto about, find(view_.database, view_.org, core::catalog::customer, record.customer));
        json told{{"id", record.id.text()},
                  {"kind", name_of(record.kind)},
                  {"entity", std::string(record.entity->name)},
                  {"row", record.row.text()},
                  {"field", field_name(record)},
                  {"key", record.cell.key.empty() ? json() : json(record.cell.key)},
                  {"customer", about ? customer_ref(about->row) : json()},
                  {"kept", side(record, record.winner_values)},
                  {"lost", side(record, record.loser_values)},
                  {"detected_at", record.at},
                  {"state", record.state == 0   ? "open"
                            : record.state == 1 ? "restored"
                                                : "kept"},
                  {"resolved_at", record.resolved_at ? json(*record.resolved_at) : json()},
                  {"resolved_by", people_.person(record.resolved_by)}};
        if (record.kind == sync::Conflict::Kind::revived) {
            told["kept"]["value"] = false;
            told["lost"]["value"] = true;
        }
        sign(told["kept"], record.winner, record.winner_user);
        sign(told["lost"], record.loser, record.loser_user);
        FF_ASSIGN(told["base"], base_side(record));
        told["current"] = stored ? current_side(record, stored->row) : json();
        FF_ASSIGN(const auto hidden, masked_.over(record.customer));
        const auto at = record.entity->position(record.cell.field);
        told["masked"] = at != core::Entity::npos && hidden.hides(record.entity->fields[at]);
        if (told["masked"] == true) hide_values(told);
        return told;
    }

  private:
    // That something was overwritten, by whom and when, may be seen; not what it was.
    static void hide_values(json& told) {
        for (const auto* name : {"kept", "lost", "base", "current"}) {
            auto& shown = told[name];
            if (!shown.is_object()) continue;
            shown["value"] = shown["text"] = nullptr;
            if (shown.contains("values")) shown["values"] = json::array();
        }
    }

    // {"value", "text"} of the cell, and the other fields of its group under "values".
    json side(const Record& record, const std::vector<sync::FieldValue>& values) {
        json told{{"value", nullptr}, {"text", nullptr}};
        auto all = json::array();
        for (const auto& each : values) {
            const auto at = record.entity->position(each.field);
            if (at == core::Entity::npos) continue;
            const auto& field = record.entity->fields[at];
            auto value = cell_value(field, each.value);
            if (each.field == record.cell.field) {
                told["value"] = value;
                told["text"] = referenced_name(field, each.value);
            }
            all.push_back({{"field", std::string(field.name)}, {"value", std::move(value)}});
        }
        told["values"] = std::move(all);
        return told;
    }

    static json cell_value(const core::Field& field, const core::Value& value) {
        if (!core::is_keyed(field)) return core::value_to_json(field, value);
        if (const auto* flag = std::get_if<std::int64_t>(&value)) {
            return field.rule == core::Rule::set ? json(*flag != 0) : json(*flag);
        }
        if (const auto* number = std::get_if<double>(&value)) return *number;
        if (const auto* text = std::get_if<std::string>(&value)) return *text;
        return nullptr;
    }

    json referenced_name(const core::Field& field, const core::Value& value) {
        const auto* id = std::get_if<Uuid>(&value);
        if (id == nullptr) return nullptr;
        const auto* entity = core::find_entity(field.refers_to);
        const auto name = entity == nullptr ? core::Entity::npos : entity->position("name");
        if (name == core::Entity::npos) return nullptr;
        const auto stored = find(view_.database, view_.org, *entity, *id);
        if (!stored || !*stored) return nullptr;
        return std::string((*stored)->row.text(name));
    }

    void sign(json& told, const Stamp& stamp, const Uuid& user) {
        const auto* device = people_.device(stamp.device);
        told["stamp"] = stamp.text();
        told["at"] = stamp.time.ms();
        told["who"] = people_.person(user);
        told["device"] = device == nullptr ? json() : json(device->name);
    }

    // The value both had started from, found again in the row's history.
    core::Result<json> base_side(const Record& record) {
        if (record.base.is_zero()) return json();
        Query query(view_.database, view_.org);
        query << "SELECT change, user FROM history WHERE org=?1 AND entity="
              << query.place(std::int64_t{record.entity->id}) << " AND row=" << query.place(record.row)
              << " AND stamp_time=" << query.place(static_cast<std::int64_t>(record.base.time.packed))
              << " AND stamp_device=" << query.place(std::int64_t{record.base.device});
        FF_ASSIGN(auto statement, query.run());
        while (true) {
            FF_ASSIGN(const bool more, statement.step());
            if (!more) return json();
            FF_ASSIGN(const auto change, decode_change(statement.bytes(0)));
            std::vector<sync::FieldValue> values;
            for (const auto& cell : change.cells) {
                const auto at = record.entity->position(cell.field);
                const bool same_cell = at != core::Entity::npos && cell.key == record.cell.key &&
                                       record.entity->clock_field(record.entity->fields[at]).id == record.cell.field;
                if (same_cell) values.push_back({cell.field, cell.value});
            }
            // A row's first values share its stamp, filled in or not: one without a cell was empty.
            auto told = side(record, values);
            sign(told, record.base, statement.uuid(1));
            return told;
        }
    }

    json current_side(const Record& record, const core::Row& row) {
        const auto at = record.entity->position(record.cell.field);
        const auto stamp = row.clocks.of(record.cell).text();
        if (at == core::Entity::npos) {
            return {{"value", row.deleted()}, {"text", nullptr}, {"stamp", row.clocks.newest().text()}};
        }
        const auto& field = row.entity->fields[at];
        json value = core::value_to_json(field, row.values[at]);
        if (field.rule == core::Rule::set) value = std::ranges::binary_search(row.set(at), record.cell.key);
        if (field.rule == core::Rule::map)
            value = value.is_object() && value.contains(record.cell.key) ? value[record.cell.key] : json();
        return {{"value", std::move(value)}, {"text", referenced_name(field, row.values[at])}, {"stamp", stamp}};
    }

    View& view_;
    const People& people_;
    Masked masked_;
};

// What of the list the viewer may see: conflicts in his customers, and with the whole organisation in sight also those
// of no customer.
std::string visible(Query& query, const Viewer& viewer) {
    return customer_visible(query, viewer, "customer");
}

}  // namespace

core::Result<json> conflicts(View& view, bool open, const Paging& paging) {
    FF_ASSIGN(const auto people, People::read(view));
    Query query(view.database, view.org);
    query << columns << (open ? "state=0" : "state<>0") << " AND " << conflict_shown << " AND "
          << visible(query, view.viewer);
    if (!paging.before.empty()) {
        FF_ASSIGN(const auto before, Place::parse(paging.before));
        query << " AND (seq, id) < (" << query.place(before.seq) << "," << query.place(before.id) << ")";
    }
    query << " ORDER BY seq DESC, id DESC LIMIT " << query.place(paging.limit + 1);
    FF_ASSIGN(auto statement, query.run());
    Teller teller(view, people);
    auto items = json::array();
    json next;
    std::string last;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) break;
        if (items.size() == static_cast<std::size_t>(paging.limit)) {
            next = last;
            break;
        }
        FF_ASSIGN(const auto record, read_record(statement));
        FF_ASSIGN(auto told, teller.tell(record));
        last = Place{record.seq, record.id}.text();
        items.push_back(std::move(told));
    }
    Query count(view.database, view.org);
    count << "SELECT COUNT(*) FROM conflict WHERE org=?1 AND state=0 AND " << conflict_shown << " AND "
          << visible(count, view.viewer);
    FF_ASSIGN(const auto open_count, count.integer());
    FF_ASSIGN(auto fresh, freshness(view, people));
    return json{
        {"items", std::move(items)}, {"next", std::move(next)}, {"open", open_count}, {"freshness", std::move(fresh)}};
}

core::Result<json> conflict(View& view, const Uuid& id) {
    FF_ASSIGN(const auto people, People::read(view));
    Query query(view.database, view.org);
    query << columns << visible(query, view.viewer) << " AND id=" << query.place(id);
    FF_ASSIGN(auto statement, query.run());
    FF_ASSIGN(const bool found, statement.step());
    if (!found) return {core::ErrorCode::not_found, "conflict"};
    FF_ASSIGN(const auto record, read_record(statement));
    return Teller(view, people).tell(record);
}

}  // namespace fieldfare::server::dashboard
