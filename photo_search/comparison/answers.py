"""The answers that are worth looking at: the first photos of each model for the same words, side by side."""

from __future__ import annotations

import random
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import numpy as np

from photo_search.comparison.gallery import Gallery
from photo_search.comparison.phrases import Phrases
from photo_search.comparison.rankings import overlap
from photo_search.comparison.reading import Photo, Vectors

SHOWN = 8
"""How many photos of each answer are looked at."""

_DIFFERING = 6
_DRAWN = 6
_SEED = 5


K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Answers(Generic[K]):
    """What each model answers to `words`, best first, in the order of the models; `wanted` are the right photos.

    A photo is named by whatever tells photos apart where the answers come from.

    `wanted` is empty where nobody said which they are. `drawn` says that the words were drawn by lot, and not chosen
    since the models differ.
    """

    words: str
    wanted: frozenset[K]
    photos: tuple[tuple[K, ...], ...]
    drawn: bool = False


def choose_answers(gallery: Gallery, phrases: Phrases) -> tuple[Answers[Photo], ...]:
    """Return all answers to the words that were given, in their order.

    Without words, return those to labels and to each photo's first caption: the ones on which the models differ most,
    then some drawn by lot, the same for the same phrases.
    """
    if phrases.words:
        asked = [sight.words for sight in gallery.sights]
        return tuple(_answers(gallery, row, words, asked) for row, words in enumerate(phrases.words))
    pool = _first_captions(gallery, phrases) + _labels(gallery, phrases)
    differing = sorted((each for each in pool if _agreement(each) < 1), key=_agreement)[:_DIFFERING]
    rest = [each for each in pool if each not in differing]
    drawn = random.Random(_SEED).sample(rest, min(_DRAWN, len(rest)))  # noqa: S311 - a lot, not a secret
    return (*differing, *(replace(each, drawn=True) for each in drawn))


def _first_captions(gallery: Gallery, phrases: Phrases) -> list[Answers[Photo]]:
    asked = [sight.captions for sight in gallery.sights]
    _, firsts = np.unique(gallery.owner, return_index=True)
    return [
        _answers(
            gallery,
            row,
            phrases.captions[gallery.caption_rows[row]],
            asked,
            frozenset({gallery.photos[gallery.owner[row]]}),
        )
        for row in firsts
    ]


def _labels(gallery: Gallery, phrases: Phrases) -> list[Answers[Photo]]:
    asked = [sight.labels for sight in gallery.sights]
    return [
        _answers(
            gallery,
            row,
            phrases.label_phrases[label],
            asked,
            frozenset(gallery.photos[place] for place in np.flatnonzero(gallery.relevant[row])),
        )
        for row, label in enumerate(gallery.label_rows)
    ]


def _answers(
    gallery: Gallery, row: int, words: str, asked: Sequence[Vectors], wanted: frozenset[Photo] = frozenset()
) -> Answers[Photo]:
    """Return what each model answers to the phrase in a row of its vectors in `asked`."""
    first = [
        np.argsort(-(sight.photos @ vectors[row]), kind="stable")[:SHOWN]
        for sight, vectors in zip(gallery.sights, asked, strict=True)
    ]
    return Answers(words, wanted, tuple(tuple(gallery.photos[place] for place in places) for places in first))


def _agreement(answers: Answers[Photo]) -> float:
    """Return how much the answers have in common with that of the first model, 0 to 1; 1 if there is only one."""
    first, *others = answers.photos
    return min((overlap(first, other) for other in others), default=1.0)
