"""Why a question has no match, and which questions that ask for less may have some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from photo_search.desktop.browser import Content
from photo_search.desktop.chip_words import Face, faces, in_words, said
from photo_search.desktop.question_facts import is_fact
from photo_search.searching.query import Query, When, parse

translate = QCoreApplication.translate

_MOST_HINTS = 3


class Way(NamedTuple):
    """A question that may have matches, what it is called to ask it, and how many photos match it, if that is known."""

    label: str
    text: str
    photos: int | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no match, in words, and the ways out.

    `facts` are what no photo has all of.
    """

    title: str
    detail: str
    facts: tuple[str, ...]
    ways: tuple[Way, ...]


def reason(content: Content, today: date) -> Reason:
    """Return why the answer of a question in words has no match."""
    query = parse(content.place.text, today)
    told = faces(query)
    facts = [face for face in told if is_fact(face.parts[0])]
    title = translate("NothingMatches", "Nothing here seems to match")
    detail = translate("NothingMatches", "You asked for “%1”.").replace("%1", in_words(query)) if query else ""
    named: tuple[str, ...] = ()
    if facts and content.result is not None and not content.result.hits:
        title, detail, named = _no_such(facts)
        told = facts  # Without the rest of the question there would be nothing either.
    hints = [(_hint(face), _without(query, [face])) for face in told if len(query.parts) > len(face.parts)]
    if (found := content.matching_with_less) is not None:
        hints = [(hint, less) for hint, less in hints if found.get(less.text)]
        if not hints and found.get((rest := _without(query, facts)).text):
            hints = [(translate("NothingMatches", "Search only for “%1”").replace("%1", in_words(rest)), rest)]
    known = found or {}
    ways = (Way(hint, less.text, known.get(less.text)) for hint, less in hints[:_MOST_HINTS])
    return Reason(title, detail, named, tuple(ways))


def _no_such(facts: list[Face]) -> tuple[str, str, tuple[str, ...]]:
    """Return title, sentence and facts."""
    if len(facts) > 1:
        return translate("NothingMatches", "No photo has all of this"), "", tuple(map(said, facts))
    if isinstance(facts[0].parts[0], When):
        return translate("NothingMatches", "No photo is from %1").replace("%1", facts[0].label), "", ()
    return translate("NothingMatches", "No photo has this"), "", (said(facts[0]),)


def _hint(face: Face) -> str:
    """Return what it is called to ask without a part of the question."""
    if face.negated and face.example is None:
        return translate("NothingMatches", "Allow “%1”").replace("%1", face.label)
    return translate("NothingMatches", "Search without “%1”").replace("%1", face.label)


def _without(query: Query, some: Sequence[Face]) -> Query:
    for part in (part for face in some for part in face.parts):
        query = query.without(part)
    return query
