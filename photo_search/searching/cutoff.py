"""Where matches end: the line of one question, from where its cosines lie over the library."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from photo_search.searching.calibration import Background, background, sigmoid

PROBES = (
    *("a person", "children", "a meal on a table", "a dog", "a bird", "a flower"),
    *("mountains", "the sea", "a street", "a room", "a car", "text"),
)
"""Everyday questions of all kinds, by which it is told where a model's cosines lie for any words; see `prior_of`."""

_WAY_TO_BEST = 0.65
_WAY_TO_BEST_PICTURE = 0.5
_OF_CHANCE = 0.5
_FEWEST_CHANCES = 64
_WIDTHS_TO_PRIOR = 4.0
_LOOSE, _STRICT = 16.0, 4.0
_LEAST_ABOVE = 1e-3
_ITSELF = 0.999


class Line(NamedTuple):
    """Where a question's matches end at the middle strictness, and the width of the band about it: both cosines."""

    cosine: float
    width: float

    def scores(self, cosines: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
        """Return how surely photos match, [n], from 0 to 1: 0.5 on the line, rising with the cosine."""
        return sigmoid((np.asarray(cosines, np.float64) - self.cosine) / self.width)

    def at(self, score: float) -> float:
        """Return the cosine that has this score."""
        return self.cosine + self.width * math.log(score / (1 - score))

    def turned(self) -> Line:
        """Return the line of the opposite question, whose cosines are these with the other sign."""
        return Line(-self.cosine, self.width)


def least_score(strictness: float) -> float:
    """Return the score that a match has at least: 0.5 at a strictness of 0.5, 0.0003 at 0, 0.88 at 1.

    At 0 it lies as far below what any words get on average as the line lies above it. At 1 it is about what a
    question's best photo gets.
    """
    steps = strictness - 0.5
    return 1 / (1 + math.exp(-(_LOOSE if steps < 0 else _STRICT) * steps))


def strictness_of(logit: float) -> float:
    """Return the strictness at which the score that a match has at least has this logit: the inverse of `least_score`.

    Beyond what any strictness asks for it is 0 or 1.
    """
    return min(max(0.5 + logit / (_LOOSE if logit < 0 else _STRICT), 0.0), 1.0)


def prior_of(asked: npt.NDArray[np.floating], photos: npt.NDArray[np.floating]) -> Background | None:
    """Return where cosines lie for any question, by vectors of some, [q, D], over a sample of photos, [n, D].

    For words `asked` are PROBES, for pictures any photos; a photo is not asked for itself. None if nothing is left.
    """
    cosines = asked @ photos.T
    cosines = cosines[cosines < _ITSELF]
    return background(cosines) if len(cosines) else None


def find_line(
    background: Background,
    best: float | None,
    photos: int,
    *,
    prior: Background | None = None,
    temperature: float | None = None,
    for_pictures: bool = False,
) -> Line:
    """Return where the matches of a question end: so far on the way from any photo to the best, or above chance.

    `background` is where the question's cosines lie over the library, see `robust_background`; `best` is the largest
    of all, None where there is no photo, and `photos` is how many were asked. `prior` is where cosines lie for any
    question of this kind, see `prior_of`: by it what all photos have, and what none has, can be told. The line is for a
    picture's vector with `for_pictures`. A `temperature` (per unit of cosine) makes scores steeper or flatter than the
    question does itself.

    Where no photo reaches half of what the best of so many reaches by chance, nothing matches. Both parts were chosen
    by F1 on labelled photos; README.md has the figures.
    """
    usual = prior or background
    way = _WAY_TO_BEST_PICTURE if for_pictures else _WAY_TO_BEST
    above = 0.0 if best is None else way * (best - usual.mean)
    if prior is not None:
        above = max(above, _OF_CHANCE * prior.spread * _best_by_chance(photos))
    above = max(above, _LEAST_ABOVE)
    return Line(usual.mean + above, 1 / temperature if temperature else above / _WIDTHS_TO_PRIOR)


def _best_by_chance(photos: int) -> float:
    """Return the median of the largest of so many normally distributed numbers, in standard deviations above the mean.

    In a small library chance is given no less to do than among some tens of photos.
    """
    return NormalDist().inv_cdf(0.5 ** (1 / max(photos, _FEWEST_CHANCES)))
