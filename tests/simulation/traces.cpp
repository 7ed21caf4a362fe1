#include "tests/simulation/traces.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "core/catalog/entities.h"
#include "tests/simulation/merges.h"

namespace fieldfare::simulation {
namespace {

using core::RowKey;

constexpr std::string_view letters = "bcdfghjklmnpqrsv";
constexpr std::size_t word_letters = 8;
// An index leaves out what a word has in common with the one before it.
constexpr std::size_t found_letters = word_letters - 1;

// Stretches of our letters that are long enough.
template <typename Take>
void each_stretch(std::string_view bytes, const Take& take) {
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= bytes.size(); ++at) {
        if (at < bytes.size() && letters.find(bytes[at]) != std::string_view::npos) continue;
        if (at - begin >= found_letters) take(bytes.substr(begin, at - begin));
        begin = at + 1;
    }
}

struct Place {
    RowKey row;
    const core::Field* field = nullptr;
};
using Places = std::unordered_map<std::string, std::vector<Place>>;

void add_words(std::string_view text, const Place& place, Places& places) {
    each_stretch(text, [&](std::string_view word) {
        if (word.size() == word_letters) places[std::string(word)].push_back(place);
    });
}

void add_value(const core::Value& value, const Place& place, Places& places) {
    if (const auto* text = std::get_if<std::string>(&value)) add_words(*text, place, places);
    if (const auto* set = std::get_if<core::StringSet>(&value)) {
        for (const auto& element : *set) add_words(element, place, places);
    }
    if (const auto* map = std::get_if<core::ScalarMap>(&value)) {
        for (const auto& [key, scalar] : *map) {
            if (const auto* text = std::get_if<std::string>(&scalar)) add_words(*text, place, places);
        }
    }
}

// Where every word was ever saved.
Places saved_words(const Oracle& oracle) {
    Places places;
    for (const auto& edit : oracle.edits()) {
        const auto& entity = *edit.row.entity;
        if (&entity == &core::catalog::attachment) continue;  // names of contents, in which a word may stand by chance
        if (entity.scope != core::Scope::customer || entity.position(edit.cell.field) == core::Entity::npos) continue;
        const auto& fields = fields_of(entity, edit.cell.field);
        for (std::size_t i = 0; i < edit.values.size(); ++i) {
            add_value(edit.values[i], {edit.row, &entity.fields[fields[i]]}, places);
        }
        add_words(edit.cell.key, {edit.row, &entity.fields[entity.position(edit.cell.field)]}, places);
    }
    return places;
}

// What was saved for one customer and stands in another since they were merged, may be seen with the other, too.
void add_copied_words(const std::vector<HistoryLine>& history, Places& places) {
    for (std::size_t at = 0; at < history.size(); ++at) {
        const auto& change = history[at].change;
        const auto& entity = *change.entity;
        if (history[at].device != 0 && !carried_over(history, at)) continue;
        if (entity.scope != core::Scope::customer) continue;
        for (const auto& part : change.cells) {
            const Place place{{&entity, change.row}, &entity.fields[entity.position(part.field)]};
            add_value(part.value, place, places);
            add_words(part.key, place, places);
        }
    }
}

bool may_see(const Place& place, const Phone& phone, ServerMachine& server, const Sight& sight) {
    const auto stored = server.rows().find(place.row);
    if (stored == server.rows().end() || !sight.sees(phone.holder(), stored->second.row)) return false;
    return !server.hidden_from(phone.holder().user, stored->second.row).hides(*place.field);
}

}  // namespace

std::string secret_word(std::uint64_t number) {
    // Each step can be undone, so none comes twice; and no part of one is a part of another, but by chance.
    auto mixed = static_cast<std::uint32_t>(number) + 0x9e37'79b9U;
    for (const auto factor : {0x7feb'352dU, 0x846c'a68bU}) {
        mixed ^= mixed >> 16;
        mixed *= factor;
    }
    mixed ^= mixed >> 15;
    std::string word;
    for (std::size_t i = 0; i < word_letters; ++i) {
        word += letters[mixed >> 28];
        mixed <<= 4;
    }
    return word;
}

void check_sent(ServerMachine& server, const core::Uuid& user, const std::vector<core::Row>& rows) {
    for (const auto& row : rows) {
        const auto hidden = server.hidden_from(user, row);
        for (std::size_t at = 0; at < row.values.size(); ++at) {
            const auto& field = row.entity->fields[at];
            if (!hidden.hides(field) || !row.has(at)) continue;
            violated(12, "the server sends {} of {} to somebody from whom it is hidden", field.name,
                     describe({row.entity, row.id}));
        }
    }
}

void check_no_traces(Stage& stage, const std::vector<std::unique_ptr<Phone>>& phones, ServerMachine& server,
                     const Sight& sight) {
    auto places = saved_words(stage.oracle);
    add_copied_words(server.history(), places);
    for (const auto& phone : phones) {
        // What its user has still to settle is his own, wherever the customer is now.
        Places own;
        for (const auto& [place, value] : phone->unsettled()) add_value(value, {place, nullptr}, own);
        std::unordered_map<std::string, const std::string*> forbidden;
        for (const auto& [word, where] : places) {
            const bool seen = own.contains(word) || std::ranges::any_of(where, [&](const Place& place) {
                                  return may_see(place, *phone, server, sight);
                              });
            if (seen) continue;
            forbidden.emplace(word.substr(0, found_letters), &word);
            forbidden.emplace(word.substr(word_letters - found_letters), &word);
        }
        phone->tidy_up();
        for (const auto& entry : phone->image()) {
            const auto& file = entry.first;
            const auto* bytes = reinterpret_cast<const char*>(entry.second.data());
            each_stretch({bytes, entry.second.size()}, [&](std::string_view stretch) {
                for (std::size_t at = 0; at + found_letters <= stretch.size(); ++at) {
                    const auto found = forbidden.find(std::string(stretch.substr(at, found_letters)));
                    if (found == forbidden.end()) continue;
                    const auto& place = places.at(*found->second).front();
                    violated(12, "{}'s {} holds \"{}\" of {} of {}", phone->holder().name, file, *found->second,
                             place.field->name, describe(place.row));
                }
            });
        }
    }
}

}  // namespace fieldfare::simulation
