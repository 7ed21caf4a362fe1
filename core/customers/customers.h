#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/journal/journal.h"
#include "core/rules/cadence.h"
#include "core/rules/overdue.h"
#include "core/rules/session.h"
#include "core/store/row_reader.h"

namespace fieldfare::core {

enum class CustomerSort : std::uint8_t { name, due, filed, last_contact };

struct CustomerFilter {
    std::string text;  // full-text search; empty: all
    std::optional<std::string> potential_class;
    std::optional<std::string> stage;
    std::optional<std::string> status;
    std::optional<Uuid> owner;
    CustomerSort sort = CustomerSort::name;
    std::uint32_t offset = 0;
    std::uint32_t limit = 50;
};

// A line of the list.
struct CustomerItem {
    Row customer;
    std::optional<WallMs> last_contact_at;
    std::optional<Due> due;  // the earliest of cadence and open follow-ups
    Severity severity;       // of `due`
    bool pending = false;    // has changes that the server has not got
};

struct CustomerPage {
    CustomerItem head;
    std::vector<Row> contacts;        // the main one first
    std::vector<Row> open_followups;  // earliest first
    std::optional<Row> last_visit;
    int completeness_percent = 0;  // FIL-02: filled of the expected fields
};

// Reading customers. Lives as long as its reader; same thread.
class Customers {
  public:
    Customers(RowReader& reader, Session session) : reader_(reader), session_(std::move(session)) {}

    // A page of the list. Sorted by `due` the overdue come first; with a text the best hits come first.
    Result<std::vector<CustomerItem>> list(const CustomerFilter& filter);
    Result<std::int64_t> count(const CustomerFilter& filter);
    Result<std::vector<CustomerItem>> search(const std::string& text, std::uint32_t limit = 50);
    // not_found also when deleted. Of one that was merged into another: that one's.
    Result<CustomerPage> page(const Uuid& customer);
    // The newest interaction of a customer.
    Result<std::optional<Row>> last_visit(const Uuid& customer);
    // The file with what its visits say where it says nothing: the day of the first contact, and when it was won. To be
    // shown, never written.
    Result<Row> with_what_follows(Row file);
    Result<std::vector<Row>> open_followups(const Uuid& customer);

  private:
    using Pending = std::map<RowKey, std::vector<Change>>;
    Result<std::optional<WallMs>> oldest_visit(const Uuid& customer, std::optional<Condition> narrowed);
    Result<std::vector<Row>> rows(const CustomerFilter& filter);
    Result<CustomerItem> item(Row customer, const Pending& pending);

    RowReader& reader_;
    Session session_;
};

}  // namespace fieldfare::core
