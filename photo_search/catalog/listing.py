"""What a grid needs of many photos at once, as arrays; read without anything that takes long to import."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - wall-clock times are counted as if they were UTC

UNDATED = int(np.iinfo(np.int64).min)


class Listing(NamedTuple):
    """What a grid needs of many photos to lay them out and paint their places; all arrays have the same length.

    `widths` and `heights` are pixels of the upright pictures. `taken` is wall-clock seconds since 1970, UNDATED
    where there is no date. `colours` are dominant colours, 0xRRGGBB.
    """

    photo_ids: npt.NDArray[np.int64]
    widths: npt.NDArray[np.int32]
    heights: npt.NDArray[np.int32]
    taken: npt.NDArray[np.int64]
    colours: npt.NDArray[np.uint32]

    def at(self, positions: npt.NDArray[np.int64] | slice) -> Listing:
        """Return the listing of the photos at these positions."""
        return Listing(
            self.photo_ids[positions],
            self.widths[positions],
            self.heights[positions],
            self.taken[positions],
            self.colours[positions],
        )


def wall_seconds(moment: datetime) -> int:
    """Return a wall-clock time as the catalog keeps it: seconds since 1970-01-01T00:00 on the same clock."""
    return int((moment - _EPOCH).total_seconds())


def wall_time(seconds: int) -> datetime:
    """Return the wall-clock time that `wall_seconds` gave."""
    return _EPOCH + timedelta(seconds=seconds)
