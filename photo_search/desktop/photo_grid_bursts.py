"""Photos that are nearly the same: which tile stands for others, and which of these are shown after it."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Bursts:
    """Bursts by the ids of their photos.

    `sizes` counts the photos of each, by the one that stands for them; of those that are `open`, the `members` are
    shown after it.
    """

    sizes: Mapping[int, int] = field(default_factory=dict)
    open: AbstractSet[int] = frozenset()
    members: AbstractSet[int] = frozenset()

    def belongs(self, photo_id: int) -> bool:
        """Return whether a photo is of an open burst."""
        return photo_id in self.open or photo_id in self.members


NO_BURSTS = Bursts()
