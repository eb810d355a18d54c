"""What the mouse does in the grid: click, select with Ctrl and Shift, drag files out, or draw a rubber band."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from photo_search.desktop.photo_grid_band import RubberBand
from photo_search.desktop.photo_grid_selection import GridSelection, Ints

_Modifier = Qt.KeyboardModifier


class Drag(Enum):
    """What a move of the pressed mouse amounts to."""

    NOTHING = auto()
    FILES = auto()
    """From a photo: the selected files are to be taken along."""
    BAND = auto()


class GridPointer:
    """Turns presses, moves and releases of the left button into changes of a selection; points are in the viewport.

    A drag from a photo takes files along; one from between photos, or with Ctrl or Shift held, draws `band`.
    """

    def __init__(self, band: RubberBand) -> None:
        self._band = band
        self._pressed_at: QPoint | None = None
        self._takes_files = False
        self._choose_on_release: int | None = None

    def press(self, selection: GridSelection, point: QPoint, position: int | None, keys: Qt.KeyboardModifier) -> None:
        """Answer the button going down over the photo at `position`, or over none."""
        ctrl, shift = bool(keys & _Modifier.ControlModifier), bool(keys & _Modifier.ShiftModifier)
        if position is None and not (ctrl or shift):
            selection.set(slice(0))
        self._pressed_at = QPoint(point)
        self._takes_files = position is not None and not (ctrl or shift)
        self._choose_on_release = None
        self._band.place(point, selection.mask)
        if position is None:
            return
        if shift:
            selection.extend(position, add=ctrl)
        elif ctrl:
            selection.toggle(position)
        elif selection.mask[position]:
            # All that is selected may be about to be dragged.
            selection.move(position)
            self._choose_on_release = position
        else:
            selection.choose(position)

    def move(self, point: QPoint) -> Drag:
        """Answer the pointer moving while the button is down."""
        if self._band.is_active:
            return Drag.BAND
        if self._pressed_at is None:
            return Drag.NOTHING
        if (point - self._pressed_at).manhattanLength() < QApplication.startDragDistance():
            return Drag.NOTHING
        if self._takes_files:
            self.forget()
            return Drag.FILES
        self._band.begin()
        return Drag.BAND

    def release(self, selection: GridSelection) -> None:
        """Answer the button going up."""
        if self._choose_on_release is not None:
            selection.choose(self._choose_on_release)
        self.forget()

    def forget(self) -> None:
        """Take it that the button is up, and nothing came of it."""
        self._band.end()
        self._pressed_at = self._choose_on_release = None


def apply_band(selection: GridSelection, band: RubberBand, touched: Ints) -> None:
    """Select what the band touches, besides what was selected before it."""
    selection.mask[:] = band.before
    selection.mask[touched] = True
    if len(touched):
        selection.move(int(touched[-1] if band.goes_down else touched[0]))
