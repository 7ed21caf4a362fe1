#pragma once

#include <QtQml/qqmlregistration.h>
#include <QUrl>
#include <map>
#include <vector>

#include "mobile/viewmodels/attachments/adding.h"
#include "mobile/viewmodels/attachments/attachment_words.h"
#include "mobile/viewmodels/common/live.h"

namespace fieldfare::mobile {

// Photos, voice notes and files of a visit, or all of a customer's, the newest first; and adding to them. A visit
// stands whatever becomes of them.
class AttachmentsModel : public fieldfare::mobile::LiveList {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString visitId MEMBER visit_id_ NOTIFY askedChanged)
    Q_PROPERTY(QString customerId MEMBER customer_id_ NOTIFY askedChanged)
    Q_PROPERTY(int adding READ adding NOTIFY addingChanged)  // so many are being made ready
    // Why the last one was not added, what was kept, and what to do.
    Q_PROPERTY(QString error READ error NOTIFY addingChanged)
    Q_PROPERTY(bool hasMore READ has_more NOTIFY countChanged)
    Q_PROPERTY(QString documentPatterns READ document_patterns CONSTANT)

  public:
    enum Role { attachmentId = Qt::UserRole + 1, title, glyph, picture, stateLabel, stateTone, stateGlyph };

    using LiveList::LiveList;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int adding() const { return adding_; }
    QString error() const { return error_ ? why_not_added(*error_) : QString(); }
    bool has_more() const { return has_more_; }
    static QString document_patterns() { return mobile::document_patterns(); }

    // Each becomes an attachment of its own, or none; the others go on.
    Q_INVOKABLE void addPhotos(const QList<QUrl>& files);
    Q_INVOKABLE void addDocuments(const QList<QUrl>& files);
    Q_INVOKABLE void more();

  signals:
    void askedChanged();
    void addingChanged();

  protected:
    void refresh() override;
    void restate() override;
    QStringList watched() const override { return {"attachment"}; }
    bool watches_journal() const override { return true; }

  private:
    struct Entry {
        core::Row row;
        Held held;
    };
    void take(std::vector<Entry> entries);
    // Files are read and pictures resized beside the store's thread, then kept on it.
    void add(std::function<core::Result<Prepared>()> prepare);
    void added(const core::Result<core::Uuid>& outcome);

    static constexpr std::uint32_t page_entries = 30;
    QString visit_id_;
    QString customer_id_;
    std::uint32_t limit_ = page_entries;
    std::vector<Entry> entries_;
    bool has_more_ = false;
    int adding_ = 0;
    std::optional<core::Error> error_;
};

}  // namespace fieldfare::mobile
