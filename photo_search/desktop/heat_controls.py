"""The controls below a picture that show where in it something is seen: asks for the map, and tells how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSlider, QStackedWidget, QVBoxLayout, QWidget

from photo_search.desktop.background import Background, Request
from photo_search.desktop.core_sentences import translated
from photo_search.desktop.heat_map_layer import HeatLegend, HeatPicture
from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.theme import CAPTION_PX, S2, ThemeSwitch
from photo_search.errors import UserFixable
from photo_search.insight.records import HeatMap

if TYPE_CHECKING:
    from photo_search.library import Library

_QUIET = QPalette.ColorRole.PlaceholderText
_LOOK_MS = 60
_STEPS = 100
_OPACITY = 85


class _Run:
    """A map that is being made: what the thread that makes it and the window tell each other."""

    def __init__(self, text: str, photo_id: int) -> None:
        self.text = text
        self.photo_id = photo_id
        self.part_done = 0.0
        self._cancelled = threading.Event()
        self.request: Request | None = None

    def work(self, library: Library) -> HeatMap:
        return library.insight.heat_map(self.text, self.photo_id, cancel=self._cancelled.is_set, progress=self._note)

    def cancel(self) -> None:
        self._cancelled.set()
        if self.request is not None:
            self.request.cancel()

    def _note(self, part: float) -> None:
        self.part_done = part


class HeatControls(QStackedWidget):
    """Below `picture`: a button; while the map is made, how far it is; then how to look at it.

    Call `stop` before it goes. `failed` carries what only the window can tell.
    """

    failed = Signal(Exception)

    def __init__(self, library: Library, background: Background, picture: HeatPicture, theme: ThemeSwitch) -> None:
        super().__init__()
        self._library = library
        self._background = background
        self._picture = picture
        self._asked: tuple[str, int] | None = None
        self._run: _Run | None = None
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._follow)

        self.show_button = _button(self.tr("Show where"), self.start)
        self.show_button.setToolTip(self.tr("Colours the parts of the photo that speak for your question"))
        self.stop_button = _button(self.tr("Stop"), self.stop)
        self.compare = _button(self.tr("Hold to compare"))
        self.compare.setToolTip(self.tr("Shows the photo without colours for as long as it is held"))
        self.compare.pressed.connect(lambda: picture.set_bare(True))
        self.compare.released.connect(lambda: picture.set_bare(False))
        self.hide_button = _button(self.tr("Hide"), self._hide_map)
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, _STEPS)
        self.opacity.setValue(_OPACITY)
        self.opacity.setAccessibleName(self.tr("How strong the colours are"))
        self.opacity.setToolTip(self.tr("How strong the colours are"))
        self.opacity.valueChanged.connect(lambda value: picture.set_opacity(value / _STEPS))
        picture.set_opacity(_OPACITY / _STEPS)
        self._note = PlainLabel(font=theme.font(CAPTION_PX), role=_QUIET)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setRange(0, _STEPS)
        self._bar.setFixedHeight(4)
        self._bar.setAccessibleName(self.tr("Looking at each part of the photo…"))
        self._idle = _column(_row(self.show_button, self._note))
        self._working = self._make_working(theme)
        self._shown = _column(_row(HeatLegend(theme), self.opacity), _row(self.compare, self.hide_button))
        for page in (self._idle, self._working, self._shown):
            self.addWidget(page)

    def _make_working(self, theme: ThemeSwitch) -> QWidget:
        words = PlainLabel(self._bar.accessibleName(), theme.font(CAPTION_PX), role=_QUIET)
        return _column(_row(_column(words, self._bar), self.stop_button))

    @property
    def is_working(self) -> bool:
        """Whether a map is being made."""
        return self._run is not None

    def ask_about(self, text: str, photo_id: int, *, possible: bool) -> None:
        """Offer the map of a photo for a question; `possible` says whether it has words or pictures."""
        self.stop()
        self._picture.show_heat(None)
        self._asked = (text, photo_id)
        self.show_button.setEnabled(possible)
        self._note.setText("" if possible else self.tr("Plain facts are not to be seen in a photo."))

    def start(self) -> None:
        """Have the map made."""
        if self._asked is None or self._run is not None:
            return
        self._run = run = _Run(*self._asked)
        self._note.setText("")
        self._bar.setValue(0)
        self.setCurrentWidget(self._working)
        self.stop_button.setFocus()
        self._look.start()
        run.request = self._background.read(
            lambda: run.work(self._library), self._show_map, failed=self._fail, key="heat-map", context=self
        )

    def stop(self) -> None:
        """Have no map made any more."""
        self._look.stop()
        run, self._run = self._run, None
        if run is not None:
            run.cancel()
        had_focus = self.isAncestorOf(focused) if (focused := self.focusWidget()) else False
        self.setCurrentWidget(self._idle)
        if had_focus:
            self.show_button.setFocus()

    def _follow(self) -> None:
        if self._run is not None:
            self._bar.setValue(round(_STEPS * self._run.part_done))

    def _show_map(self, heat: HeatMap) -> None:
        self._look.stop()
        self._run = None
        self._picture.show_heat(heat)
        self.setCurrentWidget(self._shown)
        self.compare.setFocus()

    def _hide_map(self) -> None:
        self._picture.show_heat(None)
        self.setCurrentWidget(self._idle)
        self.show_button.setFocus()

    def _fail(self, error: Exception) -> None:
        self._look.stop()
        self._run = None
        self.setCurrentWidget(self._idle)
        if isinstance(error, UserFixable):
            self._note.setText(translated(str(error)))
        elif not isinstance(error, CancelledError):
            self.failed.emit(error)


def _row(*parts: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(S2)
    for part in parts:
        layout.addWidget(part, int(not isinstance(part, QPushButton)))
    if all(isinstance(part, QPushButton) for part in parts):
        layout.addStretch(1)
    return row


def _column(*parts: QWidget) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(S2)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    return column


def _button(text: str, do: Callable[[], object] | None = None) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    if do is not None:
        button.clicked.connect(lambda _checked=False: do())
    return button
