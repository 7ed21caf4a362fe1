#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/rules/session.h"
#include "core/store/row_reader.h"

namespace fieldfare::core {

// One thing in a customer's history.
struct TimelineEntry {
    enum class Kind : std::uint8_t {
        visit,          // `row` is an interaction
        stage,          // the visit in `row` moved the customer to `stage`
        planned,        // `row` is an open follow-up, `at` the start of its due day
        followup_done,  // `row` is a follow-up, `at` its completion
        filed,          // `row` is the customer
    };
    Kind kind = Kind::visit;
    WallMs at = 0;
    Row row;
    std::string stage;  // code
};

// Where the next page begins: give back what `TimelinePage::next` said.
struct TimelineCursor {
    WallMs at = 0;
    std::uint32_t skip = 0;  // entries of exactly that moment that were shown
};

struct TimelinePage {
    std::vector<TimelineEntry> entries;  // newest first
    std::optional<TimelineCursor> next;  // absent: that was all
};

// A customer's visits, stage changes and follow-ups. Lives as long as its reader; same thread.
class Timeline {
  public:
    Timeline(RowReader& reader, Session session) : reader_(reader), session_(std::move(session)) {}
    Result<TimelinePage> page(const Uuid& customer, std::optional<TimelineCursor> from = {}, std::uint32_t limit = 30);

  private:
    Status add_visits(const Uuid& customer, std::optional<TimelineCursor> from, std::uint32_t limit,
                      std::vector<TimelineEntry>& out);
    Status add_followups(const Uuid& customer, std::optional<TimelineCursor> from, std::vector<TimelineEntry>& out);
    Status add_filing(const Uuid& customer, std::optional<TimelineCursor> from, std::vector<TimelineEntry>& out);

    RowReader& reader_;
    Session session_;
};

}  // namespace fieldfare::core
