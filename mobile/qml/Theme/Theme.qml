pragma Singleton

import QtQuick
import Fieldfare

// Colours, sizes and spacings in force now. Sizes of text follow the user's text scale.
QtObject {
    id: theme

    readonly property bool dark: Preferences.theme === Preferences.Dark || (Preferences.theme === Preferences.FollowSystem && systemIsDark)
    readonly property bool systemIsDark: system.window.hslLightness < 0.5
    readonly property Palette colors: dark ? darkPalette : lightPalette

    readonly property real textScale: Preferences.textScale
    readonly property int textTitle: Math.round(22 * textScale)
    readonly property int textHeading: Math.round(17 * textScale)
    readonly property int textBody: Math.round(15 * textScale)
    readonly property int textSmall: Math.round(13 * textScale)
    readonly property int textTiny: Math.round(12 * textScale)

    // Icons are drawn into places of a fixed size, too.
    readonly property real iconScale: Math.min(1.5, textScale)
    // From here on what stands side by side gets a line of its own.
    readonly property bool largeText: textScale > 1.25

    readonly property int gap: 8
    readonly property int margin: 16
    readonly property int radius: 12
    // The least side of anything to be touched.
    readonly property int touch: 48
    // Between what is touched of a chip and what is drawn.
    readonly property int chipInset: 4

    readonly property SystemPalette system: SystemPalette { }
    readonly property LightPalette lightPalette: LightPalette { }
    readonly property DarkPalette darkPalette: DarkPalette { }

    function strong(tone: int): color {
        switch (tone) {
        case Tone.Info:
            return colors.primary;
        case Tone.Good:
            return colors.success;
        case Tone.Warning:
            return colors.warning;
        case Tone.Bad:
            return colors.danger;
        case Tone.Accent:
            return colors.accent;
        }
        return colors.textSecondary;
    }
    function soft(tone: int): color {
        switch (tone) {
        case Tone.Info:
            return colors.primarySoft;
        case Tone.Good:
            return colors.successSoft;
        case Tone.Warning:
            return colors.warningSoft;
        case Tone.Bad:
            return colors.dangerSoft;
        case Tone.Accent:
            return colors.accentSoft;
        }
        return colors.neutralSoft;
    }
}
