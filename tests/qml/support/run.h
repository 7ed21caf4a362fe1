#pragma once

#include <QPointingDevice>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QString>

#include "core/base/clock.h"
#include "core/base/random.h"
#include "mobile/app/services.h"

namespace fieldfare::mobile::test {

inline constexpr int patience_ms = 10'000;

// One run of the app, from start to quit: its real QML over a data directory, driven by touch and input method.
class Run {
  public:
    explicit Run(const QString& directory, const QString& language = "zh-CN");

    Services& services() { return services_; }
    QQuickWindow* window() { return window_; }

    // The newest visible item of that name, or null.
    QQuickItem* find(const QString& name);
    // The rest wait for what they need, for `patience_ms`, and say whether it came.
    bool appears(const QString& name);
    bool disappears(const QString& name);
    // It is there, and its middle inside what its list shows of it.
    bool in_view(const QString& name);
    bool says(const QString& name, const char* property, const QString& part, int patience = patience_ms);
    bool tap(const QString& name);
    // Drags it sideways, as a thumb does; negative is to the left.
    bool swipe(const QString& name, int by);
    // As an input method does: composes first, then commits. Adds to what stands there.
    bool type(const QString& name, const QString& text);
    // Empties an input, then types.
    bool retype(const QString& name, const QString& text);
    // One of the first entries of the timeline in view has this text.
    bool timeline_shows(const QString& text);

  private:
    // Enabled, in view and at rest; null after the patience.
    QQuickItem* touchable(const QString& name);

    const core::SystemClock clock_;
    core::SystemRandom random_;
    Services services_;
    QQmlApplicationEngine engine_;
    QQuickWindow* window_ = nullptr;
    QPointingDevice* touch_;
};

}  // namespace fieldfare::mobile::test
