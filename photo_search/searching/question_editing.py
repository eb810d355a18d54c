"""Changes a question as clicks do: adds and weighs pictures, marks answers as right or wrong, leaves parts out.

Some parts name photos by number, or by a path. They belong to the text of a question as all others do, but nobody
types them; `split` tells them from what is typed, and `joined` puts both together again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import quote, unquote_to_bytes

from photo_search.conditions import Condition, Example, Key
from photo_search.searching.query import Part, Query, Words, parse
from photo_search.searching.question import is_number

PICTURES = frozenset({Key.SIMILAR, Key.MORE, Key.LESS})
"""Keys of the parts that are chosen by pointing at photos."""

_FILE = "file:"
_PLAIN_PATH = re.compile(r"[\w/\\:.()+,=@~#-]+(?: [\w/\\:.()+,=@~#-]+)*", re.ASCII)
_UNQUOTED = "/:()+,=@~-_."
_ANY_DAY = date(2000, 1, 1)


def is_picture(part: Part) -> bool:
    """Return whether a part is chosen by pointing at photos, not typed."""
    return isinstance(part, Condition) and part.key in PICTURES


def split(query: Query) -> tuple[Query, tuple[Condition, ...]]:
    """Return what is typed of a question, and its pictures."""
    pictures = tuple(part for part in query.parts if isinstance(part, Condition) and part.key in PICTURES)
    return replace(query, parts=tuple(part for part in query.parts if not is_picture(part))), pictures


def joined(typed: str, pictures: Sequence[Condition]) -> str:
    """Return the text of the question that has these words, as they were typed, and these pictures."""
    closed = typed + '"' if pictures and _is_open(typed) else typed
    return " ".join((*closed.split(), *map(str, pictures)))


def asks_with_pictures(text: str) -> bool:
    """Return whether photos, and not words alone, say what is asked for."""
    return any(map(is_picture, parse(text, _ANY_DAY).parts))


def examples(query: Query) -> tuple[Condition, ...]:
    """Return the pictures that photos are to look like, or not."""
    return tuple(part for part in query.parts if isinstance(part, Condition) and part.key is Key.SIMILAR)


def example(what: str, weight: float = 1.0, *, negated: bool = False) -> Condition:
    """Return the part that asks for photos like `what` (see `Example`), or for those unlike it."""
    said = what if weight == 1.0 else f"{what}*{weight:g}"
    return Condition(Key.SIMILAR, Example(what, weight), said, negated)


def with_example(query: Query, what: str, *, negated: bool = False) -> Query:
    """Add a picture to a question; one that it has already changes sides at most."""
    known = next((part for part in examples(query) if _example(part).what == what), None)
    if known is None:
        return replace(query, parts=(*query.parts, example(what, negated=negated)))
    return with_part(query, known, example(what, _example(known).weight, negated=negated))


def weighed(query: Query, part: Condition, weight: float) -> Query:
    """Let an example count for `weight` times as much as a usual one."""
    return with_part(query, part, example(_example(part).what, weight, negated=part.negated))


def turned(query: Query, part: Part) -> Query:
    """Ask for the opposite of a part: photos unlike an example, without a word; a date has none and stays."""
    if isinstance(part, Words):
        return with_part(query, part, replace(part, weight=-part.weight))
    return with_part(query, part, replace(part, negated=not part.negated)) if isinstance(part, Condition) else query


def with_part(query: Query, old: Part, new: Part) -> Query:
    """Put a part in another's place. Raises ValueError if that is none of the question's."""
    at = query.parts.index(old)
    return replace(query, parts=(*query.parts[:at], new, *query.parts[at + 1 :]))


def marked(query: Query, key: Key) -> tuple[int, ...]:
    """Return the photos that were marked as right (`Key.MORE`) or wrong (`Key.LESS`), in the order of marking."""
    numbers = (part.value for part in query.parts if isinstance(part, Condition) and part.key is key)
    return tuple(dict.fromkeys(number for value in numbers if isinstance(value, tuple) for number in value))


def with_marks(query: Query, photo_ids: Sequence[int], key: Key | None) -> Query:
    """Mark photos as right (`Key.MORE`) or wrong (`Key.LESS`), each one or the other, or with None as neither."""
    parts = [part for part in query.parts if not (isinstance(part, Condition) and part.key in {Key.MORE, Key.LESS})]
    for side in (Key.MORE, Key.LESS):
        known = [number for number in marked(query, side) if number not in photo_ids]
        numbers = tuple(dict.fromkeys([*known, *(photo_ids if side is key else ())]))
        if numbers:
            parts.append(Condition(side, numbers, ",".join(map(str, numbers))))
    return replace(query, parts=tuple(parts))


def without(query: Query, parts: Iterable[Part]) -> Query:
    """Return the question less some of its parts."""
    for part in parts:
        query = query.without(part)
    return query


def place_of(query: Query, part: Part) -> tuple[int, int]:
    """Return where a part stands in `query.text`, from its first letter to behind its last.

    Raises ValueError if it is none of the question's.
    """
    at = query.parts.index(part)
    start = sum(len(str(before)) + 1 for before in query.parts[:at])
    return start, start + len(str(part))


def file_name_of(path: bytes) -> str:
    """Return how a question names the picture in a file: its path, or a file URL where a text could not hold that."""
    text = os.fsdecode(path)
    if _PLAIN_PATH.fullmatch(text):
        return text
    return _FILE + quote(os.fsencode(text), safe=_UNQUOTED)


def file_of(example: Example) -> bytes | None:
    """Return the path of the file that an example is, or None if it is a photo of the library."""
    return None if photo_of(example) is not None else path_of(example.what)


def path_of(name: str) -> bytes:
    """Return the path that `file_name_of` or a person named a file by."""
    if name.startswith(_FILE):
        return unquote_to_bytes(name.removeprefix(_FILE))
    return os.fsencode(os.path.expanduser(name))


def photo_of(example: Example) -> int | None:
    """Return the number of the photo of the library that an example is, or None if it is a file."""
    return int(example.what) if is_number(example.what) else None


def word_before(typed: str, caret: int) -> tuple[int, str]:
    """Return where the word that ends at the caret begins, and that word; spaces within quotes are part of it."""
    start, quoted = 0, False
    for at, letter in enumerate(typed[:caret]):
        if letter == '"':
            quoted = not quoted
        elif letter == " " and not quoted:
            start = at + 1
    return start, typed[start:caret]


def _example(part: Condition) -> Example:
    if not isinstance(part.value, Example):
        raise TypeError("no example")
    return part.value


def _is_open(typed: str) -> bool:
    """Return whether a quote has begun and not ended: what follows would belong to it."""
    return sum(typed.count(mark) for mark in '"\u201c\u201d\u201e\u201f\u00ab\u00bb') % 2 == 1
