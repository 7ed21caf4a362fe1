#include "mobile/viewmodels/conflicts/conflicts_model.h"

#include <algorithm>

#include "core/conflicts/inbox.h"
#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

namespace {

namespace inbox = core::inbox;
using Stood = std::optional<core::Change>;

// Durable when it returns.
template <typename T>
core::Result<T> committed(core::Store& store, const std::function<core::Result<T>(core::Transaction&)>& work) {
    FF_ASSIGN(auto transaction, store.begin());
    FF_ASSIGN(auto done, work(transaction));
    FF_ASSIGN([[maybe_unused]] const auto kept, transaction.commit());
    return done;
}

core::Result<Stood> carry_out(core::Store& store, const core::OwnConflict& conflict, bool restores) {
    return committed<Stood>(store, [&](core::Transaction& transaction) -> core::Result<Stood> {
        if (restores) {
            FF_ASSIGN(auto stood, inbox::restore(transaction, conflict));
            return Stood(std::move(stood));
        }
        FF_TRY(inbox::keep(transaction, conflict));
        return Stood();
    });
}

core::Result<Stood> take_back(core::Store& store, const core::OwnConflict& conflict, const Stood& stood) {
    return committed<Stood>(store, [&](core::Transaction& transaction) -> core::Result<Stood> {
        FF_TRY(inbox::reopen(transaction, conflict, stood));
        return Stood();
    });
}

// The page may be gone by then: the message and its undo belong to the services.
void decide(Services& services, const core::OwnConflict& conflict, bool restores, const QString& done) {
    services.store.run(
        &services, [conflict, restores](core::Store& store) { return carry_out(store, conflict, restores); },
        [&services, conflict, done](const core::Result<Stood>& decided) {
            if (!decided) return services.notices.fail(user_message(decided.error()));
            services.notices.tell(done, [&services, conflict, stood = *decided] {
                services.store.run(
                    &services, [conflict, stood](core::Store& store) { return take_back(store, conflict, stood); },
                    [&services](const core::Result<Stood>& back) {
                        if (!back) services.notices.fail(user_message(back.error()));
                    });
            });
        });
}

}  // namespace

int ConflictsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(stories_.size());
}

QHash<int, QByteArray> ConflictsModel::roleNames() const {
    return {{conflictId, "conflictId"},
            {customerId, "customerId"},
            {title, "title"},
            {subject, "subject"},
            {lost, "lost"},
            {kept, "kept"},
            {before, "before"},
            {current, "current"},
            {lostBy, "lostBy"},
            {keptBy, "keptBy"},
            {restorable, "restorable"}};
}

QString ConflictsModel::kept_by(const ConflictStory& story) const {
    const auto& conflict = story.conflict;
    auto when = short_moment(conflict.kept.stamp.time.ms(), now());
    if (story.by.empty()) return when;
    const bool mine = conflict.by == services().session.person().user;
    return tr("%1, %2").arg(mine ? tr("You, elsewhere") : to_qt(story.by), when);
}

QVariant ConflictsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& story = stories_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case conflictId:
            return to_qt(story.conflict.id);
        case customerId:
            return story.customer && !story.customer->deleted() ? to_qt(story.customer->id) : QString();
        case title:
            return conflict_title(story);
        case subject:
            return conflict_subject(story);
        case lost:
            return conflict_value(story, Version::lost);
        case kept:
            return conflict_value(story, Version::kept);
        case before:
            return conflict_value(story, Version::before);
        case current:
            return conflict_value(story, Version::now);
        case lostBy:
            return short_moment(story.conflict.lost.stamp.time.ms(), now());
        case keptBy:
            return kept_by(story);
        case restorable:
            return story.row && !story.row->deleted();
        default:
            return {};
    }
}

core::Result<std::vector<ConflictStory>> ConflictsModel::ask(core::Store& store) {
    FF_ASSIGN(auto conflicts, inbox::open(store.read()));
    std::vector<ConflictStory> stories;
    for (auto& conflict : conflicts) {
        FF_ASSIGN(auto story, story_of(store.read(), std::move(conflict)));
        stories.push_back(std::move(story));
    }
    return stories;
}

void ConflictsModel::refresh() {
    store().run(
        this, [](core::Store& store) { return ask(store); },
        [this](core::Result<std::vector<ConflictStory>> stories) {
            if (!stories) return;
            beginResetModel();
            stories_ = *std::move(stories);
            endResetModel();
            set_loaded();
        });
}

const ConflictStory* ConflictsModel::find(const QString& conflict_id) const {
    const auto id = to_uuid(conflict_id);
    const auto found = std::ranges::find_if(stories_, [&](const auto& story) { return story.conflict.id == id; });
    return found == stories_.end() ? nullptr : &*found;
}

void ConflictsModel::restore(const QString& conflict_id) {
    if (const auto* story = find(conflict_id))
        decide(services(), story->conflict, true, tr("Put back what you wrote."));
}

void ConflictsModel::keep(const QString& conflict_id) {
    if (const auto* story = find(conflict_id)) decide(services(), story->conflict, false, tr("Left as it is."));
}

}  // namespace fieldfare::mobile
