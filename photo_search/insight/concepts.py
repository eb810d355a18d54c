"""Everyday words for what a photo shows: those of the concept table that stand out for it, by a model's own vectors."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from blake3 import blake3

from photo_search.insight.records import ConceptWord
from photo_search.searching.calibration import sigmoid
from photo_search.searching.expansion import Term
from photo_search.searching.kept_vectors import keep_vectors, read_vectors

Floats = npt.NDArray[np.float32]
EmbedTexts = Callable[[Sequence[str]], Floats]

_PROMPT = "a photo of {}"
"""Measured on coco-mini with the starter, precision of the five best words of 249 by labels and captions: 0.25 with
it, 0.23 with the bare word; 0.27 with the mean of a word and its other names."""

_COMMON = 0.25
"""How much of what a word has in common with every photo is taken off, so that no word wins everywhere."""

_FEW = 30
"""A library of so many photos says as much of a word's background as the other words do."""

_STANDS_OUT = 2.6
"""Spreads above the middle from which on a word is shown. On coco-mini with the starter that is 1.7 words a photo, 37 %
of them in its labels or captions, and none for three photos of ten; at 2.2 it would be 3.8 words, 30 % of them."""

_STEEPNESS = 2.0
_AT_ONCE = 16


class ConceptVectors:
    """The vectors of all terms in the spaces of one library: made once, then kept beside the indexes as a cache."""

    def __init__(self, folder: Path, terms: Callable[[], Sequence[Term]]) -> None:
        self._folder = folder
        self._terms = terms
        self._guard = threading.Lock()
        self._known: dict[str, Floats] = {}

    def get(self, space_id: int, stamp: str, embed: EmbedTexts, stopped: Callable[[], bool]) -> Floats | None:
        """Return unit vectors, float32 [terms, D], or None once `stopped` says so.

        `stamp` names the space whatever its number is. `embed` makes vectors of texts; some hundred of them are asked
        for where none are kept yet.
        """
        terms = self._terms()
        stamp = f"{stamp}|{blake3(repr((_PROMPT, terms)).encode()).hexdigest()}"
        with self._guard:
            if stamp not in self._known:
                vectors = read_vectors(self._path(space_id), stamp)
                if vectors is None:
                    vectors = _embedded(terms, embed, stopped)
                    if vectors is None:
                        return None
                    keep_vectors(self._path(space_id), stamp, vectors)
                self._known[stamp] = vectors
            return self._known[stamp]

    def _path(self, space_id: int) -> Path:
        return self._folder / f"{space_id}.concepts"


def standing_out(photo: Floats, terms: Floats, sample: Floats) -> npt.NDArray[np.float64]:
    """Return how much each term stands out for a photo, float64 [terms], 0..1: 0.5 where it begins to.

    All are unit vectors: of the photo [D], of the terms [terms, D], and of photos of the library [n, D], which tell
    what a term has in common with any photo. A library of a few photos tells little, and is believed little.
    """
    cosines = (terms @ photo).astype(np.float64)
    others = np.vstack([(sample @ terms.T).astype(np.float64), cosines])
    common = (others.mean(axis=0) - others.mean()) * len(others) / (len(others) + _FEW)
    others -= _COMMON * common
    spread = float(others.std()) or 1.0
    return sigmoid(_STEEPNESS * ((others[-1] - others.mean()) / spread - _STANDS_OUT))


def best_words(terms: Sequence[Term], scores: npt.NDArray[np.float64], limit: int) -> list[ConceptWord]:
    """Return at most `limit` terms that stand out, best first."""
    order = np.argsort(-scores, kind="stable")[:limit]
    return [ConceptWord(terms[i].name, float(scores[i])) for i in order.tolist() if scores[i] >= 0.5]


def _embedded(terms: Sequence[Term], embed: EmbedTexts, stopped: Callable[[], bool]) -> Floats | None:
    """Return for each term the unit mean of its own vector and those of its other names."""
    phrases = [[_PROMPT.format(name) for name in (term.name, *term.also)] for term in terms]
    rows: list[Floats] = []
    for first in range(0, len(phrases), _AT_ONCE):
        if stopped():
            return None
        some = phrases[first : first + _AT_ONCE]
        vectors = embed([phrase for one in some for phrase in one])
        ends = np.cumsum([len(one) for one in some])
        rows += [part.mean(axis=0) for part in np.split(vectors, ends[:-1])]
    means = np.array(rows, np.float32)
    unit: Floats = means / np.linalg.norm(means, axis=1, keepdims=True)
    return unit
