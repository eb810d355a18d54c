"""How a listing falls into sections: a month each, or an answer's groups, and the line where its matches end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from photo_search.desktop.grid_layout import Sections

UNDATED_MONTH = int(np.iinfo(np.int64).min)
HEADING_HEIGHT = 44
DIVIDER_HEIGHT = 52

_DAY_S = 86_400


class Months(NamedTuple):
    """Runs of photos taken in the same month.

    `starts` holds the position of the first photo of each run; `months` counts from January 1970, and is
    UNDATED_MONTH for photos without a date.
    """

    starts: npt.NDArray[np.int64]
    months: npt.NDArray[np.int64]

    def at(self, position: int) -> int:
        """Return the month of a photo."""
        return int(self.months[np.searchsorted(self.starts, position, "right") - 1])


def by_month(taken: npt.NDArray[np.int64]) -> Months:
    """Return the runs of equal months in `taken`: wall-clock seconds since 1970, the least int64 for no date."""
    if not len(taken):
        return Months(np.zeros(0, np.int64), np.zeros(0, np.int64))
    days = taken // _DAY_S
    changes = np.concatenate(([0], np.flatnonzero(days[1:] != days[:-1]) + 1))
    moments = taken[changes]
    # The least int64 is numpy's "not a time", which stays what it is through the conversion.
    months = moments.view("datetime64[s]").astype("datetime64[M]").view(np.int64)
    first = np.concatenate(([True], months[1:] != months[:-1]))
    return Months(changes[first], months[first])


def month_sections(months: Months) -> Sections:
    """Return a section a month, with room for its heading."""
    count = len(months.starts)
    return Sections(months.starts, np.full(count, HEADING_HEIGHT, np.int64), np.zeros(count, np.bool_))


@dataclass(frozen=True, slots=True)
class Division:
    """How an answer is divided.

    `titles` are what stands over the photos from a position on. `line` is the position of the first photo that
    probably doesn't match, or the number of photos if none of these is shown; None where there is no such line.
    `below` is how many photos there are below it, shown or not.
    """

    titles: Mapping[int, str] = field(default_factory=dict)
    line: int | None = None
    below: int = 0


def plain_sections(count: int, division: Division) -> Sections:
    """Return the sections of an answer: a heading for each title, and a band for the line, above what it heads."""
    starts = sorted({start for start in (0, *division.titles, division.line) if start is not None and start < count})
    bands = [
        (DIVIDER_HEIGHT if start == division.line else 0) + (HEADING_HEIGHT if start in division.titles else 0)
        for start in starts
    ]
    tail = DIVIDER_HEIGHT if division.line == count else 0
    return Sections(np.array(starts, np.int64), np.array(bands, np.int64), np.zeros(len(starts), np.bool_), tail)


def with_break(sections: Sections, position: int) -> Sections:
    """Return `sections` with a row beginning at `position`, for rows from there on to stay as they were."""
    if position in sections.starts:
        return sections
    at = int(np.searchsorted(sections.starts, position))
    return Sections(
        np.insert(sections.starts, at, position),
        np.insert(sections.bands, at, 0),
        np.insert(sections.joined, at, True),
        sections.tail,
    )
