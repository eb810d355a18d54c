"""Answers made by hand, for the tests of what shows them."""

from __future__ import annotations

from datetime import datetime, timedelta

from photo_search.desktop.browser import Content
from photo_search.desktop.navigation import Place, Where, Words
from photo_search.records import Coverage, Hit, SearchResult

EVERYWHERE = Where("all")
FIRST = datetime(2020, 1, 31, 12)


def hit(
    photo_id: int, *, matches: bool = True, folded: tuple[int, ...] = (), by_name: bool = False, folder: str = "a"
) -> Hit:
    """Return a hit, of a later day the higher its number."""
    taken = FIRST + timedelta(days=photo_id)
    path = f"/pictures/{folder}/{photo_id}.jpg".encode()
    score = max(0.0, 0.9 - photo_id / 100)
    return Hit(photo_id, path, 0.2, score, taken, 400, 300, 0x808080, False, matches, by_name, folded)


def result(*hits: Hit, notices: tuple[str, ...] = ()) -> SearchResult:
    matching = sum(1 + len(hit.folded) for hit in hits if hit.matches)
    return SearchResult("dog", "starter", hits, Coverage(90, 90, 0, 0), 1.0, matching, notices)


def answered(text: str, *hits: Hit, where: Where = EVERYWHERE, is_update: bool = False) -> Content:
    made = result(*hits)
    return Content(Place(where, Words(text)), made.coverage, is_update, result=made)
