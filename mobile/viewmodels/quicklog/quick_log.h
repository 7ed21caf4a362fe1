#pragma once

#include <QtQml/qqmlregistration.h>
#include <optional>

#include "mobile/viewmodels/common/live.h"
#include "mobile/viewmodels/quicklog/log_draft.h"

namespace fieldfare::mobile {

// The quick log. Every change goes to the draft box at once; a draft that was begun before comes back when the page
// opens. It takes input from the first moment; the store only adds who the customer is. Without a customer given, the
// one that is most due is proposed.
class QuickLog : public fieldfare::mobile::LiveObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString startCustomerId MEMBER start_customer_ NOTIFY changed)
    Q_PROPERTY(QString startPlanId MEMBER start_plan_ NOTIFY changed)
    Q_PROPERTY(QString customerId READ customer_id NOTIFY changed)
    Q_PROPERTY(QString customerName READ customer_name NOTIFY changed)
    Q_PROPERTY(QStringList channels READ channels NOTIFY changed)
    Q_PROPERTY(QString note READ note WRITE set_note NOTIFY changed)
    Q_PROPERTY(QString feedback READ feedback WRITE set_feedback NOTIFY changed)
    Q_PROPERTY(QString stage READ stage WRITE set_stage NOTIFY changed)
    Q_PROPERTY(QString nextDay READ next_day WRITE set_next_day NOTIFY changed)
    Q_PROPERTY(QString nextStep READ next_step WRITE set_next_step NOTIFY changed)
    Q_PROPERTY(bool noNextStep READ no_next_step WRITE set_no_next_step NOTIFY changed)
    Q_PROPERTY(QString suggestionText READ suggestion_text NOTIFY changed)
    // Why the page shows another customer than the one it was opened for.
    Q_PROPERTY(QString interruption READ interruption NOTIFY changed)
    Q_PROPERTY(QString draftText READ draft_text NOTIFY changed)
    Q_PROPERTY(bool hasDraft READ has_draft NOTIFY changed)
    Q_PROPERTY(bool complete READ complete NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)

  public:
    using LiveObject::LiveObject;

    QString customer_id() const { return draft_.customer_id; }
    QString customer_name() const { return draft_.customer_name; }
    QStringList channels() const { return draft_.channels; }
    QString note() const { return draft_.note; }
    void set_note(const QString& note) { set(draft_.note, note); }
    QString feedback() const { return draft_.feedback; }
    void set_feedback(const QString& feedback) { set(draft_.feedback, feedback); }
    QString stage() const { return draft_.stage; }
    void set_stage(const QString& stage) { set(draft_.stage, stage); }
    QString next_day() const { return draft_.next_day; }
    void set_next_day(const QString& day);
    QString next_step() const { return draft_.next_step; }
    void set_next_step(const QString& step) { set(draft_.next_step, step); }
    bool no_next_step() const { return draft_.no_next_step; }
    void set_no_next_step(bool none);
    QString suggestion_text() const;
    QString interruption() const;
    QString draft_text() const;
    bool has_draft() const { return draft_.touched(); }
    bool complete() const { return !draft_.customer_id.isEmpty() && !draft_.channels.isEmpty(); }
    bool busy() const { return busy_; }
    QString error() const;

    Q_INVOKABLE void toggleChannel(const QString& code);
    Q_INVOKABLE void chooseCustomer(const QString& id, const QString& name);
    Q_INVOKABLE void save();
    Q_INVOKABLE void discard();

  signals:
    void changed();
    void saved();

  protected:
    void refresh() override;
    void restate() override { emit changed(); }

  private:
    // Whom the visit is with.
    struct Partner {
        QString id;
        QString name;
        QString plan;
    };

    // Sets a field of the draft and keeps the draft.
    template <typename T>
    void set(T& field, const T& value) {
        if (field == value) return;
        field = value;
        keep();
    }
    void keep();
    void look_up_partner();
    static core::Result<Partner> named(core::Store& store, const QString& id);
    static core::Result<Partner> proposed(core::Store& store);

    QString start_customer_;
    QString start_plan_;
    LogDraft draft_;
    bool restored_ = false;
    bool suggested_ = false;
    bool open_ = false;  // from the start until it is saved or discarded
    bool busy_ = false;
    std::optional<core::Error> error_;
};

}  // namespace fieldfare::mobile
