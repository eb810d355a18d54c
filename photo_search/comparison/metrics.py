"""The field's measures of retrieval over vectors and known answers, each with its margin; pure functions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.floating]
Whole = npt.NDArray[np.int64]

_CHUNK = 1_024
_WITHIN = 1.96
"""Standard errors to either side that hold 95 % of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Share:
    """A mean from 0 to 1 (for a difference -1 to 1), and how far to either side the true one may be, at 95 %."""

    value: float
    margin: float


def photo_ranks(photos: Vectors, texts: Vectors, owner: Whole) -> Whole:
    """Return, for each text, how many photos are nearer to it than its own, int64 [texts].

    `photos` is [P, D] and `texts` [T, D], all unit; `owner` int64 [T] is the row of each text's photo.
    """
    ranks = np.empty(len(texts), np.int64)
    for rows in _chunks(len(texts)):
        cosines = texts[rows] @ photos.T
        own = cosines[np.arange(len(cosines)), owner[rows]]
        ranks[rows] = (cosines > own[:, None]).sum(axis=1)
    return ranks


def text_ranks(photos: Vectors, texts: Vectors, owner: Whole) -> Whole:
    """Return, for each photo, how many texts of others are nearer to it than the best of its own, int64 [photos].

    Every photo must own a text. The arguments are those of `photo_ranks`.
    """
    ranks = np.empty(len(photos), np.int64)
    for rows in _chunks(len(photos)):
        cosines = photos[rows] @ texts.T
        own = np.arange(rows.start, rows.stop)[:, None] == owner
        best = np.where(own, cosines, -np.inf).max(axis=1)
        ranks[rows] = (cosines > best[:, None]).sum(axis=1)
    return ranks


def ranked_precision(relevant: npt.NDArray[np.bool_]) -> float:
    """Return the mean, over the relevant photos of an answer, best first, of the precision down to each."""
    at = np.flatnonzero(relevant)
    return float((np.arange(1, len(at) + 1) / (at + 1)).mean())


def average_precision(cosines: Vectors, relevant: npt.NDArray[np.bool_]) -> float:
    """Return the mean, over the relevant photos, of the precision down to each: 1 if they all come first.

    Both arguments are [photos]; at least one photo must be relevant. Source: Manning, Raghavan, Schütze,
    "Introduction to Information Retrieval", 2008, section 8.4.
    """
    return ranked_precision(relevant[np.argsort(-cosines, kind="stable")])


def mean_share(values: npt.NDArray[np.floating] | npt.NDArray[np.bool_], cluster: Whole | None = None) -> Share:
    """Return the mean of `values` with its margin.

    Values of one `cluster` (the captions of one photo, say) speak of the same thing and don't count as independent:
    the standard error is that of a ratio of cluster sums. Source: Cochran, "Sampling Techniques", 3rd edition 1977,
    section 9A.3.
    """
    numbers = np.asarray(values, np.float64)
    of = np.arange(len(numbers)) if cluster is None else cluster
    mean = float(numbers.mean())
    apart = np.bincount(of, numbers - mean)
    clusters = len(np.unique(of))
    if clusters < 2:
        return Share(mean, float("inf"))
    error = np.sqrt((apart**2).sum() * clusters / (clusters - 1)) / len(numbers)
    return Share(mean, float(_WITHIN * error))


def _chunks(count: int) -> Iterator[slice]:
    return (slice(first, min(first + _CHUNK, count)) for first in range(0, count, _CHUNK))
