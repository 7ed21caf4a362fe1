#include "mobile/app/services.h"

#include <QQmlEngine>

#include "core/base/check.h"
#include "mobile/app/content_images.h"

namespace fieldfare::mobile {

namespace {

constexpr auto property_name = "fieldfareServices";
constexpr int most_picture_threads = 2;  // each may hold a whole picture

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
    pool.setMaxThreadCount(most_picture_threads);
    connect(&preferences, &Preferences::changed, this, [this] {
        language.use(preferences.language());
        allow_originals();
    });
    connect(&network, &NetworkKind::changed, this, &Services::allow_originals);
}

void Services::allow_originals() {
    sync.allow_originals(!preferences.originals_on_wifi_only() || !network.is_mobile());
}

void Services::attach(QQmlEngine& engine) {
    engine.setProperty(property_name, QVariant::fromValue<QObject*>(this));
    engine.addImageProvider(QLatin1String(ContentImages::name), new ContentImages(store, pool));  // the engine's
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
