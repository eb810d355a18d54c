"""Folds near-duplicates: shots of one burst, and copies of one picture, are told by the best of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from photo_search.searching.vector_index import Floats

_SHOTS_APART_S = 20.0
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - moments of taking are wall-clock times
_SHOT_COSINE = 0.90
"""Of two pictures taken within moments: the same scene, though somebody has moved."""
_COPY_COSINE = 0.985
"""Of two pictures from any time: the same picture in another size or format."""


_NONE = np.empty(0, np.intp)


def fold(taken: Sequence[datetime | None], vectors: Floats) -> list[list[int]]:
    """Return which of the photos, best first, are told by one: lists of their numbers, each led by its best.

    `taken` [n] are the moments of taking where they are known, `vectors` float32 [n, D] of unit length. A photo joins
    the first leader that it is near to, so that a chain of small steps doesn't lead from one scene to another.
    """
    seconds = np.array([np.nan if moment is None else (moment - _EPOCH).total_seconds() for moment in taken])
    cosines = vectors @ vectors.T
    with np.errstate(invalid="ignore"):
        moments_apart = np.abs(seconds[:, None] - seconds[None, :]) <= _SHOTS_APART_S
    same = (cosines >= _COPY_COSINE) | (moments_apart & (cosines >= _SHOT_COSINE))
    lonely = same.sum(axis=1) == 1
    groups: dict[int, list[int]] = {}
    leaders: list[int] = []
    for number in range(len(taken)):
        near = np.flatnonzero(same[number, leaders]) if leaders and not lonely[number] else _NONE
        if len(near):
            groups[leaders[near[0]]].append(number)
        else:
            groups[number] = [number]
            if not lonely[number]:
                leaders.append(number)
    return list(groups.values())
