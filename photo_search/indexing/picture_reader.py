"""Reads single photos for showing them large, in a child process that stays ready."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor

from photo_search.errors import FileVanished, UnreadablePhoto
from photo_search.indexing.decode_pool import ContentRequest, DecodedPhoto, DecodePool, DecodeRequest, KnownContent
from photo_search.indexing.picture import Picture, PictureRequest, longest_side
from photo_search.models.recipes import ImageRecipe
from photo_search.paths import display_path
from photo_search.records import Folder, Photo

_AT_ONCE = 2
"""A second child starts only while the first is held up, so that one odd file doesn't keep all others waiting."""
_TIMEOUT_S = 20.0
_MEMORY_MB = 3072  # Twice a decoded picture of MOST_PIXELS for its colours, and twice its bytes for sending it.


class PictureReader:
    """Reads a photo from the first of its files that can be read. `folders` are asked why, where none can.

    `recipe` is what a decoder's process is told at its start. Close it when done.
    """

    def __init__(self, recipe: ImageRecipe, folders: Callable[[], Iterable[Folder]]) -> None:
        self._folders = folders
        self._pool = DecodePool(_AT_ONCE, recipe, timeout_s=_TIMEOUT_S, memory_limit_mb=_MEMORY_MB, low_priority=False)
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="picture")

    def warm_up(self) -> None:
        """Start the child process, so that the first picture need not wait for it."""
        self._pool.submit(PictureRequest(b"", 1))  # Any request does; this one finds no file.

    def read(self, photo: Photo, max_side: int | None = None) -> Future[Picture]:
        """Queue a photo; its longer side is cut down to `max_side`, if given, and to what memory bears.

        The future raises UnreadablePhoto, or CancelledError if the reader is closed first.
        """
        return self._threads.submit(self._read, photo, max_side)

    def read_file(self, path: bytes, max_side: int) -> Future[Picture]:
        """Queue any file, of the library or not. The future raises as that of `read` does."""
        return self._pool.submit(PictureRequest(path, max_side))

    def decode(self, request: DecodeRequest) -> Future[DecodedPhoto | KnownContent]:
        """Queue a file for what indexing wants of it. The future raises as that of `read` does."""
        return self._pool.submit(request)

    def decode_content(self, content: bytes, recipe: ImageRecipe) -> Future[bytes]:
        """Queue the content of a picture; its model input is uint8 [S, S, 3]. The future raises as that of `read`."""
        return self._pool.submit(ContentRequest(content, recipe))

    def close(self) -> None:
        """Drop what is queued, and stop the child process, whatever it is doing."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._pool.close()
        self._threads.shutdown()

    def _read(self, photo: Photo, max_side: int | None) -> Picture:
        side = longest_side(photo.content.width, photo.content.height, max_side)
        reason: UnreadablePhoto | None = None
        for file in photo.files:
            try:
                return self._pool.submit(PictureRequest(file.path, side)).result()
            except RuntimeError as closed:
                raise CancelledError from closed
            except FileVanished:
                continue
            except UnreadablePhoto as error:
                reason = reason or error
        raise reason or self._absence(photo)

    def _absence(self, photo: Photo) -> UnreadablePhoto:
        """Say where a photo went, none of whose files is there."""
        if not photo.files:
            return UnreadablePhoto("No file in your folders holds this photo any more.")
        places = {file.folder_id for file in photo.files}
        for folder in self._folders():
            if folder.folder_id not in places:
                continue
            if folder.offline:
                return UnreadablePhoto(folder.offline, transient=True)
            if not os.path.isdir(folder.path):
                stay = "its photo stays" if folder.photos == 1 else f"its {folder.photos:,} photos stay"
                return UnreadablePhoto(
                    f"The folder {display_path(folder.path)} isn't there.",
                    f"If it is on a drive, plug it in; {stay} in your library.",
                    transient=True,
                )
        return UnreadablePhoto(
            f"The file {display_path(photo.files[0].path)} is no longer there.",
            "Bring it back, or index its folder again if it was moved.",
            transient=True,
        )
