"""The cosines of one question to every photo, whichever space knows the photo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from photo_search.searching.anchors import Anchors
from photo_search.searching.expansion import combine
from photo_search.searching.lineup import Part
from photo_search.searching.scan import Each
from photo_search.searching.vector_index import Floats, Ids


class AskedPart(NamedTuple):
    """A part of a lineup, and the question's vectors in its space, float32 [g, D]."""

    part: Part
    vectors: Floats


class Survey(NamedTuple):
    """Photo ids, int64 [n], ascending, each once, and their cosines to the question, float32 [n]."""

    ids: Ids
    cosines: Floats

    def has(self, ids: Ids) -> npt.NDArray[np.bool_]:
        """Return which of `ids` are here, in their order."""
        return self.ids[self._nearest(ids)] == ids if len(self.ids) else np.zeros(len(ids), np.bool_)

    def places(self, ids: Ids) -> npt.NDArray[np.intp]:
        """Return where those of `ids` that are here stand, in the order of `ids`."""
        return self._nearest(ids[self.has(ids)])

    def marked(self, ids: Ids) -> npt.NDArray[np.bool_]:
        """Return which of the photos are among `ids`, bool [n]."""
        marks = np.zeros(len(self.ids), np.bool_)
        marks[self.places(ids)] = True
        return marks

    def _nearest(self, ids: Ids) -> npt.NDArray[np.intp]:
        return np.searchsorted(self.ids, ids).clip(max=len(self.ids) - 1)


def survey(
    asked: Sequence[AskedPart], reference: AskedPart, anchors: Anchors, each: Each, among: Ids | None = None
) -> Survey:
    """Return the cosines of all photos, or those `among`, on the scale of `reference`; several vectors' are combined.

    `each` divides the work on each part, since their sizes may differ much.
    """

    def ask(one: AskedPart) -> tuple[Ids, Floats]:
        ids, cosines = one.part.scores(one.vectors, among=among, each=each)
        return ids, on_one_scale(cosines, one, reference, anchors)

    return merged(list(map(ask, asked)))


def merged(found: Sequence[tuple[Ids, Floats]]) -> Survey:
    """Return the survey of what several parts have found: their photos, [n], and cosines on one scale, [n]."""
    ids, cosines = (np.concatenate(both) for both in zip(*found, strict=True))
    if (np.diff(ids) > 0).all():
        return Survey(ids, cosines)
    # A photo that a space has just learned may be in the next one's, too: the first has it.
    ids, first = np.unique(ids, return_index=True)
    return Survey(ids, cosines[first])


def refined(
    rough: Survey, best: npt.NDArray[np.intp], asked: Sequence[AskedPart], reference: AskedPart, anchors: Anchors
) -> Survey:
    """Return a survey whose cosines are exact at the places `best`, and as they were elsewhere.

    A survey is off by 0.0003 typically: too little to see, but enough to put two near-duplicates in the wrong order.
    """
    cosines = rough.cosines.copy()
    left = best
    for one in asked:
        ours = one.part.has(rough.ids[left])
        mine, left = left[ours], left[~ours]
        if len(mine):
            exact = one.vectors @ one.part.member.index().vectors(rough.ids[mine]).T
            cosines[mine] = on_one_scale(exact, one, reference, anchors)
    return Survey(rough.ids, cosines)


def on_one_scale(cosines: Floats, one: AskedPart, reference: AskedPart, anchors: Anchors) -> Floats:
    """Return cosines [g, n] of a part as those of the reference, combined to [n]."""
    if one.part is not reference.part and cosines.shape[1]:
        pairs = zip(cosines, one.vectors, reference.vectors, strict=True)
        theirs, ours = one.part.member, reference.part.member
        cosines = np.stack([anchors.translate(c, theirs, there, ours, here) for c, there, here in pairs])
    return combine(cosines)
