"""What a viewer asks of a library, answered from a few files: decoded as the library does, in this process."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from PIL import Image

from photo_search.errors import NoSuchPhoto
from photo_search.indexing.decode_child import read_picture
from photo_search.indexing.picture import Picture, PictureRequest, longest_side
from photo_search.indexing.renditions import encode_thumbnail, make_thumbnail
from photo_search.records import FileStamp, Metadata, Photo, PhotoContent, PhotoFile

THUMBNAIL_SIDE = 64


class FolderSource:
    """Photos 1, 2, 3... in the order of their files; `asked` lists the pictures that were read.

    While a photo's id is `held`, its picture waits.
    """

    def __init__(self, *paths: Path) -> None:
        self.ids = list(range(1, len(paths) + 1))
        self.asked: list[tuple[int, int | None]] = []
        self.photos: dict[int, Photo] = {}
        self.thumbnails: dict[int, bytes] = {}
        self.threads: set[str] = set()
        self._gates: dict[int, threading.Event] = {}
        self._threads = ThreadPoolExecutor(2)
        for photo_id, path in zip(self.ids, paths, strict=True):
            with Image.open(path) as image:
                self.thumbnails[photo_id] = encode_thumbnail(make_thumbnail(image.convert("RGB"), THUMBNAIL_SIDE))
                self.photos[photo_id] = photo_of(path, size=image.size, photo_id=photo_id)

    def hold(self, *photo_ids: int) -> threading.Event:
        """Let the pictures of these photos wait from now on; return what lets the last one's go on."""
        for photo_id in photo_ids:
            self._gates[photo_id] = threading.Event()
        return self._gates[photo_ids[-1]]

    def let_pass(self, photo_id: int) -> None:
        """Hold no more pictures of a photo; those that wait still do."""
        del self._gates[photo_id]

    def release(self, *photo_ids: int) -> None:
        for photo_id in photo_ids or list(self._gates):
            self._gates.pop(photo_id).set()

    def neighbour(self, photo_id: int, step: int) -> int | None:
        place = self.ids.index(photo_id) + step
        return self.ids[place] if 0 <= place < len(self.ids) else None

    def close(self) -> None:
        self.release()
        self._threads.shutdown()

    def photo(self, photo_id: int) -> Photo | None:
        self.threads.add(threading.current_thread().name)
        return self.photos.get(photo_id)

    def thumbnail(self, photo_id: int) -> bytes | None:
        return self.thumbnails.get(photo_id)

    def picture(self, photo_id: int, max_side: int | None) -> Future[Picture]:
        self.threads.add(threading.current_thread().name)
        self.asked.append((photo_id, max_side))
        photo = self.photos.get(photo_id)
        if photo is None:
            raise NoSuchPhoto("This photo is no longer in your library.")
        return self._threads.submit(self._read, photo, max_side, self._gates.get(photo_id))

    def _read(self, photo: Photo, max_side: int | None, gate: threading.Event | None) -> Picture:
        if gate is not None:
            gate.wait(60)
        side = longest_side(photo.content.width, photo.content.height, max_side)
        return read_picture(PictureRequest(photo.files[0].path, side))


def photo_of(path: Path | bytes, *more: Path | bytes, size: tuple[int, int] = (64, 48), **facts: object) -> Photo:
    """Return a photo that these files hold; `facts` are of its metadata, `photo_id`, `byte_size`, or of its files."""
    photo_id, byte_size = int(str(facts.pop("photo_id", 1))), int(str(facts.pop("byte_size", 5_400_000)))
    offline, missing = bool(facts.pop("offline", False)), bool(facts.pop("missing", False))
    facts.setdefault("taken", datetime(2024, 3, 2, 14, 5))
    content = PhotoContent(b"%020d" % photo_id, byte_size, "JPEG", *size, 0x808080, Metadata(**facts))  # type: ignore[arg-type]
    stamp = FileStamp(byte_size, 0, 0, 0)
    return Photo(
        photo_id, content, tuple(PhotoFile(os.fsencode(file), 1, stamp, missing, offline) for file in (path, *more))
    )


Draw = Callable[..., Path]
