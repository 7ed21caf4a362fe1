#include "tests/qml/support/run.h"

#include <QInputMethodEvent>
#include <QTest>
#include <QTouchEvent>
#include <algorithm>

#include "mobile/app/setup.h"
#include "tests/qml/support/seed.h"

namespace fieldfare::mobile::test {

namespace {

constexpr int entries_looked_at = 10;
constexpr int swipe_steps = 10;
constexpr int frame_ms = 20;
constexpr int settle_ms = 300;  // longer than any animation

void search(QQuickItem* item, const QString& name, QQuickItem*& found) {
    if (!item->isVisible()) return;
    if (item->objectName() == name) found = item;
    for (auto* child : item->childItems()) search(child, name, found);
}

QPoint middle_of(QQuickItem* item) {
    return item->mapToScene({item->width() / 2, item->height() / 2}).toPoint();
}

void bring_into_view(QQuickItem* item) {
    for (auto* parent = item->parentItem(); parent; parent = parent->parentItem()) {
        if (!parent->inherits("QQuickFlickable")) continue;
        const auto top = item->mapToItem(parent, {0, 0}).y();
        const auto room = parent->height() - item->height();
        if (top < 0 || top > room) {
            const auto wanted = parent->property("contentY").toReal() + top - room / 2;
            const auto most = parent->property("contentHeight").toReal() - parent->height();
            parent->setProperty("contentY", std::clamp(wanted, 0.0, std::max(0.0, most)));
            QTest::qWait(50);
        }
        return;
    }
}

}  // namespace

Run::Run(const QString& directory, const QString& language)
    : services_(clock_, random_), touch_(QTest::createTouchDevice()) {
    services_.preferences.set_language(language);
    services_.preferences.set_theme(Preferences::Light);
    set_up_engine(engine_, services_);
    open_and_wait(services_, directory);
    engine_.load(QUrl("qrc:/qt/qml/Fieldfare/qml/Shell/Main.qml"));
    window_ = qobject_cast<QQuickWindow*>(engine_.rootObjects().value(0));
    if (!window_) qFatal("the app's QML did not load");
    static_cast<void>(QTest::qWaitForWindowExposed(window_));
}

QQuickItem* Run::find(const QString& name) {
    QQuickItem* found = nullptr;
    search(window_->contentItem(), name, found);
    return found;
}

bool Run::appears(const QString& name) {
    return QTest::qWaitFor([&] { return find(name) != nullptr; }, patience_ms);
}

bool Run::disappears(const QString& name) {
    return QTest::qWaitFor([&] { return find(name) == nullptr; }, patience_ms);
}

bool Run::in_view(const QString& name) {
    auto* item = find(name);
    if (!item) return false;
    const auto middle = item->mapToScene({item->width() / 2, item->height() / 2});
    for (auto* parent = item->parentItem(); parent; parent = parent->parentItem()) {
        if (!parent->inherits("QQuickFlickable")) continue;
        return parent->contains(parent->mapFromScene(middle));
    }
    return true;
}

bool Run::says(const QString& name, const char* property, const QString& part, int patience) {
    const bool said = QTest::qWaitFor(
        [&] {
            const auto* item = find(name);
            return item && item->property(property).toString().contains(part);
        },
        patience);
    if (!said) {
        const auto* item = find(name);
        qWarning() << name << (item ? item->property(property).toString() : QStringLiteral("is not there"));
    }
    return said;
}

QQuickItem* Run::touchable(const QString& name) {
    const auto ready = [&] {
        const auto* there = find(name);
        return there && there->isEnabled();
    };
    if (!QTest::qWaitFor(ready, patience_ms)) {
        qWarning() << name << (find(name) ? "stays disabled" : "is not there");
        return nullptr;
    }
    // Data that come later move it, and a list may make it anew.
    const auto at_rest = [&] {
        if (auto* item = find(name)) bring_into_view(item);
        auto* item = find(name);
        if (!item) return false;
        const auto before = middle_of(item);
        QTest::qWait(frame_ms);
        return find(name) == item && middle_of(item) == before && in_view(name);
    };
    if (!QTest::qWaitFor(at_rest, patience_ms)) qWarning() << name << "does not come to rest";
    return find(name);
}

bool Run::tap(const QString& name) {
    auto* item = touchable(name);
    if (!item) return false;
    const auto point = middle_of(item);
    QTest::touchEvent(window_, touch_).press(0, point, window_);
    QTest::qWait(20);
    QTest::touchEvent(window_, touch_).release(0, point, window_);
    QTest::qWait(60);
    return true;
}

bool Run::swipe(const QString& name, int by) {
    auto* item = touchable(name);
    if (!item) return false;
    const auto start = middle_of(item);
    QTest::touchEvent(window_, touch_).press(0, start, window_);
    for (int step = 1; step <= swipe_steps; ++step) {
        QTest::qWait(frame_ms);
        QTest::touchEvent(window_, touch_).move(0, start + QPoint(by * step / swipe_steps, 0), window_);
    }
    QTest::qWait(frame_ms);
    QTest::touchEvent(window_, touch_).release(0, start + QPoint(by, 0), window_);
    QTest::qWait(settle_ms);
    return true;
}

bool Run::type(const QString& name, const QString& text) {
    if (!tap(name)) return false;
    if (!QTest::qWaitFor([&] { return window_->activeFocusItem() == find(name); }, patience_ms)) return false;
    auto* target = window_->activeFocusItem();
    QInputMethodEvent composing(QStringLiteral("zhong"), {});
    QCoreApplication::sendEvent(target, &composing);
    QInputMethodEvent commit;
    commit.setCommitString(text);
    QCoreApplication::sendEvent(target, &commit);
    return target->property("text").toString() == text;
}

bool Run::retype(const QString& name, const QString& text) {
    if (!tap(name)) return false;
    QTest::keyClick(window_, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(window_, Qt::Key_Delete);
    return type(name, text);
}

bool Run::timeline_shows(const QString& text) {
    return QTest::qWaitFor(
        [&] {
            for (int i = 0; i < entries_looked_at; ++i) {
                const auto* entry = find(QStringLiteral("timelineEntry%1").arg(i));
                if (entry && entry->property("body").toString() == text) return true;
            }
            return false;
        },
        patience_ms);
}

}  // namespace fieldfare::mobile::test
