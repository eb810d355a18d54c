"""Photos that two spaces share: by them a question's cosines in one are told in terms of the other."""

from __future__ import annotations

import threading
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
    """Samples of photos, by pairs of spaces and by spaces. They are taken anew when a space has grown by a quarter.

    For several threads.
    """

    def __init__(self) -> None:
        self._anchors: dict[tuple[int, int], _Anchor] = {}
        self._samples: dict[int, tuple[int, Floats]] = {}
        self._guard = threading.Lock()

    def translate(self, cosines: Floats, member: Member, asked: Floats, reference: Member, as_asked: Floats) -> Floats:
        """Return cosines of `member` as `reference` would give them; the question is `asked` there, `as_asked` here."""
        with self._guard:
            anchor = self._anchor(reference, member)
        theirs, ours = background(anchor.theirs @ asked), background(anchor.ours @ as_asked)
        return translate(cosines, theirs, ours).astype(np.float32)

    def sample(self, member: Member) -> Floats:
        """Return the vectors of some of a member's photos, float32 [n, D]: what most photos are like."""
        with self._guard:
            index = member.index()
            size, vectors = self._samples.get(member.space_id, (0, None))
            if vectors is None or not size <= len(index) <= _GROWTH * size:
                vectors = index.vectors(_sample(index.photo_ids()))
                self._samples[member.space_id] = len(index), vectors
            return vectors

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
