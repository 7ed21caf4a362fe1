#pragma once

#include <QtQml/qqmlregistration.h>
#include <QTimer>
#include <QUrl>
#include <optional>

#include "mobile/viewmodels/attachments/attachment_words.h"
#include "mobile/viewmodels/common/live.h"

namespace fieldfare::mobile {

// One attachment, to be looked at: its bytes are fetched because somebody wants to see them.
class AttachmentDetail : public fieldfare::mobile::LiveObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString attachmentId MEMBER id_ NOTIFY changed)
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(bool gone READ gone NOTIFY changed)  // taken away, here or elsewhere
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString about READ about NOTIFY changed)  // who, when, how large
    Q_PROPERTY(QString glyph READ glyph NOTIFY changed)
    Q_PROPERTY(QString fileName READ file_name NOTIFY changed)
    Q_PROPERTY(bool isPicture READ is_picture NOTIFY changed)
    Q_PROPERTY(bool here READ here NOTIFY changed)  // the original
    Q_PROPERTY(QString picture READ picture NOTIFY changed)
    Q_PROPERTY(QString thumbnail READ thumbnail NOTIFY changed)
    Q_PROPERTY(double progress READ progress NOTIFY changed)  // 0 to 1, of what is on its way
    Q_PROPERTY(bool arriving READ arriving NOTIFY changed)
    Q_PROPERTY(QString sentLabel READ sent_label NOTIFY changed)  // empty: nothing of it is going out
    Q_PROPERTY(QString stateLabel READ state_label_text NOTIFY changed)
    Q_PROPERTY(int stateTone READ state_tone_now NOTIFY changed)
    Q_PROPERTY(QString stateGlyph READ state_glyph_now NOTIFY changed)
    Q_PROPERTY(QString reason READ reason NOTIFY changed)
    Q_PROPERTY(bool canRetry READ can_retry NOTIFY changed)
    Q_PROPERTY(bool canRemove READ can_remove NOTIFY changed)  // it is the user's own

  public:
    using LiveObject::LiveObject;
    void componentComplete() override;

    bool loaded() const { return shown_.has_value(); }
    bool gone() const { return shown_ && !shown_->row; }
    QString title() const;
    QString about() const;
    QString glyph() const;
    QString file_name() const;
    bool is_picture() const;
    bool here() const { return shown_ && shown_->here; }
    QString picture() const;
    QString thumbnail() const;
    double progress() const;
    bool arriving() const;
    QString sent_label() const { return sent_text(sent()); }
    QString state_label_text() const { return state_label(standing()); }
    int state_tone_now() const { return state_tone(standing()); }
    QString state_glyph_now() const { return state_glyph(standing()); }
    QString reason() const { return state_reason(standing()); }
    bool can_retry() const;
    bool can_remove() const;

    Q_INVOKABLE void retry();
    // With a way back.
    Q_INVOKABLE void remove();
    // Readable, where the user says.
    Q_INVOKABLE void saveCopy(const QUrl& file);

  signals:
    void changed();

  protected:
    void refresh() override;
    void restate() override { emit changed(); }
    QStringList watched() const override { return {"attachment"}; }
    bool watches_journal() const override { return true; }

  private:
    struct Shown {
        std::optional<core::Row> row;
        Held held;
        QString author;
        bool here = false;
        std::uint64_t arrived = 0;
    };
    static core::Result<Shown> ask(core::Store& store, core::media::BlobBox* box, const core::Uuid& id, bool wanted);
    Sent sent() const;
    Standing standing() const { return shown_ ? standing_of(shown_->held) : Standing{}; }

    QString id_;
    std::optional<Shown> shown_;
    bool asked_ = false;  // the bytes were asked for once; later the user decides
    QTimer watch_;        // how far what is coming is
};

}  // namespace fieldfare::mobile
