"""The scroll area under the grid: lays out its content for every size, and keeps in place what is on the screen."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QNativeGestureEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from photo_search.desktop.grid_layout import Frame
from photo_search.desktop.photo_grid_content import GridContent
from photo_search.desktop.photo_grid_motion import Glide
from photo_search.desktop.photo_grid_selection import carried
from photo_search.desktop.theme import ThemeSwitch

SMALLEST_TILE, USUAL_TILE, LARGEST_TILE = 96, 180, 360
"""Heights of a row of tiles, in pixels."""

_WHEEL_STEP = 120
_ZOOM_A_STEP = 1.15


class Anchor(NamedTuple):
    """What stays where it is while the rest changes: a part `at` (0..1) of a photo's height, at `y` of the viewport."""

    position: int
    at: float
    y: float


class GridArea(QAbstractScrollArea):
    """Scrolls over a laid-out content; what extends it paints it."""

    tile_size_changed = Signal(int)

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._glide = Glide(self.verticalScrollBar(), theme, self)
        self._tile_height, self._square = USUAL_TILE, False
        self._zoom = float(USUAL_TILE)
        self._content = GridContent.nothing()
        self._held: Anchor | None = None
        self._placing = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Coming and going by itself it would change the width, and with it whether it is needed.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
        self._layout = self._content.layout(self._frame())

    @property
    def tile_height(self) -> int:
        """The height of rows, as it was set."""
        return self._tile_height

    @property
    def count(self) -> int:
        """How many photos there are."""
        return self._content.count

    def set_tile_height(self, height: int) -> None:
        """Set the height of rows (the side of square tiles), within SMALLEST_TILE and LARGEST_TILE."""
        self._resize_tiles(height, self._anchor())
        self._zoom = self._tile_height

    def set_square(self, square: bool) -> None:
        """Show square tiles, or rows of whole pictures."""
        if square != self._square:
            self._square = square
            self._arrange(self._anchor())

    def position_at(self, point: QPoint) -> int | None:
        """Return the photo at a point of the viewport, if there is one."""
        return self._layout.hit(point.x(), point.y() + self._top)

    def photo_rect(self, position: int) -> QRect:
        """Return a photo's place, in the viewport or outside of it."""
        tile = self._layout.tile(position)
        return QRect(tile.x, tile.y - self._top, tile.width, tile.height)

    def scroll_to(self, position: int) -> None:
        """Bring a photo onto the screen, with a heading over it, by as little as needed."""
        self._glide.stop()
        tile, margin = self._layout.tile(position), self._layout.frame.margin
        above = tile.y - margin - self._band_over(self._layout.row_of(position))
        below = tile.y + tile.height + margin - self.viewport().height()
        self.verticalScrollBar().setValue(min(max(self._top, below), above))

    @property
    def _top(self) -> int:
        return self.verticalScrollBar().value()

    def _visible_rows(self) -> range:
        return self._layout.rows_between(self._top, self._top + self.viewport().height())

    def _band_over(self, row: int) -> int:
        sections = self._content.sections
        found = np.flatnonzero(sections.starts == self._layout.first_in(row))
        return int(sections.bands[found[0]]) if len(found) else 0

    def _frame(self) -> Frame:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return Frame(self.viewport().width(), self._tile_height, square=self._square, mirrored=mirrored)

    def _anchor(self) -> Anchor | None:
        """Return what to keep in place: what was kept so far, while nobody scrolled, or the first visible photo."""
        return self._held or self._first_visible()

    def _first_visible(self) -> Anchor | None:
        rows = self._visible_rows()
        return self._anchor_at(self._layout.first_in(rows.start), 0.0) if rows else None

    def _anchor_at(self, position: int, y: float) -> Anchor:
        """Return the anchor that keeps the part of a photo at `y` of the viewport, or its edge if it is not there."""
        tile = self._layout.tile(position)
        inside = min(max(0.0, self._top + y - tile.y), tile.height)
        return Anchor(position, inside / tile.height, tile.y + inside - self._top)

    def _replace_content(self, content: GridContent) -> None:
        """Show other content of much the same photos, and leave what is on the screen where it is."""
        # While everything fits on the screen it fills up; from then on it keeps still.
        anchor = self._first_visible() if self.verticalScrollBar().maximum() else None
        if anchor is not None:
            position = carried(anchor.position, self._content.listing.photo_ids, content.listing.photo_ids)
            anchor = None if position is None else anchor._replace(position=position)
        self._content = content
        self._arrange(anchor, break_at=None if anchor is None else anchor.position)

    def _arrange(self, anchor: Anchor | None, break_at: int | None = None) -> None:
        """Lay everything out anew, and scroll to where `anchor` is at its place."""
        self._layout = self._content.layout(self._frame(), break_at)
        self._measure()
        self._keep(anchor)

    def _keep(self, anchor: Anchor | None) -> None:
        """Scroll to where `anchor` is at its place, and hold to it until somebody scrolls."""
        if anchor is not None:
            tile = self._layout.tile(anchor.position)
            self._placing = True
            self.verticalScrollBar().setValue(round(tile.y + anchor.at * tile.height - anchor.y))
            self._placing = False
        self._held = anchor
        self._moved()

    def _measure(self) -> None:
        bar, page = self.verticalScrollBar(), self.viewport().height()
        self._placing = True
        bar.setPageStep(page)
        bar.setSingleStep(max(1, self._tile_height // 3))
        bar.setRange(0, max(0, self._layout.height - page))
        self._placing = False

    def _moved(self) -> None:
        """Take note that photos are elsewhere now."""
        self.viewport().update()

    def _resize_tiles(self, height: int, anchor: Anchor | None) -> None:
        height = max(SMALLEST_TILE, min(height, LARGEST_TILE))
        if height == self._tile_height:
            return
        self._glide.stop()
        self._tile_height = height
        self._arrange(anchor)
        self.tile_size_changed.emit(height)

    def _zoom_by(self, factor: float, point: QPoint) -> None:
        """Make tiles larger or smaller around what is at a point of the viewport."""
        self._zoom = max(SMALLEST_TILE, min(self._zoom * factor, LARGEST_TILE))
        under = self._layout.nearest(point.x(), point.y() + self._top)
        if under is not None:
            self._resize_tiles(round(self._zoom), self._anchor_at(under, point.y()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name, as are those below
        """Lay out for another width."""
        super().resizeEvent(event)
        if self.viewport().width() == self._layout.frame.width:
            self._measure()
            self._moved()
        else:
            self._arrange(self._anchor())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow another writing direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._arrange(self._anchor())

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802, ARG002 - it never scrolls sideways
        """Show another part."""
        if not self._placing:
            self._held = None
            self._glide.moved(-dy, self.viewport().height())
        self._moved()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Take two fingers drawn apart as a wish for larger tiles."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self._zoom_by(1 + event.value(), event.position().toPoint())
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll, or with Ctrl make tiles larger and smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y() / _WHEEL_STEP
            self._zoom_by(_ZOOM_A_STEP**steps, event.position().toPoint())
        else:
            self._glide.wheel(event.angleDelta(), event.pixelDelta())
        event.accept()
