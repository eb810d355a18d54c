"""Remembers which photos the person met last, so that a new model learns those first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable

_REMEMBERED = 2_000


class Attention:
    """The photos that were found or looked at lately. Safe to use from several threads."""

    def __init__(self) -> None:
        self._photos: OrderedDict[int, None] = OrderedDict()
        self._guard = threading.Lock()

    def note(self, photo_ids: Iterable[int]) -> None:
        """Remember photos that are on the screen; the first of them counts most."""
        with self._guard:
            for photo_id in reversed(list(photo_ids)):
                self._photos[photo_id] = None
                self._photos.move_to_end(photo_id)
            while len(self._photos) > _REMEMBERED:
                self._photos.popitem(last=False)

    def latest_first(self) -> list[int]:
        """Return the photos, those that were met last first."""
        with self._guard:
            return list(reversed(self._photos))
