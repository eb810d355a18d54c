"""What learning the library with a model would cost on this computer: measured with a short run, or estimated."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

import numpy as np

from photo_search.catalog.catalog import Catalog
from photo_search.errors import UnreadablePhoto
from photo_search.indexing.decode_pool import DecodedPhoto, DecodeRequest, KnownContent
from photo_search.indexing.from_thumbnail import can_serve
from photo_search.models.encoder import Encoder
from photo_search.models.spec import ModelSpec

_TRIED = 8
_AT_MOST_S = 2.0
_ROW_BYTES = 48
"""What a row of the catalog and its index entries take beside the vector."""

Decode = Callable[[DecodeRequest], Future[DecodedPhoto | KnownContent]]


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """What a change-over would take. `photos` are still to be learned; `waiting` of these can't be read now.

    `disk_bytes` is what the library grows by, `memory_bytes` what searching with the model will hold.
    `from_thumbnails` says that most photos need not be read again.
    """

    name: str
    photos: int
    waiting: int
    seconds: float
    seconds_per_photo: float
    disk_bytes: int
    memory_bytes: int
    from_thumbnails: bool


def vector_bytes(photos: int, dimension: int) -> int:
    """Return what vectors take in the catalog: float16, and their rows."""
    return photos * (2 * dimension + _ROW_BYTES)


def index_bytes(photos: int, dimension: int) -> int:
    """Return what an index takes, in memory as in its file: two int8 a number, and each row's id and scale."""
    return photos * (2 * dimension + 12)


def seconds_per_photo(catalog: Catalog, encoder: Encoder, space_id: int | None, decode: Decode, jobs: int) -> float:
    """Measure what decoding and embedding a photo takes here; at most some three seconds.

    Photos of the library are taken, or noise where there is none at hand. Raises ModelUnusable.
    """
    recipe = encoder.spec.image
    blank = np.random.default_rng(0).integers(0, 256, (1, recipe.size, recipe.size, 3), dtype=np.uint8)
    encoder.encode_images(blank)  # Opens the model, which is done only once.
    started = time.perf_counter()
    encode: list[float] = []
    decoding: list[float] = []
    for request in [None, None] if can_serve(recipe) else [None, *_some_files(catalog, space_id, encoder.spec)]:
        pixels = blank
        if request is not None:
            begun = time.perf_counter()
            try:
                photo = decode(request).result()
            except UnreadablePhoto:
                continue
            decoding.append(time.perf_counter() - begun)
            if isinstance(photo, DecodedPhoto):
                pixels = np.frombuffer(photo.model_input, np.uint8).reshape(blank.shape)
        begun = time.perf_counter()
        encoder.encode_images(pixels)
        encode.append(time.perf_counter() - begun)
        if time.perf_counter() - started > _AT_MOST_S:
            break
    # The first decoding started the process that decodes.
    decoding = decoding[1:]
    return float(np.median(encode)) + (float(np.median(decoding)) / jobs if decoding else 0.0)


def _some_files(catalog: Catalog, space_id: int | None, spec: ModelSpec) -> list[DecodeRequest]:
    lacking = catalog.gaps.lacking(space_id or 0)
    chosen = lacking[:: max(1, len(lacking) // _TRIED)][:_TRIED]
    files = catalog.gaps.files([photo.photo_id for photo in chosen])
    return [DecodeRequest(places[0].found.path, places[0].found.stamp, recipe=spec.image) for places in files.values()]
