import QtQuick

// The names of all colours. A palette gives each a value; nothing else in the app holds a colour.
QtObject {
    required property color background
    required property color surface
    required property color surfaceRaised
    required property color line
    required property color text
    required property color textSecondary
    required property color primary
    required property color primaryInk
    required property color primarySoft
    required property color accent
    required property color accentSoft
    required property color success
    required property color successSoft
    required property color warning
    required property color warningSoft
    required property color danger
    required property color dangerSoft
    required property color neutralSoft
    required property color snackbar
    required property color snackbarInk
    required property color snackbarActionInk
}
