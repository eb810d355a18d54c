"""Photos for the tests of the grid: listings of many shapes and months, with real JPEG thumbnails in flat colours."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from photo_search.catalog.listing import UNDATED, Listing
from photo_search.desktop.photo_grid import PhotoGrid, TileCaption
from photo_search.desktop.theme import ThemeSwitch

SHAPES = ((400, 300), (300, 400), (480, 270), (300, 300), (450, 300))
COLOURS = (0xC03020, 0x20A040, 0x3050C0, 0xB0A020, 0x8040A0, 0x20A0A0)
PLACEHOLDER = 0x606468
_MONTH_S = 30 * 86_400
_NEWEST = 1_700_000_000


def listing_of(photo_ids: Sequence[int], *, per_month: int = 20, undated: int = 0) -> Listing:
    """Return these photos, the first in the newest month, so many of them a month; a shape belongs to an id."""
    ids = np.array(photo_ids, np.int64)
    shapes = np.array(SHAPES, np.int32)[ids % len(SHAPES)]
    # The time belongs to the id, too: an id of 1,000 more is of the same month.
    taken = _NEWEST - (ids % 1000) // per_month * _MONTH_S
    if undated:
        taken[-undated:] = UNDATED
    colours = np.full(len(ids), PLACEHOLDER, np.uint32)
    return Listing(ids, shapes[:, 0].copy(), shapes[:, 1].copy(), taken, colours)


@cache
def jpeg(photo_id: int) -> bytes:
    """Return a thumbnail in the colour of its id."""
    file = io.BytesIO()
    colour = COLOURS[photo_id % len(COLOURS)]
    rgb = ((colour >> 16) & 255, (colour >> 8) & 255, colour & 255)
    Image.new("RGB", SHAPES[photo_id % len(SHAPES)], rgb).save(file, "JPEG", quality=95)
    return file.getvalue()


class Album:
    """Gives thumbnails, captions and files, and remembers what it was asked and on which threads."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.threads: set[int] = set()
        self.missing: set[int] = set()
        self.changed: dict[int, int] = {}
        self.may_read = threading.Event()
        self.may_read.set()

    def thumbnail(self, photo_id: int) -> bytes | None:
        self.threads.add(threading.get_ident())
        self.asked.append(photo_id)
        self.may_read.wait(10)
        return None if photo_id in self.missing else jpeg(self.changed.get(photo_id, photo_id))

    def caption(self, photo_id: int) -> TileCaption | None:
        self.threads.add(threading.get_ident())
        return TileCaption(f"IMG_{photo_id:04}.jpg", "12 March 2024")

    def files(self, photo_ids: Sequence[int]) -> list[str]:
        return [f"/photos/IMG_{photo_id:04}.jpg" for photo_id in photo_ids]

    def grid(self, theme: ThemeSwitch) -> PhotoGrid:
        return PhotoGrid(self.thumbnail, theme, files_of=self.files, caption_of=self.caption)


def is_loaded(grid: PhotoGrid) -> bool:
    """Return whether everything on the screen has its thumbnail or is known to have none, and nothing moves."""
    shown, loader = grid._shown, grid._loader
    there = all(loader.is_broken(photo_id) or _fits(grid, photo_id) for photo_id in shown)
    return bool(shown) and there and not grid._fades._began


def _fits(grid: PhotoGrid, photo_id: int) -> bool:
    picture = grid._loader.picture(photo_id)
    return picture is not None and picture.size() == grid._shown[photo_id].size() * grid.devicePixelRatioF()


def colour_at(widget: QWidget, point: QPoint) -> QColor:
    """Return what is painted at a point."""
    picture = widget.grab()
    return picture.toImage().pixelColor(point * picture.devicePixelRatio())


def is_like(colour: QColor, rgb: int, tolerance: int = 6) -> bool:
    wanted = QColor.fromRgb(rgb)
    return all(abs(a - b) <= tolerance for a, b in zip(colour.getRgb(), wanted.getRgb(), strict=True))


def centre(grid: PhotoGrid, position: int) -> QPoint:
    return grid.photo_rect(position).center()


def move_mouse(grid: PhotoGrid, point: QPoint, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Move the mouse with the left button held down."""
    _send_mouse(grid, point, Qt.MouseButton.LeftButton, keys)


def hover(grid: PhotoGrid, point: QPoint) -> None:
    """Move the mouse with no button held down."""
    _send_mouse(grid, point, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)


def _send_mouse(grid: PhotoGrid, point: QPoint, held: Qt.MouseButton, keys: Qt.KeyboardModifier) -> None:
    local, there = QPointF(point), QPointF(grid.viewport().mapToGlobal(point))
    event = QMouseEvent(QMouseEvent.Type.MouseMove, local, there, Qt.MouseButton.NoButton, held, keys)
    QApplication.sendEvent(grid.viewport(), event)


def turn_wheel(
    grid: PhotoGrid,
    point: QPoint,
    steps: float,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    pixels: int = 0,
) -> None:
    """Turn the wheel over a point: up if positive; `pixels` is what a touchpad says."""
    event = QWheelEvent(
        QPointF(point),
        QPointF(grid.viewport().mapToGlobal(point)),
        QPoint(0, pixels),
        QPoint(0, round(120 * steps)),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(grid.viewport(), event)


Waiting = Callable[[Callable[[], bool]], None]
