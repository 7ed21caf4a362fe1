#include "server/app/csv.h"

#include <algorithm>

#include "core/rows/reader.h"

namespace fieldfare::server {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

char separator_of(std::string_view text) {
    const auto first = text.substr(0, text.find('\n'));
    char best = ',';
    for (const char candidate : {';', '\t'}) {
        if (std::count(first.begin(), first.end(), candidate) > std::count(first.begin(), first.end(), best)) {
            best = candidate;
        }
    }
    return best;
}

std::string trimmed(std::string text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && blank(text.back())) text.pop_back();
    const auto first = std::find_if_not(text.begin(), text.end(), blank);
    text.erase(text.begin(), first);
    return text;
}

}  // namespace

core::Result<std::vector<CsvRecord>> parse_csv(std::string_view text) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    if (!core::is_clean_utf8(text)) return {core::ErrorCode::malformed, "the file is not UTF-8"};
    const char separator = separator_of(text);
    std::vector<CsvRecord> records;
    CsvRecord record;
    std::string cell;
    std::size_t line = 1;
    bool quoted = false;
    const auto end_cell = [&] { record.cells.push_back(trimmed(std::exchange(cell, {}))); };
    const auto end_record = [&] {
        end_cell();
        const bool empty =
            std::all_of(record.cells.begin(), record.cells.end(), [](const auto& c) { return c.empty(); });
        if (!empty) records.push_back(std::move(record));
        record = {};
    };
    record.line = 1;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') ++line;
        if (quoted) {
            if (c != '"') {
                cell += c;
            } else if (i + 1 < text.size() && text[i + 1] == '"') {
                cell += '"';
                ++i;
            } else {
                quoted = false;
            }
        } else if (c == '"' && trimmed(cell).empty()) {
            cell.clear();
            quoted = true;
        } else if (c == separator) {
            end_cell();
        } else if (c == '\n') {
            end_record();
            record.line = line;
        } else {
            cell += c;
        }
    }
    if (quoted) return {core::ErrorCode::malformed, "line " + std::to_string(record.line) + ": a quote does not end"};
    end_record();
    return records;
}

}  // namespace fieldfare::server
