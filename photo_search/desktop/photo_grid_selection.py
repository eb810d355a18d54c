"""Which photos of a listing are selected, and which one the keys act on; positions only, no widget."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


def carried(position: int, old_ids: Ints, new_ids: Ints) -> int | None:
    """Return where the photo at a position of `old_ids` is in `new_ids`.

    If it is gone, where the next that is still there is, or the last before it; None if all are gone.
    """
    found = np.flatnonzero(new_ids == old_ids[position])
    if not len(found):
        staying = np.flatnonzero(np.isin(old_ids, new_ids))
        if not len(staying):
            return None
        heir = staying[min(int(np.searchsorted(staying, position)), len(staying) - 1)]
        found = np.flatnonzero(new_ids == old_ids[heir])
    return int(found[0])


class GridSelection:
    """Selected positions among `count`, as in a file manager.

    `current` is the photo that the keys act on, and `anchor` the one from which a range reaches to it; both are None
    where there is none.
    """

    def __init__(self, count: int = 0) -> None:
        self.mask: Mask = np.zeros(count, np.bool_)
        self.current: int | None = None
        self.anchor: int | None = None

    @property
    def count(self) -> int:
        """How many photos are selected."""
        return int(np.count_nonzero(self.mask))

    def positions(self) -> Ints:
        """Return the selected positions, in order."""
        return np.flatnonzero(self.mask)

    def move(self, position: int) -> None:
        """Make a photo the current one, and leave the selection as it is."""
        self.current = self.anchor = position

    def choose(self, position: int) -> None:
        """Select this photo alone."""
        self.mask[:] = False
        self.mask[position] = True
        self.move(position)

    def toggle(self, position: int) -> None:
        """Select this photo too, or no longer."""
        self.mask[position] = not self.mask[position]
        self.move(position)

    def extend(self, position: int, *, add: bool = False) -> None:
        """Select everything from the anchor to this photo, instead of what was selected or besides it."""
        if self.anchor is None:
            self.anchor = position if self.current is None else self.current
        if not add:
            self.mask[:] = False
        first, last = sorted((self.anchor, position))
        self.mask[first : last + 1] = True
        self.current = position

    def set(self, positions: Ints | Mask | slice) -> None:
        """Select these photos and no others."""
        self.mask[:] = False
        self.mask[positions] = True

    def carry(self, old_ids: Ints, new_ids: Ints) -> bool:
        """Move to another listing, keeping the photos by their ids; return whether the selection lost any.

        A current photo that is gone hands over to the next that is still there.
        """
        chosen = old_ids[self.mask]
        current = None if self.current is None else carried(self.current, old_ids, new_ids)
        anchor = None if self.anchor is None else carried(self.anchor, old_ids, new_ids)
        self.mask = np.isin(new_ids, chosen) if len(chosen) else np.zeros(len(new_ids), np.bool_)
        self.current, self.anchor = current, anchor
        return self.count != len(chosen)
