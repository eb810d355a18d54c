"""The field's measures of one answer, of which is known what is relevant; pure functions."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]


class Shown(NamedTuple):
    """How well what is shown as matching is what is relevant: parts from 0 to 1."""

    precision: float
    recall: float
    f1: float


def ndcg(relevant: Bools, depth: int = 10) -> float:
    """Return the normalised discounted cumulative gain of an answer whose photos, best first, are relevant or not.

    At least one must be relevant. Source: Järvelin, Kekäläinen, "Cumulated gain-based evaluation of IR techniques",
    2002, with a gain of 1.
    """
    discounts = 1 / np.log2(np.arange(2, depth + 2))
    first = relevant[:depth]
    return float((first * discounts[: len(first)]).sum() / discounts[: int(relevant.sum())].sum())


def judged(shown: Bools, relevant: Bools) -> Shown:
    """Return precision, recall and F1 of what is `shown`; at least one photo must be relevant.

    Where nothing is shown nothing is wrong, and nothing found.
    """
    right = int((shown & relevant).sum())
    precision = right / int(shown.sum()) if shown.any() else 1.0
    return Shown(precision, right / int(relevant.sum()), 2 * right / int(shown.sum() + relevant.sum()))


def best_threshold(cosines: list[npt.NDArray[np.float64]], relevant: list[Bools]) -> float:
    """Return the one cosine from which photos are best taken for matches, by the mean F1 of all questions.

    A threshold of any other score that rises with the cosine, the same for all questions, can't do better.
    """
    tried = np.quantile(np.concatenate(cosines), np.linspace(0.3, 1, 281))
    means = [
        np.mean([judged(values >= least, right).f1 for values, right in zip(cosines, relevant, strict=True)])
        for least in tried
    ]
    return float(tried[int(np.argmax(means))])
