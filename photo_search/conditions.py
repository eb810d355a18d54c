"""The plain facts that photos can be asked to have: what each is about, and the values that it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from `first` to `last`, both included; None where that end is open."""

    first: date | None
    last: date | None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError("a range must not end before it begins")


class Key(Enum):
    """What a condition is about; the value is what is typed before the colon."""

    FOLDER = "folder"
    NAME = "name"
    CAMERA = "camera"
    LENS = "lens"
    DATE = "date"
    BEFORE = "before"
    AFTER = "after"
    TYPE = "type"
    SIZE = "size"
    WIDTH = "width"
    HEIGHT = "height"
    RATIO = "ratio"
    ISO = "iso"
    HAS = "has"
    NEAR = "near"
    PLACE = "place"
    RATING = "rating"
    TAG = "tag"
    IS = "is"
    SIMILAR = "similar"
    MORE = "more"
    """Photos of an answer that were right, by number."""
    LESS = "less"
    """Photos of an answer that were wrong, by number."""
    CONCEPT = "concept"
    """A search that was kept under a name, to be part of others."""


HAS = ("gps", "date", "caption", "tags", "rating", "camera")
IS = ("favourite", "portrait", "landscape", "square", "panorama", "offline")


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers from `least` to `most`, both included unless `open_least` or `open_most`; None where there is no end."""

    least: float | None = None
    most: float | None = None
    open_least: bool = False
    open_most: bool = False


@dataclass(frozen=True, slots=True)
class Circle:
    """What lies within `km` of a point; degrees, north and east positive."""

    latitude: float
    longitude: float
    km: float


@dataclass(frozen=True, slots=True)
class Example:
    """A picture to look like: a photo's number, or the path of a file; twice the `weight`, twice the say."""

    what: str
    weight: float = 1.0


Value = str | Span | Circle | DateRange | Example | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """A plain fact that photos must have, or with `negated` must not. `said` is what was typed after the colon."""

    key: Key
    value: Value
    said: str
    negated: bool = False

    def __str__(self) -> str:
        said = f'"{self.said}"' if " " in self.said else self.said
        return f"{'-' if self.negated else ''}{self.key.value}:{said}"
