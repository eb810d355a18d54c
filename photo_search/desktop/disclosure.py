"""A quiet button that shows a part of its window, and hides it again."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

from photo_search.desktop.icons import icon
from photo_search.desktop.theme import ThemeSwitch

_CHEVRON = 12


class Disclosure(QPushButton):
    """Shows `part` while it is checked."""

    def __init__(self, text: str, part: QWidget, theme: ThemeSwitch, *, shown: bool = False) -> None:
        super().__init__(text)
        self._theme = theme
        self.setProperty("link", True)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setIconSize(QSize(_CHEVRON, _CHEVRON))
        self.toggled.connect(part.setVisible)
        self.toggled.connect(self._dress)
        theme.changed.connect(self._dress)
        self.setChecked(shown)
        part.setVisible(shown)
        self._dress()

    def _dress(self) -> None:
        self.setIcon(icon("up" if self.isChecked() else "down", self._theme.theme.secondary, _CHEVRON))
