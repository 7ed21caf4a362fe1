#include "mobile/viewmodels/attachments/attachments_model.h"

#include <algorithm>

#include "core/catalog/entities.h"
#include "mobile/viewmodels/common/select.h"
#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

namespace {

using core::catalog::attachment;

}  // namespace

int AttachmentsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

QHash<int, QByteArray> AttachmentsModel::roleNames() const {
    return {{attachmentId, "attachmentId"}, {title, "title"},         {glyph, "glyph"},          {picture, "picture"},
            {stateLabel, "stateLabel"},     {stateTone, "stateTone"}, {stateGlyph, "stateGlyph"}};
}

QVariant AttachmentsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& [row, held] = entries_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case attachmentId:
            return to_qt(row.id);
        case title:
            return attachment_title(row);
        case glyph:
            return attachment_glyph(row);
        case picture:
            return thumbnail_url(row, held.thumbnail);
        case stateLabel:
            return state_label(standing_of(held));
        case stateTone:
            return state_tone(standing_of(held));
        case stateGlyph:
            return state_glyph(standing_of(held));
        default:
            return {};
    }
}

void AttachmentsModel::refresh() {
    using Answer = core::Result<std::vector<Entry>>;
    const bool of_visit = !visit_id_.isEmpty();
    const auto of = to_uuid(of_visit ? visit_id_ : customer_id_);
    const auto field = of_visit ? attachment.at("interaction") : attachment.at("customer");
    store().run(
        this,
        [of, field, most = limit_ + 1](core::Store& store) -> Answer {
            FF_ASSIGN(auto rows, store.read().select(rows_of(attachment, {{field, core::Compare::equal, of, {}}},
                                                             {{attachment.at("taken_at"), true}}, most)));
            std::vector<Entry> entries;
            for (auto& row : rows) {
                FF_ASSIGN(auto held, held_of(store.read(), row));
                entries.push_back({std::move(row), std::move(held)});
            }
            return entries;
        },
        [this](Answer entries) {
            if (!entries) return;
            has_more_ = entries->size() > limit_;
            if (has_more_) entries->pop_back();
            take(*std::move(entries));
            set_loaded();
        });
}

// Where the bytes of the same ones stand otherwise, the pictures that are drawn stay.
void AttachmentsModel::take(std::vector<Entry> entries) {
    const auto id = [](const Entry& entry) { return entry.row.id; };
    if (std::ranges::equal(entries, entries_, {}, id, id)) {
        entries_ = std::move(entries);
        if (!entries_.empty()) emit dataChanged(index(0), index(count() - 1));
        return;
    }
    beginResetModel();
    entries_ = std::move(entries);
    endResetModel();
}

void AttachmentsModel::restate() {
    LiveList::restate();
    emit addingChanged();
}

void AttachmentsModel::more() {
    limit_ += page_entries;
    refresh();
}

void AttachmentsModel::addPhotos(const QList<QUrl>& files) {
    error_.reset();
    for (const auto& file : files) add([file] { return prepare_photo(file); });
}

void AttachmentsModel::addDocuments(const QList<QUrl>& files) {
    error_.reset();
    for (const auto& file : files) add([file] { return prepare_document(file); });
}

void AttachmentsModel::add(std::function<core::Result<Prepared>()> prepare) {
    ++adding_;
    emit addingChanged();
    const AttachTo to{to_uuid(customer_id_), to_uuid(visit_id_)};
    auto* services = &this->services();
    // The page may be left meanwhile: what was chosen is kept all the same.
    services->pool.start([services, to, prepare = std::move(prepare), guard = QPointer<AttachmentsModel>(this)] {
        auto ready = std::make_shared<core::Result<Prepared>>(prepare());
        services->store.run_with_contents(
            services,
            [to, ready](core::Store& store, core::media::BlobBox& box) -> core::Result<core::Uuid> {
                if (!*ready) return ready->error();
                return attach(store, box, to, **ready);
            },
            [services, guard](const core::Result<core::Uuid>& outcome) {
                if (guard) return guard->added(outcome);
                if (!outcome) services->notices.fail(why_not_added(outcome.error()));
            });
    });
}

void AttachmentsModel::added(const core::Result<core::Uuid>& outcome) {
    --adding_;
    if (!outcome) error_ = outcome.error();
    emit addingChanged();
}

}  // namespace fieldfare::mobile
