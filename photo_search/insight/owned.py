"""Whether the library has a picture from outside: the same file, the same picture, or some that look like it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from photo_search.asking import Asking
from photo_search.catalog.catalog import Catalog
from photo_search.errors import Bug
from photo_search.examples import Decoder
from photo_search.indexing.decode_pool import DecodedPhoto, DecodeRequest
from photo_search.indexing.file_reading import hash_content, read_file
from photo_search.indexing.thumbnails import ThumbnailStore
from photo_search.insight.records import Have, Likeness
from photo_search.records import FileStamp, Filters, Hit, Metadata, Photo, SearchOptions

Cells = npt.NDArray[np.float32]

_CELLS = 32
_MOST_DIFFERENT = 12.0
"""Measured on 40 photos: saved anew at half the size, as WebP, or at quality 10 they differ by at most 9 anywhere, at
a quarter of the size by 15 (95 %); moved by a hundredth of the width by 14 at least, by 40 typically; with a thing of
a tenth of the width moved by 18 at least. So a burst is told from copies."""
_SHAPE = 0.03
_NEAREST = 48
_SIMILAR = 6


class _Outside(NamedTuple):
    """What is looked at of a picture from outside."""

    width: int
    height: int
    taken: datetime | None
    cells: Cells | None


class Owned:
    """Compares files with the photos of one library."""

    def __init__(self, catalog: Catalog, thumbnails: ThumbnailStore, asking: Asking) -> None:
        self._catalog = catalog
        self._thumbnails = thumbnails
        self._asking = asking

    def have(self, path: bytes, decoder: Decoder) -> Have:
        """Return what the library has of the picture in a file. Raises UnreadablePhoto or ModelUnusable."""
        data, stamp = read_file(path)
        same = self._same(hash_content(data))
        del data
        outside = self._of_photo(same) if same is not None else None
        if outside is None:
            outside = _decoded(path, stamp, decoder)
        hits = self._asking.like_file(path, Filters(), SearchOptions(), limit=_NEAREST, offset=0, spec=None).hits
        others = [hit for hit in hits if same is None or hit.photo_id != same.photo_id]
        near: list[Likeness] = []
        similar: list[Likeness] = []
        for hit, likeness in self._compared(others, outside):
            if likeness.difference is not None and likeness.difference <= _MOST_DIFFERENT:
                near.append(likeness)
            elif hit.matches:
                similar.append(likeness)
        near.sort(key=lambda one: one.difference or 0.0)
        return Have(path, outside.width, outside.height, outside.taken, same, tuple(near), tuple(similar[:_SIMILAR]))

    def _same(self, content_hash: bytes) -> Photo | None:
        """Return the photo with exactly this content, if a file of it is there or on a drive that is away."""
        photo_id = self._catalog.photos.id_of(content_hash)
        photos = [] if photo_id is None else self._catalog.photos.get([photo_id])
        return next((photo for photo in photos if any(not file.missing for file in photo.files)), None)

    def _compared(self, hits: Sequence[Hit], outside: _Outside) -> Iterator[tuple[Hit, Likeness]]:
        photos = {photo.photo_id: photo for photo in self._catalog.photos.get([hit.photo_id for hit in hits])}
        for hit in hits:
            if hit.photo_id not in photos:
                continue  # Another thread may have removed it since.
            photo = photos[hit.photo_id]
            known = self._of_photo(photo)
            yield hit, Likeness(photo, hit.cosine, None if known is None else _difference(outside, known))

    def _of_photo(self, photo: Photo) -> _Outside | None:
        jpeg = self._thumbnails.get(photo.content.content_hash)
        cells = None if jpeg is None else cells_of(jpeg)
        content = photo.content
        return None if cells is None else _Outside(content.width, content.height, _said(content.metadata), cells)


def cells_of(jpeg: bytes) -> Cells | None:
    """Return a thumbnail as float32 [32, 32, 3], 0..255; None for one that is damaged."""
    from PIL import Image  # noqa: PLC0415 - who opens a library to search it needs no Pillow

    try:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
            # Pillow's box filter takes whole pixels only, which differ between sizes of one picture.
            small = image.convert("RGB").resize((_CELLS, _CELLS), Image.Resampling.BILINEAR)
    except (OSError, ValueError, SyntaxError):
        return None  # A thumbnail is only a cache.
    return np.asarray(small, np.float32)


def _difference(one: _Outside, other: _Outside) -> float | None:
    """Return where two pictures differ most; None if one has no pixels, or they have different shapes."""
    if one.cells is None or other.cells is None:
        return None
    shapes = (one.width * other.height, other.width * one.height)
    if max(shapes) > (1 + _SHAPE) * min(shapes):
        return None
    return float(np.abs(one.cells - other.cells).mean(axis=2).max())


def _said(known: Metadata) -> datetime | None:
    """Return when a picture says it was taken: the time of a file from outside is that of its coming here."""
    return None if known.taken_guessed else known.taken


def _decoded(path: bytes, stamp: FileStamp, decoder: Decoder) -> _Outside:
    decoded = decoder.decode(DecodeRequest(path, stamp)).result()
    if not isinstance(decoded, DecodedPhoto):
        raise Bug("A file was taken for known though no content was named.")
    return _Outside(decoded.width, decoded.height, _said(decoded.metadata), cells_of(decoded.thumbnail))
