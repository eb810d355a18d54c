"""Photos that two spaces share: by them a question's cosines in one are told in terms of the other."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from photo_search.searching.calibration import background, translate
from photo_search.searching.lineup import Member
from photo_search.searching.vector_index import Floats, Ids

_SAMPLE = 1_024
"""The mean and spread of so many cosines are off by 2 or 3 percent of a spread."""

_ENOUGH = 8
"""From fewer shared photos less can be told than from those that each has for itself."""

_GROWTH = 1.25


class _Anchor(NamedTuple):
    """Vectors of a sample in both spaces, and how many embeddings each had when it was taken."""

    ours: Floats
    theirs: Floats
    sizes: tuple[int, int]


class Anchors:
    """Samples of shared photos, by pairs of spaces. They are taken anew when a space has grown by a quarter."""

    def __init__(self) -> None:
        self._anchors: dict[tuple[int, int], _Anchor] = {}

    def translate(self, cosines: Floats, member: Member, asked: Floats, reference: Member, as_asked: Floats) -> Floats:
        """Return cosines of `member` as `reference` would give them; the question is `asked` there, `as_asked` here."""
        anchor = self._anchor(reference, member)
        theirs, ours = background(anchor.theirs @ asked), background(anchor.ours @ as_asked)
        return translate(cosines, theirs, ours).astype(np.float32)

    def _anchor(self, reference: Member, member: Member) -> _Anchor:
        ours, theirs = reference.index(), member.index()
        sizes = len(ours), len(theirs)
        key = reference.space_id, member.space_id
        anchor = self._anchors.get(key)
        if anchor is None or not all(n <= now <= _GROWTH * n for n, now in zip(anchor.sizes, sizes, strict=True)):
            mine, other = ours.photo_ids(), theirs.photo_ids()
            shared = other[ours.has(other)]
            if len(shared) >= _ENOUGH:
                mine = other = _sample(shared)
            anchor = _Anchor(ours.vectors(_sample(mine)), theirs.vectors(_sample(other)), sizes)
            self._anchors[key] = anchor
        return anchor


def _sample(ids: Ids) -> Ids:
    return ids[:: -(-len(ids) // _SAMPLE)] if len(ids) else ids
