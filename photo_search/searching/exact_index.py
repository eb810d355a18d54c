"""The index that misses practically nothing: it looks at every vector."""

from __future__ import annotations

import threading

import numpy as np
from numpy.typing import NDArray

from photo_search.searching.projection import Projection
from photo_search.searching.row_store import Bools, RowNumbers, Rows
from photo_search.searching.scan import Each, best_rows, rough_cosines
from photo_search.searching.vector_index import Floats, Ids, Matches, checked_query, checked_vectors

_MEAN_OF = 4_096
_PROJECTED_FROM = 32_768
_REFIT_GROWTH = 4
_DEAD_TOLERATED = 0.25
_DEAD_NEVER_MIND = 8_192


class ExactIndex:
    """Scans every vector as int8 and scores the best again as finely as float16.

    See `VectorIndex` for what the methods promise. What has been removed is cleared out when it is a quarter
    of all; the projection that speeds up large collections is made anew when they have grown fourfold.
    """

    def __init__(self, dimension: int, rows: Rows | None = None) -> None:
        self._dimension = dimension
        self._rows = rows
        self._closed = False
        self._writing = threading.Lock()

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return self._dimension

    def __len__(self) -> int:
        rows = self.rows()
        return 0 if rows is None else rows.live

    def rows(self) -> Rows | None:
        """Return the rows as they are at this moment; None before the first photo."""
        if self._closed:
            raise ValueError("The index is closed.")
        return self._rows

    def search(self, query: Floats, k: int, *, among: Ids | None = None, without: Ids | None = None) -> Matches:
        """Return the `k` nearest photos; see `VectorIndex`."""
        query = checked_query(query, self._dimension)
        rows = self.rows()
        if rows is None:
            return Matches.none()
        wanted = _wanted(rows, among, without)
        k = min(k, rows.count if wanted is None else int(np.count_nonzero(wanted)))
        if k < 1:
            return Matches.none()
        best, cosines = best_rows(rows, query, wanted, k)
        return Matches.ordered(rows.take(["ids"], best)[0], cosines.clip(-1, 1), k)

    def scores(self, queries: Floats, *, among: Ids | None = None, each: Each = map) -> tuple[Ids, Floats]:
        """Return all photo ids, int64 [n], and their cosines to `queries`, float32 [g, D]: float32 [g, n].

        With `among` they are those of the photos among these that are here, in no order. `each` may divide the work.

        The cosines come from the first int8 plane: off by 0.0003 typically, which is far less than the spread
        of a query's scores over a collection. All queries are answered in one pass over the vectors.
        """
        queries = np.stack([checked_query(query, self._dimension) for query in queries])
        rows = self.rows()
        if rows is None or not rows.live:
            return np.empty(0, np.int64), np.empty((len(queries), 0), np.float32)
        if among is not None:
            found, known = rows.find(np.asarray(among, np.int64))
            mine = np.sort(found[known])
            return rows.take(["ids"], mine)[0], rough_cosines(rows, queries, mine, each)
        ids, cosines = rows.whole("ids"), rough_cosines(rows, queries, each=each)
        live = rows.live_rows()
        return (ids, cosines) if len(live) == len(ids) else (ids[live], cosines[:, live])

    def centre(self) -> Floats | None:
        """Return about the mean of the vectors, float32 [D]; None before the first photo."""
        rows = self.rows()
        return None if rows is None else rows.offset

    def add(self, photo_ids: Ids, vectors: NDArray[np.floating]) -> None:
        """Add or replace photos; see `VectorIndex`."""
        ids, vectors = checked_vectors(photo_ids, vectors, self._dimension)
        if not len(ids):
            return
        with self._writing:
            rows = self.rows()
            if rows is None:
                # Any point near the vectors will do: it only makes the int8 steps smaller.
                rows = Rows(vectors[:_MEAN_OF].astype(np.float32).mean(axis=0))
            old: RowNumbers = np.empty(0, np.intp)
            if ids.min() <= rows.top_id:
                found, known = rows.find(ids)
                old = found[known]
            rows = rows.appended(ids, vectors)
            self._rows = _tidied(rows.without(old) if len(old) else rows)

    def remove(self, photo_ids: Ids) -> None:
        """Remove photos; see `VectorIndex`."""
        with self._writing:
            rows = self.rows()
            if rows is None:
                return
            found, known = rows.find(np.asarray(photo_ids, np.int64))
            if known.any():
                self._rows = _tidied(rows.without(found[known]))

    def has(self, photo_ids: Ids) -> Bools:
        """Return which of these photos are here, bool [n]."""
        rows = self.rows()
        return np.zeros(len(photo_ids), np.bool_) if rows is None else rows.find(np.asarray(photo_ids, np.int64))[1]

    def part(self, photo_ids: Ids) -> ExactIndex:
        """Return an index of its own of those of these photos that are here; they are copied as they are."""
        rows = self.rows()
        if rows is None:
            return ExactIndex(self._dimension)
        found, known = rows.find(np.asarray(photo_ids, np.int64))
        return ExactIndex(self._dimension, rows.copied(np.sort(found[known])))

    def photo_ids(self) -> Ids:
        """Return the ids of all photos, ascending."""
        rows = self.rows()
        return np.empty(0, np.int64) if rows is None else rows.sorted_ids.copy()

    def vectors(self, photo_ids: Ids) -> Floats:
        """Return the vectors of photos; see `VectorIndex`. They are off by 2e-6 at most, typically."""
        ids = np.asarray(photo_ids, np.int64)
        rows = self.rows()
        if not len(ids):
            return np.empty((0, self._dimension), np.float32)
        found, known = rows.find(ids) if rows is not None else (np.empty(0, np.intp), np.zeros(len(ids), np.bool_))
        if rows is None or not known.all():
            raise KeyError(int(ids[~known][0]))
        unique, back = np.unique(found, return_inverse=True)
        return rows.vectors(unique)[back]

    def close(self) -> None:
        """Let go of memory and files."""
        with self._writing:
            self._closed = True
            self._rows = None


def _wanted(rows: Rows, among: Ids | None, without: Ids | None) -> Bools | None:
    """Return which rows are in question, bool [n]; None for all."""
    if among is None and (without is None or not len(without)):
        return None if rows.dead is None else ~rows.dead
    if among is not None:
        wanted = np.zeros(rows.count, np.bool_)
        found, known = rows.find(np.asarray(among, np.int64))
        wanted[found[known]] = True
    else:
        wanted = np.ones(rows.count, np.bool_) if rows.dead is None else ~rows.dead
    if without is not None:
        found, known = rows.find(np.asarray(without, np.int64))
        wanted[found[known]] = False
    return wanted


def _tidied(rows: Rows) -> Rows:
    """Return `rows` without the dead if these are many, and with a projection that fits."""
    dead = rows.count - rows.live
    if dead > _DEAD_NEVER_MIND and dead > _DEAD_TOLERATED * rows.count:
        rows = rows.compacted()
    fitted = rows.projection.fitted if rows.projection else 0
    if Projection.pays_for(len(rows.offset)) and rows.live >= max(_PROJECTED_FROM, _REFIT_GROWTH * fitted):
        rows = rows.projected()
    return rows
