"""The library as the viewer and the grid want it: thumbnails, pictures, files and captions by photo id."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from photo_search.desktop.photo_actions import file_at_hand
from photo_search.desktop.photo_tile import TileCaption
from photo_search.desktop.wording import short_day
from photo_search.indexing.picture import Picture
from photo_search.paths import display_path
from photo_search.records import Photo

if TYPE_CHECKING:
    from photo_search.library import Library


class LibrarySource:
    """Reads from a library. `thumbnail`, `picture`, `picture_in` and `photo` may be called on any thread."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def thumbnail(self, photo_id: int) -> bytes | None:
        """Return the JPEG of a photo's thumbnail."""
        return self._library.thumbnail(photo_id)

    def picture(self, photo_id: int, max_side: int | None) -> Future[Picture]:
        """Return the picture itself, when it is read; see `Library.picture`."""
        return self._library.picture(photo_id, max_side)

    def picture_in(self, path: bytes, max_side: int) -> Future[Picture]:
        """Return the picture in a file, in the library or not, when it is read; see `Library.picture_in`."""
        return self._library.picture_in(path, max_side)

    def photo(self, photo_id: int) -> Photo | None:
        """Return the facts of a photo, or None if it is gone from the library."""
        return next(iter(self._library.photos([photo_id])), None)

    def caption(self, photo_id: int) -> TileCaption | None:
        """Return the name and date of a photo."""
        photo = self.photo(photo_id)
        if photo is None or not photo.files:
            return None
        taken = photo.content.metadata.taken
        date = "" if taken is None else short_day(taken)
        return TileCaption(display_path(os.path.basename(photo.files[0].path)), date)

    def files_of(self, photo_ids: Sequence[int]) -> list[str]:
        """Return a file of each photo that is there now, for dragging out of the window."""
        paths = (file_at_hand(photo) for photo in self._library.photos(photo_ids))
        return [os.fsdecode(path) for path in paths if path is not None]
