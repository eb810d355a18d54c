"""Orders the photos of an answer: exact names first, then what matches by meaning, then what probably doesn't."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from photo_search.catalog.words import NameMatches
from photo_search.searching.cutoff import Line
from photo_search.searching.survey import Survey
from photo_search.searching.vector_index import Floats, Ids

Bools = npt.NDArray[np.bool_]

_IN_NAMES, _WRITTEN, _MATCHING = 16.0, 8.0, 4.0
"""What lifts a photo over all whose names don't have the words, that have them nowhere, or that don't match at all:
cosines lie between -1 and 1."""


class Ranking(NamedTuple):
    """The best photos in their order, all [n]; `cosines` are NaN for a photo known by its name only.

    `matching` counts all that match, also beyond these.
    """

    ids: Ids
    cosines: Floats
    matches: Bools
    by_name: Bools
    matching: int


def rank(survey: Survey, wanted: Bools, named: NameMatches, line: Line, least: float, count: int) -> Ranking:
    """Return the best `count` of the photos that are `wanted`, bool [n] of the survey.

    All of `named` must be wanted; those that the survey lacks come in by their names alone. `least` is the score from
    which photos match. Equal photos are in the order of their ids.
    """
    in_names, elsewhere, begun = map(survey.marked, named)
    by_name = in_names | elsewhere | begun
    matches = (survey.cosines >= line.at(least)) | by_name
    keys = survey.cosines.astype(np.float64) + _MATCHING * matches
    keys[elsewhere] += _WRITTEN
    keys[in_names] += _IN_NAMES
    # A photo may be in the answer by its name before any model has seen it.
    unseen = [ids[~survey.has(ids)] for ids in named]
    lifts = [_MATCHING + _IN_NAMES, _MATCHING + _WRITTEN, _MATCHING]
    unseen_keys = np.repeat(lifts, [len(ids) for ids in unseen])

    ids = np.concatenate([survey.ids[wanted], *unseen])
    keys = np.concatenate([keys[wanted], unseen_keys])
    if len(keys) > count:
        least_key = np.partition(keys, len(keys) - count)[len(keys) - count] if count else np.inf
        kept = np.flatnonzero(keys >= least_key)
    else:
        kept = np.arange(len(keys))
    order = kept[np.lexsort((ids[kept], -keys[kept]))][:count]
    cosines = np.concatenate([survey.cosines[wanted], np.full(len(unseen_keys), np.nan, np.float32)])[order]
    return Ranking(
        ids[order],
        cosines,
        keys[order] > _MATCHING / 2,
        np.concatenate([by_name[wanted], np.ones(len(unseen_keys), np.bool_)])[order],
        int(np.count_nonzero(matches & wanted)) + len(unseen_keys),
    )
