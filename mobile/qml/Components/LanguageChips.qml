pragma ComponentBehavior: Bound
import QtQuick
import Fieldfare

// Each language under its own name, so that it is found in the wrong one.
ChipFlow {
    Repeater {
        model: Preferences.languages
        delegate: Chip {
            required property var modelData

            objectName: "language_" + modelData.code
            text: modelData.name
            checkable: false
            checked: Preferences.language === modelData.code
            onClicked: Preferences.language = modelData.code
        }
    }
}
