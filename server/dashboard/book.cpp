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
using core::catalog::interaction;

template <typename T>
using ByCustomer = std::unordered_map<Uuid, T, core::UuidHash>;

// `only`: one customer, or nil for all.
std::string among(Query& query, const View& view, std::string_view column, const Uuid& only) {
    auto condition = customer_visible(query, view.viewer, column);
    if (!only.is_nil()) condition += fmt::format(" AND {}={}", column, query.place(only));
    return condition;
}

core::Result<ByCustomer<core::WallMs>> last_visits(View& view, const Uuid& only) {
    Query query(view.database, view.org);
    const auto condition = among(query, view, "customer", only);
    query << "SELECT customer, MAX(started_at) FROM interaction WHERE org=?1 AND _deleted=0 AND " << condition
          << " GROUP BY customer";
    FF_ASSIGN(auto statement, query.run());
    ByCustomer<core::WallMs> found;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return found;
        found[statement.uuid(0)] = statement.integer(1);
    }
}

core::Result<ByCustomer<std::vector<Row>>> open_followups(View& view, const Uuid& only) {
    Query query(view.database, view.org);
    const auto condition = among(query, view, "followup.customer", only);
    query << select_text(followup, "AND followup._deleted=0 AND followup.status IN ('pending','in_progress') AND ")
          << condition;
    FF_ASSIGN(auto statement, query.run());
    ByCustomer<std::vector<Row>> found;
    while (true) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return found;
        FF_ASSIGN(auto stored, server::read(statement, followup));
        found[stored.row.reference(followup.at("customer"))].push_back(std::move(stored.row));
    }
}

core::Result<Book> read_matching(View& view, const Uuid& only) {
    FF_ASSIGN(const auto visits, last_visits(view, only));
    FF_ASSIGN(const auto plans, open_followups(view, only));
    Query query(view.database, view.org);
    const auto condition = among(query, view, "customer.id", only);
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

}  // namespace

core::Result<Book> read_book(View& view) {
    return read_matching(view, Uuid{});
}

core::Result<Entry> read_entry(View& view, const Uuid& id) {
    if (id.is_nil()) return core::ErrorCode::not_found;
    FF_ASSIGN(auto book, read_matching(view, id));
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
