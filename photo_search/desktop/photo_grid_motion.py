"""How the grid moves: the wheel's steps as short glides, thumbnails that fade in, and how fast it all goes by."""

from __future__ import annotations

import time
from collections.abc import Iterable

from PySide6.QtCore import QEasingCurve, QObject, QPoint, QTimer, QVariantAnimation, Signal
from PySide6.QtWidgets import QApplication, QScrollBar

from photo_search.desktop.theme import ThemeSwitch

_GLIDE_MS = 110
_LINE = 40
"""Pixels that a line counts for when the system says how many lines a step of the wheel is."""
_STEP = 120
"""A step of the wheel, in Qt's unit of an eighth of a degree."""
_CALM_S = 0.12
_FAST_SPAN_S = 0.3
_FAST_PAGES = 2.0
_LINGER_MS = 700

_FADE_MS = 80
_FRAME_MS = 16


class Glide(QObject):
    """Moves a scroll bar by the wheel, and tells how fast the content goes by."""

    slowed = Signal()
    """Some time after it last went by fast."""

    def __init__(self, bar: QScrollBar, theme: ThemeSwitch, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._theme = theme
        self._animation = QVariantAnimation(self)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._follow)
        self._gliding_to: int | None = None
        self._last = 0.0
        self._passed: list[tuple[float, float]] = []
        self._lingering = QTimer(self, singleShot=True, interval=_LINGER_MS)
        self._lingering.timeout.connect(self.slowed)

    @property
    def is_fast(self) -> bool:
        """Whether pages go by, or did a moment ago."""
        return self._lingering.isActive()

    @property
    def is_calm(self) -> bool:
        """Whether nothing moved for a moment."""
        return time.monotonic() - self._last > _CALM_S

    def wheel(self, angle: QPoint, pixels: QPoint) -> None:
        """Answer the wheel: a touchpad's pixels at once, a wheel's steps as a glide."""
        if pixels.y():
            self.stop()
            self._bar.setValue(self._bar.value() - pixels.y())
            return
        way = round(angle.y() / _STEP * QApplication.wheelScrollLines() * _LINE)
        start = self._bar.value()
        goal = (start if self._gliding_to is None else self._gliding_to) - way
        goal = max(self._bar.minimum(), min(goal, self._bar.maximum()))
        duration = self._theme.motion(_GLIDE_MS)
        if not duration:
            self._bar.setValue(goal)
            return
        self._animation.stop()
        self._gliding_to = goal
        self._animation.setStartValue(start)
        self._animation.setEndValue(goal)
        self._animation.setDuration(duration)
        self._animation.start()

    def stop(self) -> None:
        """End a glide where it is."""
        self._gliding_to = None
        self._animation.stop()

    def moved(self, pixels: int, page: int) -> None:
        """Take note that the content moved, of which `page` pixels are seen at once."""
        now = time.monotonic()
        self._last = now
        self._passed = [(at, far) for at, far in self._passed if now - at < _FAST_SPAN_S]
        self._passed.append((now, abs(pixels) / max(page, 1)))
        if sum(far for _, far in self._passed) > _FAST_PAGES:
            self._lingering.start()

    def _follow(self, value: int) -> None:
        if self._gliding_to is None:
            return
        self._bar.setValue(value)
        if value == self._gliding_to:
            self._gliding_to = None


class Fades(QObject):
    """How far thumbnails have faded in, by photo id."""

    changed = Signal(list)
    """Photo ids to be painted again."""

    def __init__(self, theme: ThemeSwitch, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._began: dict[int, float] = {}
        self._frames = QTimer(self, interval=_FRAME_MS)
        self._frames.timeout.connect(self._tick)

    def begin(self, photo_ids: Iterable[int]) -> None:
        """Let these fade in from now on, if the system wants any motion."""
        if self._theme.motion(_FADE_MS):
            self._began.update(dict.fromkeys(photo_ids, time.monotonic()))
            self._frames.start()

    def opacity(self, photo_id: int) -> float:
        """Return how much of a thumbnail is to be seen: 0..1."""
        began = self._began.get(photo_id)
        return 1.0 if began is None else min(1.0, (time.monotonic() - began) * 1000 / _FADE_MS)

    def stop(self) -> None:
        """Show everything at once."""
        self._began.clear()
        self._frames.stop()

    def _tick(self) -> None:
        fading = list(self._began)
        now = time.monotonic()
        self._began = {i: began for i, began in self._began.items() if now - began < _FADE_MS / 1000}
        if not self._began:
            self._frames.stop()
        self.changed.emit(fading)
