import Fieldfare

// Every text colour reaches 4.5:1 on the grounds it is used on, for reading in sunlight.
Palette {
    background: "#f3f5f7"
    surface: "#ffffff"
    surfaceRaised: "#ffffff"
    line: "#dfe5ea"
    text: "#15202b"
    textSecondary: "#52616d"
    primary: "#1d5c8f"
    onPrimary: "#ffffff"
    primarySoft: "#e3eef7"
    accent: "#95481f"
    accentSoft: "#f9e9df"
    success: "#166b3f"
    successSoft: "#e0f3e8"
    warning: "#855200"
    warningSoft: "#fcf0d9"
    danger: "#b3261e"
    dangerSoft: "#fce8e6"
    neutralSoft: "#e9edf1"
    snackbar: "#1f2b36"
    onSnackbar: "#f2f5f8"
    onSnackbarAction: "#8fc7f5"
}
