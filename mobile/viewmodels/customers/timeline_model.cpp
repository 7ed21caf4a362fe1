#include "mobile/viewmodels/customers/timeline_model.h"

#include "core/catalog/entities.h"
#include "core/journal/journal.h"
#include "core/media/attach.h"
#include "mobile/viewmodels/common/customer_words.h"
#include "mobile/viewmodels/common/select.h"
#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

namespace {

namespace cat = core::catalog;
using Kind = core::TimelineEntry::Kind;

QString moment_of(const core::TimelineEntry& entry, core::Day today, core::WallMs now) {
    if (entry.kind == Kind::planned) {
        const auto day = core::Day::parse(entry.row.text(cat::followup.at("due_on")));
        if (day) return relative_day(*day, today);
    }
    if (entry.kind == Kind::filed) {
        const auto day = core::Day::parse(entry.row.text(cat::customer.at("filed_on")));
        if (day) return relative_day(*day, today);
    }
    return short_moment(entry.at, now);
}

}  // namespace

int TimelineModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(shown_.entries.size());
}

QHash<int, QByteArray> TimelineModel::roleNames() const {
    return {{visitId, "visitId"},   {title, "title"},   {when, "when"},         {glyph, "glyph"},
            {who, "who"},           {body, "body"},     {feedback, "feedback"}, {nextStep, "nextStep"},
            {attached, "attached"}, {unsent, "unsent"}, {editable, "editable"}};
}

QString TimelineModel::title_of(const core::TimelineEntry& entry) const {
    switch (entry.kind) {
        case Kind::visit:
            return channels_label(entry.row);
        case Kind::stage:
            return tr("Stage: %1").arg(choice_label(cat::funnel_stage, entry.stage));
        case Kind::planned:
            return tr("Planned follow-up");
        case Kind::followup_done:
            return tr("Follow-up done");
        case Kind::filed:
            break;
    }
    return tr("Customer filed");
}

QString TimelineModel::who_of(const core::TimelineEntry& entry) const {
    core::Uuid person;
    if (entry.kind == Kind::visit) person = entry.row.reference(cat::interaction.at("author"));
    if (entry.kind == Kind::filed) person = entry.row.reference(cat::customer.at("filed_by"));
    const auto found = shown_.names.find(person);
    return found == shown_.names.end() ? QString() : to_qt(found->second);
}

QString TimelineModel::next_step_of(const core::TimelineEntry& entry) const {
    if (entry.kind != Kind::visit) return {};
    auto step = to_qt(entry.row.text(cat::interaction.at("next_step")));
    const auto due = core::Day::parse(entry.row.text(cat::interaction.at("next_step_due")));
    if (!due) return step;
    const auto day = relative_day(*due, services().session.today());
    return step.isEmpty() ? tr("Next contact: %1").arg(day) : tr("%1: %2").arg(day, step);
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& entry = shown_.entries[static_cast<std::size_t>(index.row())];
    const bool visit = entry.kind == Kind::visit;
    const bool plan = entry.kind == Kind::planned || entry.kind == Kind::followup_done;
    switch (role) {
        case visitId:
            return visit ? to_qt(entry.row.id) : QString();
        case title:
            return title_of(entry);
        case when:
            return moment_of(entry, services().session.today(), now());
        case glyph:
            return visit                         ? channel_glyph_of(entry.row)
                   : entry.kind == Kind::stage   ? QStringLiteral("flag")
                   : entry.kind == Kind::filed   ? QStringLiteral("person-plus")
                   : entry.kind == Kind::planned ? QStringLiteral("calendar")
                                                 : QStringLiteral("check");
        case who:
            return who_of(entry);
        case body:
            return visit  ? to_qt(entry.row.text(cat::interaction.at("note")))
                   : plan ? to_qt(entry.row.text(cat::followup.at("goal")))
                          : QString();
        case feedback:
            return visit ? to_qt(entry.row.text(cat::interaction.at("feedback"))) : QString();
        case nextStep:
            return next_step_of(entry);
        case attached: {
            const auto found = visit ? shown_.attached.find(entry.row.id) : shown_.attached.end();
            return found == shown_.attached.end() ? 0 : static_cast<int>(found->second);
        }
        case unsent:
            return visit && shown_.unsent.contains(entry.row.id);
        case editable:
            return visit;
        default:
            return {};
    }
}

core::Result<TimelineModel::Answer> TimelineModel::ask(core::Store& store, const core::Uuid& customer,
                                                       std::uint32_t limit) {
    auto& reader = store.read();
    FF_ASSIGN(auto session, core::session(reader, store.hybrid_clock().now()));
    FF_ASSIGN(auto page, core::Timeline(reader, std::move(session)).page(customer, {}, limit));
    Answer answer;
    answer.has_more = page.next.has_value();
    answer.entries = std::move(page.entries);
    FF_ASSIGN(const auto users, reader.select(rows_of(cat::user)));
    for (const auto& user : users) answer.names[user.id] = user.text(cat::user.at("name"));
    FF_ASSIGN(answer.attached, core::media::count_by_visit(reader, customer));
    FF_ASSIGN(const auto pending, core::journal::pending_rows(reader));
    for (const auto& [key, changes] : pending) {
        if (key.entity == &cat::interaction) answer.unsent.insert(key.id);
    }
    return answer;
}

void TimelineModel::refresh() {
    store().run(
        this,
        [customer = to_uuid(customer_id_), limit = limit_](core::Store& store) { return ask(store, customer, limit); },
        [this](core::Result<Answer> answer) {
            if (!answer) return;
            beginResetModel();
            shown_ = *std::move(answer);
            has_more_ = shown_.has_more;
            endResetModel();
            set_loaded();
        });
}

void TimelineModel::more() {
    limit_ += page_entries;
    refresh();
}

}  // namespace fieldfare::mobile
