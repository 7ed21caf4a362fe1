#include "server/dashboard/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace fieldfare::server::dashboard {

std::string Query::place(Bound value) {
    values_.push_back(std::move(value));
    return fmt::format("?{}", values_.size());
}

std::string Query::places(std::span<const core::Uuid> ids) {
    std::string text;
    for (const auto& id : ids) text += (text.empty() ? "" : ",") + place(id);
    return text.empty() ? "NULL" : text;
}

core::Result<core::sqlite::Statement> Query::run() {
    FF_ASSIGN(auto statement, database_.prepare(text_));
    for (std::size_t i = 0; i < values_.size(); ++i) {
        const int at = static_cast<int>(i) + 1;
        if (const auto* text = std::get_if<std::string>(&values_[i])) {
            statement.copy_text(at, *text);
        } else if (const auto* id = std::get_if<core::Uuid>(&values_[i])) {
            statement.copy_bytes(at, id->bytes);
        } else {
            statement.bind(at, std::get<std::int64_t>(values_[i]));
        }
    }
    return statement;
}

core::Result<std::int64_t> Query::integer() {
    FF_ASSIGN(auto statement, run());
    FF_ASSIGN(const bool found, statement.step());
    return found ? statement.integer(0) : 0;
}

std::string Place::text() const {
    return fmt::format("{}.{}", seq, id.text());
}

core::Result<Place> Place::parse(std::string_view text) {
    const auto dot = std::min(text.find('.'), text.size());
    Place place;
    const auto [end, error] = std::from_chars(text.data(), text.data() + dot, place.seq);
    const auto id = core::Uuid::parse(text.substr(std::min(dot + 1, text.size())));
    if (error != std::errc{} || end != text.data() + dot || !id) return {core::ErrorCode::invalid_argument, "before"};
    place.id = *id;
    return place;
}

std::string customer_visible(Query& query, const Viewer& viewer, std::string_view customer_column) {
    if (viewer.audience.everything) return "1";
    return fmt::format("{} IN (SELECT customer FROM audience WHERE org=?1 AND circle IN ({}) AND until IS NULL)",
                       customer_column, query.places(viewer.audience.circles));
}

}  // namespace fieldfare::server::dashboard
