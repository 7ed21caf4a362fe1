import QtQuick
import QtQuick.Controls.impl
import Fieldfare

// A line icon by the name of its file, in any colour.
IconImage {
    id: icon

    required property string glyph
    property int size: 24

    source: glyph === "" ? "" : "qrc:/qt/qml/Fieldfare/icons/" + glyph + ".svg"
    sourceSize.width: size
    sourceSize.height: size
    width: size
    height: size
    color: Theme.colors.textSecondary
}
