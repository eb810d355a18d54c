"""The frozen records that answer “why is this here?”, “what is in it?”, “have I got this?” and “where is the line?”."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from photo_search.records import Hit, Photo


class PartKind(StrEnum):
    """What a part of a question is."""

    ITSELF = "itself"
    """The plain words, as they were typed."""
    ALSO = "also"
    """Other words for the same, which the search added."""
    PROMPT = "prompt"
    """The plain words in a phrase that the model knows best."""
    NARROWER = "narrower"
    """Narrower words, which a deep search added."""
    WORDS = "words"
    """Words with a weight, in quotation marks, or pushed away."""
    EXAMPLE = "example"
    """A picture to look like."""
    MORE = "more"
    """A photo of an answer that was right."""
    LESS = "less"
    """A photo of an answer that was wrong."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One part of a question, and how near the photo is to it alone.

    `what` is a phrase, a photo's number or the path of a file. With a `weight` below zero it pushes away. `cosine` is
    the photo's to this part; `score` is 0..1, calibrated on this part's own background as the score of a hit is.
    """

    what: str
    kind: PartKind
    weight: float
    cosine: float
    score: float


@dataclass(frozen=True, slots=True)
class Fact:
    """A condition of the question as it would be typed, and whether the photo fulfils it."""

    said: str
    holds: bool


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Words of the question that stand in what is written about the photo.

    `field` is "name", "folder", "caption", "tag" or "place"; `text` is what stands there.
    """

    words: str
    field: str
    text: str


class ConceptWord(NamedTuple):
    """An everyday word for what a photo shows; `score` is 0..1, 0.5 where a word begins to stand out."""

    word: str
    score: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a photo is, or is not, in the answer to a question.

    `cosine` is that of the whole question; None where it has neither words nor pictures, or where the model has not
    seen the photo. `score` is 0..1 as in a hit, and `line` the score from which on photos match; both None with it.
    `matches` says on which side the photo is, names and facts counted. `photo_id` is None for a file that is no part
    of the library; facts are then none.
    """

    query: str
    model: str
    photo_id: int | None
    path: bytes
    cosine: float | None
    score: float | None
    line: float | None
    matches: bool
    by_name: tuple[NameMatch, ...]
    parts: tuple[Contribution, ...]
    facts: tuple[Fact, ...]
    nearest: tuple[ConceptWord, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class HeatMap:
    """How much of a photo's cosine to a question goes when a patch of it is hidden.

    `values` is float32 [rows, columns], 0..1: 1 where hiding takes most away, 0 where it takes nothing away or adds.
    It covers `box`: left, top, right, bottom as parts of the upright photo's sides, as a model may look at its middle
    only. `cosine` is that of the whole photo, `drop` what hiding the best patch takes from it. `calls` counts the
    pictures that went through the model.
    """

    query: str
    photo_id: int
    values: npt.NDArray[np.float32]
    box: tuple[float, float, float, float]
    cosine: float
    drop: float
    calls: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """A photo of the library beside a picture from outside.

    `difference` is where the two differ most: of 256 steps of a channel, in one of 32 x 32 cells. It is None if they
    can't be compared: one has no thumbnail, or another shape.
    """

    photo: Photo
    cosine: float
    difference: float | None


class Verdict(StrEnum):
    """Whether a picture is in the library."""

    SAME = "same"
    """The very same file, byte by byte."""
    NEAR = "near"
    """The same picture in another size, format or compression."""
    SIMILAR = "similar"
    """No such picture, but some that look like it."""
    NEW = "new"
    """Nothing like it."""


@dataclass(frozen=True, slots=True)
class Have:
    """What the library has of a picture from outside; `near` and `similar` are best first.

    `same` is the photo of exactly this content, with all its files. `taken` is when the picture says it was taken.
    """

    path: bytes
    width: int
    height: int
    taken: datetime | None
    same: Photo | None
    near: tuple[Likeness, ...]
    similar: tuple[Likeness, ...]

    @property
    def verdict(self) -> Verdict:
        """Return the strongest of what was found."""
        if self.same is not None:
            return Verdict.SAME
        if self.near:
            return Verdict.NEAR
        return Verdict.SIMILAR if self.similar else Verdict.NEW


@dataclass(frozen=True, slots=True, eq=False)
class ScoreHistogram:
    """How the whole library scores for a question.

    `counts` (int64 [bins]) belong to `edges` (float64 [bins + 1], scores from 0 to 1), `cosine_counts` to
    `cosine_edges`. `line` is the score from which on photos match, `cosine_line` the same as a cosine; both None if
    the question has neither words nor pictures. `temperature` and `strictness` are what holds now; the first is the
    question's own where none is kept. `above` and `below` are the hits next to the line, nearest first.
    """

    query: str
    model: str
    edges: npt.NDArray[np.float64]
    counts: npt.NDArray[np.int64]
    cosine_edges: npt.NDArray[np.float64]
    cosine_counts: npt.NDArray[np.int64]
    line: float | None
    cosine_line: float | None
    temperature: float | None
    strictness: float
    matching: int
    photos: int
    above: tuple[Hit, ...]
    below: tuple[Hit, ...]
