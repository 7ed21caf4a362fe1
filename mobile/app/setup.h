#pragma once

class QGuiApplication;
class QQmlEngine;

namespace fieldfare::mobile {

class Services;

// Name, style and fonts, the same for the app, the gallery and the tests. Before any QML is loaded.
void set_up_application(QGuiApplication& application);

// Gives an engine the module and the services.
void set_up_engine(QQmlEngine& engine, Services& services);

}  // namespace fieldfare::mobile
