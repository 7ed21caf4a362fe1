import QtQuick
import QtQuick.Controls
import Fieldfare

// An empty state in place of a list: in the middle of the room there is, and scrolled where it needs more.
Flickable {
    id: page

    required property string glyph
    required property string title
    property string hint
    property string actionText
    signal action

    clip: true
    contentHeight: Math.max(height, empty.implicitHeight + 2 * Theme.margin)
    boundsBehavior: Flickable.StopAtBounds
    ScrollBar.vertical: ScrollBar { }

    EmptyState {
        id: empty

        x: 32
        y: (page.contentHeight - implicitHeight) / 2
        width: page.width - 64
        glyph: page.glyph
        title: page.title
        hint: page.hint
        actionText: page.actionText
        onAction: page.action()
    }
}
