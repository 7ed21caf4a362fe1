#include "mobile/viewmodels/attachments/attachment_queue.h"

#include <algorithm>
#include <map>

#include "core/catalog/entities.h"
#include "mobile/viewmodels/attachments/removing.h"
#include "mobile/viewmodels/common/customer_words.h"
#include "mobile/viewmodels/common/select.h"
#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

namespace {

using core::catalog::attachment;
using core::media::Blob;
using core::media::BlobState;

// The record that names it, as content or as thumbnail.
core::Result<std::optional<core::Row>> row_naming(core::RowReader& reader, const Blob& blob) {
    const auto field = blob.small ? attachment.at("thumbnail") : attachment.at("content");
    FF_ASSIGN(auto rows, reader.select(rows_of(attachment, {{field, core::Compare::equal, blob.content, {}}}, {}, 1)));
    if (rows.empty()) return std::optional<core::Row>{};
    return std::optional(std::move(rows.front()));
}

std::int64_t bytes_of(const Held& held) {
    return (held.content ? held.content->bytes : 0) + (held.thumbnail ? held.thumbnail->bytes : 0);
}

}  // namespace

void AttachmentQueue::componentComplete() {
    LiveList::componentComplete();
    connect(&services().network, &NetworkKind::changed, this, &AttachmentQueue::countChanged);
    connect(&services().preferences, &Preferences::changed, this, &AttachmentQueue::countChanged);
    connect(&services().sync, &SyncLink::statusChanged, this, [this] {
        if (count() > 0) emit dataChanged(index(0), index(count() - 1), {sentLabel, sentShare});
    });
}

int AttachmentQueue::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(shown_.entries.size());
}

QHash<int, QByteArray> AttachmentQueue::roleNames() const {
    return {{attachmentId, "attachmentId"},
            {title, "title"},
            {detail, "detail"},
            {glyph, "glyph"},
            {picture, "picture"},
            {stateLabel, "stateLabel"},
            {stateTone, "stateTone"},
            {stateGlyph, "stateGlyph"},
            {reason, "reason"},
            {stuck, "stuck"},
            {content, "content"},
            {removable, "removable"},
            {sentLabel, "sentLabel"},
            {sentShare, "sentShare"}};
}

QVariant AttachmentQueue::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& entry = shown_.entries[static_cast<std::size_t>(index.row())];
    const auto standing = standing_of(entry.held);
    switch (role) {
        case attachmentId:
            return entry.row ? to_qt(entry.row->id) : QString();
        case title:
            return entry.row ? attachment_title(*entry.row) : tr("Of a record that is not on this phone any more");
        case detail:
            return entry.customer.isEmpty() ? size_text(bytes_of(entry.held))
                                            : tr("%1 · %2").arg(entry.customer, size_text(bytes_of(entry.held)));
        case glyph:
            return entry.row ? attachment_glyph(*entry.row) : QStringLiteral("document");
        case picture:
            return entry.row ? thumbnail_url(*entry.row, entry.thumbnail) : QString();
        case stateLabel:
            return state_label(standing);
        case stateTone:
            return state_tone(standing);
        case stateGlyph:
            return state_glyph(standing);
        case reason:
            return state_reason(standing);
        case stuck:
            return standing.state == BlobState::refused || standing.state == BlobState::damaged;
        case content:
            return name_of(entry);
        case removable:
            return is_from_here(entry);
        case sentLabel:
            return sent_text(sent_of(services().sync.status(), entry.held));
        case sentShare:
            return sent_of(services().sync.status(), entry.held).fraction();
        default:
            return {};
    }
}

int AttachmentQueue::count_in(std::initializer_list<BlobState> states) const {
    return static_cast<int>(std::ranges::count_if(shown_.entries, [&](const Entry& entry) {
        return std::ranges::find(states, standing_of(entry.held).state) != states.end();
    }));
}

QString AttachmentQueue::summary() const {
    const int waiting = count_in({BlobState::to_send});
    if (waiting > 0) {
        return tr("%n photo(s) or file(s) wait to be sent (%1).", nullptr, waiting)
            .arg(size_text(shown_.all.to_send_bytes));
    }
    const int coming = count_in({BlobState::to_fetch});
    if (coming > 0) return tr("%n photo(s) or file(s) are on their way.", nullptr, coming);
    return trouble().isEmpty() ? tr("All photos and files have arrived.") : tr("All others have arrived.");
}

QString AttachmentQueue::trouble() const {
    const int bad = count_in({BlobState::refused, BlobState::damaged});
    return bad == 0 ? QString() : tr("%n photo(s) or file(s) were not accepted or are damaged", nullptr, bad);
}

QString AttachmentQueue::stored() const {
    return tr("Photos and files take %1 on this phone.").arg(size_text(shown_.all.held_bytes));
}

bool AttachmentQueue::waits_for_wifi() const {
    if (!following()) return false;  // QML asks before it is set up
    const bool held_back = services().preferences.originals_on_wifi_only() && services().network.is_mobile();
    return held_back && count_in({BlobState::to_send}) > 0;
}

core::Result<AttachmentQueue::Answer> AttachmentQueue::ask(core::Store& store) {
    auto& reader = store.read();
    FF_ASSIGN(const auto open, core::media::unfinished(reader));
    Answer answer;
    FF_ASSIGN(answer.all, core::media::standing(reader));
    std::map<core::Uuid, std::size_t> known;
    for (const auto& blob : open) {
        FF_ASSIGN(auto row, row_naming(reader, blob));
        const auto found = row ? known.find(row->id) : known.end();
        auto* entry = found == known.end() ? nullptr : &answer.entries[found->second];
        if (!entry) {
            if (row) known[row->id] = answer.entries.size();
            entry = &answer.entries.emplace_back();
            if (row) {
                FF_ASSIGN(const auto customer,
                          reader.find(core::catalog::customer, row->reference(attachment.at("customer"))));
                if (customer) entry->customer = customer_name(*customer);
                const std::string thumbnail(row->text(attachment.at("thumbnail")));
                FF_ASSIGN(entry->thumbnail, core::media::find(reader, thumbnail));
            }
            entry->row = std::move(row);
        }
        (blob.small ? entry->held.thumbnail : entry->held.content) = blob;
    }
    return answer;
}

void AttachmentQueue::refresh() {
    store().run(
        this, [](core::Store& store) { return ask(store); },
        [this](core::Result<Answer> answer) {
            if (!answer) return;
            beginResetModel();
            shown_ = *std::move(answer);
            endResetModel();
            set_loaded();
        });
}

void AttachmentQueue::restate() {
    LiveList::restate();
    emit countChanged();
}

void AttachmentQueue::retry(int row) {
    if (row < 0 || row >= count()) return;
    retry_contents(services(), shown_.entries[static_cast<std::size_t>(row)].held);
}

QString AttachmentQueue::name_of(const Entry& entry) {
    const auto& blob = entry.held.content ? entry.held.content : entry.held.thumbnail;
    return blob ? QString::fromStdString(blob->content) : QString();
}

bool AttachmentQueue::is_from_here(const Entry& entry) {
    const auto state = standing_of(entry.held).state;
    return !entry.row || state == BlobState::to_send || state == BlobState::refused;
}

void AttachmentQueue::remove(const QString& named) {
    const auto entry = std::ranges::find(shown_.entries, named, &AttachmentQueue::name_of);
    if (entry == shown_.entries.end() || !is_from_here(*entry)) return;
    if (entry->row) return remove_with_undo(services(), entry->row->id);
    give_up(services(), entry->held);
}

}  // namespace fieldfare::mobile
