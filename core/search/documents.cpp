#include "core/search/documents.h"

#include <algorithm>
#include <array>

#include "core/catalog/emit/sql.h"
#include "core/catalog/entities.h"
#include "core/search/pinyin.h"
#include "core/store/row_columns.h"

namespace fieldfare::core::search {
namespace {

using catalog::contact;
using catalog::customer;
using catalog::interaction;

constexpr std::array head_fields = {customer.at("name"), customer.at("aliases"), customer.at("code"),
                                    customer.at("provisional_code")};
// Phones are often asked for by their last four digits.
constexpr std::size_t phone_end_digits = 4;

void append(std::string& text, std::string_view part) {
    if (part.empty()) return;
    if (!text.empty()) text += '\n';
    text += part;
}

void append_value(std::string& text, const Row& row, std::size_t field) {
    if (row.entity->fields[field].type == Type::set) {
        for (const auto& element : row.set(field)) append(text, element);
    } else {
        append(text, row.text(field));
    }
}

void append_phone(std::string& text, std::string_view phone) {
    append(text, phone);
    std::string digits;
    for (const char c : phone) {
        if (c >= '0' && c <= '9') digits.push_back(c);
    }
    if (digits.size() > phone_end_digits) {
        append(text, digits);
        append(text, std::string_view(digits).substr(digits.size() - phone_end_digits));
    }
}

Result<std::optional<Row>> row_at(RowReader& reader, const Entity& entity, std::int64_t table_row) {
    const auto& texts = row_columns::texts_of(entity, emit::Flavour::sqlite_device);
    FF_ASSIGN(auto statement,
              reader.database().prepare(texts.statements.select + " WHERE \"_row\" = ?1 AND \"_deleted\" = 0"));
    statement.bind(1, table_row);
    FF_ASSIGN(const bool found, statement.step());
    if (!found) return std::optional<Row>{};
    FF_ASSIGN(auto row, row_columns::read_row(statement, 0, entity));
    return std::optional(std::move(row));
}

Status add_contacts(RowReader& reader, const Uuid& of, Document& document) {
    Select question;
    question.entity = &contact;
    question.where = {{contact.at("customer"), Compare::equal, of}};
    question.fields = {contact.at("name"), contact.at("title"), contact.at("phone"), contact.at("note")};
    FF_ASSIGN(const auto rows, reader.select(question));
    for (const auto& row : rows) {
        append(document.head, row.text(contact.at("name")));
        append_phone(document.head, row.text(contact.at("phone")));
        append(document.pinyin, pinyin_words(row.text(contact.at("name"))));
        append(document.body, row.text(contact.at("title")));
        append(document.body, row.text(contact.at("note")));
    }
    return {};
}

}  // namespace

Result<std::optional<Document>> customer_document(RowReader& reader, std::int64_t table_row) {
    FF_ASSIGN(const auto row, row_at(reader, customer, table_row));
    if (!row) return std::optional<Document>{};
    Document document;
    document.id = row->id;
    for (const auto field : head_fields) append_value(document.head, *row, field);
    append(document.pinyin, pinyin_words(row->text(customer.at("name"))));
    for (const auto& alias : row->set(customer.at("aliases"))) append(document.pinyin, pinyin_words(alias));
    for (std::size_t at = 0; at < row->values.size(); ++at) {
        const bool in_head = std::find(head_fields.begin(), head_fields.end(), at) != head_fields.end();
        if (customer.fields[at].searched && !in_head) append_value(document.body, *row, at);
    }
    FF_TRY(add_contacts(reader, row->id, document));
    return std::optional(std::move(document));
}

Result<std::optional<Document>> interaction_document(RowReader& reader, std::int64_t table_row) {
    FF_ASSIGN(const auto row, row_at(reader, interaction, table_row));
    if (!row) return std::optional<Document>{};
    Document document;
    document.id = row->id;
    for (std::size_t at = 0; at < row->values.size(); ++at) {
        if (interaction.fields[at].searched) append_value(document.body, *row, at);
    }
    return std::optional(std::move(document));
}

}  // namespace fieldfare::core::search
