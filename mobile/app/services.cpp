#include "mobile/app/services.h"

#include <QQmlEngine>

#include "core/base/check.h"

namespace fieldfare::mobile {

namespace {

constexpr auto property_name = "fieldfareServices";

}  // namespace

Services::Services(const core::Clock& wall_clock, core::Random& chance)
    : clock(wall_clock),
      random(chance),
      preferences(nullptr),
      store(clock, random),
      drafts(store),
      notices(store),
      sync(store, clock, random),
      session(*this) {
    language.use(preferences.language());
    connect(&preferences, &Preferences::changed, this, [this] { language.use(preferences.language()); });
}

void Services::attach(QQmlEngine& engine) {
    engine.setProperty(property_name, QVariant::fromValue<QObject*>(this));
    connect(&language, &Language::switched, &engine, &QQmlEngine::retranslate);
}

Services& Services::of(const QQmlEngine* engine) {
    FF_CHECK(engine != nullptr);
    auto* services = qobject_cast<Services*>(engine->property(property_name).value<QObject*>());
    FF_CHECK(services != nullptr);
    return *services;
}

Services& Services::of(const QObject* object) {
    return of(qmlEngine(object));
}

void Services::keep(QObject* object) {
    QJSEngine::setObjectOwnership(object, QJSEngine::CppOwnership);
}

}  // namespace fieldfare::mobile
