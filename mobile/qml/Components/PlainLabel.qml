import QtQuick
import QtQuick.Controls
import Fieldfare

// All text of the app goes through here: data is never read as markup.
Label {
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    color: Theme.colors.text
    linkColor: Theme.colors.primary
    font.pixelSize: Theme.textBody
}
