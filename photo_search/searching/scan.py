"""Finds the best rows for a query: each level scores fewer rows, more exactly, until the order is certain.

The levels are the projected codes (where there are any), the first int8 plane, and both planes together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from photo_search.searching.projection import Projection
from photo_search.searching.quantisation import Floats, Int8s, fine_products, rough_products, split
from photo_search.searching.row_store import Bools, Plane, RowNumbers, Rows

_PIECE = 2_048  # rows that are gathered together, so that they are still in the cache when they are scored
_LEAST = 32  # rows to score first; from fewer a standard error can't be told
_DOUBT = 4.0  # standard errors
_TAIL = 4  # times as many as are scored first are scored at least, where errors have long tails
_HEAD_PAYS = 16_384  # rows from which a scan of the projected codes, then of some rows, beats one of all rows
_WITHIN_REACH = float(np.finfo(np.float32).min)  # above minus infinity, where the rows lie that are out
GATHER_AT_MOST = 0.2  # of all rows; more are scanned faster in their order, the unwanted among them
_SHARE = 16_384  # rows that one thread scores before it takes others

Each = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
"""Does the same with several things, as `map` does; it may do so at the same time."""


class _Asked(NamedTuple):
    """A query as one plane: codes int8 [d], their step, and what it has in common with every row."""

    codes: Int8s
    step: np.float32
    common: float


class Question:
    """One query, float32 [D] of unit length, put to the rows of an index.

    Every method maps row numbers, which ascend, to float32 cosines; None means all rows.
    """

    def __init__(self, rows: Rows, query: Floats) -> None:
        self._rows = rows
        self._query = query
        self._split = split(query[None])
        self._common = float(np.dot(rows.offset.astype(np.float64), query))

    def by_head(self, projection: Projection, rows: RowNumbers | None) -> Floats:
        """Score by the projected codes: off by what the projection leaves out."""
        codes, step = projection.question(self._query)
        common = self._common + float(np.dot(projection.centre, self._query))
        return self._by_plane(("head", "head_scales"), _Asked(codes, step, common), rows)

    def by_high(self, rows: RowNumbers | None) -> Floats:
        """Score by the first plane: off by 0.0003, typically."""
        asked = _Asked(self._split.high[0], self._split.scales[0], self._common)
        return self._by_plane(("high", "scales"), asked, rows)

    def by_both(self, rows: RowNumbers) -> Floats:
        """Score by both planes: off by 2e-6, typically, which is less than what float16 costs."""
        cosines = np.empty(len(rows), np.float32)
        step = self._split.scales.astype(np.float64)
        for a in range(0, len(rows), _PIECE):
            planes = self._rows.planes(rows[a : a + _PIECE])
            cosines[a : a + _PIECE] = fine_products(self._split, planes) * (step * planes.scales) + self._common
        return cosines

    def _by_plane(self, planes: tuple[Plane, Plane], asked: _Asked, rows: RowNumbers | None) -> Floats:
        cosines = np.empty(self._rows.count if rows is None else len(rows), np.float32)
        done = 0
        for codes, steps in self._pieces(planes, rows):
            # Piece by piece and in place: what is worked on stays in the core's cache.
            products = rough_products(asked.codes[None], codes)[0]
            products *= steps
            products *= asked.step
            products += np.float32(asked.common)
            cosines[done : done + len(codes)] = products
            done += len(codes)
        return cosines

    def _pieces(self, planes: tuple[Plane, Plane], rows: RowNumbers | None) -> Iterator[tuple[NDArray[Any], ...]]:
        if rows is None:
            yield from zip(*(self._rows.parts(plane) for plane in planes), strict=True)
        else:
            for a in range(0, len(rows), _PIECE):
                yield self._rows.take(planes, rows[a : a + _PIECE])


def rough_cosines(rows: Rows, queries: Floats, among: RowNumbers | None = None, each: Each = map) -> Floats:
    """Return cosines to each of `queries`, float32 [g, D], by the first plane: float32 [g, n].

    They are those of the rows `among`, which ascend, or of every row.
    """
    planes = split(queries)
    common = (queries.astype(np.float64) @ rows.offset.astype(np.float64)).astype(np.float32)
    cosines = np.empty((len(queries), rows.count if among is None else len(among)), np.float32)

    def score(share: _Share) -> None:
        for a in range(0, share.rows, _PIECE):
            # Piece by piece: what one query was compared with is still in the core's cache for the next.
            codes, steps = share.read(slice(a, min(a + _PIECE, share.rows)))
            products = rough_products(planes.high, codes)
            products *= steps
            products *= planes.scales[:, None]
            products += common[:, None]
            cosines[:, share.first + a : share.first + a + len(codes)] = products

    shares = list(_shares(rows, among))
    for _ in (each if len(shares) > 1 else map)(score, shares):
        pass
    return cosines


class _Share(NamedTuple):
    """Some of the rows that are asked: where their results begin, how many they are, and what reads their plane."""

    first: int
    rows: int
    read: Callable[[slice], tuple[NDArray[Any], ...]]


def _shares(rows: Rows, among: RowNumbers | None) -> Iterator[_Share]:
    def gathered(numbers: RowNumbers, piece: slice) -> tuple[NDArray[Any], ...]:
        return rows.take(("high", "scales"), numbers[piece])

    def in_place(planes: tuple[NDArray[Any], ...], piece: slice) -> tuple[NDArray[Any], ...]:
        return tuple(plane[piece] for plane in planes)

    if among is not None:
        for first in range(0, len(among), _SHARE):
            mine = among[first : first + _SHARE]
            yield _Share(first, len(mine), partial(gathered, mine))
        return
    for start, codes, steps in zip(rows.starts, rows.parts("high"), rows.parts("scales"), strict=False):
        for a in range(0, len(codes), _SHARE):
            planes = codes[a : a + _SHARE], steps[a : a + _SHARE]
            yield _Share(start + a, len(planes[0]), partial(in_place, planes))


def best_rows(rows: Rows, query: Floats, wanted: Bools | None, k: int) -> tuple[RowNumbers, Floats]:
    """Return at least the `k` best rows, unordered, with their cosines by both planes.

    `wanted`, bool [n], says which rows are in question; None means all. There must be at least `k` of them, and `k`
    at least 1. Rows as good as the last are all there.
    """
    question = Question(rows, query)
    total = rows.count if wanted is None else int(np.count_nonzero(wanted))
    among = None
    if wanted is not None and total <= GATHER_AT_MOST * rows.count:
        among, wanted = np.flatnonzero(wanted), None
    probe = 8 * max(k, _LEAST)
    if rows.projection is None or total <= _HEAD_PAYS or _TAIL * probe > GATHER_AT_MOST * total:
        cosines = _masked(question.by_high(among), wanted)
    else:
        cosines = _masked(question.by_head(rows.projection, among), wanted)
        lost = rows.whole("head_rest") if among is None else rows.take(["head_rest"], among)[0]
        among, cosines = _narrowed(among, cosines, k, question.by_high, probe=probe, spread=lost)
    return _narrowed(among, cosines, k, question.by_both, probe=2 * max(k, _LEAST))


def _masked(cosines: Floats, wanted: Bools | None) -> Floats:
    if wanted is not None:
        np.copyto(cosines, -np.inf, where=~wanted)
    return cosines


def _narrowed(
    among: RowNumbers | None,
    rough: Floats,
    k: int,
    score: Callable[[RowNumbers], Floats],
    *,
    probe: int,
    spread: Floats | None = None,
) -> tuple[RowNumbers, Floats]:
    """Return the rows that may be among the `k` best, ascending, with finer scores.

    The `probe` that look best are scored first. How far off their `rough` scores are tells how far off another's may
    be; so all are scored that would need no greater error to come among the best. Where errors differ they are
    proportional to `spread`, and have long tails: then the next most likely rows are scored too, up to a number.
    A row whose rough score is minus infinity is out.
    """

    def scored(places: RowNumbers) -> tuple[RowNumbers, Floats]:
        found = places if among is None else among[places]
        return found, score(found)

    least = _reached_by(rough, probe)
    first = np.flatnonzero(rough >= least)
    if least == -np.inf or 2 * len(first) >= len(rough):
        return scored(np.flatnonzero(rough > -np.inf))
    found, fine = scored(first)
    bar = np.partition(fine, len(fine) - k)[len(fine) - k]
    errors, ahead = fine - rough[first], rough - bar
    if spread is not None:
        errors /= spread[first]
        ahead /= spread
    likely = -_DOUBT * float(np.sqrt(np.mean(np.square(errors, dtype=np.float64))))
    if spread is not None:
        likely = min(likely, float(_reached_by(ahead, _TAIL * probe)))
    possible = ahead >= max(likely, _WITHIN_REACH)
    possible[first] = False
    more = np.flatnonzero(possible)
    if len(more):
        more, finer = scored(more)
        found, fine = np.concatenate([found, more]), np.concatenate([fine, finer])
        order = np.argsort(found)
        found, fine = found[order], fine[order]
    return found, fine


def _reached_by(scores: Floats, count: int) -> np.float32:
    """Return a value that at least `count` of `scores` reach, and not many more; minus infinity if there are fewer.

    The maxima of interleaved groups stand in for the whole: a sixteenth to partition, at nearly the same place.
    """
    groups = len(scores) // 16
    if groups >= 2 * count:
        maxima = scores[: groups * 16].reshape(16, groups).max(axis=0)
        value = np.partition(maxima, groups - count)[groups - count]
        if value > -np.inf:
            return np.float32(value)
    if count >= len(scores):
        return np.float32(-np.inf)
    return np.float32(np.partition(scores, len(scores) - count)[len(scores) - count])
