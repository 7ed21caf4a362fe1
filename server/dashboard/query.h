#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/store/sqlite.h"
#include "server/dashboard/dashboard.h"
#include "server/store/conflicts.h"

namespace fieldfare::server::dashboard {

// A statement's text with its values beside it. The text is the program's own; what users typed is only ever bound.
class Query {
  public:
    using Bound = std::variant<std::int64_t, std::string, core::Uuid>;

    // ?1 is the organisation.
    Query(core::sqlite::Connection& database, Org org) : database_(database), values_{Bound{org}} {}

    // Takes a value and gives its place in the text, "?2".
    std::string place(Bound value);
    // "?3,?4", "NULL" for none.
    std::string places(std::span<const core::Uuid> ids);
    Query& operator<<(std::string_view text) {
        text_ += text;
        return *this;
    }
    // Once, when the text is complete.
    core::Result<core::sqlite::Statement> run();
    core::Result<std::int64_t> integer();  // first column of the first row, 0 if none

  private:
    core::sqlite::Connection& database_;
    std::string text_;
    std::vector<Bound> values_;
};

// Where a list's next page begins: the last line shown. "512.0192f3c1-…".
struct Place {
    std::int64_t seq = 0;
    core::Uuid id;

    std::string text() const;
    static core::Result<Place> parse(std::string_view text);  // invalid_argument
};

// "<customer column> IN (…)": what of a customer's rows the viewer may see. "1" for those who see everything.
std::string customer_visible(Query& query, const Viewer& viewer, std::string_view customer_column);

}  // namespace fieldfare::server::dashboard
