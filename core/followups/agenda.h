#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/rules/cadence.h"
#include "core/rules/overdue.h"
#include "core/rules/session.h"
#include "core/store/row_reader.h"

namespace fieldfare::core {

// A card of the Today page: a planned follow-up, or a customer whose cadence says it is time.
struct AgendaItem {
    Row customer;
    std::optional<Row> followup;
    std::optional<Row> last_visit;
    Due due;
    Severity severity;

    std::string why(Language language) const { return explain(due, language); }
};

struct Agenda {
    std::vector<AgendaItem> overdue;  // most urgent first
    std::vector<AgendaItem> today;
    std::vector<AgendaItem> upcoming;  // earliest first, within the days asked for
    int visits_today = 0;              // logged by the user
};

// What the user has to do: open follow-ups he owns, and contacts due by CAD-20 and CAD-22 at customers he owns, unless
// a follow-up is planned there by then.
Result<Agenda> agenda(RowReader& reader, const Session& session, int days_ahead = 7);

}  // namespace fieldfare::core
