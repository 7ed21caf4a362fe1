#include "core/customers/customers.h"

#include <algorithm>

#include "core/catalog/entities.h"
#include "core/customers/merged.h"
#include "core/rules/funnel.h"
#include "core/search/search.h"

namespace fieldfare::core {
namespace {

using catalog::contact;
using catalog::customer;
using catalog::followup;
using catalog::interaction;

void narrow(const CustomerFilter& filter, Select& question) {
    const auto equal = [&](std::size_t field, const std::optional<std::string>& value) {
        if (value) question.where.push_back({field, Compare::equal, *value});
    };
    equal(customer.at("potential_class"), filter.potential_class);
    equal(customer.at("stage"), filter.stage);
    equal(customer.at("status"), filter.status);
    if (filter.owner) question.where.push_back({customer.at("owner"), Compare::equal, *filter.owner});
}

bool passes(const CustomerFilter& filter, const Row& row) {
    const auto same = [&](std::size_t field, const std::optional<std::string>& value) {
        return !value || row.text(field) == *value;
    };
    return same(customer.at("potential_class"), filter.potential_class) && same(customer.at("stage"), filter.stage) &&
           same(customer.at("status"), filter.status) &&
           (!filter.owner || row.reference(customer.at("owner")) == *filter.owner);
}

bool sorted_by_rule(CustomerSort sort) {
    return sort == CustomerSort::due || sort == CustomerSort::last_contact;
}

bool due_before(const CustomerItem& a, const CustomerItem& b) {
    if (a.due.has_value() != b.due.has_value()) return a.due.has_value();
    if (!a.due) return false;
    return a.due->date < b.due->date;
}

int completeness(const Row& row) {
    int expected = 0;
    int filled = 0;
    for (std::size_t at = 0; at < row.values.size(); ++at) {
        if (!row.entity->fields[at].expected) continue;
        ++expected;
        filled += row.has(at) ? 1 : 0;
    }
    return expected == 0 ? 100 : filled * 100 / expected;
}

// The newest visit of a customer, or the oldest.
Select visit_at_end(const Uuid& id, bool newest) {
    Select question;
    question.entity = &interaction;
    question.where = {{interaction.at("customer"), Compare::equal, id}};
    question.order = {{interaction.at("started_at"), newest}};
    question.limit = 1;
    return question;
}

template <typename T>
void cut_page(std::vector<T>& all, const CustomerFilter& filter) {
    const auto first = std::min<std::size_t>(filter.offset, all.size());
    const auto last = filter.limit == 0 ? all.size() : std::min<std::size_t>(first + filter.limit, all.size());
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(last), all.end());
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(first));
}

}  // namespace

Result<std::optional<Row>> Customers::last_visit(const Uuid& id) {
    FF_ASSIGN(auto rows, reader_.select(visit_at_end(id, true)));
    return rows.empty() ? std::optional<Row>{} : std::optional(std::move(rows.front()));
}

Result<std::optional<WallMs>> Customers::oldest_visit(const Uuid& id, std::optional<Condition> narrowed) {
    auto question = visit_at_end(id, false);
    if (narrowed) question.where.push_back(std::move(*narrowed));
    question.fields = {interaction.at("started_at")};
    FF_ASSIGN(const auto rows, reader_.select(question));
    return rows.empty() ? std::optional<WallMs>{} : rows.front().integer(interaction.at("started_at"));
}

Result<Row> Customers::with_what_follows(Row file) {
    FF_ASSIGN(const auto oldest, oldest_visit(file.id, {}));
    FF_ASSIGN(const auto contacted, first_contact(file, oldest, session_.policy));
    if (contacted) file.values[customer.at("first_contact_on")] = contacted->text();
    const Condition says_won{interaction.at("stage_after"), Compare::equal, std::string("won")};
    FF_ASSIGN(const auto oldest_won, oldest_visit(file.id, says_won));
    const auto won = won_at(file, oldest_won);
    if (won) file.values[customer.at("won_at")] = *won;
    return file;
}

Result<std::vector<Row>> Customers::open_followups(const Uuid& id) {
    Select question;
    question.entity = &followup;
    question.where = {
        {followup.at("customer"), Compare::equal, id},
        {followup.at("status"), Compare::one_of, {}, {std::string("pending"), std::string("in_progress")}}};
    question.order = {{followup.at("due_on"), false, false}};
    return reader_.select(question);
}

Result<CustomerItem> Customers::item(Row row, const Pending& pending) {
    CustomerItem result;
    FF_ASSIGN(const auto visit, last_visit(row.id));
    std::optional<Day> last_day;
    if (visit) {
        result.last_contact_at = visit->integer(interaction.at("started_at"));
        FF_ASSIGN(last_day, Day::at(*result.last_contact_at, session_.policy.time_zone));
    }
    result.due = next_contact(row, last_day, session_.policy);
    FF_ASSIGN(const auto planned, open_followups(row.id));
    for (const auto& item : planned) {
        const auto due = due_of(item, last_day);
        if (due && (!result.due || due->date <= result.due->date)) result.due = due;
    }
    if (result.due) result.severity = severity(*result.due, row.text(customer.at("customer_class")), session_.today);
    result.pending = pending.contains({row.entity, row.id});
    result.customer = std::move(row);
    return result;
}

Result<std::vector<Row>> Customers::rows(const CustomerFilter& filter) {
    if (!filter.text.empty()) {
        // More than a page: the filter takes some of the hits away.
        constexpr std::uint32_t most_hits = 1000;
        FF_ASSIGN(const auto hits, search::customers(reader_, filter.text, most_hits));
        std::vector<Row> found;
        for (const auto& hit : hits) {
            FF_ASSIGN(auto row, reader_.find(customer, hit.key.id));
            if (row && !row->deleted() && passes(filter, *row)) found.push_back(*std::move(row));
        }
        return found;
    }
    Select question;
    question.entity = &customer;
    narrow(filter, question);
    if (filter.sort == CustomerSort::name) question.order = {{customer.at("name"), false, false}};
    if (filter.sort == CustomerSort::filed) question.order = {{customer.at("filed_on"), true}};
    if (!sorted_by_rule(filter.sort)) {
        question.limit = filter.limit;
        question.offset = filter.offset;
    }
    return reader_.select(question);
}

Result<std::vector<CustomerItem>> Customers::list(const CustomerFilter& filter) {
    FF_ASSIGN(auto found, rows(filter));
    const bool by_rule = filter.text.empty() && sorted_by_rule(filter.sort);
    if (!filter.text.empty()) cut_page(found, filter);
    FF_ASSIGN(const auto pending, journal::pending_rows(reader_));
    std::vector<CustomerItem> items;
    items.reserve(found.size());
    for (auto& row : found) {
        FF_ASSIGN(auto line, item(std::move(row), pending));
        items.push_back(std::move(line));
    }
    if (!by_rule) return items;
    if (filter.sort == CustomerSort::due) {
        std::stable_sort(items.begin(), items.end(), due_before);
    } else {
        std::stable_sort(items.begin(), items.end(), [](const CustomerItem& a, const CustomerItem& b) {
            return a.last_contact_at.value_or(0) > b.last_contact_at.value_or(0);
        });
    }
    cut_page(items, filter);
    return items;
}

Result<std::int64_t> Customers::count(const CustomerFilter& filter) {
    if (!filter.text.empty()) {
        FF_ASSIGN(const auto found, rows(filter));
        return static_cast<std::int64_t>(found.size());
    }
    Select question;
    question.entity = &customer;
    narrow(filter, question);
    return reader_.count(question);
}

Result<std::vector<CustomerItem>> Customers::search(const std::string& text, std::uint32_t limit) {
    CustomerFilter filter;
    filter.text = text;
    filter.limit = limit;
    return text.empty() ? std::vector<CustomerItem>{} : list(filter);
}

Result<CustomerPage> Customers::page(const Uuid& wanted) {
    FF_ASSIGN(const auto id, customers::standing(reader_, wanted));
    FF_ASSIGN(auto row, reader_.get(customer, id));
    FF_ASSIGN(const auto pending, journal::pending_rows(reader_));
    CustomerPage page;
    page.completeness_percent = completeness(row);
    FF_ASSIGN(page.head, item(std::move(row), pending));
    Select people;
    people.entity = &contact;
    people.where = {{contact.at("customer"), Compare::equal, id}};
    people.order = {{contact.at("is_primary"), true}, {contact.at("name"), false, false}};
    FF_ASSIGN(page.contacts, reader_.select(people));
    FF_ASSIGN(page.open_followups, open_followups(id));
    FF_ASSIGN(page.last_visit, last_visit(id));
    return page;
}

}  // namespace fieldfare::core
