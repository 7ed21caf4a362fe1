#pragma once

#include <QString>
#include <QVariant>
#include <vector>

#include "core/conflicts/conflict.h"
#include "core/store/row_reader.h"
#include "mobile/viewmodels/forms/form_field.h"

// An overwritten value as its author reads it.
namespace fieldfare::mobile {

enum class Version { lost, kept, before, now };

// One field that the two versions have differently.
struct ConflictPart {
    FormField field;
    QVariant lost;
    QVariant kept;
    QVariant before;
    QVariant now;  // what stands in the row

    const QVariant& of(Version version) const;
};

struct ConflictStory {
    core::OwnConflict conflict;
    std::vector<ConflictPart> parts;  // none: the whole row was deleted and came back
    std::optional<core::Row> row;
    std::optional<core::Row> customer;
    std::string by;  // empty: not known
};

// Store's thread.
core::Result<ConflictStory> story_of(core::RowReader& reader, core::OwnConflict conflict);

QString conflict_title(const ConflictStory& story);    // "Acme · Contact"
QString conflict_subject(const ConflictStory& story);  // the field, or what happened to the row
// Empty where there is nothing to tell: before both, when that is not known; now, when that is what was kept.
QString conflict_value(const ConflictStory& story, Version version);

}  // namespace fieldfare::mobile
