"""The photos that a grid shows, in their sections, ready to be laid out for any width."""

from __future__ import annotations

import numpy as np

from photo_search.catalog.listing import Listing
from photo_search.desktop.grid_layout import Frame, GridLayout, Sections, aspects_of
from photo_search.desktop.photo_grid_sections import (
    Division,
    Months,
    by_month,
    month_sections,
    plain_sections,
    with_break,
)

UNDIVIDED = Division()


class GridContent:
    """A listing and how it is divided: by months, as an answer is, or not at all."""

    def __init__(self, listing: Listing, *, headings: bool = False, division: Division = UNDIVIDED) -> None:
        self.listing = listing
        self.count = len(listing.photo_ids)
        self.division = division
        self.months: Months | None = by_month(listing.taken) if headings else None
        self.sections: Sections = (
            plain_sections(self.count, division) if self.months is None else month_sections(self.months)
        )
        self.highest_band = int(self.sections.bands.max(initial=0))
        self._aspects = aspects_of(listing.widths, listing.heights)

    @classmethod
    def nothing(cls) -> GridContent:
        """Return content without photos."""
        ids, sizes = np.zeros(0, np.int64), np.zeros(0, np.int32)
        return cls(Listing(ids, sizes, sizes, ids, np.zeros(0, np.uint32)))

    def layout(self, frame: Frame, break_at: int | None = None) -> GridLayout:
        """Return the places of the photos; a row begins at the position `break_at` if given."""
        sections = self.sections if break_at is None else with_break(self.sections, break_at)
        return GridLayout(self._aspects, sections, frame)

    def id_at(self, position: int) -> int:
        """Return the id of the photo at a position."""
        return int(self.listing.photo_ids[position])

    def position(self, photo_id: int) -> int | None:
        """Return where a photo stands, if it is there."""
        found = np.flatnonzero(self.listing.photo_ids == photo_id)
        return int(found[0]) if len(found) else None

    def month_at(self, position: int) -> int | None:
        """Return the month of a photo where there are headings, counted from January 1970."""
        return None if self.months is None or not self.count else self.months.at(position)
