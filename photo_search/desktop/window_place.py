"""Places windows on the screen: before others, and no larger than the one that they belong to."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_OF_PARENT = 0.96


def bring_to_front(window: QWidget) -> None:
    """Show a window before all others, ready for the keyboard."""
    window.show()
    window.raise_()
    window.activateWindow()


def fit(window: QWidget, size: QSize, parent: QWidget) -> None:
    """Give a window this size in pixels, or what its parent's window and the screen leave room for."""
    room = parent.window().size().boundedTo(window.screen().availableSize()) * _OF_PARENT
    window.resize(size.boundedTo(room))
