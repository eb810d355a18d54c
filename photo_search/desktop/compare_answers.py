"""Asks two models of a library the same words, with or without saying which is which; away from the GUI thread."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photo_search.comparison.blind import BlindTrial, Pick, Round
from photo_search.comparison.preference import Preference
from photo_search.comparison.side_by_side import ask_both
from photo_search.comparison.tally import Tally
from photo_search.desktop.compare_row import PLACES, RowPhoto
from photo_search.desktop.compare_words import agreement_in_words, marks
from photo_search.paths import display_path
from photo_search.records import Hit, SpaceIdentity

if TYPE_CHECKING:
    from photo_search.library import Library


@dataclass(frozen=True, slots=True)
class Contestant:
    """A model to compare, by the name that searches take."""

    name: str
    identity: SpaceIdentity


Pair = tuple[Contestant, Contestant]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a blind trial, whose answer is counted at once."""

    trial: BlindTrial
    round: Round

    def answer(self, pick: Pick) -> Preference:
        """Count a choice and return all of them. Raises StorageFull or ComparisonUnusable."""
        self.trial.pick(self.round, pick)
        return self.trial.preference()


@dataclass(frozen=True, slots=True)
class Answers:
    """Two rows for the same words, best first, and what they have in common; a question where names are hidden.

    Without names, there is no question about words to which both models answer alike.
    """

    words: str
    upper: tuple[RowPhoto, ...]
    lower: tuple[RowPhoto, ...]
    agreement: str
    question: Question | None = None


def answers_by_name(library: Library, words: str, pair: Pair) -> Answers:
    """Return the first model's answer above the second's, with what changed from one to the other."""
    both = ask_both(library, words, pair[0].name, pair[1].name, limit=PLACES)
    first, second = ([hit.photo_id for hit in answer.hits] for answer in (both.first, both.second))
    upper = tuple(_row_photo(hit) for hit in both.first.hits)
    lower = tuple(_row_photo(hit, mark) for hit, mark in zip(both.second.hits, marks(both.changes), strict=True))
    return Answers(words, upper, lower, agreement_in_words(first, second))


def blind_answers(library: Library, words: str, pair: Pair) -> Answers:
    """Return the two answers in an order by lot."""
    hits: dict[int, RowPhoto] = {}
    names = {each.identity: each.name for each in pair}

    def answer(identity: SpaceIdentity, words: str) -> Sequence[int]:
        found = library.search(words, limit=PLACES, model=names[identity]).hits
        hits.update((hit.photo_id, _row_photo(hit)) for hit in found)
        return [hit.photo_id for hit in found]

    seed = random.getrandbits(32)
    trial = BlindTrial(pair[0].identity, pair[1].identity, [words], answer, Tally(library.path), seed=seed)
    asked = next(trial.rounds(), None)
    if asked is None:
        alike = tuple(hits.values())
        return Answers(words, alike, alike, agreement_in_words(list(hits), list(hits)))
    upper, lower = (tuple(hits[photo_id] for photo_id in row) for row in (asked.left, asked.right))
    return Answers(words, upper, lower, agreement_in_words(asked.left, asked.right), Question(trial, asked))


def tally_of(library: Library, pair: Pair) -> Preference:
    """Return the choices so far between two models. Raises ComparisonUnusable."""
    return Tally(library.path).preference(pair[0].identity, pair[1].identity)


def _row_photo(hit: Hit, mark: str = "") -> RowPhoto:
    return RowPhoto(hit.photo_id, hit.dominant_colour, mark, display_path(os.path.basename(hit.path)))
