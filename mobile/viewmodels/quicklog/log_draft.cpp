#include "mobile/viewmodels/quicklog/log_draft.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

#include "core/catalog/entities.h"
#include "mobile/viewmodels/common/select.h"
#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

bool LogDraft::touched() const {
    return !channels.isEmpty() || !note.isEmpty() || !feedback.isEmpty() || !stage.isEmpty() || !next_day.isEmpty() ||
           !next_step.isEmpty() || no_next_step;
}

QByteArray LogDraft::to_json() const {
    const QJsonObject values{{"customer", customer_id},
                             {"customer_name", customer_name},
                             {"plan", plan_id},
                             {"channels", QJsonArray::fromStringList(channels)},
                             {"note", note},
                             {"feedback", feedback},
                             {"stage", stage},
                             {"next_day", next_day},
                             {"next_step", next_step},
                             {"no_next_step", no_next_step},
                             {"started_at", QString::number(started_at)}};
    return QJsonDocument(values).toJson(QJsonDocument::Compact);
}

LogDraft LogDraft::from_json(const QByteArray& json) {
    const auto values = QJsonDocument::fromJson(json).object();
    LogDraft draft;
    draft.customer_id = values["customer"].toString();
    draft.customer_name = values["customer_name"].toString();
    draft.plan_id = values["plan"].toString();
    for (const auto& channel : values["channels"].toArray()) draft.channels << channel.toString();
    draft.note = values["note"].toString();
    draft.feedback = values["feedback"].toString();
    draft.stage = values["stage"].toString();
    draft.next_day = values["next_day"].toString();
    draft.next_step = values["next_step"].toString();
    draft.no_next_step = values["no_next_step"].toBool();
    draft.started_at = values["started_at"].toString().toLongLong();
    return draft;
}

core::visits::LogVisit LogDraft::to_visit() const {
    core::visits::LogVisit visit;
    visit.customer = to_uuid(customer_id);
    for (const auto& channel : channels) visit.channels.push_back(to_core(channel));
    std::sort(visit.channels.begin(), visit.channels.end());
    visit.note = to_core(note.trimmed());
    visit.feedback = to_core(feedback.trimmed());
    visit.next_step = to_core(next_step.trimmed());
    visit.next_due = core::Day::parse(to_core(next_day));
    if (!stage.isEmpty()) visit.stage_after = to_core(stage);
    visit.started_at = started_at;
    if (!plan_id.isEmpty()) visit.followup = to_uuid(plan_id);
    if (no_next_step) visit.more[core::catalog::interaction.at("no_next_step")] = std::int64_t{1};
    return visit;
}

core::Result<bool> is_logged(core::Store& store, const LogDraft& draft) {
    const auto& visit = core::catalog::interaction;
    FF_ASSIGN(const auto count, store.read().count(rows_of(
                                    visit, {{visit.at("customer"), core::Compare::equal, to_uuid(draft.customer_id)},
                                            {visit.at("started_at"), core::Compare::equal, draft.started_at}})));
    return count > 0;
}

}  // namespace fieldfare::mobile
