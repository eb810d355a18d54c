"""Vectors as int8: one plane that is good enough to rank by, and a second that makes it as fine as float16.

The only door to simsimd. A row `v` is kept as `scale * (high + low / 254)`, with a scale of its own, so that
`high` alone is off by at most half a step and both together by 1/508 of one. Dot products of the first plane
are whole numbers: equal rows get equal scores on every machine.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import numpy as np
import simsimd
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Int8s = NDArray[np.int8]

_TOP = 127
_FINER = 2 * _TOP
_SMALLEST_STEP = 1e-20  # rows that lie this close to zero are zero: below, a float32 step has no precision left


class Planes(NamedTuple):
    """Rows as two planes, int8 [n, D], and the size of a step in each row, float32 [n]."""

    high: Int8s
    low: Int8s
    scales: Floats


def quantise(vectors: Floats) -> tuple[Int8s, Floats]:
    """Return float32 [n, D] as int8 [n, D] and the step of each row, float32 [n]."""
    steps, scales = _in_steps(vectors)
    return np.rint(steps).astype(np.int8), scales


def split(vectors: Floats) -> Planes:
    """Return float32 [n, D] as two planes."""
    steps, scales = _in_steps(vectors)
    high = np.rint(steps)
    steps -= high
    steps *= _FINER
    return Planes(high.astype(np.int8), np.rint(steps).astype(np.int8), scales)


def merge(planes: Planes) -> Floats:
    """Return what `split` was given, float32 [n, D], each number within 1/508 of its row's step."""
    vectors = planes.low.astype(np.float32)
    vectors *= np.float32(1 / _FINER)
    vectors += planes.high.astype(np.float32)
    vectors *= planes.scales[:, None]
    return vectors


def rough_products(queries: Int8s, rows: Int8s) -> Floats:
    """Return the dot products of one plane of queries, int8 [g, D], and of `rows`, int8 [n, D]: float32 [g, n]."""
    products: Floats = _products(queries, rows, "f32")
    return products


def fine_products(query: Planes, rows: Planes) -> NDArray[np.float64]:
    """Return the dot products of a query's two planes (n = 1) with those of `rows`, in steps times steps: [n]."""
    queries = np.concatenate([query.high, query.low])
    high, cross = _products(queries, rows.high, "f64")
    other_cross, low = _products(queries, rows.low, "f64")
    products: NDArray[np.float64] = high + (cross + other_cross) / _FINER + low / _FINER**2
    return products


def _products(queries: Int8s, rows: Int8s, number: Literal["f32", "f64"]) -> NDArray[Any]:
    if not len(rows):
        return np.empty((len(queries), 0))
    # Never `out=`: with it, simsimd 6.5 loses a reference to None at each call, and Python < 3.12 dies of that.
    return np.asarray(simsimd.cdist(queries, rows, "dot", out_dtype=number))


def _in_steps(vectors: Floats) -> tuple[Floats, Floats]:
    scales = np.abs(vectors).max(axis=1) / np.float32(_TOP)
    scales[scales < _SMALLEST_STEP] = 0
    return vectors * np.divide(1, scales, out=np.zeros_like(scales), where=scales > 0)[:, None], scales
