"""An icon that stands by itself: sharp on whichever screen it is, in a colour of the theme."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from photo_search.desktop.icons import pixmap
from photo_search.desktop.theme import Theme, ThemeSwitch


class IconLabel(QWidget):
    """Shows the icon `name`, `size` pixels high, in the colour that `colour` picks from the theme."""

    def __init__(self, theme: ThemeSwitch, name: str, colour: Callable[[Theme], QColor], *, size: int = 20) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._colour = colour
        self.setFixedSize(size, size)
        theme.changed.connect(self.update)

    def show_icon(self, name: str, colour: Callable[[Theme], QColor]) -> None:
        """Show another icon, or the same in another colour."""
        self._name, self._colour = name, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's own name
        """Draw the icon for the screen that it is on now."""
        painter = QPainter(self)
        painter.drawPixmap(
            0, 0, pixmap(self._name, self._colour(self._theme.theme), self.height(), self.devicePixelRatioF())
        )
        painter.end()
