"""One row of photos: the best answers of one model to the words, with what became of each in the other row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QHelpEvent, QHideEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from photo_search.desktop.photo_tile import RADIUS, TileLook, TilePainter
from photo_search.desktop.theme import S1, ThemeSwitch
from photo_search.desktop.thumbnail_loader import ThumbnailLoader, Wanted
from photo_search.desktop.wording import tip

PLACES = 8
"""How many photos a row has: as many as are looked at without counting."""

_LARGEST = 168


@dataclass(frozen=True, slots=True)
class RowPhoto:
    """A photo of a row: its dominant colour 0xRRGGBB, what is written on it, and its name for the tip."""

    photo_id: int
    colour: int
    mark: str = ""
    name: str = ""


class CompareRow(QWidget):
    """Squares beside each other, as large as the width allows. Call `shut_down` before it goes.

    `thumbnail` is called on a worker thread. `pressed` is called when a row that can be chosen is clicked.
    """

    def __init__(
        self, thumbnail: Callable[[int], bytes | None], theme: ThemeSwitch, pressed: Callable[[], object]
    ) -> None:
        super().__init__()
        self._theme = theme
        self._pressed = pressed
        self._photos: tuple[RowPhoto, ...] = ()
        self._loader = ThumbnailLoader(thumbnail, lambda _: None, threads=1, parent=self)
        self._loader.loaded.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def photos(self) -> tuple[RowPhoto, ...]:
        """What is shown, best first."""
        return self._photos

    def show_photos(self, photos: Sequence[RowPhoto]) -> None:
        """Show these, at most PLACES of them."""
        self._photos = tuple(photos[:PLACES])
        self.update()

    def make_choosable(self, *, choosable: bool) -> None:
        """Let a click on the row be an answer, or not."""
        self.setCursor(Qt.CursorShape.PointingHandCursor if choosable else Qt.CursorShape.ArrowCursor)

    def shut_down(self) -> None:
        """End the thread that brings the photos."""
        self._loader.close()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name, as are those below
        """Be as high as the squares that have room beside each other."""
        super().resizeEvent(event)
        self.setFixedHeight(_side(event.size().width()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """Paint in the screen's own pixels, as the grid does; a place without a photo stays empty."""
        ratio = self.devicePixelRatioF()
        rects = [_scaled(rect, ratio) for rect in self._rects()]
        self._loader.want(
            Wanted(photo.photo_id, rect.width(), rect.height(), RADIUS * ratio)
            for photo, rect in zip(self._photos, rects, strict=True)
        )
        painter = QPainter(self)
        painter.scale(1 / ratio, 1 / ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tiles = TilePainter(self._theme, ratio, mirrored=self._mirrored)
        for photo, rect in zip(self._photos, rects, strict=True):
            picture = self._loader.picture(photo.photo_id)
            broken = picture is None and self._loader.is_broken(photo.photo_id)
            tiles.paint(painter, rect, TileLook(photo.colour, picture, broken=broken, score=photo.mark))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tell the name of the photo under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            names = [
                photo.name
                for photo, rect in zip(self._photos, self._rects(), strict=True)
                if rect.contains(event.pos()) and photo.name
            ]
            QToolTip.showText(event.globalPos(), tip(names[0]) if names else "", self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take a click as an answer."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._pressed()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Load nothing for what nobody sees."""
        super().hideEvent(event)
        self._loader.want(())

    @property
    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _rects(self) -> list[QRect]:
        side = _side(self.width())
        lefts = [place * (side + S1) for place in range(len(self._photos))]
        return [QRect(self.width() - left - side if self._mirrored else left, 0, side, side) for left in lefts]


def _side(width: int) -> int:
    return max(1, min(_LARGEST, (width - (PLACES - 1) * S1) // PLACES))


def _scaled(rect: QRect, ratio: float) -> QRect:
    return QRect(*(round(ratio * edge) for edge in (rect.x(), rect.y(), rect.width(), rect.height())))
