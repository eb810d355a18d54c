"""What a person types, understood: phrases with weights, names, and plain facts; never an error, at worst plain words.

The language, from the simplest up:

    sunset over the sea       what the photo shows
    "summer party"            these very words in its names or caption
    -people  -"red car"       not this
    sea:2  -boat:0.5          so much more, or less
    folder:holiday  iso:<400  plain facts, see condition_reader.py; -folder:holiday leaves out
    summer 2019               a date, see date_words.py

Parsing and writing are each other's inverse: parse(query.text) == query, so that what is shown as chips and what
stands in the search box never differ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from photo_search.conditions import Condition, DateRange
from photo_search.searching.condition_reader import read_condition
from photo_search.searching.date_words import find_date

MOST_WEIGHT = 10.0


@dataclass(frozen=True, slots=True)
class Words:
    """Words for the model, or with `exact` for names and captions too; a negative weight pushes away."""

    text: str
    weight: float = 1.0
    exact: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether nothing is said of them but themselves."""
        return self.weight == 1.0 and not self.exact

    def __str__(self) -> str:
        sign = "-" if self.weight < 0 else ""
        quoted = f'"{self.text}"' if self.exact or " " in self.text else self.text
        amount = abs(self.weight)
        return f"{sign}{quoted}" if amount == 1.0 else f"{sign}{quoted}:{amount:g}"


@dataclass(frozen=True, slots=True)
class When:
    """A date, with the words that said it."""

    text: str
    range: DateRange

    def __str__(self) -> str:
        return self.text


Part = Words | When | Condition


@dataclass(frozen=True, slots=True)
class Query:
    """A question in its parts, in the order in which they were typed.

    `unknown` are the keys of what looked like a filter and is none; those parts are words.
    """

    parts: tuple[Part, ...] = ()
    unknown: tuple[str, ...] = field(default=(), compare=False)

    @property
    def text(self) -> str:
        """The question as it would be typed."""
        return " ".join(str(part) for part in self.parts)

    @property
    def phrase(self) -> str:
        """What the photos show: the plain words, as they follow each other."""
        return " ".join(part.text for part in self.parts if isinstance(part, Words) and part.is_plain)

    @property
    def chips(self) -> tuple[Part, ...]:
        """What was understood as more than plain words."""
        return tuple(part for part in self.parts if not (isinstance(part, Words) and part.is_plain))

    def without(self, part: Part) -> Query:
        """Return the question less one of its parts."""
        parts = list(self.parts)
        parts.remove(part)
        return replace(self, parts=tuple(parts))

    def __bool__(self) -> bool:
        return bool(self.parts)


_TOKEN = re.compile(
    r"""(?P<minus>-(?=[^\s-]))?
        (?: (?P<key>\w[\w-]*):(?P<value>(?:"[^"]*"?|[^\s"])+)
          | "(?P<phrase>[^"]*)"?(?::(?P<weight>\d+(?:\.\d+)?)(?=\s|$))?
          | (?P<word>[^\s"]+) )""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})?")


def parse(text: str, today: date) -> Query:
    """Understand `text`; `today` is what “last summer” counts from. Takes time in proportion to its length."""
    parts: list[Part] = []
    unknown: list[str] = []
    plain: list[str] = []
    for match in _TOKEN.finditer(_clean(text)):
        part = _part(match, today, unknown)
        if isinstance(part, Words) and part.is_plain:
            plain.append(part.text)
            continue
        parts.extend(_with_dates(plain, today))
        plain.clear()
        if part is not None:
            parts.append(part)
    parts.extend(_with_dates(plain, today))
    return Query(tuple(parts), tuple(unknown))


def _part(match: re.Match[str], today: date, unknown: list[str]) -> Part | None:
    sign = -1.0 if match["minus"] else 1.0
    if match["phrase"] is not None:
        phrase = " ".join(match["phrase"].split())
        return Words(phrase, sign * _weight(match["weight"] or "1"), exact=True) if phrase else None
    key, value = match["key"], match["value"]
    if key is None:
        return Words(match["word"], sign)
    bare = " ".join(value.replace('"', " ").split())
    if not bare:
        return Words(f"{key}:", sign)
    condition = read_condition(key.lower(), bare, today, negated=sign < 0)
    if condition is not None:
        return condition
    if _NUMBER.fullmatch(bare):
        return Words(key, sign * _weight(bare))
    unknown.append(key)
    words = " ".join(f"{key}:{value}".replace('"', "").split())
    return Words(words, sign, exact=" " in words)


def _weight(text: str) -> float:
    return min(float(text), MOST_WEIGHT) or 1.0


def _with_dates(words: Sequence[str], today: date) -> Iterator[Part]:
    """Yield plain words, and the dates that are said by them."""
    lower = [word.lower() for word in words]
    at = 0
    while at < len(words):
        found = find_date(lower[at : at + 8], today)
        if found is None:
            yield Words(words[at])
            at += 1
        else:
            yield When(" ".join(words[at : at + found.words]), found.range)
            at += found.words


def _clean(text: str) -> str:
    """Return `text` on one line, without what no one types on purpose: control characters, odd quotes."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    return re.sub("[\u201c\u201d\u201e\u201f\u00ab\u00bb]", '"', text)
