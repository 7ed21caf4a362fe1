import QtQuick
import Fieldfare

Rectangle {
    implicitHeight: 1
    implicitWidth: 1
    color: Theme.colors.line
}
