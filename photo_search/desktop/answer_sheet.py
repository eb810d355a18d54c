"""What the grid is given of an answer: its photos in order, what stands over them, and which stand for others."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from PySide6.QtCore import QCoreApplication

from photo_search.catalog.listing import UNDATED, Listing, wall_seconds
from photo_search.desktop.folder_names import folder_names
from photo_search.desktop.photo_grid_bursts import Bursts
from photo_search.desktop.photo_grid_sections import Division
from photo_search.desktop.wording import month_name, short_day, weekday
from photo_search.paths import display_path
from photo_search.records import Hit
from photo_search.searching.arranging import Group, Grouping, Order, arrange

translate = QCoreApplication.translate

_STEP = " / "
"""Between a folder and the one in it."""


@dataclass(frozen=True, slots=True)
class Member:
    """A photo that a hit stands for, as far as a grid needs it; see Listing."""

    photo_id: int
    width: int
    height: int
    taken: datetime | None
    dominant_colour: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The photos of an answer as they are to be shown."""

    listing: Listing
    division: Division
    bursts: Bursts


def sheet(
    hits: Sequence[Hit],
    *,
    order: Order,
    grouping: Grouping,
    is_open: bool,
    opened: Mapping[int, Sequence[Member]],
    roots: Sequence[bytes] = (),
) -> Sheet:
    """Return the sheet of `hits`; what is below the line is on it only if `is_open`.

    `opened` holds the members of the bursts that are open, by the photo that stands for each. `roots` are the paths
    of the library's folders.
    """
    above = [hit for hit in hits if hit.matches]
    below = [hit for hit in hits if not hit.matches]
    photos: list[Hit | Member] = []
    titles: dict[int, str] = {}
    line = None
    for part in (above, below if is_open else ()):
        if part and part is below:
            line = len(photos)
        groups = arrange(part, order, grouping)
        names = titles_of(groups, roots)
        for group, name in zip(groups, names, strict=True):
            if name:
                titles[len(photos)] = name
            for hit in group.hits:
                photos.append(hit)
                photos.extend(opened.get(hit.photo_id, ()))
    if below and line is None:
        line = len(photos)
    bursts = Bursts(
        {hit.photo_id: 1 + len(hit.folded) for hit in hits if hit.folded},
        frozenset(opened),
        frozenset(member.photo_id for members in opened.values() for member in members),
    )
    return Sheet(listing_of(photos), Division(titles, line, len(below)), bursts)


def listing_of(photos: Sequence[Hit | Member]) -> Listing:
    """Return photos as a grid wants them, in this order."""
    return Listing(
        np.array([photo.photo_id for photo in photos], np.int64),
        np.array([photo.width for photo in photos], np.int32),
        np.array([photo.height for photo in photos], np.int32),
        np.array([UNDATED if photo.taken is None else wall_seconds(photo.taken) for photo in photos], np.int64),
        np.array([photo.dominant_colour for photo in photos], np.uint32),
    )


def titles_of(groups: Iterable[Group], roots: Sequence[bytes] = ()) -> list[str]:
    """Return what stands over each group, in the person's language; nothing over what isn't grouped."""
    names = {root: name if not about else f"{name} ({about})" for root, (name, about) in _named(roots)}
    return [_title(group) if group.folder is None else folder_title(group.folder, names) for group in groups]


def folder_title(folder: bytes, roots: Mapping[bytes, str]) -> str:
    """Return what a folder is called: from the library's folder that it is in, whose name `roots` has, downwards.

    All paths are absolute. A folder that is in none of them is called by its path.
    """
    below: list[bytes] = []
    above = folder
    while above not in roots:
        above, name = os.path.split(above)
        if not name:
            return display_path(folder)
        below.append(name)
    return _STEP.join((roots[above], *map(display_path, reversed(below))))


def _named(roots: Sequence[bytes]) -> Iterable[tuple[bytes, tuple[str, str]]]:
    return zip(roots, folder_names(roots), strict=True)


def _title(group: Group) -> str:
    if group.grouping is Grouping.NONE:
        return ""
    if group.since is None:
        return translate("answer", "No date")
    if group.grouping is Grouping.YEAR:
        return str(group.since.year)
    if group.grouping is Grouping.MONTH:
        #: A heading over photos, as "March 2024".
        words = translate("answer", "{month} {year}")
        return words.format(month=month_name(group.since.month), year=group.since.year)
    return f"{weekday(group.since)}, {short_day(group.since)}"
