"""Orders the hits of an answer, and gathers them into groups by when or where the photos are from; pure."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from photo_search.records import Hit

_DIGITS = re.compile(rb"(\d+)")

Natural = tuple[tuple[int, int, bytes], ...]


class Order(StrEnum):
    """What comes first. Where two hits are equal in it, the better one."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    FOLDER = "folder"
    NAME = "name"


class Grouping(StrEnum):
    """What the hits of one group have in common."""

    NONE = "none"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Group:
    """Hits that belong together, never none.

    `since` is the first day of the day, month or year, `folder` the path of the folder; each None for the other
    groupings, `since` for photos without a date, too.
    """

    grouping: Grouping
    hits: tuple[Hit, ...]
    since: date | None = None
    folder: bytes | None = None


def arrange(hits: Sequence[Hit], order: Order = Order.RELEVANCE, grouping: Grouping = Grouping.NONE) -> list[Group]:
    """Return hits that stand best first in another order and in groups.

    A group stands where the first of its hits would: the one with the best hit first, or the newest, or as its folder
    is called. Photos without a date come last wherever time decides.
    """
    gathered: dict[date | bytes | None, list[Hit]] = {}
    for hit in _in_order(hits, order):
        gathered.setdefault(_key(hit, grouping), []).append(hit)
    return [
        Group(
            grouping,
            tuple(members),
            since=key if isinstance(key, date) else None,
            folder=key if isinstance(key, bytes) else None,
        )
        for key, members in gathered.items()
    ]


def natural(name: bytes) -> Natural:
    """Return what sorts names as people do: `IMG_9` before `img_10`."""
    parts = _DIGITS.split(name.lower())
    return tuple((1, int(part), part) if i % 2 else (0, 0, part) for i, part in enumerate(parts))


def _in_order(hits: Sequence[Hit], order: Order) -> list[Hit]:
    match order:
        case Order.RELEVANCE:
            return list(hits)
        case Order.NEWEST:
            return sorted(hits, key=lambda hit: hit.taken or datetime.min, reverse=True)  # noqa: DTZ901 - a wall clock's
        case Order.OLDEST:
            return sorted(hits, key=lambda hit: hit.taken or datetime.max)  # noqa: DTZ901 - as above
        case Order.FOLDER:
            keys = {folder: _nested(folder) for folder in {os.path.dirname(hit.path) for hit in hits}}
            return sorted(hits, key=lambda hit: keys[os.path.dirname(hit.path)])
        case Order.NAME:
            return sorted(hits, key=lambda hit: natural(os.path.basename(hit.path)))


def _nested(folder: bytes) -> tuple[Natural, ...]:
    """Return what sorts folders so that each stands before those in it, and they before its neighbour."""
    return tuple(natural(part) for part in folder.split(os.sep.encode()))


def _key(hit: Hit, grouping: Grouping) -> date | bytes | None:
    taken = hit.taken
    match grouping:
        case Grouping.NONE:
            return None
        case Grouping.FOLDER:
            return os.path.dirname(hit.path)
        case _ if taken is None:
            return None
        case Grouping.DAY:
            return taken.date()
        case Grouping.MONTH:
            return taken.date().replace(day=1)
        case Grouping.YEAR:
            return taken.date().replace(month=1, day=1)
