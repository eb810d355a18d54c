"""A blind trial: two models answer the same words, and a person picks the better row without knowing whose it is."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from photo_search.comparison.preference import Preference
from photo_search.comparison.tally import Choice, Chosen, Tally
from photo_search.records import SpaceIdentity

Answer = Callable[[SpaceIdentity, str], Sequence[int]]
"""Returns the photos that a model finds for words, best first; always as many, as far as there are that many."""

_EVEN = 0.5


class Pick(StrEnum):
    """Which row a person picked."""

    LEFT = "left"
    RIGHT = "right"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Round:
    """Words, and the photos of two models for them, best first. Nothing here tells which model is which.

    `number` counts the words, from 1 to `of`.
    """

    number: int
    of: int
    words: str
    left: tuple[int, ...]
    right: tuple[int, ...]


class BlindTrial:
    """Asks round after round. The order of the words, and which model stands left, follow from `seed` alone.

    Each pick is kept in `tally` at once.
    """

    def __init__(
        self,
        first: SpaceIdentity,
        second: SpaceIdentity,
        words: Sequence[str],
        answer: Answer,
        tally: Tally,
        *,
        seed: int,
    ) -> None:
        self._models = (first, second)
        self._answer = answer
        self._tally = tally
        lot = random.Random(seed)  # noqa: S311 - a lot, not a secret
        self._words = list(dict.fromkeys(words))
        lot.shuffle(self._words)
        self._first_is_left = [lot.random() < _EVEN for _ in self._words]

    def rounds(self) -> Iterator[Round]:
        """Yield the rounds, each searched for when it is asked for.

        Words to which both models answer alike are passed over: there is nothing to choose.
        """
        for number, (words, first_is_left) in enumerate(zip(self._words, self._first_is_left, strict=True), 1):
            first, second = (tuple(self._answer(model, words)) for model in self._models)
            if first != second:
                left, right = (first, second) if first_is_left else (second, first)
                yield Round(number, len(self._words), words, left, right)

    def pick(self, of: Round, pick: Pick) -> None:
        """Keep what the person picked in a round. Raises StorageFull or ComparisonUnusable."""
        choice = Choice.NEITHER
        if pick is not Pick.NEITHER:
            choice = Choice.FIRST if (pick is Pick.LEFT) == self._first_is_left[of.number - 1] else Choice.SECOND
        self._tally.add(Chosen(of.words, *self._models, choice))

    def preference(self) -> Preference:
        """Return all choices between the two models so far, those of earlier trials included."""
        return self._tally.preference(*self._models)
