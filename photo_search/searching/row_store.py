"""The rows of an exact index at one moment: what a search reads while others add and remove.

A `Rows` never changes. Adding writes behind the last published row, where no older `Rows` looks, and returns
a new one; so readers need no lock, and appending costs no copy of what is there. One writer at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from photo_search.searching.projection import Projection
from photo_search.searching.quantisation import Floats, Planes, merge, split
from photo_search.searching.vector_index import Ids

RowNumbers = NDArray[np.intp]
Bools = NDArray[np.bool_]

Plane = Literal["ids", "high", "low", "scales", "head", "head_scales", "head_rest"]
Block = Mapping[Plane, NDArray[Any]]
"""Arrays of equal length with one entry for each row, of which a prefix is in use.

ids int64 [n]; high and low int8 [n, D] and scales float32 [n], as `quantisation.split` makes them; where rows are
projected also head int8 [n, d], head_scales and head_rest float32 [n], as `Projection.head` makes them.
"""

BLOCK_ROWS = 32_768
_AT_ONCE = 512  # rows that are worked on together: as float32 they still fit a core's cache
_SAMPLE_ROWS = 16_384


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows in blocks. Block `i` holds the rows from `starts[i]` up to `starts[i + 1]`.

    All vectors are kept relative to `offset`, float32 [D], which lies near their mean: without what all have
    in common an int8 goes further. `dead` marks removed rows, bool [n]; None means that there are none. `top_id`
    is the highest photo id ever held.
    """

    offset: Floats
    blocks: tuple[Block, ...] = ()
    starts: tuple[int, ...] = (0,)
    dead: Bools | None = None
    top_id: int = -1
    projection: Projection | None = None

    @property
    def count(self) -> int:
        """The number of rows, dead ones included."""
        return self.starts[-1]

    @cached_property
    def live(self) -> int:
        """The number of rows that are not dead."""
        return self.count - (0 if self.dead is None else int(np.count_nonzero(self.dead)))

    def live_rows(self) -> RowNumbers:
        """Return the numbers of the rows that are not dead, ascending."""
        return np.arange(self.count) if self.dead is None else np.flatnonzero(~self.dead)

    def parts(self, plane: Plane) -> Iterator[NDArray[Any]]:
        """Yield what each block holds in a plane, without copying."""
        for block, (start, stop) in zip(self.blocks, pairwise(self.starts), strict=True):
            yield block[plane][: stop - start]

    def whole(self, plane: Plane) -> NDArray[Any]:
        """Return a copy of a plane for all rows; meant for those with one number a row."""
        return np.concatenate(list(self.parts(plane)))

    def take(self, planes: Sequence[Plane], rows: RowNumbers) -> tuple[NDArray[Any], ...]:
        """Return copies of what each of `planes` holds for `rows`, which must ascend."""
        firsts = [self.blocks[0][plane] for plane in planes]
        taken = tuple(np.empty((len(rows), *first.shape[1:]), first.dtype) for first in firsts)
        edges = np.searchsorted(rows, self.starts).tolist()
        for block, start, (a, b) in zip(self.blocks, self.starts, pairwise(edges), strict=False):
            if a < b:
                wanted = rows[a:b] - start
                for plane, target in zip(planes, taken, strict=True):
                    # "clip" lets numpy write straight into `out`; no number is out of range.
                    np.take(block[plane], wanted, axis=0, out=target[a:b], mode="clip")
        return taken

    def planes(self, rows: RowNumbers) -> Planes:
        """Return both planes of `rows`, which must ascend."""
        return Planes(*self.take(("high", "low", "scales"), rows))

    def vectors(self, rows: RowNumbers) -> Floats:
        """Return the vectors of `rows`, which must ascend, float32 [n, D]."""
        return merge(self.planes(rows)) + self.offset

    @cached_property
    def _by_id(self) -> tuple[Ids, RowNumbers]:
        if not self.count:
            return np.empty(0, np.int64), np.empty(0, np.intp)
        rows = self.live_rows()
        ids = self.whole("ids")[rows]
        order = np.argsort(ids, kind="stable")
        return ids[order], rows[order]

    @property
    def sorted_ids(self) -> Ids:
        """The ids of the live rows, ascending."""
        return self._by_id[0]

    def find(self, ids: Ids) -> tuple[RowNumbers, Bools]:
        """Return for each id its row number, and whether there is one; the number means nothing where not."""
        known, rows = self._by_id
        if not len(known):
            return np.zeros(len(ids), np.intp), np.zeros(len(ids), np.bool_)
        place = np.searchsorted(known, ids).clip(max=len(known) - 1)
        return rows[place], known[place] == ids

    def appended(self, ids: Ids, vectors: NDArray[np.floating]) -> Rows:
        """Return these rows and, behind them, those of `ids` [n] with `vectors` [n, D]."""
        blocks, starts = list(self.blocks), list(self.starts)
        done = 0
        while done < len(ids):
            if not blocks or starts[-1] - starts[-2] == len(blocks[-1]["ids"]):
                blocks.append(_empty_block(len(self.offset), self.projection))
                starts.append(starts[-1])
            block, a = blocks[-1], starts[-1] - starts[-2]
            piece = slice(done, done + min(_AT_ONCE, len(block["ids"]) - a))
            b = a + len(ids[piece])
            block["ids"][a:b] = ids[piece]
            planes = split(vectors[piece].astype(np.float32) - self.offset)
            block["high"][a:b], block["low"][a:b], block["scales"][a:b] = planes
            if self.projection:
                _write_head(block, self.projection, a, b)
            starts[-1] += b - a
            done += b - a
        dead = self.dead
        if dead is not None:
            dead = np.concatenate([dead, np.zeros(len(ids), np.bool_)])
        top_id = max(self.top_id, int(ids.max(initial=-1)))
        return replace(self, blocks=tuple(blocks), starts=tuple(starts), dead=dead, top_id=top_id)

    def without(self, rows: RowNumbers) -> Rows:
        """Return these rows with `rows` marked dead."""
        dead = np.zeros(self.count, np.bool_) if self.dead is None else self.dead.copy()
        dead[rows] = True
        return replace(self, dead=dead)

    def compacted(self) -> Rows:
        """Return the live rows alone, in new blocks."""
        return self.copied(self.live_rows())

    def copied(self, rows: RowNumbers) -> Rows:
        """Return some live rows, whose numbers ascend, in new blocks."""
        blocks: list[Block] = []
        starts = [0]
        for a in range(0, len(rows), BLOCK_ROWS):
            chosen = rows[a : a + BLOCK_ROWS]
            block = _empty_block(len(self.offset), self.projection)
            planes = tuple(block)
            for plane, values in zip(planes, self.take(planes, chosen), strict=True):
                block[plane][: len(chosen)] = values
            blocks.append(block)
            starts.append(a + len(chosen))
        return replace(self, blocks=tuple(blocks), starts=tuple(starts), dead=None)

    def projected(self) -> Rows:
        """Return these rows with a head, by a projection that is fitted to them as they are now."""
        live = self.live_rows()
        sample = live[:: -(-len(live) // _SAMPLE_ROWS)]
        projection = Projection.of(merge(self.planes(sample)), len(live))
        blocks: list[Block] = []
        for block, (start, stop) in zip(self.blocks, pairwise(self.starts), strict=True):
            fresh = {**block, **_empty_head(len(block["ids"]), projection)}
            _write_head(fresh, projection, 0, stop - start)
            blocks.append(fresh)
        return replace(self, blocks=tuple(blocks), projection=projection)


def _empty_block(dimension: int, projection: Projection | None) -> Block:
    """Return a block with room for BLOCK_ROWS; the system gives memory only for what is written."""
    planes: Block = {
        "ids": np.empty(BLOCK_ROWS, np.int64),
        "high": np.empty((BLOCK_ROWS, dimension), np.int8),
        "low": np.empty((BLOCK_ROWS, dimension), np.int8),
        "scales": np.empty(BLOCK_ROWS, np.float32),
    }
    return {**planes, **_empty_head(BLOCK_ROWS, projection)} if projection else planes


def _empty_head(room: int, projection: Projection) -> Block:
    return {
        "head": np.empty((room, len(projection.axes)), np.int8),
        "head_scales": np.empty(room, np.float32),
        "head_rest": np.empty(room, np.float32),
    }


def _write_head(block: Block, projection: Projection, start: int, stop: int) -> None:
    for a in range(start, stop, _AT_ONCE):
        b = min(a + _AT_ONCE, stop)
        head = projection.head(block["high"][a:b], block["scales"][a:b])
        block["head"][a:b], block["head_scales"][a:b], block["head_rest"][a:b] = head
