#include "core/followups/agenda.h"

#include <algorithm>
#include <map>

#include "core/catalog/entities.h"
#include "core/customers/customers.h"

namespace fieldfare::core {
namespace {

using catalog::customer;
using catalog::followup;
using catalog::interaction;

class Builder {
  public:
    Builder(RowReader& reader, const Session& session, int days_ahead)
        : reader_(reader),
          session_(session),
          customers_(reader, session),
          horizon_(session.today.plus_days(days_ahead)) {}

    Result<Agenda> build() {
        FF_TRY(add_planned());
        FF_TRY(add_cadence());
        FF_TRY(count_visits());
        std::stable_sort(agenda_.overdue.begin(), agenda_.overdue.end(), by_urgency);
        std::stable_sort(agenda_.today.begin(), agenda_.today.end(), by_urgency);
        std::stable_sort(agenda_.upcoming.begin(), agenda_.upcoming.end(),
                         [](const AgendaItem& a, const AgendaItem& b) { return a.due.date < b.due.date; });
        return std::move(agenda_);
    }

  private:
    static bool by_urgency(const AgendaItem& a, const AgendaItem& b) { return more_urgent(a.severity, b.severity); }

    Result<std::optional<Day>> last_day(const std::optional<Row>& visit) {
        if (!visit) return std::optional<Day>{};
        FF_ASSIGN(const auto day, Day::at(visit->integer(interaction.at("started_at")), session_.policy.time_zone));
        return std::optional(day);
    }

    Status add_planned() {
        Select question;
        question.entity = &followup;
        question.where = {
            {followup.at("owner"), Compare::equal, session_.user},
            {followup.at("status"), Compare::one_of, {}, {std::string("pending"), std::string("in_progress")}}};
        question.order = {{followup.at("due_on"), false, false}};
        FF_ASSIGN(auto rows, reader_.select(question));
        for (auto& row : rows) {
            FF_ASSIGN(auto owner, reader_.find(customer, row.reference(followup.at("customer"))));
            if (!owner || owner->deleted()) continue;
            FF_ASSIGN(auto visit, customers_.last_visit(owner->id));
            FF_ASSIGN(const auto contacted, last_day(visit));
            auto due = due_of(row, contacted);
            if (!due) continue;
            auto& earliest = planned_.try_emplace(owner->id, due->date).first->second;
            earliest = std::min(earliest, due->date);
            place({*std::move(owner), std::move(row), std::move(visit), *std::move(due), {}});
        }
        return {};
    }

    Status add_cadence() {
        Select question;
        question.entity = &customer;
        question.where = {{customer.at("owner"), Compare::equal, session_.user}};
        FF_ASSIGN(auto rows, reader_.select(question));
        for (auto& row : rows) {
            FF_ASSIGN(auto visit, customers_.last_visit(row.id));
            FF_ASSIGN(const auto contacted, last_day(visit));
            auto due = next_contact(row, contacted, session_.policy);
            if (!due) continue;
            const auto planned = planned_.find(row.id);
            if (planned != planned_.end() && planned->second <= due->date) continue;
            place({std::move(row), {}, std::move(visit), *std::move(due), {}});
        }
        return {};
    }

    void place(AgendaItem item) {
        if (item.due.date > horizon_) return;
        item.severity = severity(item.due, item.customer.text(customer.at("customer_class")), session_.today);
        auto& section = item.due.date < session_.today    ? agenda_.overdue
                        : item.due.date == session_.today ? agenda_.today
                                                          : agenda_.upcoming;
        section.push_back(std::move(item));
    }

    Status count_visits() {
        FF_ASSIGN(const auto from, start_of(session_.today, session_.policy.time_zone));
        FF_ASSIGN(const auto to, start_of(session_.today.plus_days(1), session_.policy.time_zone));
        Select question;
        question.entity = &interaction;
        question.where = {{interaction.at("author"), Compare::equal, session_.user},
                          {interaction.at("started_at"), Compare::greater_equal, from},
                          {interaction.at("started_at"), Compare::less, to}};
        FF_ASSIGN(const auto count, reader_.count(question));
        agenda_.visits_today = static_cast<int>(count);
        return {};
    }

    RowReader& reader_;
    const Session& session_;
    Customers customers_;
    Day horizon_;
    std::map<Uuid, Day> planned_;
    Agenda agenda_;
};

}  // namespace

Result<Agenda> agenda(RowReader& reader, const Session& session, int days_ahead) {
    return Builder(reader, session, days_ahead).build();
}

}  // namespace fieldfare::core
