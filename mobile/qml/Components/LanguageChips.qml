import QtQuick
import Fieldfare

// Each language under its own name, so that it is found in the wrong one.
Flow {
    spacing: 8

    Repeater {
        model: [["zh-CN", "中文"], ["en", "English"]]
        delegate: Chip {
            required property var modelData

            objectName: "language_" + modelData[0]
            text: modelData[1]
            checkable: false
            checked: Preferences.language === modelData[0]
            onClicked: Preferences.language = modelData[0]
        }
    }
}
