"""How two ordered answers to the same question differ; pure functions over lists of photos, best first."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

import numpy as np

K = TypeVar("K", bound=Hashable)


def overlap(first: Sequence[K], second: Sequence[K]) -> float:
    """Return which share of the longer answer is in both; 1 for two empty ones."""
    most = max(len(first), len(second))
    return len(set(first) & set(second)) / most if most else 1.0


def rank_changes(first: Sequence[K], second: Sequence[K]) -> list[int | None]:
    """Return, for each photo of `second`, how many places higher it stands than in `first`; None if it is not there."""
    before = {photo: place for place, photo in enumerate(first)}
    return [before[photo] - place if photo in before else None for place, photo in enumerate(second)]


def rank_correlation(first: Sequence[K], second: Sequence[K]) -> float:
    """Return Kendall's tau of two answers of the same length k: 1 the same order, -1 the reverse.

    A photo that is in one answer only counts as tied with all such, after the last of the other answer; two answers
    without a common photo get -k / (2k - 1), about -0.5. 1 for less than two photos in all. This is the distance
    K(1/2) of Fagin, Kumar and Sivakumar, "Comparing top k lists", SIAM J. Discrete Math. 17(1), 2003, put on the
    scale of tau.
    """
    photos = list(dict.fromkeys([*first, *second]))
    if len(photos) < 2:
        return 1.0
    signs = []
    for answer in (first, second):
        places = {photo: place for place, photo in enumerate(answer)}
        ranks = np.array([places.get(photo, len(answer)) for photo in photos])
        signs.append(np.sign(ranks[:, None] - ranks))
    pairs = len(photos) * (len(photos) - 1)
    return float((signs[0] * signs[1]).sum() / pairs)
