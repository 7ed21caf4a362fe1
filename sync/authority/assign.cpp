#include <fmt/format.h>

#include <algorithm>

#include "core/catalog/entities.h"
#include "sync/authority/settle.h"
#include "sync/merge/cells.h"

namespace fieldfare::sync {
namespace {

namespace catalog = core::catalog;

constexpr std::string_view usual_template = "{YYYY}{MM}{SEQ3}";  // CODE-01
constexpr int most_tries = 10'000;                               // numbers taken by imported codes

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
}

// The template with the month filled in; the number's place stays: "C202405{SEQ3}".
std::string series_of(std::string_view code_template, std::string_view filed_on) {
    std::string series(code_template.empty() ? usual_template : code_template);
    if (filed_on.size() >= 7) {
        replace_all(series, "{YYYY}", filed_on.substr(0, 4));
        replace_all(series, "{MM}", filed_on.substr(5, 2));
    }
    if (series.find("{SEQ") == std::string::npos) series += "{SEQ3}";
    return series;
}

std::string numbered(const std::string& series, std::uint64_t number) {
    const auto open = series.find("{SEQ");
    const auto close = series.find('}', open);
    const auto digit = series.substr(open + 4, close - open - 4);
    const int width = digit.size() == 1 && digit[0] >= '1' && digit[0] <= '9' ? digit[0] - '0' : 3;
    return series.substr(0, open) + fmt::format("{:0{}}", number, width) + series.substr(close + 1);
}

core::Result<std::string> next_code(Draft& draft, const core::Row& customer, const core::Uuid& organisation) {
    FF_ASSIGN(const auto* entry, draft.entry(catalog::organisation, organisation));
    const auto code_template =
        entry->now() != nullptr ? entry->now()->text(catalog::organisation.at("code_template")) : std::string_view{};
    const auto series = series_of(code_template, customer.text(catalog::customer.at("filed_on")));
    for (int i = 0; i < most_tries; ++i) {
        FF_ASSIGN(const auto number, draft.ledger().next_in_series(series));
        auto code = numbered(series, number);
        FF_ASSIGN(const bool taken, draft.ledger().text_in_use(catalog::customer, catalog::customer.at("code"), code));
        if (!taken) return code;
    }
    return core::Error{core::ErrorCode::internal, "customer.code: series " + series};
}

}  // namespace

core::Stamp server_stamp(core::WallMs now, const core::Row* row) {
    auto time = core::Hlc::at(std::max<core::WallMs>(now, 0));
    if (row != nullptr) time = std::max(time, core::Hlc{row->clocks.newest().time.packed + 1});
    return {time, 0};
}

core::Status assign(Draft& draft, const core::Uuid& organisation, core::WallMs now) {
    // `next_code` looks at the organisation and so may add an entry.
    const auto entries = draft.entries();
    constexpr auto code = catalog::customer.at("code");
    for (auto* entry : entries) {
        auto& added = entry->written;
        if (entry->before || !added || added->entity != &catalog::customer || added->has(code)) continue;
        FF_ASSIGN(auto text, next_code(draft, *added, organisation));
        const auto stamp = server_stamp(now, &*added);
        added->values[code] = std::move(text);
        cells::write_stamp(*added, core::Cell{catalog::customer.fields[code].id, ""}, stamp);
        entry->assigned = true;
    }
    return {};
}

}  // namespace fieldfare::sync
