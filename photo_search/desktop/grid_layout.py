"""Where each photo lies in the grid: rows of equal height that fill the width, or square tiles; pure geometry."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_NARROWEST, _WIDEST = 0.45, 4.0
"""Bounds of a tile's width over its height, which a phone's screenshot keeps and a scroll or strip does not."""
_TALLEST_ROW = 1.5
"""No row is higher than this many times the wanted height; its pictures are cut a little instead."""
_LEAST_WIDTH = 48
_BLOCK = 16_384
"""Photos whose rows are looked for at once: small enough for the processor's cache."""
_LONGEST_ROW = 255


class Sections(NamedTuple):
    """Runs of photos that begin a row of their own.

    `starts` holds the position of the first photo of each run, rising from 0; `bands` the height of the free band
    above it; `joined` says that the run before it goes on in it, so that no row between them is left half empty. `tail`
    is the height of a free band after the last photo.
    """

    starts: Ints
    bands: Ints
    joined: npt.NDArray[np.bool_]
    tail: int = 0

    def stops(self, count: int) -> Ints:
        """Return the position after the last photo of each run, of `count` photos in all."""
        return np.append(self.starts, count)[1:]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a layout is made for, in pixels. `mirrored` begins each row at the right."""

    width: int
    tile_height: int = 180
    gap: int = 4
    margin: int = 12
    square: bool = False
    mirrored: bool = False

    @property
    def inner(self) -> int:
        """The width that a row can fill; never so little that a tile could vanish."""
        return max(_LEAST_WIDTH, self.width - 2 * self.margin)


class Tile(NamedTuple):
    """The place of one photo, in pixels from the top and the left of all rows."""

    x: int
    y: int
    width: int
    height: int

    def contains(self, x: float, y: float) -> bool:
        """Return whether a point lies in it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


class Tiles(NamedTuple):
    """The places of the photos `first`, `first` + 1, ...; the arrays have one value a photo."""

    first: int
    x: Ints
    y: Ints
    width: Ints
    height: Ints


def aspects_of(widths: npt.NDArray[np.int32], heights: npt.NDArray[np.int32]) -> npt.NDArray[np.float32]:
    """Return the width over the height of the tile that each photo gets, float32 [N]."""
    ratio = widths / np.maximum(heights, 1).astype(np.float32)
    return ratio.clip(_NARROWEST, _WIDEST).astype(np.float32)


class GridLayout:
    """The places of all photos; a value that never changes.

    Rows are filled greedily from the start of each section: a photo whose middle still fits is taken in, then the
    row is stretched or shrunk to the width. So what comes or goes changes few rows, and none before it. A million
    photos are laid out in some 60 ms; the places inside a row are worked out when asked for.
    """

    def __init__(self, aspects: npt.NDArray[np.float32], sections: Sections, frame: Frame) -> None:
        self.frame = frame
        self.count = len(aspects)
        self._aspects = aspects
        if frame.square:
            self._starts, natural = self._square_rows(sections)
        else:
            self._starts, natural = self._justified_rows(sections)
        self._scales = self._stretch(natural, sections)
        heights = np.rint(np.minimum(self._scales, _TALLEST_ROW) * frame.tile_height)
        self._heights = np.maximum(heights, 1).astype(np.int64)
        self._place_rows(sections)

    @property
    def rows(self) -> int:
        """The number of rows."""
        return len(self._heights)

    def row_of(self, position: int) -> int:
        """Return the row that holds a photo."""
        # Not numpy's search: that lets go of the interpreter, and waits for its turn behind decoding threads.
        return bisect_right(self._starts, position) - 1

    def row_at(self, y: float) -> int:
        """Return the last row that begins at or above `y`, or the first; -1 if there are none."""
        if not self.rows:
            return -1
        return max(0, bisect_right(self._tops, y) - 1)

    def first_in(self, row: int) -> int:
        """Return the first photo of a row."""
        return int(self._starts[row])

    def rows_between(self, top: float, bottom: float) -> range:
        """Return the rows of which some part lies in top <= y < bottom."""
        if not self.rows or bottom <= top:
            return range(0)
        first = self.row_at(top)
        if self._tops[first] + self._heights[first] <= top:
            first += 1
        return range(first, max(first, bisect_left(self._tops, bottom)))

    def tiles(self, rows: range) -> Tiles:
        """Return the places of all photos of these rows, in order."""
        if not rows:
            none = np.zeros(0, np.int64)
            return Tiles(0, none, none, none, none)
        starts = self._starts[rows.start : rows.stop + 1]
        first = int(starts[0])
        lengths = np.diff(starts)
        row = np.repeat(np.arange(len(lengths)), lengths)
        before = starts[:-1][row] - first
        edges = np.concatenate(([0.0], np.cumsum(self._natural(first, int(starts[-1])))))
        scale = self._scales[rows.start : rows.stop][row]
        nth = np.arange(len(row)) - before
        origin = edges[before]
        gaps = nth * self.frame.gap + self.frame.margin
        left = np.rint((edges[:-1] - origin) * scale).astype(np.int64) + gaps
        width = np.rint((edges[1:] - origin) * scale).astype(np.int64) + gaps - left
        x = self.frame.width - left - width if self.frame.mirrored else left
        return Tiles(
            first, x, self._tops[rows.start : rows.stop][row], width, self._heights[rows.start : rows.stop][row]
        )

    def tile(self, position: int) -> Tile:
        """Return the place of one photo."""
        row = self.row_of(position)
        return self._pick(self.tiles(range(row, row + 1)), position)

    def hit(self, x: float, y: float) -> int | None:
        """Return the photo whose tile holds this point, if one does."""
        tiles = self.tiles(self.rows_between(y, y + 1))
        inside = (tiles.x <= x) & (x < tiles.x + tiles.width) & (tiles.y <= y) & (y < tiles.y + tiles.height)
        found = np.flatnonzero(inside)
        return tiles.first + int(found[0]) if len(found) else None

    def nearest(self, x: float, y: float) -> int | None:
        """Return the photo whose tile is nearest to this point: first the nearest row, then along it."""
        row = self.row_at(y)
        if row < 0:
            return None
        if row + 1 < self.rows and self._tops[row + 1] - y < y - (self._tops[row] + self._heights[row]):
            row += 1
        return self._nearest_in(row, x)

    def inside(self, left: float, top: float, right: float, bottom: float) -> Ints:
        """Return the photos whose tiles touch this rectangle, in order."""
        tiles = self.tiles(self.rows_between(top, bottom))
        touched = (tiles.x < right) & (tiles.x + tiles.width > left)
        return np.flatnonzero(touched) + tiles.first

    def beside(self, position: int, rows: int, x: float) -> int:
        """Return the photo nearest to `x` so many rows below (above if negative) that of `position`.

        Where there is no such row, the photo itself.
        """
        row = self.row_of(position) + rows
        return self._nearest_in(row, x) if 0 <= row < self.rows else position

    def _nearest_in(self, row: int, x: float) -> int:
        tiles = self.tiles(range(row, row + 1))
        distance = np.maximum(tiles.x - x, x + 1 - tiles.x - tiles.width).clip(0)
        return tiles.first + int(np.argmin(distance))

    @staticmethod
    def _pick(tiles: Tiles, position: int) -> Tile:
        i = position - tiles.first
        return Tile(int(tiles.x[i]), int(tiles.y[i]), int(tiles.width[i]), int(tiles.height[i]))

    def _natural(self, first: int, stop: int) -> Floats:
        """Return the widths of tiles as high as wanted, without gaps."""
        if self.frame.square:
            return np.full(stop - first, self.frame.tile_height, np.float64)
        return self._aspects[first:stop] * np.float64(self.frame.tile_height)

    def _square_rows(self, sections: Sections) -> tuple[Ints, Floats]:
        lengths = sections.stops(self.count) - sections.starts
        columns = self._columns
        rows = -(-lengths // columns)
        # Each row's number in its section, times the columns, from where the section starts.
        nth = np.arange(rows.sum()) - np.repeat(np.cumsum(rows) - rows, rows)
        starts = np.append(np.repeat(sections.starts, rows) + nth * columns, self.count)
        return starts, np.full(len(starts) - 1, float(columns * self.frame.tile_height))

    @property
    def _columns(self) -> int:
        step = self.frame.tile_height + self.frame.gap
        return max(1, round((self.frame.inner + self.frame.gap) / step))

    def _justified_rows(self, sections: Sections) -> tuple[Ints, Floats]:
        left = np.zeros(self.count + 1)
        np.cumsum(self._natural(0, self.count) + self.frame.gap, out=left[1:])
        lengths = self._row_lengths(left)
        starts = array("q")
        append = starts.append
        for start, stop in zip(sections.starts.tolist(), sections.stops(self.count).tolist(), strict=True):
            at = start
            while at < stop:
                append(at)
                at += lengths[at]
        append(self.count)
        rows = self._without_stubs(np.frombuffer(starts, np.int64), left, sections)
        return rows, left[rows[1:]] - left[rows[:-1]] - self.frame.gap * np.diff(rows)

    def _without_stubs(self, rows: Ints, left: Floats, sections: Sections) -> Ints:
        """Return `rows` without those that would be less than half full before a joined section."""
        for start in sections.starts[sections.joined]:
            stub = int(np.searchsorted(rows, start)) - 1
            if left[start] - left[rows[stub]] < self.frame.inner / 2 and rows[stub] not in sections.starts:
                rows = np.delete(rows, stub)
        return rows

    def _row_lengths(self, left: Floats) -> bytes:
        """Return how many photos a row takes in that begins at each photo; one byte each, at least 1.

        `left` is where each tile would begin if all stood in one row, gaps included, and where the last one ends.
        """
        lengths = np.empty(self.count, np.uint8)
        reach = self.frame.inner + self.frame.gap
        for first in range(0, self.count, _BLOCK):
            stop = min(first + _BLOCK, self.count)
            seen = left[first : min(stop + _LONGEST_ROW, self.count) + 1]
            middles = (seen[:-1] + seen[1:]) / 2
            taken = np.searchsorted(middles, left[first:stop] + reach) - np.arange(stop - first)
            lengths[first:stop] = taken.clip(1, _LONGEST_ROW)
        return lengths.tobytes()

    def _stretch(self, natural: Floats, sections: Sections) -> npt.NDArray[np.float64]:
        """Return the factor by which each row's natural widths must grow to fill the width."""
        columns = self._columns if self.frame.square else np.diff(self._starts)
        scales = np.maximum(self.frame.inner - self.frame.gap * (columns - 1), 1) / np.maximum(natural, 1)
        if self.frame.square or not len(scales):
            return scales
        # The row that ends a section is not stretched, unless the next section goes on with it.
        ends = sections.stops(self.count)[~np.append(sections.joined, False)[1:]]
        last = np.searchsorted(self._starts, ends) - 1
        scales[last] = np.minimum(scales[last], 1.0)
        return scales

    def _place_rows(self, sections: Sections) -> None:
        bands = np.zeros(self.rows, np.int64)
        bands[np.searchsorted(self._starts[:-1], sections.starts)] = sections.bands
        ends = np.cumsum(bands + self._heights + self.frame.gap)
        self._tops = self.frame.margin + ends - self._heights - self.frame.gap
        self.end = self.frame.margin + (int(ends[-1]) - self.frame.gap if self.rows else 0)
        """The lower edge of the last row."""
        self.height = self.end + sections.tail + self.frame.margin
        """The height of all rows and bands, margins included."""
