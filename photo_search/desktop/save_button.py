"""The button beside an answer that keeps its question."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from photo_search.desktop.icons import icon
from photo_search.desktop.theme import ThemeSwitch

_ICON = 16


class SaveButton(QToolButton):
    """A quiet sign that says in its tip what it does."""

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setIconSize(QSize(_ICON, _ICON))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(self.tr("Save this search…"))
        self.setAccessibleName(self.tr("Save this search…"))
        theme.changed.connect(self._colour)
        self._colour()

    def _colour(self) -> None:
        self.setIcon(icon("bookmark", self._theme.theme.secondary, _ICON))
