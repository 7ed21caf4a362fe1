#include "mobile/viewmodels/forms/form_model.h"

#include <QCoreApplication>
#include <QJSValue>
#include <algorithm>

#include "core/catalog/entities.h"
#include "mobile/viewmodels/common/catalog_labels.h"
#include "mobile/viewmodels/common/text.h"
#include "mobile/viewmodels/forms/form_save.h"

namespace fieldfare::mobile {

namespace {

// Values that QML's JavaScript made belong to the interface's thread; a form is read and saved on the store's.
QVariant without_script(const QVariant& value) {
    if (value.metaType() != QMetaType::fromType<QJSValue>()) return value;
    return value.value<QJSValue>().toVariant();
}

core::Result<Form> read_form(core::Store& store, const core::Entity& of, const core::Uuid& id,
                             const core::Uuid& customer, const QVariantMap& initial) {
    Form form{core::Row(of, id), {}};
    const bool is_new = id.is_nil();
    if (!is_new) {
        FF_ASSIGN(form.row, store.read().get(of, id));
    } else if (const auto at = of.position("customer"); at != core::Entity::npos) {
        form.row.values[at] = customer;
    }
    FF_ASSIGN(form.fields, form_of(store.read(), form.row, is_new));
    if (is_new && &of == &core::catalog::customer) {
        FF_ASSIGN(const auto contact, first_contact_form(store.read()));
        form.fields.insert(form.fields.end(), contact.begin(), contact.end());
    }
    for (auto& field : form.fields) {
        const auto proposed = initial.constFind(to_qt(field.name()));
        if (is_new && proposed != initial.cend()) field.value = *proposed;
        field.shown = field.value;
    }
    return form;
}

}  // namespace

const core::Entity* FormModel::entity() const {
    return core::find_entity(to_core(entity_));
}

int FormModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(visible_.size());
}

QHash<int, QByteArray> FormModel::roleNames() const {
    return {{name, "name"},         {label, "label"},         {heading, "heading"}, {kind, "kind"},
            {value, "value"},       {display, "display"},     {choices, "choices"}, {mandatory, "mandatory"},
            {readOnly, "readOnly"}, {error_text, "errorText"}};
}

QVariant FormModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& field = form_[visible_[static_cast<std::size_t>(index.row())]];
    switch (role) {
        case name:
            return to_qt(field.name());
        case label:
            return field.title();
        case heading: {
            const bool first =
                index.row() == 0 || form_[visible_[static_cast<std::size_t>(index.row() - 1)]].section != field.section;
            return first ? section_label(field.section) : QString();
        }
        case kind:
            return field.kind();
        case value:
            return field.value;
        case display:
            return display_text(field, field.value);
        case choices: {
            QVariantList list;
            for (const auto& choice : field.choices) {
                list << QVariantMap{{"code", to_qt(choice.code)},
                                    {"label", choice.text.isEmpty() ? label_of(choice.label) : choice.text}};
            }
            return list;
        }
        case mandatory:
            return field.required;
        case readOnly:
            return field.read_only;
        case error_text:
            return field.error;
        default:
            return {};
    }
}

void FormModel::refresh() {
    const auto* of = entity();
    FF_CHECK(of != nullptr);
    const auto id = to_uuid(row_id_);
    const auto customer = to_uuid(customer_id_);
    QVariantMap initial;
    for (auto at = initial_.cbegin(); at != initial_.cend(); ++at) initial[at.key()] = without_script(at.value());
    store().run(
        this,
        [of, id, customer, initial](core::Store& store) -> core::Result<Form> {
            return read_form(store, *of, id, customer, initial);
        },
        [this](core::Result<Form> form) {
            if (form) return show(*std::move(form));
            error_ = user_message(form.error());
            emit stateChanged();
        });
}

void FormModel::restate() {
    LiveList::restate();
    if (!error_.isEmpty()) error_.clear();
    emit stateChanged();
}

void FormModel::show(Form form) {
    beginResetModel();
    row_ = std::move(form.row);
    form_ = std::move(form.fields);
    select_visible();
    endResetModel();
    set_loaded();
    emit stateChanged();
}

void FormModel::select_visible() {
    visible_.clear();
    for (std::size_t i = 0; i < form_.size(); ++i) {
        const auto& field = form_[i];
        if (!only_expected_ || field.expected || field.required) visible_.push_back(i);
    }
}

void FormModel::set_only_expected(bool only) {
    if (only == only_expected_) return;
    beginResetModel();
    only_expected_ = only;
    select_visible();
    endResetModel();
    emit onlyExpectedChanged();
}

bool FormModel::dirty() const {
    return std::any_of(form_.begin(), form_.end(), [](const auto& field) { return field.edited(); });
}

FormField* FormModel::find(const QString& field_name) {
    const auto plain = to_core(field_name);
    const auto found = std::find_if(form_.begin(), form_.end(), [&](const auto& f) { return f.name() == plain; });
    return found == form_.end() ? nullptr : &*found;
}

void FormModel::edit(const QString& field_name, const QVariant& entered) {
    auto* field = find(field_name);
    const auto plain = without_script(entered);
    if (!field || field->read_only || field->value == plain) return;
    field->value = plain;
    field->error.clear();
    const auto position = static_cast<std::size_t>(field - form_.data());
    const auto row = std::find(visible_.begin(), visible_.end(), position);
    if (row != visible_.end()) {
        const auto changed = index(static_cast<int>(row - visible_.begin()));
        emit dataChanged(changed, changed);
    }
    emit edited(field_name);
    emit stateChanged();
}

QVariant FormModel::valueOf(const QString& field_name) const {
    const auto* field = const_cast<FormModel*>(this)->find(field_name);
    return field ? field->value : QVariant();
}

bool FormModel::check() {
    bool good = true;
    for (auto& field : form_) {
        field.error.clear();
        // What is required is the catalog's to say: the use case answers with the field's name.
        if (field.changed() && !field.empty() && !to_value(field, field.value)) {
            field.error = QCoreApplication::translate("Form", "This cannot be read. Please check it.");
        }
        good = good && field.error.isEmpty();
    }
    if (!good) error_ = QCoreApplication::translate("Form", "Some fields need another look.");
    restate_rows();
    return good;
}

void FormModel::restate_rows() {
    if (!visible_.empty()) emit dataChanged(index(0), index(static_cast<int>(visible_.size()) - 1));
    emit stateChanged();
    const auto first =
        std::find_if(visible_.begin(), visible_.end(), [this](auto i) { return !form_[i].error.isEmpty(); });
    if (first != visible_.end()) emit refused(static_cast<int>(first - visible_.begin()));
}

void FormModel::mark(const core::Error& error) {
    error_ = user_message(error);
    for (auto& field : form_) {
        const auto full_name = std::string(entity()->name) + "." + field.name();
        if (error.detail == full_name || error.detail == field.name()) field.error = user_sentence(error.code);
    }
    restate_rows();
}

void FormModel::save() {
    if (busy_) return;
    error_.clear();
    if (!check()) return;
    busy_ = true;
    emit stateChanged();
    FormSave work{row_, to_uuid(customer_id_), form_};
    store().run(
        this, [work = std::move(work)](core::Store& store) { return save_form(store, work); },
        [this](core::Result<core::Uuid> id) {
            busy_ = false;
            if (!id) return mark(id.error());
            for (auto& field : form_) field.original = field.shown = field.value;
            emit stateChanged();
            emit saved(to_qt(*id));
        });
}

}  // namespace fieldfare::mobile
