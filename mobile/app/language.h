#pragma once

#include <QObject>
#include <QTranslator>

namespace fieldfare::mobile {

// Puts the translations of the app and of Qt's own dialogs in force. `switched` comes after they are, so that view
// models can say their texts again; QML is retranslated by its owner. UI thread only.
class Language : public QObject {
    Q_OBJECT

  public:
    explicit Language(QObject* parent = nullptr) : QObject(parent) {}
    ~Language() override;

    // "zh-CN" or "en". Does nothing if that is in force already.
    void use(const QString& code);
    const QString& code() const { return code_; }
    bool chinese() const { return code_ == QLatin1String("zh-CN"); }

  signals:
    void switched();

  private:
    QString code_;
    QTranslator app_;
    QTranslator qt_;
};

}  // namespace fieldfare::mobile
