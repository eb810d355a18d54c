"""A strip above the grid for what a person should know but need not answer."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from photo_search.desktop.icon_label import IconLabel
from photo_search.desktop.icons import icon
from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.theme import S1, S2, S3, Theme, ThemeSwitch
from photo_search.desktop.wording import breakable

Mood = Literal["note", "warning", "error", "done"]

_ICONS = {"note": "info", "warning": "problem", "error": "problem", "done": "check"}


class Banner(QWidget):
    """Shows one sentence at a time, with a button for what can be done about it, until it is closed or taken back.

    `acted` and `closed` carry the key of the sentence. Hidden while there is nothing to say.
    """

    acted = Signal(str)
    closed = Signal(str)

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mood: Mood = "note"
        self._key = ""

        self._icon = IconLabel(theme, "info", self._mood_colour)
        self._sentence = PlainLabel()
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = QPushButton()
        self._action.clicked.connect(lambda: self.acted.emit(self._key))
        self._close = QToolButton()
        self._close.setIconSize(QSize(16, 16))
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(self.tr("Close"))
        self._close.clicked.connect(self._dismiss)
        self._refuse = QPushButton()
        self._refuse.setProperty("flat", True)
        self._refuse.clicked.connect(self._dismiss)

        row = QHBoxLayout(self)
        row.setContentsMargins(S3, S2, S2, S2)
        row.setSpacing(S2)
        row.addWidget(self._icon)
        row.addSpacing(S1)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._action)
        row.addWidget(self._refuse)
        row.addWidget(self._close)

        theme.changed.connect(self._colour)
        self._colour()
        self.hide()

    @property
    def key(self) -> str:
        """The key of the sentence that is shown, or nothing."""
        return self._key

    def say(self, sentence: str, *, key: str, mood: Mood = "note", action: str = "", refusal: str = "") -> None:
        """Show `sentence` instead of what was shown before; `action` is the text of its button, if it has one.

        An offer has a `refusal` too, a button that closes it in so many words.
        """
        self._key, self._mood = key, mood
        self._sentence.setText(breakable(sentence))
        self.setAccessibleName(sentence)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._refuse.setText(refusal)
        self._refuse.setVisible(bool(refusal))
        self._close.setVisible(not refusal)
        self._icon.show_icon(_ICONS[mood], self._mood_colour)
        self.update()
        self.show()

    def take_back(self, key: str) -> None:
        """Hide the sentence with this key, if it is the one that is shown."""
        if key == self._key:
            self._key = ""
            self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's own name
        """Paint a ground in the colour of the mood, and a hairline below it."""
        colours = self._theme.theme
        mood = self._mood_colour(colours)
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.tint(mood, 0.1))
        painter.fillRect(0, self.height() - 1, self.width(), 1, colours.tint(mood, 0.3))
        painter.end()

    def _mood_colour(self, colours: Theme) -> QColor:
        return {
            "note": colours.accent,
            "warning": colours.warning,
            "error": colours.error,
            "done": colours.done,
        }[self._mood]

    def _colour(self) -> None:
        self._close.setIcon(icon("close", self._theme.theme.secondary, 16))
        self.update()

    def _dismiss(self) -> None:
        key = self._key
        self.take_back(key)
        self.closed.emit(key)
