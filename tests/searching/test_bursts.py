"""Near-duplicates are told by the best of them."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np

from photo_search.searching.bursts import fold

NOON = datetime(2020, 7, 1, 12)


def at_cosines(*cosines: float) -> np.ndarray:
    """Return vectors at these cosines to the first, which comes on top, each in a direction of its own."""
    vectors = np.zeros((len(cosines) + 1, len(cosines) + 1), np.float32)
    vectors[0, 0] = 1
    for row, cosine in enumerate(cosines, 1):
        vectors[row, 0], vectors[row, row] = cosine, np.sqrt(1 - cosine**2)
    return vectors


def test_shots_of_one_burst_and_copies_fold_into_the_best() -> None:
    taken = [NOON, NOON + timedelta(seconds=3), None, NOON + timedelta(hours=1), NOON + timedelta(seconds=5)]
    assert fold(taken, at_cosines(0.95, 0.99, 0.95, 0.5)) == [[0, 1, 2], [3], [4]]


def test_a_chain_of_small_steps_does_not_lead_to_another_scene() -> None:
    angles = np.radians([0, 20, 40, 60])
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    assert fold([NOON] * 4, vectors) == [[0, 1], [2, 3]]


def test_nothing_to_fold() -> None:
    assert fold([], np.empty((0, 4), np.float32)) == []
    assert fold([None], at_cosines()) == [[0]]
    assert fold([None, None], at_cosines(0.95)) == [[0], [1]]
