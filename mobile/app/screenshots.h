#pragma once

#include <QString>

class QQmlApplicationEngine;

namespace fieldfare::mobile {

class Services;

// Saves every page as PNG, with the data present: 390×844 and 360×640, light and dark, and with the largest text; both
// languages. Returns the exit code: 0 when all were written. Runs the event loop meanwhile; prints each path.
int take_screenshots(QQmlApplicationEngine& engine, Services& services, const QString& directory);

}  // namespace fieldfare::mobile
