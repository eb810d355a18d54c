"""The rubber band that selects what it touches, and scrolls when the pointer leaves the grid."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QAbstractScrollArea

from photo_search.desktop.photo_grid_selection import Mask

_FRAME_MS = 16
_SPEED = 0.15
"""Pixels a frame for each pixel that the pointer is away."""


class RubberBand(QObject):
    """A rectangle between where it began, which moves with the photos, and where the pointer is."""

    moved = Signal()

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._origin = QPoint()
        self._pointer = QPoint()
        self.before: Mask = np.zeros(0, np.bool_)
        """What was selected before it."""
        self.is_active = False
        self._scrolling = QTimer(self, interval=_FRAME_MS)
        self._scrolling.timeout.connect(self._scroll)

    @property
    def goes_down(self) -> bool:
        """Whether it reaches down from where it began."""
        return self._pointer.y() + self._scrolled >= self._origin.y()

    def place(self, point: QPoint, before: Mask) -> None:
        """Take note of where it would begin, with what is selected now."""
        self._origin = point + QPoint(0, self._scrolled)
        self.before = before.copy()

    def begin(self) -> None:
        """Begin where it was placed."""
        self.is_active = True

    def drag(self, pointer: QPoint) -> None:
        """Follow the pointer, inside or outside of the viewport."""
        self._pointer = pointer
        if self._away():
            self._scrolling.start()
        self.moved.emit()

    def end(self) -> None:
        """Let go."""
        self.is_active = False
        self._scrolling.stop()

    def rect(self) -> QRect:
        """Return the rectangle, in the content."""
        return QRect(self._origin, self._pointer + QPoint(0, self._scrolled)).normalized()

    @property
    def _scrolled(self) -> int:
        return self._area.verticalScrollBar().value()

    def _away(self) -> int:
        """Return how far the pointer is below (above if negative) the viewport."""
        y = self._pointer.y()
        return min(y, 0) + max(y - self._area.viewport().height(), 0)

    def _scroll(self) -> None:
        away = self._away()
        if not away:
            self._scrolling.stop()
            return
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + round(away * _SPEED) + (1 if away > 0 else -1))
        self.moved.emit()
