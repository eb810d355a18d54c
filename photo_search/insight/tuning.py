"""Where a model's line should lie: the scores of a whole library as a histogram, and what suits marked photos; pure."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from photo_search.insight.records import ScoreHistogram
from photo_search.records import Tuning
from photo_search.searching.cutoff import Line, least_score, strictness_of

Array = npt.NDArray[np.floating]

_SURE = math.log(0.9 / 0.1)
"""The logit that the middle one of the marked photos should have on either side."""

_TEMPERATURE_FROM, _TEMPERATURE_TO = 0.5, 2.0
"""How far a recommendation turns the temperature where it need not: a handful of marks are weak evidence."""

_WITHIN = 0.95
"""The part of the strictness's range that is used: the rest is left for moving the line on."""


def best_cut(right: Array, wrong: Array) -> float:
    """Return the cosine that tells most of `right` [n] from `wrong` [m], each side counting the same.

    Of equally good ones the widest gap's middle is taken, so that photos that were not marked have most room. Raises
    ValueError if a side is empty.
    """
    if not len(right) or not len(wrong):
        raise ValueError("Both right and wrong photos are needed.")
    values = np.unique(np.concatenate([right, wrong]).astype(np.float64))
    edges = np.concatenate([[values[0] - 1e-3], (values[1:] + values[:-1]) / 2, [values[-1] + 1e-3]])
    gaps = np.concatenate([[0.0], np.diff(values), [0.0]])
    kept = (right[None] >= edges[:, None]).mean(axis=1)
    left_out = (wrong[None] < edges[:, None]).mean(axis=1)
    return float(edges[np.lexsort((gaps, kept + left_out))[-1]])


def recommended(right: Array, wrong: Array, line: Line) -> Tuning:
    """Return what puts the line of a question between the cosines of `right` [n] and `wrong` [m] photos.

    `line` is the question's as the model ships. Where the two sides lie far apart the scores become flatter, where
    close steeper, so that a photo in the middle of either gets about 0.9 or 0.1; and flatter still where no strictness
    would reach the line otherwise. Raises ValueError if a side is empty.
    """
    cut = best_cut(right, wrong)
    apart = float(np.median(right) - np.median(wrong)) / 2
    wanted = _SURE / apart if apart > 0 else 1 / line.width
    temperature = min(max(wanted, _TEMPERATURE_FROM / line.width), _TEMPERATURE_TO / line.width)
    above = cut - line.cosine
    if above:
        temperature = min(temperature, _WITHIN * _logit(least_score(1.0 if above > 0 else 0.0)) / above)
    return Tuning(round(temperature, 4), round(strictness_of(above * temperature), 4))


def _logit(score: float) -> float:
    return math.log(score / (1 - score))


def score_histogram(
    text: str, model: str, cosines: npt.NDArray[np.float32], line: Line | None, strictness: float, bins: int
) -> ScoreHistogram:
    """Return how photos with these cosines, [n], score for a question; `line` is None if it has no meaning."""
    least = least_score(strictness)
    scores = np.empty(0) if line is None else line.scores(cosines)
    counts, edges = np.histogram(scores, bins, (0.0, 1.0))
    reach = (float(cosines.min()), float(cosines.max())) if len(cosines) else (0.0, 1.0)
    cosine_counts, cosine_edges = np.histogram(cosines if line is not None else [], bins, reach)
    return ScoreHistogram(
        query=text,
        model=model,
        edges=edges,
        counts=counts,
        cosine_edges=cosine_edges,
        cosine_counts=cosine_counts,
        line=None if line is None else least,
        cosine_line=None if line is None else line.at(least),
        temperature=None if line is None else 1 / line.width,
        strictness=strictness,
        matching=int(np.count_nonzero(scores >= least)),
        photos=len(scores),
        above=(),
        below=(),
    )
