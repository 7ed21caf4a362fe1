#include "server/dashboard/book.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <unordered_map>

#include "core/catalog/entities.h"
#include "server/dashboard/query.h"

namespace fieldfare::server::dashboard {
namespace {

using core::Due;
using core::Row;
using core::Uuid;
using core::catalog::customer;
using core::catalog::followup;

template <typename T>
using ByCustomer = std::unordered_map<Uuid, T, core::UuidHash>;

// A condition on the table `customer`: what the viewer may see of it, and what was asked for.
std::string chosen(Query& query, const View& view, const Selection& wanted) {
    auto condition = customer_visible(query, view.viewer, "customer.id");
    const auto also = [&](std::size_t field, const std::string& value) {
        condition += fmt::format(" AND {}{}", column(customer, field), value);
    };
    if (wanted.customer) condition += " AND customer.id=" + query.place(*wanted.customer);
    if (wanted.owner) also(customer.at("owner"), "=" + query.place(*wanted.owner));
    if (wanted.stage == "none") {
        also(customer.at("stage"), " IS NULL");
    } else if (!wanted.stage.empty()) {
        also(customer.at("stage"), "=" + query.place(wanted.stage));
    }
    if (!wanted.grade.empty()) also(customer.at("potential_class"), "=" + query.place(wanted.grade));
    return condition;
}

// The newest visit of each, from the end of its index: the cost does not grow with how often somebody was visited.
core::Result<ByCustomer<core::WallMs>> last_visits(View& view, const Selection& selection) {
    Query query(view.database, view.org);
    const auto condition = chosen(query, view, selection);
    query << "SELECT customer.id, (SELECT v.started_at FROM interaction AS v WHERE v.org=?1 AND "
             "v.customer=customer.id AND v._deleted=0 ORDER BY v.started_at DESC LIMIT 1) FROM customer WHERE "
             "customer.org=?1 AND customer._deleted=0 AND "
          << condition;
    FF_ASSIGN(auto statement, query.run());
    ByCustomer<core::WallMs> found;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return found;
        if (!statement.null(1)) found[statement.uuid(0)] = statement.integer(1);
    }
}

core::Result<ByCustomer<std::vector<Row>>> open_followups(View& view, const Selection& selection) {
    Query query(view.database, view.org);
    const auto condition = chosen(query, view, selection);
    query << select_text(followup, "AND followup._deleted=0 AND followup.status IN ('pending','in_progress') AND ")
          << "followup.customer IN (SELECT customer.id FROM customer WHERE customer.org=?1 AND " << condition << ")";
    FF_ASSIGN(auto statement, query.run());
    ByCustomer<std::vector<Row>> found;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return found;
        FF_ASSIGN(auto stored, server::read(statement, followup));
        found[stored.row.reference(followup.at("customer"))].push_back(std::move(stored.row));
    }
}

}  // namespace

core::Result<Book> read_book(View& view, const Selection& selection) {
    FF_ASSIGN(const auto visits, last_visits(view, selection));
    FF_ASSIGN(const auto plans, open_followups(view, selection));
    Query query(view.database, view.org);
    const auto condition = chosen(query, view, selection);
    query << select_text(customer, "AND customer._deleted=0 AND ") << condition;
    FF_ASSIGN(auto statement, query.run());
    Book book;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return book;
        FF_ASSIGN(auto stored, server::read(statement, customer));
        Entry entry{.customer = std::move(stored.row), .last_visit_at = {}, .due = {}};
        std::optional<core::Day> last_contact;
        if (const auto visit = visits.find(entry.customer.id); visit != visits.end()) {
            entry.last_visit_at = visit->second;
            FF_ASSIGN(last_contact, core::Day::at(visit->second, view.policy.time_zone));
        }
        entry.due = core::next_contact(entry.customer, last_contact, view.policy);
        if (const auto planned = plans.find(entry.customer.id); planned != plans.end()) {
            for (const auto& plan : planned->second) {
                const auto due = core::due_of(plan, last_contact);
                if (due && (!entry.due || due->date < entry.due->date)) entry.due = due;
            }
        }
        book.push_back(std::move(entry));
    }
}

core::Result<Entry> read_entry(View& view, const Uuid& id) {
    if (id.is_nil()) return core::ErrorCode::not_found;
    FF_ASSIGN(auto book, read_book(view, {.customer = id, .owner = {}, .stage = {}, .grade = {}}));
    if (book.empty()) return {core::ErrorCode::not_found, "customer"};
    return std::move(book.front());
}

core::Result<std::vector<Row>> followups_of(View& view, const Uuid& id) {
    Query query(view.database, view.org);
    const auto place = query.place(id);
    query << select_text(followup, "AND followup._deleted=0 AND followup.customer=") << place
          << " ORDER BY followup.due_on, followup.id";
    FF_ASSIGN(auto statement, query.run());
    std::vector<Row> rows;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return rows;
        FF_ASSIGN(auto stored, server::read(statement, followup));
        rows.push_back(std::move(stored.row));
    }
}

bool is_open(const Row& plan) {
    const auto status = plan.text(followup.at("status"));
    return status == "pending" || status == "in_progress";
}

nlohmann::json due_json(const std::optional<Due>& due, core::Day today) {
    if (!due) return nullptr;
    return {
        {"on", due->date.text()},
        {"overdue_days", today.days_since(due->date)},
        {"explanation",
         {{"rule", due->rule},
          {"text",
           {{"zh-CN", core::explain(*due, core::Language::zh)}, {"en", core::explain(*due, core::Language::en)}}}}}};
}

nlohmann::json customer_ref(const Row& row) {
    const auto code = row.text(customer.at("code"));
    return {{"id", row.id.text()},
            {"name", std::string(row.text(customer.at("name")))},
            {"code", code.empty() ? nlohmann::json() : nlohmann::json(std::string(code))}};
}

}  // namespace fieldfare::server::dashboard
