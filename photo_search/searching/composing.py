"""Words, example pictures, what is not wanted, and what a person said of an answer -> one vector to ask for; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float32]
Weighted = Sequence[tuple[Vector, float]]

_PUSH = 0.4
"""What is not wanted has so much say: with as much as what is wanted, everything that has both in common is lost."""

_BESIDE_WORDS = 0.4
"""The say of a picture beside words: cosines between pictures vary about twice as much as those with words."""

_MORE, _LESS = 0.75, 0.15
"""Customary weights of what was right and wrong, to 1 for the question: Manning et al., see `compose`."""

_NOTHING = 1e-6


def compose(
    words: Weighted,
    pictures: Weighted = (),
    *,
    feedback: tuple[Floats, Floats] | None = None,
    picture_mean: Vector | None = None,
) -> Vector:
    """Return the vector, float32 [D], unit, of a question in several parts.

    `words` and `pictures` are unit vectors [D] with weights; a negative weight pushes away. `feedback` are vectors of
    photos, [n, D] and [m, D], that were right and that were wrong. `picture_mean` is that of a model's vectors of
    pictures, which lie in a region of their own: beside words, what all pictures have in common says nothing. Words
    alone, and pictures alone, are asked for as they are. Raises ValueError if there is nothing to ask for.

    Source of the feedback: Rocchio's method, as in Manning, Raghavan, Schütze, "Introduction to Information Retrieval",
    2008, section 9.1.1.
    """
    more, less = feedback or ((), ())
    parts = [*_parts(words, None)]
    if words:
        parts += (_BESIDE_WORDS * part for part in _parts(pictures, picture_mean))
    else:
        parts += _parts(pictures, None)
    parts += (say * _mean(some, picture_mean) for say, some in ((_MORE, more), (-_LESS, less)) if len(some))
    if not parts:
        raise ValueError("A question needs words, pictures or feedback.")
    total = np.sum(parts, axis=0)
    if np.linalg.norm(total) < _NOTHING:  # What pushes away exactly what is asked for leaves that.
        total = parts[0]
    unit: Vector = (total / np.linalg.norm(total)).astype(np.float32)
    return unit


def _parts(vectors: Weighted, mean: Vector | None) -> Iterator[Vector]:
    for vector, weight in vectors:
        away = vector if mean is None else vector - mean
        yield (weight if weight > 0 else _PUSH * weight) * away


def _mean(vectors: Floats | tuple[()], mean: Vector | None) -> Vector:
    middle: Vector = np.mean(vectors, axis=0)
    return middle if mean is None else middle - mean
