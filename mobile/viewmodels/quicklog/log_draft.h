#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include "core/visits/log_visit.h"

namespace fieldfare::mobile {

// What is typed into the quick log and not saved yet.
struct LogDraft {
    QString customer_id;
    QString customer_name;
    QString plan_id;
    QStringList channels;
    QString note;
    QString feedback;
    QString stage;
    QString next_day;  // "YYYY-MM-DD"
    QString next_step;
    bool no_next_step = false;
    // When the draft was begun. It becomes the visit's start, which also tells a draft that was saved already, in the
    // moment before a kill, from one that was not.
    core::WallMs started_at = 0;

    // Worth keeping: the user entered something.
    bool touched() const;
    QByteArray to_json() const;
    static LogDraft from_json(const QByteArray& json);
    core::visits::LogVisit to_visit() const;

    friend bool operator==(const LogDraft&, const LogDraft&) = default;
};

// The draft's visit stands in the store: the app was killed between the commit and the removal of the draft.
core::Result<bool> is_logged(core::Store& store, const LogDraft& draft);

}  // namespace fieldfare::mobile
