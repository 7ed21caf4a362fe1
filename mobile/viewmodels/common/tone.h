#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>

// What a colour means. Never the only sign: an icon or a word stands beside it. `Theme` gives each its colours.
namespace fieldfare::mobile::tone {

Q_NAMESPACE
QML_NAMED_ELEMENT(Tone)

enum Kind { Neutral, Info, Good, Warning, Bad, Accent };
Q_ENUM_NS(Kind)

}  // namespace fieldfare::mobile::tone
