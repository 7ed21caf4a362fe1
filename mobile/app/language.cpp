#include "mobile/app/language.h"

#include <QCoreApplication>
#include <QLocale>

namespace fieldfare::mobile {

Language::~Language() {
    QCoreApplication::removeTranslator(&app_);
    QCoreApplication::removeTranslator(&qt_);
}

void Language::use(const QString& code) {
    if (code == code_) return;
    code_ = code;
    QCoreApplication::removeTranslator(&app_);
    QCoreApplication::removeTranslator(&qt_);
    const QLocale locale(chinese() ? QLocale(QLocale::Chinese, QLocale::China) : QLocale(QLocale::English));
    QLocale::setDefault(locale);
    if (app_.load(QStringLiteral(":/i18n/fieldfare_%1.qm").arg(chinese() ? "zh_CN" : "en"))) {
        QCoreApplication::installTranslator(&app_);
    }
    if (chinese() && qt_.load(":/i18n/qtbase_zh_CN.qm")) {
        QCoreApplication::installTranslator(&qt_);
    }
    emit switched();
}

}  // namespace fieldfare::mobile
