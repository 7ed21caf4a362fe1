#pragma once

#include <QString>
#include <QVariant>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/rows/row.h"
#include "core/store/row_reader.h"

// One editable field of a form, as the catalog or the organisation's custom fields describe it.
namespace fieldfare::mobile {

struct FormChoice {
    std::string code;  // a choice's code or a row's id
    core::Label label;
    QString text;  // instead of the label: a row's name, a custom choice
};

struct FormField {
    const core::Field* field = nullptr;  // for custom fields: the `custom` field
    std::size_t position = 0;            // of `field` in its entity
    std::string custom_key;              // custom fields only
    bool of_contact = false;             // belongs to the first contact, filed together with a new customer
    core::Type type = core::Type::text;
    core::Label label;
    QString own_label_zh;  // custom fields: as the organisation named them
    QString own_label_en;
    std::string section;
    std::vector<FormChoice> choices;
    bool required = false;
    bool expected = false;
    bool multiline = false;
    bool read_only = false;
    bool hidden = false;  // by the organisation: neither empty nor this user's to fill in

    QVariant value;     // what is in the editor
    QVariant original;  // what the row holds
    QVariant shown;     // what the editor began with: of a new row, a proposal
    QString error;

    bool changed() const { return value != original; }
    bool edited() const { return value != shown; }
    bool empty() const;
    // The label in the language of now.
    QString title() const;
    std::string name() const;  // "name", "custom.color", "contact.phone"
    // Which editor: text, note, integer, real, money, boolean, date, timestamp, choice, choices, words.
    QString kind() const;
};

// The row as the form shows it, and its fields.
struct Form {
    core::Row row;
    std::vector<FormField> fields;
};

// The fields of an entity's form, in the order of the catalog's sections, with a row's values. `row` without an id
// gives the form of a new row. Reads names for references through `reader`.
core::Result<std::vector<FormField>> form_of(core::RowReader& reader, const core::Row& row, bool is_new);
// What a complete file asks of the first contact (FIL-02), for the form of a new customer.
core::Result<std::vector<FormField>> first_contact_form(core::RowReader& reader);

// From the editor's value to the catalog's, or invalid_argument when it cannot be read as the type.
core::Result<core::Value> to_value(const FormField& field, const QVariant& value);
core::Result<core::Scalar> to_scalar(const FormField& field, const QVariant& value);
QVariant to_editor(core::Type type, const core::Value& value);

// How a value reads on a page; empty when there is none.
QString display_text(const FormField& field, const QVariant& value);

}  // namespace fieldfare::mobile
