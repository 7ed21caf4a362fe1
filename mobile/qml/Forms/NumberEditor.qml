import QtQuick
import Fieldfare

TextEditor {
    hints: Qt.ImhFormattedNumbersOnly
}
