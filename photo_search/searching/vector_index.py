"""What every index of vectors can do: say which photos lie nearest to one."""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]

_UNIT_TOLERANCE = 0.01
_CHECKED_AT_ONCE = 4_096


class Matches(NamedTuple):
    """Photo ids, int64 [k], and their cosines to the query, float32 [k]; best first, equal ones by photo id."""

    photo_ids: Ids
    cosines: Floats

    @classmethod
    def ordered(cls, photo_ids: Ids, cosines: Floats, k: int) -> Matches:
        """Return the best `k` of what is given in any order."""
        order = np.lexsort((photo_ids, -cosines))[:k]
        return cls(photo_ids[order], cosines[order])

    @classmethod
    def none(cls) -> Matches:
        """Return no match."""
        return cls(np.empty(0, np.int64), np.empty(0, np.float32))


class VectorIndex(Protocol):
    """Photos by their vectors, all of one model space and of unit length.

    Any number of threads may search at once, also while one adds or removes: a search answers for a moment
    before or after the change, never for half of one.
    """

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""

    def __len__(self) -> int: ...

    def search(self, query: Floats, k: int, *, among: Ids | None = None, without: Ids | None = None) -> Matches:
        """Return the `k` photos nearest to `query`, float32 [D] of unit length; fewer if there are fewer.

        `among` leaves only these photo ids in question, `without` takes these out; unknown ids are ignored.
        Raises ValueError for a query of another length or dimension, or one that is not finite.
        """

    def add(self, photo_ids: Ids, vectors: NDArray[np.floating]) -> None:
        """Add photos, int64 [n], with their vectors, float32 or float16 [n, D]; a photo that is here is replaced.

        Raises ValueError, with nothing added, for an id below zero, and for a vector of another dimension, not
        finite, or not of unit length.
        """

    def remove(self, photo_ids: Ids) -> None:
        """Remove photos; unknown ids are ignored."""

    def photo_ids(self) -> Ids:
        """Return the ids of all photos, ascending."""

    def vectors(self, photo_ids: Ids) -> Floats:
        """Return the vectors of photos, float32 [n, D]. Raises KeyError for an id that is not here."""

    def close(self) -> None:
        """Let go of memory and files; any later call raises ValueError."""


def checked_query(query: Floats, dimension: int) -> Floats:
    """Return `query` as contiguous float32 [D]; raises ValueError for what is no unit vector of `dimension`."""
    query = np.ascontiguousarray(query, np.float32)
    if query.shape != (dimension,):
        raise ValueError(f"A query has the shape {query.shape}, the index the dimension {dimension}.")
    _check_unit(query[None])
    return query


def checked_vectors(photo_ids: Ids, vectors: NDArray[np.floating], dimension: int) -> tuple[Ids, NDArray[np.floating]]:
    """Return ids and vectors with each id once, the last of equals; raises ValueError as `VectorIndex.add` does."""
    ids = np.asarray(photo_ids, np.int64)
    vectors = np.asarray(vectors)
    if vectors.dtype not in (np.float16, np.float32):
        raise ValueError(f"Vectors are float32 or float16, not {vectors.dtype}.")
    if ids.ndim != 1 or vectors.shape != (len(ids), dimension):
        raise ValueError(f"{ids.shape} ids and {vectors.shape} vectors don't fit an index of dimension {dimension}.")
    if ids.min(initial=0) < 0:
        raise ValueError("A photo id is below zero.")
    for start in range(0, len(ids), _CHECKED_AT_ONCE):
        _check_unit(vectors[start : start + _CHECKED_AT_ONCE].astype(np.float32, copy=False))
    if (np.diff(ids) > 0).all():
        return ids, vectors
    last = len(ids) - 1 - np.unique(ids[::-1], return_index=True)[1]
    return ids[last], vectors[last]


def _check_unit(vectors: Floats) -> None:
    # Not `> tolerance`: a comparison with NaN is false, and NaN and infinity must fail here too.
    lengths = np.linalg.norm(vectors, axis=1)
    if not (np.abs(lengths - 1) <= _UNIT_TOLERANCE).all():
        raise ValueError("A vector is not finite or not of unit length.")
