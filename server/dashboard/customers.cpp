#include <unicode/coll.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "core/catalog/entities.h"
#include "core/rules/funnel.h"
#include "core/search/pinyin.h"
#include "core/search/tokens.h"
#include "server/dashboard/book.h"
#include "server/dashboard/masked.h"
#include "server/dashboard/phones.h"
#include "server/dashboard/query.h"

namespace fieldfare::server::dashboard {
namespace {

using core::Row;
using core::Uuid;
using core::catalog::contact;
using core::catalog::custom_field;
using core::catalog::customer;
using core::catalog::followup;
using core::catalog::user;

constexpr std::size_t finished_followups_shown = 20;

bool matches_search(const Row& row, const std::vector<core::search::Term>& terms) {
    const auto name = std::string(row.text(customer.at("name")));
    std::string document = name;
    for (const auto& alias : row.set(customer.at("aliases"))) document += " " + alias;
    document += " " + std::string(row.text(customer.at("code"))) + " " + core::search::pinyin_words(name);
    return core::search::matches(terms, document);
}

core::Result<bool> due_matches(const View& view, const Entry& entry, const std::string& wanted) {
    if (wanted.empty()) return true;
    const auto until = wanted == "today" ? view.today : view.today.plus_days(6);
    if (wanted == "overdue") return entry.overdue(view.today);
    if (wanted != "today" && wanted != "week") return {core::ErrorCode::invalid_argument, "due"};
    return entry.due && entry.due->date >= view.today && entry.due->date <= until;
}

core::Status check_choice(std::string_view parameter, const std::string& code, std::size_t field) {
    if (code.empty() || customer.fields[field].choices->find(code) != nullptr) return {};
    return {core::ErrorCode::unknown_enum_value, std::string(parameter)};
}

// What no column holds: due dates follow from the rules, and names are searched by their sound.
core::Result<std::vector<const Entry*>> filtered(const View& view, const Book& book, const CustomerFilter& filter) {
    const auto terms = core::search::parse_query(filter.search);
    std::vector<const Entry*> found;
    for (const auto& entry : book) {
        const auto& row = entry.customer;
        FF_ASSIGN(const bool due, due_matches(view, entry, filter.due));
        if (!due) continue;
        if (!terms.empty() && !matches_search(row, terms)) continue;
        found.push_back(&entry);
    }
    return found;
}

std::size_t choice_rank(const Row& row, std::size_t field) {
    const auto& choices = customer.fields[field].choices->choices;
    const auto found = std::ranges::find(choices, row.text(field), &core::Choice::code);
    return static_cast<std::size_t>(found - choices.begin());
}

// Chinese by pinyin, as people look for it.
std::string collation_key(std::string_view text) {
    static const auto collator = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Collator> made(icu::Collator::createInstance(icu::Locale("zh", "CN"), status));
        FF_CHECK(U_SUCCESS(status) && made);
        return made;
    }();
    const auto source = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
    std::string key(static_cast<std::size_t>(collator->getSortKey(source, nullptr, 0)), '\0');
    collator->getSortKey(source, reinterpret_cast<std::uint8_t*>(key.data()), static_cast<int>(key.size()));
    return key;
}

// What a list is sorted by; rows without it stand last in either direction.
using SortKey = std::optional<std::pair<std::int64_t, std::string>>;

core::Result<SortKey> sort_key(const Entry& entry, const People& people, const std::string& sort) {
    const auto& row = entry.customer;
    const auto text_key = [](std::string_view text) {
        return text.empty() ? SortKey{} : SortKey({0, collation_key(text)});
    };
    const auto choice_key = [&row](std::size_t field) {
        return row.has(field) ? SortKey({static_cast<std::int64_t>(choice_rank(row, field)), {}}) : SortKey{};
    };
    if (sort == "name") return text_key(row.text(customer.at("name")));
    if (sort == "code")
        return row.has(customer.at("code")) ? SortKey({0, std::string(row.text(customer.at("code")))}) : SortKey{};
    if (sort == "stage") return choice_key(customer.at("stage"));
    if (sort == "grade") return choice_key(customer.at("potential_class"));
    if (sort == "owner") {
        const auto* owner = people.user(row.reference(customer.at("owner")));
        return owner == nullptr ? SortKey{} : text_key(owner->text(user.at("name")));
    }
    if (sort == "next_due") return entry.due ? SortKey({entry.due->date.number, {}}) : SortKey{};
    if (sort == "last_visit") return entry.last_visit_at ? SortKey({*entry.last_visit_at, {}}) : SortKey{};
    return {core::ErrorCode::invalid_argument, "sort"};
}

core::Status sort_entries(std::vector<const Entry*>& entries, const People& people, const CustomerFilter& filter) {
    struct Keyed {
        const Entry* entry;
        SortKey key;
        std::string name;
    };
    std::vector<Keyed> keyed;
    keyed.reserve(entries.size());
    for (const auto* entry : entries) {
        FF_ASSIGN(auto key, sort_key(*entry, people, filter.sort));
        keyed.push_back({entry, std::move(key), collation_key(entry->customer.text(customer.at("name")))});
    }
    std::ranges::sort(keyed, [&](const Keyed& a, const Keyed& b) {
        if (a.key.has_value() != b.key.has_value()) return a.key.has_value();
        if (a.key != b.key) return filter.descending ? a.key > b.key : a.key < b.key;
        if (a.name != b.name) return a.name < b.name;
        return a.entry->customer.id < b.entry->customer.id;
    });
    std::ranges::transform(keyed, entries.begin(), [](const Keyed& each) { return each.entry; });
    return {};
}

core::Result<nlohmann::json> entry_json(const View& view, Masked& masked, const Entry& entry, const People& people) {
    nlohmann::json told{
        {"id", entry.customer.id.text()},
        {"owner", people.person(entry.customer.reference(customer.at("owner")))},
        {"next_due", due_json(entry.due, view.today)},
        {"last_visit_at", entry.last_visit_at ? nlohmann::json(*entry.last_visit_at) : nlohmann::json()}};
    FF_TRY(masked.put(entry.customer, told));
    return told;
}

core::Result<nlohmann::json> contacts_json(View& view, Masked& masked, const Uuid& id) {
    Query query(view.database, view.org);
    const auto place = query.place(id);
    query << select_text(contact, "AND contact._deleted=0 AND contact.customer=") << place
          << " ORDER BY contact.is_primary IS NOT 1, contact.name, contact.id";
    FF_ASSIGN(auto statement, query.run());
    auto items = nlohmann::json::array();
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return items;
        FF_ASSIGN(const auto stored, read(statement, contact));
        nlohmann::json told{{"id", stored.row.id.text()}};
        FF_TRY(masked.put(stored.row, told));
        items.push_back(std::move(told));
    }
}

core::Result<nlohmann::json> followups_json(View& view, Masked& masked, const Uuid& id, const People& people) {
    FF_ASSIGN(auto rows, followups_of(view, id));
    std::ranges::stable_sort(rows, [](const Row& a, const Row& b) {
        if (is_open(a) != is_open(b)) return is_open(a);
        return !is_open(a) && a.integer(followup.at("completed_at")) > b.integer(followup.at("completed_at"));
    });
    auto items = nlohmann::json::array();
    std::size_t finished = 0;
    for (const auto& row : rows) {
        if (!is_open(row) && ++finished > finished_followups_shown) break;
        nlohmann::json told{{"id", row.id.text()},
                            {"owner", people.person(row.reference(followup.at("owner")))},
                            {"due", due_json(core::due_of(row, std::nullopt), view.today)}};
        FF_TRY(masked.put(row, told));
        items.push_back(std::move(told));
    }
    return items;
}

core::Result<nlohmann::json> custom_json(View& view, const Row& row) {
    const auto& values = row.map(customer.at("custom"));
    auto items = nlohmann::json::array();
    FF_ASSIGN(auto statement, view.database.prepare(select_text(custom_field,
                                                                "AND custom_field._deleted=0 ORDER BY "
                                                                "custom_field.position, custom_field.key")));
    statement.bind(1, view.org);
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return items;
        FF_ASSIGN(const auto definition, read(statement, custom_field));
        const auto& field = definition.row;
        if (field.text(custom_field.at("entity")) != customer.name) continue;
        const auto key = std::string(field.text(custom_field.at("key")));
        const auto found = values.find(key);
        if (found == values.end() && field.integer(custom_field.at("retired")) != 0) continue;
        nlohmann::json value;
        if (found != values.end()) std::visit([&value](const auto& held) { value = held; }, found->second);
        items.push_back({{"key", key},
                         {"type", std::string(field.text(custom_field.at("type")))},
                         {"label",
                          {{"zh-CN", std::string(field.text(custom_field.at("label_zh")))},
                           {"en", std::string(field.text(custom_field.at("label_en")))}}},
                         {"value", std::move(value)}});
    }
}

// What the customer's visits say where its file says nothing.
core::Status fill_what_follows(View& view, Row& file) {
    Query query(view.database, view.org);
    query << "SELECT MIN(started_at), MIN(CASE WHEN stage_after='won' THEN started_at END) FROM interaction"
             " WHERE org=?1 AND _deleted=0 AND customer="
          << query.place(file.id);
    FF_ASSIGN(auto statement, query.run());
    FF_TRY(statement.step());
    const auto oldest = [&](int column) {
        return statement.null(column) ? std::nullopt : std::optional<core::WallMs>(statement.integer(column));
    };
    FF_ASSIGN(const auto day, core::first_contact(file, oldest(0), view.policy));
    if (day) file.values[customer.at("first_contact_on")] = day->text();
    const auto won = core::won_at(file, oldest(1));
    if (won) file.values[customer.at("won_at")] = *won;
    return {};
}

// The phones that hold a customer are those of whoever works on it.
core::Result<nlohmann::json> holders_freshness(View& view, const Row& row) {
    std::set<Uuid> holders{row.reference(customer.at("owner"))};
    for (const auto& id : row.set(customer.at("collaborators"))) {
        if (const auto parsed = Uuid::parse(id)) holders.insert(*parsed);
    }
    FF_ASSIGN(const auto phones, phones_of(view, holders));
    return freshness(phones, view.now);
}

}  // namespace

core::Result<nlohmann::json> customers(View& view, const CustomerFilter& filter) {
    if (filter.search.size() > largest_search_bytes) return {core::ErrorCode::too_long, "search"};
    FF_ASSIGN(const auto people, People::read(view));
    FF_TRY(check_choice("stage", filter.stage == "none" ? std::string() : filter.stage, customer.at("stage")));
    FF_TRY(check_choice("grade", filter.grade, customer.at("potential_class")));
    FF_ASSIGN(const auto book,
              read_book(view, {.customer = {}, .owner = filter.owner, .stage = filter.stage, .grade = filter.grade}));
    FF_ASSIGN(auto found, filtered(view, book, filter));
    FF_TRY(sort_entries(found, people, filter));
    auto items = nlohmann::json::array();
    const auto begin = std::min(found.size(), static_cast<std::size_t>(filter.offset));
    const auto end = std::min(found.size(), begin + static_cast<std::size_t>(filter.limit));
    Masked masked(view);
    for (auto at = begin; at < end; ++at) {
        FF_ASSIGN(auto item, entry_json(view, masked, *found[at], people));
        items.push_back(std::move(item));
    }
    FF_ASSIGN(auto fresh, freshness(view, people));
    return nlohmann::json{{"items", std::move(items)},
                          {"total", found.size()},
                          {"offset", filter.offset},
                          {"limit", filter.limit},
                          {"freshness", std::move(fresh)}};
}

core::Result<nlohmann::json> customer_page(View& view, const Uuid& id) {
    FF_ASSIGN(auto entry, read_entry(view, id));
    FF_TRY(fill_what_follows(view, entry.customer));
    FF_ASSIGN(const auto people, People::read(view));
    Masked masked(view);
    FF_ASSIGN(auto answer, entry_json(view, masked, entry, people));
    answer["collaborators"] = nlohmann::json::array();
    for (const auto& each : entry.customer.set(customer.at("collaborators"))) {
        if (const auto parsed = Uuid::parse(each)) answer["collaborators"].push_back(people.person(*parsed));
    }
    FF_ASSIGN(answer["custom"], custom_json(view, entry.customer));
    FF_ASSIGN(answer["contacts"], contacts_json(view, masked, id));
    FF_ASSIGN(answer["followups"], followups_json(view, masked, id, people));
    Query open(view.database, view.org);
    open << "SELECT COUNT(*) FROM conflict WHERE org=?1 AND state=0 AND " << conflict_shown
         << " AND customer=" << open.place(id);
    FF_ASSIGN(answer["conflicts_open"], open.integer());
    FF_ASSIGN(answer["freshness"], holders_freshness(view, entry.customer));
    return answer;
}

}  // namespace fieldfare::server::dashboard
