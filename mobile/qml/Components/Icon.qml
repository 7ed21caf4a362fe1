import QtQuick
import QtQuick.Controls.impl
import Fieldfare

// A line icon by the name of its file, in any colour. It grows with the text beside it.
IconImage {
    id: icon

    required property string glyph
    property int size: 24  // at 100 %
    readonly property int drawn: Math.round(size * Theme.iconScale)

    source: glyph === "" ? "" : "qrc:/qt/qml/Fieldfare/icons/" + glyph + ".svg"
    sourceSize.width: drawn
    sourceSize.height: drawn
    width: drawn
    height: drawn
    color: Theme.colors.textSecondary
}
