#include "core/store/row_reader.h"

#include <fmt/format.h>

#include "core/base/check.h"
#include "core/rows/typing.h"
#include "core/store/row_columns.h"

namespace fieldfare::core {
namespace {

using row_columns::Texts;
using row_columns::texts_of;

constexpr auto flavour = emit::Flavour::sqlite_device;

std::string_view sign(Compare compare) {
    switch (compare) {
        case Compare::equal:
            return "=";
        case Compare::not_equal:
            return "<>";
        case Compare::less:
            return "<";
        case Compare::less_equal:
            return "<=";
        case Compare::greater:
            return ">";
        case Compare::greater_equal:
            return ">=";
        default:
            return "";
    }
}

// A condition never carries a value in its text, so texts repeat and their statements come from the cache.
class SelectText {
  public:
    SelectText(const Select& question, const Texts& texts) : question_(question), texts_(texts) {}

    std::string rows() {
        std::string text = heading() + where();
        text += order();
        if (question_.limit > 0) text += fmt::format(" LIMIT {} OFFSET {}", question_.limit, question_.offset);
        return text;
    }

    std::string count() { return fmt::format("SELECT count(*) FROM {}", texts_.table) + where(); }

  private:
    std::string column(std::size_t field) const { return field == Condition::by_id ? "\"id\"" : texts_.columns[field]; }

    std::string heading() const {
        if (question_.fields.empty()) return texts_.statements.select;
        std::string list = "\"id\"";
        for (const auto field : question_.fields) list += ", " + texts_.columns[field];
        return fmt::format("SELECT {} FROM {}", list, texts_.table);
    }

    std::string where() {
        std::string text;
        if (!question_.with_deleted) text = " WHERE \"_deleted\" = 0";
        for (const auto& condition : question_.where) {
            text += text.empty() ? " WHERE " : " AND ";
            text += term(condition);
        }
        return text;
    }

    std::string term(const Condition& condition) {
        const auto name = column(condition.field);
        if (condition.compare == Compare::is_null) return name + " IS NULL";
        if (condition.compare == Compare::not_null) return name + " IS NOT NULL";
        if (condition.compare == Compare::one_of) {
            std::string list;
            for (std::size_t i = 0; i < condition.values.size(); ++i)
                list += fmt::format("{}?{}", i == 0 ? "" : ", ", ++count_);
            return fmt::format("{} IN ({})", name, list);
        }
        const bool in_set =
            condition.field != Condition::by_id && question_.entity->fields[condition.field].type == Type::set;
        if (in_set) {
            const auto negation = condition.compare == Compare::not_equal ? "NOT " : "";
            return fmt::format("{}EXISTS (SELECT 1 FROM json_each({}) WHERE value = ?{})", negation, name, ++count_);
        }
        return fmt::format("{} {} ?{}", name, sign(condition.compare), ++count_);
    }

    std::string order() const {
        std::string text = " ORDER BY ";
        for (const auto& part : question_.order) {
            text += column(part.field) + (part.descending ? " DESC" : " ASC");
            // SQLite takes NULL as the smallest value, so these words are said only where they change the order: saying
            // them keeps an index from giving it.
            if (part.nulls_last != part.descending) text += part.nulls_last ? " NULLS LAST" : " NULLS FIRST";
            text += ", ";
        }
        const bool descending = !question_.order.empty() && question_.order.front().descending;
        return text + (descending ? "\"id\" DESC" : "\"id\" ASC");
    }

    const Select& question_;
    const Texts& texts_;
    int count_ = 0;
};

void bind_value(sqlite::Statement& statement, int at, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        statement.bind(at, *number);
    } else if (const auto* real = std::get_if<double>(&value)) {
        statement.bind(at, *real);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        statement.bind(at, std::string_view(*text));
    } else if (const auto* id = std::get_if<Uuid>(&value)) {
        statement.bind(at, std::span<const std::uint8_t>(id->bytes));
    } else {
        FF_CHECK(is_null(value));  // sets and maps are not compared whole
        statement.bind_null(at);
    }
}

void bind_conditions(sqlite::Statement& statement, const Select& question) {
    int at = 1;
    for (const auto& condition : question.where) {
        if (condition.compare == Compare::is_null || condition.compare == Compare::not_null) continue;
        if (condition.compare == Compare::one_of) {
            for (const auto& value : condition.values) bind_value(statement, at++, value);
        } else {
            bind_value(statement, at++, condition.value);
        }
    }
}

Result<Row> read_some(const sqlite::Statement& statement, const Select& question) {
    const auto id = Uuid::from_bytes(statement.bytes(0));
    if (!id) return {ErrorCode::storage_corrupt, std::string(question.entity->name) + ".id"};
    Row row(*question.entity, *id);
    int column = 1;
    for (const auto field : question.fields) {
        FF_ASSIGN(row.values[field], row_columns::read_field(statement, column++, question.entity->fields[field]));
    }
    return row;
}

}  // namespace

Result<std::optional<Row>> RowReader::find(const Entity& entity, const Uuid& id) {
    FF_ASSIGN(auto statement, database_->prepare(texts_of(entity, flavour).statements.select_by_id));
    statement.bind(1, std::span<const std::uint8_t>(id.bytes));
    FF_ASSIGN(const bool found, statement.step());
    if (!found) return std::optional<Row>{};
    FF_ASSIGN(auto row, row_columns::read_row(statement, 0, entity));
    return std::optional(std::move(row));
}

Result<Row> RowReader::get(const Entity& entity, const Uuid& id) {
    FF_ASSIGN(auto row, find(entity, id));
    if (!row || row->deleted()) return {ErrorCode::not_found, std::string(entity.name)};
    return *std::move(row);
}

Result<std::vector<Row>> RowReader::select(const Select& question) {
    FF_CHECK(question.entity != nullptr);
    const auto sql = SelectText(question, texts_of(*question.entity, flavour)).rows();
    FF_ASSIGN(auto statement, database_->prepare(sql));
    bind_conditions(statement, question);
    std::vector<Row> rows;
    for (;;) {
        FF_ASSIGN(const bool more, statement.step());
        if (!more) return rows;
        FF_ASSIGN(auto row, question.fields.empty() ? row_columns::read_row(statement, 0, *question.entity)
                                                    : read_some(statement, question));
        rows.push_back(std::move(row));
    }
}

Result<std::int64_t> RowReader::count(const Select& question) {
    FF_CHECK(question.entity != nullptr);
    FF_ASSIGN(auto statement, database_->prepare(SelectText(question, texts_of(*question.entity, flavour)).count()));
    bind_conditions(statement, question);
    FF_TRY(statement.step());
    return statement.integer(0);
}

}  // namespace fieldfare::core
