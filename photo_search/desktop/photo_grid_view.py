"""What the grid shows: paints the photos on the screen, and asks for their thumbnails and captions."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet

import numpy as np
from PySide6.QtCore import QEvent, QLocale, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QCloseEvent, QHideEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from photo_search.desktop.grid_layout import Tiles
from photo_search.desktop.photo_grid_area import GridArea
from photo_search.desktop.photo_grid_band import RubberBand
from photo_search.desktop.photo_grid_bursts import NO_BURSTS
from photo_search.desktop.photo_grid_captions import Captions, Hover
from photo_search.desktop.photo_grid_divider import DividerButton
from photo_search.desktop.photo_grid_motion import Fades
from photo_search.desktop.photo_grid_sections import DIVIDER_HEIGHT, UNDATED_MONTH
from photo_search.desktop.photo_grid_selection import GridSelection
from photo_search.desktop.photo_grid_signs import SignPainter
from photo_search.desktop.photo_tile import RADIUS, TileCaption, TileLook, TilePainter
from photo_search.desktop.theme import ThemeSwitch
from photo_search.desktop.thumbnail_loader import Came, ThumbnailLoader, Wanted
from photo_search.desktop.wording import month_name

_YEAR_0 = 1970


class GridView(GridArea):
    """Shows a listing and its selection; what extends it answers keys and mouse."""

    def __init__(
        self,
        thumbnails: Callable[[int], bytes | None],
        theme: ThemeSwitch,
        caption_of: Callable[[int], TileCaption | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._loader = ThumbnailLoader(thumbnails, caption_of, parent=self)
        self._captions = Captions(self._loader, self)
        self._hover = Hover(self)
        self._fades = Fades(theme, self)
        self._selection = GridSelection()
        self._band = RubberBand(self)
        self._divider = DividerButton(theme, self.viewport())
        self._bursts = NO_BURSTS
        self._scores: Mapping[int, float] = {}
        self._named: AbstractSet[int] = frozenset()
        self._scores_stay = True
        self._offline: AbstractSet[int] = frozenset()
        self._last_top = 0
        self._down = True
        self._stale = True
        self._shown: dict[int, QRect] = {}
        self._painters: tuple[TilePainter, SignPainter] | None = None
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._loader.loaded.connect(self._show_loaded)
        self._captions.came.connect(self._repaint_photo)
        self._hover.changed.connect(self._repaint_photo)
        self._fades.changed.connect(self._repaint_photos)
        self._glide.slowed.connect(self._renew)
        theme.changed.connect(self._restyle)

    def set_scores(
        self, scores: Mapping[int, float] | None, named: AbstractSet[int] = frozenset(), *, stay: bool = True
    ) -> None:
        """Show how well photos match (0..1, by photo id) on their tiles, or only where the pointer rests.

        Of those that are `named` it is said instead that the words stand in their names.
        """
        self._scores, self._named, self._scores_stay = scores or {}, named, stay
        self.viewport().update()

    def set_offline(self, photo_ids: AbstractSet[int]) -> None:
        """Mark these photos as being on a drive that is not connected."""
        self._offline = photo_ids
        self.viewport().update()

    def refresh_thumbnail(self, photo_id: int) -> None:
        """Read a photo's thumbnail anew, because it changed."""
        self._loader.forget(photo_id)
        self._captions.doubt()
        self._renew()

    def limit_memory(self, megabytes: int) -> None:
        """Keep no more than so many megabytes of thumbnails."""
        self._loader.limit(megabytes << 20)

    def shut_down(self) -> None:
        """End the threads and timers, before the grid goes; nothing is loaded any more."""
        self._glide.stop()
        self._fades.stop()
        self._hover.move(None)
        self._band.end()
        self._loader.close()

    def _moved(self) -> None:
        if self._hover.photo_id != self._id_under(self._hover.point):
            self._hover.move(None)
        self._stale = True
        self._place_divider()
        super()._moved()

    def _place_divider(self) -> None:
        """Have the button of the line stand in its band."""
        line, below = self._content.division.line, self._content.division.below
        is_open = line is not None and line < self.count
        if line is None or not below:
            self._divider.hide()
            return
        band = self._band_over(self._layout.row_of(line)) if is_open else DIVIDER_HEIGHT
        top = self._layout.tile(line).y - band if is_open else self._layout.end + self._layout.frame.gap
        self._divider.say(below, is_open=is_open)
        self._divider.stand(self._layout.frame.margin, top - self._top, self._layout.frame.inner)
        self._divider.show()

    def _sign_under(self, point: QPoint) -> int | None:
        """Return the photo whose sign of a burst is at a point of the viewport."""
        position = self.position_at(point)
        if position is None or not self._bursts.sizes:
            return None
        photo_id = self._content.id_at(position)
        if photo_id not in self._bursts.sizes:
            return None
        ratio = self.viewport().devicePixelRatioF()
        sign = self._paints()[0].stack_sign(_scaled(self.photo_rect(position), ratio), self._stack_text(photo_id))
        return photo_id if sign.contains(QPoint(round(point.x() * ratio), round(point.y() * ratio))) else None

    def _show_sign_under(self, point: QPoint) -> None:
        """Show that a click would open a burst."""
        photo_id = self._sign_under(point)
        words = "" if photo_id is None else self.burst_words(photo_id)
        if words != self.viewport().toolTip():
            self.viewport().setToolTip(words)
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if words else Qt.CursorShape.ArrowCursor)

    def burst_words(self, photo_id: int) -> str:
        """Return what can be done with the burst that a photo stands for; nothing if it stands for itself."""
        size = self._bursts.sizes.get(photo_id)
        if size is None:
            return ""
        if photo_id in self._bursts.open:
            return self.tr("Show as one")
        return self.tr("Show all %Ln that are nearly the same", "", size)

    def _stack_text(self, photo_id: int) -> str:
        return QLocale().toString(self._bursts.sizes[photo_id])

    def _begin_anew(self) -> None:
        self._captions.doubt()
        self._loader.try_again()

    def _renew(self) -> None:
        """Paint all again, and ask for what is missing."""
        self._stale = True
        self.viewport().update()

    def _id_under(self, point: QPoint) -> int | None:
        position = self.position_at(point)
        return None if position is None else self._content.id_at(position)

    # Thumbnails

    def _request(self) -> None:
        """Ask for the thumbnails on the screen, and for those of the next screen on the way."""
        self._stale = False
        top, page = self._top, self.viewport().height()
        if top != self._last_top:
            self._down, self._last_top = top > self._last_top, top
        rows = self._visible_rows()
        tiles = self._layout.tiles(rows)
        self._shown = dict(zip(self._ids(tiles), _rects(tiles, top, 1.0), strict=True))
        if self._glide.is_fast:
            coming = range(0)
        elif self._down:
            coming = range(rows.stop, self._layout.rows_between(top, top + 2 * page).stop)
        else:
            coming = range(self._layout.rows_between(top - page, top + page).start, rows.start)
        ahead = self._wanted(self._layout.tiles(coming))
        self._loader.want(self._wanted(tiles), ahead if self._down else reversed(ahead))

    def _wanted(self, tiles: Tiles) -> list[Wanted]:
        ratio = self.viewport().devicePixelRatioF()
        rects = _rects(tiles, self._top, ratio)
        return [
            Wanted(photo_id, rect.width(), rect.height(), RADIUS * ratio)
            for photo_id, rect in zip(self._ids(tiles), rects, strict=True)
        ]

    def _ids(self, tiles: Tiles) -> list[int]:
        ids: list[int] = self._content.listing.photo_ids[tiles.first : tiles.first + len(tiles.x)].tolist()
        return ids

    def _show_loaded(self, came: list[Came]) -> None:
        """Paint what came and is on the screen, fading in what was not there before."""
        if self._glide.is_calm:
            self._fades.begin(photo_id for photo_id, first in came if first and photo_id in self._shown)
        self._repaint_photos(photo_id for photo_id, _ in came)

    def _repaint_photos(self, photo_ids: Iterable[int]) -> None:
        for photo_id in photo_ids:
            self._repaint_photo(photo_id)

    def _repaint_photo(self, photo_id: int) -> None:
        rect = self._shown.get(photo_id)
        if rect is not None:
            self.viewport().update(rect)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name, as are those below
        """Paint in the screen's own pixels, so that a thumbnail made for its tile is copied as it is."""
        if self._stale:
            self._request()
        ratio, top = self.viewport().devicePixelRatioF(), self._top
        exposed = event.rect()
        painter = QPainter(self.viewport())
        painter.scale(1 / ratio, 1 / ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows = self._layout.rows_between(top + exposed.top(), top + exposed.bottom() + 1 + self._content.highest_band)
        tiles = self._layout.tiles(rows)
        rects = _rects(tiles, top, ratio)
        self._paint_ground(painter, _scaled(exposed, ratio), rects, math.ceil(RADIUS * ratio))
        self._paint_photos(painter, tiles, rects, _scaled(exposed, ratio))
        self._paint_bands(painter, tiles, ratio)
        signs = self._paints()[1]
        if self._band.is_active:
            signs.band(painter, _scaled(self._band.rect().translated(0, -top), ratio))
        if self._glide.is_fast and self._content.months is not None and rows:
            month = self._content.months.at(self._layout.first_in(self._visible_rows().start))
            signs.month(painter, _scaled(self.viewport().rect(), ratio), self._month_text(month))
        painter.end()

    def _paint_ground(self, painter: QPainter, exposed: QRect, rects: list[QRect], corner: int) -> None:
        """Paint what tiles leave free, no more: on a fine screen, painting every pixel twice takes milliseconds."""
        free = QRegion(exposed)
        for rect in rects:
            free = free.subtracted(QRegion(rect.adjusted(corner, 0, -corner, 0)))
        painter.setClipRegion(free)
        painter.fillRect(exposed, self._theme.theme.window)
        painter.setClipping(False)

    def _paint_photos(self, painter: QPainter, tiles: Tiles, rects: list[QRect], exposed: QRect) -> None:
        tile_painter = self._paints()[0]
        positions = range(tiles.first, tiles.first + len(rects))
        colours = self._content.listing.colours[tiles.first : positions.stop].tolist()
        for position, photo_id, colour, rect in zip(positions, self._ids(tiles), colours, rects, strict=True):
            if rect.intersects(exposed):
                tile_painter.paint(painter, rect, self._look(position, photo_id, colour))
        current = self._selection.current
        if current is not None and current in positions and self.hasFocus():
            tile_painter.paint_focus(painter, rects[current - tiles.first])

    def _look(self, position: int, photo_id: int, colour: int) -> TileLook:
        picture = self._loader.picture(photo_id)
        broken = picture is None and self._loader.is_broken(photo_id)
        hovered = photo_id == self._hover.photo_id
        rested = hovered and self._hover.rested
        return TileLook(
            colour=colour,
            picture=picture,
            opacity=self._fades.opacity(photo_id),
            broken=broken,
            offline=photo_id in self._offline,
            selected=bool(self._selection.mask[position]),
            hovered=hovered,
            caption=self._captions.get(photo_id) if broken or rested else None,
            score=self._score_text(photo_id) if self._scores_stay or rested else "",
            stack=self._stack_text(photo_id) if photo_id in self._bursts.sizes else "",
            in_burst=self._bursts.belongs(photo_id),
        )

    def _paint_bands(self, painter: QPainter, tiles: Tiles, ratio: float) -> None:
        sections, margin = self._content.sections, self._layout.frame.margin
        first, stop = np.searchsorted(sections.starts, (tiles.first, tiles.first + len(tiles.x)))
        signs = self._paints()[1]
        for number in range(int(first), int(stop)):
            start, height = int(sections.starts[number]), int(sections.bands[number])
            if not height:
                continue
            y = int(tiles.y[start - tiles.first]) - self._top - height
            band = _scaled(QRect(margin, y, self._layout.frame.inner, height), ratio)
            if self._content.months is not None:
                signs.heading(painter, band, self._month_text(int(self._content.months.months[number])))
            elif start in self._content.division.titles:
                signs.heading(painter, band, self._content.division.titles[start])

    def _paints(self) -> tuple[TilePainter, SignPainter]:
        if self._painters is None:
            ratio, mirrored = self.viewport().devicePixelRatioF(), self._layout.frame.mirrored
            self._painters = (
                TilePainter(self._theme, ratio, mirrored=mirrored),
                SignPainter(self._theme, ratio, mirrored=mirrored),
            )
        return self._painters

    def _month_text(self, month: int) -> str:
        if month == UNDATED_MONTH:
            return self.tr("No date")
        #: A heading over photos, as "March 2024".
        return self.tr("{month} {year}").format(month=month_name(month % 12 + 1), year=_YEAR_0 + month // 12)

    def _score_text(self, photo_id: int) -> str:
        if photo_id in self._named:
            return self.tr("in its name")
        score = self._scores.get(photo_id)
        if score is None:
            return ""
        #: How well a photo matches, in percent.
        return self.tr("{number}%").format(number=QLocale().toString(round(100 * score)))

    # Events

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Take note of the pointer leaving, and of another screen."""
        if event.type() == QEvent.Type.Leave:
            self._hover.move(None)
        elif event.type() == QEvent.Type.DevicePixelRatioChange:
            self._restyle()
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow another writing direction, font or style."""
        super().changeEvent(event)
        self._restyle()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Load nothing for what nobody sees."""
        super().hideEvent(event)
        self._fades.stop()
        self._loader.want(())
        self._stale = True

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """End the threads and timers."""
        self.shut_down()
        super().closeEvent(event)

    def _restyle(self) -> None:
        self._painters = None
        self._renew()


def _rects(tiles: Tiles, top: int, ratio: float) -> list[QRect]:
    """Return where tiles are in the viewport, in the screen's own pixels.

    The size of each is the same wherever it is scrolled to, for its thumbnail to fit.
    """
    left = np.rint(tiles.x * ratio).astype(np.int64)
    width = np.rint((tiles.x + tiles.width) * ratio).astype(np.int64) - left
    y = np.rint((tiles.y - top) * ratio).astype(np.int64)
    height = np.rint(tiles.height * ratio).astype(np.int64)
    return [QRect(*edges) for edges in zip(left.tolist(), y.tolist(), width.tolist(), height.tolist(), strict=True)]


def _scaled(rect: QRect, ratio: float) -> QRect:
    return QRectF(rect.x() * ratio, rect.y() * ratio, rect.width() * ratio, rect.height() * ratio).toAlignedRect()
