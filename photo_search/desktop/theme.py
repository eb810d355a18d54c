"""The one palette: colours, spacing and type of every widget, light and dark, following the system."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from photo_search.desktop.style_sheet import style_sheet
from photo_search.settings import ThemeChoice

# Spacing, in device-independent pixels.
S1, S2, S3, S4, S5, S6, S8 = 4, 8, 12, 16, 20, 24, 32
RADIUS = 6
"""Corners of controls; thumbnails have 3."""

# Sizes of type in pixels, for a system whose own text has the usual size.
BODY_PX = 13
CAPTION_PX = 11
TITLE_PX = 20

MOTION_MS = 150
"""The longest any movement may take."""


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """The colours of one appearance.

    Text reaches a contrast of 13 against window, surface and sidebar, `secondary` 5.5, `accent` 4.6; `hairline` is
    decoration only.
    """

    is_dark: bool
    window: QColor
    surface: QColor
    sidebar: QColor
    text: QColor
    secondary: QColor
    hairline: QColor
    accent: QColor
    on_accent: QColor
    error: QColor
    warning: QColor
    done: QColor
    viewer_background: QColor

    def tint(self, colour: QColor, part: float, ground: QColor | None = None) -> QColor:
        """Return `part` (0..1) of `colour` laid over `ground` (default: the window)."""
        under = ground or self.window

        def mixed(over: float, below: float) -> float:
            return part * over + (1 - part) * below

        return QColor.fromRgbF(
            mixed(colour.redF(), under.redF()),
            mixed(colour.greenF(), under.greenF()),
            mixed(colour.blueF(), under.blueF()),
        )

    @property
    def hover(self) -> QColor:
        """A veil for what the pointer is over, on any ground."""
        return _veil(self.text, 0.06)

    @property
    def pressed(self) -> QColor:
        """A veil for what is being pressed, or is the current page, on any ground."""
        return _veil(self.text, 0.12)

    @property
    def disabled(self) -> QColor:
        """Text of what can't be used now."""
        return self.tint(self.secondary, 0.6)


def _veil(colour: QColor, part: float) -> QColor:
    veil = QColor(colour)
    veil.setAlphaF(part)
    return veil


_VIEWER = QColor("#101012")

LIGHT = Theme(
    is_dark=False,
    window=QColor("#F6F6F7"),
    surface=QColor("#FFFFFF"),
    sidebar=QColor("#ECECEE"),
    text=QColor("#1B1B1F"),
    secondary=QColor("#5C5D66"),
    hairline=QColor("#D9D9DE"),
    accent=QColor("#2563D9"),
    on_accent=QColor("#FFFFFF"),
    error=QColor("#B3261E"),
    warning=QColor("#7A5200"),
    done=QColor("#1D6F37"),
    viewer_background=_VIEWER,
)
DARK = Theme(
    is_dark=True,
    window=QColor("#1A1A1D"),
    surface=QColor("#242428"),
    sidebar=QColor("#202024"),
    text=QColor("#ECECEF"),
    secondary=QColor("#A9AAB3"),
    hairline=QColor("#3A3A40"),
    accent=QColor("#82AAFF"),
    on_accent=QColor("#0A1A38"),
    error=QColor("#FFB4AB"),
    warning=QColor("#F2C36B"),
    done=QColor("#86D79B"),
    viewer_background=_VIEWER,
)

_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


class ThemeSwitch(QObject):
    """Applies a theme to the whole application, and a new one when the person or the system asks for it."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: ThemeChoice = "system") -> None:
        super().__init__(app)
        self._app = app
        self._choice: ThemeChoice = choice
        # Before our own font is set, and in pixels, whichever unit the system counts in.
        self._system_px = QFontInfo(app.font()).pixelSize()
        app.setStyle("Fusion")
        app.setFont(self.font())
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        self._theme = LIGHT
        self.choose(choice)

    @property
    def theme(self) -> Theme:
        """The colours to paint with now."""
        return self._theme

    @property
    def choice(self) -> ThemeChoice:
        """What the person chose."""
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Use the light or the dark theme, or whichever the system uses."""
        self._choice = choice
        hints = self._app.styleHints()
        # Lets title bars and the system's own dialogs follow.
        if choice == "system":
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(_SCHEMES[choice])
        self._follow()

    def font(self, px: int = BODY_PX, *, strong: bool = False) -> QFont:
        """Return the system's font in one of our sizes, larger where the person made the system's text larger."""
        font = QFont(self._app.font())
        font.setPixelSize(round(px * max(1.0, self._system_px / BODY_PX)))
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        return font

    def motion(self, milliseconds: int = MOTION_MS) -> int:
        """Return how long a movement may take: 0 where the system wants none."""
        return milliseconds if self._app.isEffectEnabled(Qt.UIEffect.UI_General) else 0

    def _follow(self) -> None:
        scheme = self._app.styleHints().colorScheme() if self._choice == "system" else _SCHEMES[self._choice]
        theme = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        if theme is self._theme and self._app.styleSheet():
            return
        self._theme = theme
        self._app.setPalette(palette(theme))
        self._app.setStyleSheet(style_sheet(theme))
        self.changed.emit()


def palette(theme: Theme) -> QPalette:
    """Return `theme` in the roles that Qt's own widgets paint with."""
    role, made = QPalette.ColorRole, QPalette()
    for which, colour in {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.sidebar,
        role.Text: theme.text,
        role.PlaceholderText: theme.secondary,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.error,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.text,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.surface,
        role.Midlight: theme.sidebar,
        role.Mid: theme.hairline,
        role.Dark: theme.hairline,
        role.Shadow: theme.hairline,
    }.items():
        made.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, which, theme.disabled)
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, theme.hairline)
    return made
