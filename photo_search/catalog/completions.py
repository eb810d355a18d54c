"""Offers how the word that is being typed may go on, out of what a library's photos have."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from photo_search.catalog.photo_words import PLACE_PARTS, LabelKind, folded, readable
from photo_search.conditions import HAS, IS, Key
from photo_search.records import Suggestion, place_label

_TYPED = re.compile(r"(?P<minus>-?)(?:(?P<key>[^\W\d_]+):)?(?P<begun>.*)", re.DOTALL)
_FREELY = (LabelKind.TAG, LabelKind.PLACE, LabelKind.FOLDER, LabelKind.CAMERA)
"""The kinds that are offered for a word without a key."""

_CHOICES: Mapping[str, tuple[str, ...]] = {
    Key.HAS.value: HAS,
    Key.IS.value: IS,
    Key.TYPE.value: ("jpeg", "png", "heic", "raw", "tiff", "webp", "gif", "avif"),
}
_MOST_KEYS = 2
_NOT_TYPED = frozenset({Key.MORE, Key.LESS})
_FILTER = "filter"


class _Name(NamedTuple):
    """What a suggestion puts into the question, and how it is shown."""

    kind: LabelKind
    inserted: str
    shown: str
    from_start: bool


def completions(cursor: sqlite3.Cursor, text: str, limit: int) -> list[Suggestion]:
    """Return at most `limit` ways to go on with the last word of `text`; spaces in quotes are part of a word."""
    typed = _TYPED.fullmatch(_last_word(text))
    if typed is None or limit < 1:
        return []
    minus, key = typed["minus"], (typed["key"] or "").casefold()
    begun = folded(typed["begun"].replace('"', " ").strip())
    if key in _CHOICES:
        said = (f"{key}:{choice}" for choice in _CHOICES[key] if choice.startswith(begun))
        return [Suggestion(_FILTER, text, minus + text) for text in said][:limit]
    if key:
        kinds = [kind for kind in LabelKind if kind.value == key]
        return _of_labels(cursor, kinds, begun, minus, limit) if kinds else []
    if not begun:
        return []
    keys = [one.value for one in Key if one.value.startswith(begun) and one not in _NOT_TYPED]
    filters = [Suggestion(_FILTER, f"{one}:", f"{minus}{one}:") for one in keys][:_MOST_KEYS]
    return [*_of_labels(cursor, _FREELY, begun, minus, limit - len(filters)), *filters][:limit]


def _of_labels(
    cursor: sqlite3.Cursor, kinds: Iterable[LabelKind], begun: str, minus: str, limit: int
) -> list[Suggestion]:
    """Return the labels with a word that starts with `begun`: those that start with it first, then by their photos."""
    starts = re.compile(rf"(?<!\w){re.escape(begun)}")
    photos: dict[_Name, int] = {}
    for kind in kinds:
        query = (
            "SELECT CAST(text AS BLOB), folded, photos FROM label"
            " WHERE kind = ? AND photos > 0 AND instr(folded, ?) > 0 ORDER BY photos DESC"
        )
        for text, compared, count in cursor.execute(query, (kind.value, begun)):
            for name in _names(kind, readable(text), compared, starts):
                photos[name] = photos.get(name, 0) + count
    order = sorted(photos, key=lambda name: (not name.from_start, -photos[name], name.shown))
    return [
        Suggestion(n.kind.value, n.shown, f"{minus}{n.kind}:{_quoted(n.inserted)}", photos[n]) for n in order[:limit]
    ]


def _names(kind: LabelKind, text: str, compared: str, starts: re.Pattern[str]) -> Iterator[_Name]:
    """Yield what of a label is meant: itself, or a folder of a path, or the name, region or country of a place."""
    if not starts.search(compared):
        return
    if kind is LabelKind.FOLDER:
        parts = text.split(os.sep)
        compared_parts = compared.removeprefix("/").split("/")
        if len(parts) != len(compared_parts):  # A letter may be compared as several, such as "a/c".
            compared_parts = [folded(part) for part in parts]
        for part, compared_part in zip(parts, compared_parts, strict=True):
            if part and starts.search(compared_part):
                yield _Name(kind, part, part, starts.match(compared_part) is not None)
    elif kind is LabelKind.PLACE:
        name, region, country, *_ = [*text.split(PLACE_PARTS), "", ""]
        shown = {name: place_label(name, region, country), region: place_label(region, "", country), country: country}
        meant = [part for part in shown if part and starts.search(folded(part))]
        for part in meant or [name]:  # Otherwise by another name of it, such as one in another language.
            yield _Name(kind, part, shown[part], starts.match(folded(part)) is not None)
    else:
        yield _Name(kind, text, text, starts.match(compared) is not None)


def _last_word(text: str) -> str:
    start, quoted = 0, False
    for at, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif letter == " " and not quoted:
            start = at + 1
    return text[start:]


def _quoted(text: str) -> str:
    """Return a value as it is typed after a key; what no value can hold is a space."""
    said = " ".join(text.replace('"', " ").split())
    return f'"{said}"' if " " in said else said
