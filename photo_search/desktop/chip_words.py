"""How the parts of a question are called on their chips, in the person's language."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from photo_search.conditions import Condition, DateRange, Example, Key
from photo_search.desktop.wording import short_day
from photo_search.paths import display_path
from photo_search.searching.query import Part, Query, When, Words, parse
from photo_search.searching.question_editing import file_of, is_picture

translate = QCoreApplication.translate

_MARKS = (Key.MORE, Key.LESS)
_ICONS = {
    Key.FOLDER: "folder",
    Key.NAME: "photos",
    Key.CAMERA: "camera",
    Key.LENS: "camera",
    Key.DATE: "calendar",
    Key.BEFORE: "calendar",
    Key.AFTER: "calendar",
    Key.NEAR: "place",
    Key.PLACE: "place",
    Key.TAG: "tag",
    Key.SIMILAR: "similar",
    Key.CONCEPT: "concept",
}


@dataclass(frozen=True, slots=True)
class Face:
    """What one chip shows, and the parts of the question that it stands for.

    `tip` tells what it means where the label alone doesn't. `example` is the picture that it is about; its name takes
    the label's place once it is known.
    """

    parts: tuple[Part, ...]
    label: str
    icon: str = ""
    tip: str = ""
    negated: bool = False
    example: Example | None = None


def faces(query: Query) -> list[Face]:
    """Return what the chips of a question show, in its order; all marked answers are one."""
    marks = [part for part in query.chips if isinstance(part, Condition) and part.key in _MARKS]
    shown = [_face(part) for part in query.chips if part not in marks]
    return [*shown, _marks(marks)] if marks else shown


def _face(part: Part) -> Face:
    if isinstance(part, When):
        return Face((part,), part.text, "calendar", _days(part.range))
    if isinstance(part, Words):
        return Face((part,), _words(part), negated=part.weight < 0, tip=_words_tip(part))
    if isinstance(part.value, Example):
        return _example(part, part.value)
    tip = _days(part.value) if isinstance(part.value, DateRange) and part.key is Key.DATE else ""
    return Face((part,), _condition(part), _ICONS.get(part.key, "filter"), tip, part.negated)


def _words(part: Words) -> str:
    said = f"\u201c{part.text}\u201d" if part.exact else part.text
    return said + _times(abs(part.weight))


def _words_tip(part: Words) -> str:
    if part.weight < 0:
        return translate("chips", "Photos of this are pushed away")
    return translate("chips", "These very words, in names, captions and tags") if part.exact else ""


def _times(weight: float) -> str:
    return "" if weight == 1.0 else f" \u00d7{QLocale().toString(weight, 'g', 3)}"


def _example(part: Condition, example: Example) -> Face:
    path = file_of(example)
    words = translate("chips", "Not like this photo") if part.negated else translate("chips", "Like this photo")
    name = words if path is None else display_path(os.path.basename(path))
    return Face((part,), name + _times(example.weight), "similar", words, part.negated, example)


def said(face: Face) -> str:
    """Return what a chip says in words: that it is negated is seen on the chip, but is not in its label."""
    plain = not face.negated or face.example is not None
    return face.label if plain else translate("chips", "not %1").replace("%1", face.label)


def text_in_words(text: str) -> str:
    """Return a question, given as text, in words as it is understood today."""
    return in_words(parse(text, date.today()))  # noqa: DTZ011 - the person's own day


def in_words(query: Query) -> str:
    """Return a question as it was typed; where photos are part of it, as its labels say it."""
    if not any(map(is_picture, query.parts)):
        return query.text
    labels = (f"\u2212{face.label}" if face.negated and face.example is None else face.label for face in faces(query))
    return " \u00b7 ".join(filter(None, (query.phrase, *labels)))


def example_label(face: Face, name: str) -> str:
    """Return the label of an example's chip once its name is known."""
    return face.label if face.example is None or not name else name + _times(face.example.weight)


def _marks(parts: Sequence[Condition]) -> Face:
    more, less = (sum(len(p.value) for p in parts if p.key is key and isinstance(p.value, tuple)) for key in _MARKS)
    told = []
    if more:
        told.append(ChipCounts().more(more))
    if less:
        told.append(ChipCounts().less(less))
    tip = translate("chips", "The photos that you marked shape this answer")
    return Face(tuple(parts), ", ".join(told), "feedback", tip)


class ChipCounts(QObject):
    """What is said with a number: lupdate knows plurals only of a class's own texts."""

    def more(self, photos: int) -> str:
        """Return how many photos were marked as right."""
        return self.tr("%n more like", "", photos)

    def less(self, photos: int) -> str:
        """Return how many photos were marked as wrong."""
        return self.tr("%n less like", "", photos)


def _condition(part: Condition) -> str:
    said = part.said
    match part.key, part.value:
        case Key.IS | Key.HAS, str(value):
            return _facts().get((part.key, value), said)
        case Key.BEFORE, _:
            return translate("chips", "Before %1").replace("%1", said)
        case Key.AFTER, _:
            return translate("chips", "After %1").replace("%1", said)
        case _:
            return translate("chips", "%1: %2").replace("%1", key_title(part.key)).replace("%2", _compared(said))


def key_title(key: Key) -> str:
    """Return what a filter is called."""
    titles = {
        Key.FOLDER: translate("chips", "Folder"),
        Key.NAME: translate("chips", "Name"),
        Key.CAMERA: translate("chips", "Camera"),
        Key.LENS: translate("chips", "Lens"),
        Key.DATE: translate("chips", "Date"),
        Key.BEFORE: translate("chips", "Before"),
        Key.AFTER: translate("chips", "After"),
        Key.TYPE: translate("chips", "Type"),
        Key.SIZE: translate("chips", "Size"),
        Key.WIDTH: translate("chips", "Width"),
        Key.HEIGHT: translate("chips", "Height"),
        Key.RATIO: translate("chips", "Ratio"),
        Key.ISO: translate("chips", "ISO"),
        Key.NEAR: translate("chips", "Near"),
        Key.PLACE: translate("chips", "Place"),
        Key.RATING: translate("chips", "Rating"),
        Key.TAG: translate("chips", "Tag"),
        Key.CONCEPT: translate("chips", "Concept"),
        Key.HAS: translate("chips", "With"),
        Key.IS: translate("chips", "Only"),
        Key.SIMILAR: translate("chips", "Similar"),
    }
    return titles.get(key, key.value)


def _facts() -> dict[tuple[Key, str], str]:
    return {
        (Key.HAS, "gps"): translate("chips", "With a place"),
        (Key.HAS, "date"): translate("chips", "With a date"),
        (Key.HAS, "caption"): translate("chips", "With a caption"),
        (Key.HAS, "tags"): translate("chips", "With tags"),
        (Key.HAS, "rating"): translate("chips", "With a rating"),
        (Key.HAS, "camera"): translate("chips", "With a camera"),
        (Key.IS, "favourite"): translate("chips", "Favourites"),
        (Key.IS, "portrait"): translate("chips", "Portrait format"),
        (Key.IS, "landscape"): translate("chips", "Landscape format"),
        (Key.IS, "square"): translate("chips", "Square"),
        (Key.IS, "panorama"): translate("chips", "Panoramas"),
        (Key.IS, "offline"): translate("chips", "On drives that are away"),
    }


def _compared(said: str) -> str:
    for sign, shown in ((">=", "\u2265 "), ("<=", "\u2264 "), (">", "> "), ("<", "< "), ("=", "")):
        if said.startswith(sign):
            return shown + said.removeprefix(sign).strip()
    return said.replace("..", " \u2013 ") if not said.startswith("/") else said


def _days(days: DateRange) -> str:
    if days.first is None or days.last is None:
        if days.first is not None:
            return translate("chips", "From %1 on").replace("%1", short_day(days.first))
        return translate("chips", "Until %1").replace("%1", short_day(days.last)) if days.last is not None else ""
    if days.first == days.last:
        return short_day(days.first)
    return f"{short_day(days.first)} \u2013 {short_day(days.last)}"
