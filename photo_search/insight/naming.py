"""Where the words of a question stand in what is written about a photo; pure."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence

from photo_search.insight.records import NameMatch
from photo_search.paths import display_path
from photo_search.records import Photo

_WORD = re.compile(r"[^\W_]+")


def name_matches(photo: Photo, roots: Sequence[bytes], words: str, phrases: Sequence[str]) -> tuple[NameMatch, ...]:
    """Return where each of `words`, or the beginning of one, and each whole phrase stands first.

    `roots` are the library's folders: what leads to them says nothing of a photo. Words are the same if only case and
    accents differ, as for the full-text search.
    """
    written = [(field, text, _words(text)) for field, text in _fields(photo, roots)]
    found: list[NameMatch] = []
    for needle in (*words.split(), *phrases):
        place = next(
            ((f, t) for f, t, stand in written if _stands(_words(needle), stand, whole=needle in phrases)), None
        )
        if place is not None:
            found.append(NameMatch(needle, *place))
    return tuple(found)


def _fields(photo: Photo, roots: Sequence[bytes]) -> Iterator[tuple[str, str]]:
    metadata = photo.content.metadata
    yield from (("tag", keyword) for keyword in metadata.keywords)
    if metadata.caption:
        yield "caption", metadata.caption
    if photo.place:
        yield "place", photo.place
    for file in photo.files:
        if not file.missing:
            yield "name", display_path(os.path.basename(file.path))
    for file in photo.files:
        if not file.missing:
            folder = os.path.dirname(file.path)
            root = next((root for root in roots if (folder + b"/").startswith(root)), b"")
            yield "folder", display_path(os.path.relpath(folder, os.path.dirname(root)) if root else folder)


def _words(text: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _WORD.findall(plain.casefold())


def _stands(needle: list[str], words: list[str], *, whole: bool) -> bool:
    """Say whether `needle` stands somewhere in `words`; its last word may only begin there unless `whole`."""
    if not needle:
        return False
    *first, last = needle
    for start in range(len(words) - len(first)):
        *before, end = words[start : start + len(needle)]
        if before == first and (end == last or (not whole and end.startswith(last))):
            return True
    return False
