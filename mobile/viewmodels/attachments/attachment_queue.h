#pragma once

#include <QtQml/qqmlregistration.h>
#include <vector>

#include "mobile/viewmodels/attachments/attachment_words.h"
#include "mobile/viewmodels/common/live.h"

namespace fieldfare::mobile {

// Photos and files whose bytes are not where they should be, apart from the records: waiting, refused, damaged; and
// what all of them take on this phone.
class AttachmentQueue : public fieldfare::mobile::LiveList {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString summary READ summary NOTIFY countChanged)  // "3 wait (1.2 MB)"
    Q_PROPERTY(QString trouble READ trouble NOTIFY countChanged)  // how many need a person; empty: none
    Q_PROPERTY(QString stored READ stored NOTIFY countChanged)
    Q_PROPERTY(bool waitsForWifi READ waits_for_wifi NOTIFY countChanged)

  public:
    enum Role {
        attachmentId = Qt::UserRole + 1,  // empty: its record is not here any more
        title,
        detail,
        glyph,
        picture,
        stateLabel,
        stateTone,
        stateGlyph,
        reason,
        stuck,
        content,    // by which it is named in `remove`: rows come and go
        removable,  // it is from here; what is to come is its author's to remove
        sentLabel,  // how much of it the server has; empty: nothing
        sentShare,  // 0 to 1
    };

    using LiveList::LiveList;
    void componentComplete() override;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QString summary() const;
    QString trouble() const;
    QString stored() const;
    bool waits_for_wifi() const;

    Q_INVOKABLE void retry(int row);
    // Of one whose record is still here, with a way back; of one that has none any more, for good.
    Q_INVOKABLE void remove(const QString& named);

  protected:
    void refresh() override;
    void restate() override;
    QStringList watched() const override { return {"attachment"}; }
    bool watches_journal() const override { return true; }

  private:
    struct Entry {
        std::optional<core::Row> row;
        QString customer;
        Held held;                                   // of the two, what is not done
        std::optional<core::media::Blob> thumbnail;  // be it done or not
    };
    struct Answer {
        std::vector<Entry> entries;
        core::media::Standing all;
    };
    static core::Result<Answer> ask(core::Store& store);
    static QString name_of(const Entry& entry);
    static bool is_from_here(const Entry& entry);
    int count_in(std::initializer_list<core::media::BlobState> states) const;

    Answer shown_;
};

}  // namespace fieldfare::mobile
