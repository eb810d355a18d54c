"""Measures what photo_search costs on this computer: the model, decoding, and searching a library."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from photo_search.indexing.decode_pool import DecodedPhoto, DecodePool, DecodeRequest
from photo_search.indexing.folder_walk import stamp_of
from photo_search.library import Library
from photo_search.models.encoder import Encoder
from photo_search.models.spec import ModelSpec

_PHOTO = (4032, 3024)
_QUESTIONS = ("a dog", "children playing in the snow", "sunset over the sea", "a red car", "birthday cake")


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure: the median of several runs, in milliseconds unless `unit` says otherwise."""

    name: str
    value: float
    unit: str = "ms"


def measure(library: Library) -> list[Measurement]:
    """Return the figures of this computer with this library's model; takes some seconds."""
    return [*_model(library.spec), *_decoding(library.spec), *_searching(library)]


def _model(spec: ModelSpec) -> list[Measurement]:
    side = spec.image.size
    pixels = np.random.default_rng(0).integers(0, 256, (1, side, side, 3), dtype=np.uint8)
    with Encoder(spec) as encoder:
        load = _once(encoder.load_vision) + _once(encoder.load_text)
        image = _median(lambda: encoder.encode_images(pixels))
        text = _median(lambda: encoder.encode_texts(["children playing in the snow"]))
    return [
        Measurement("load the model", load),
        Measurement("model, one photo", image),
        Measurement("model, one question", text),
    ]


def _decoding(spec: ModelSpec) -> list[Measurement]:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "photo.jpg"
        # Noise that was enlarged has the detail of a photo: a file of about 4 MB.
        noise = np.random.default_rng(0).integers(0, 256, (756, 1008, 3), dtype=np.uint8)
        Image.fromarray(noise).resize(_PHOTO, Image.Resampling.BICUBIC).save(path, quality=88)
        request = DecodeRequest(bytes(path), stamp_of(path.stat()))
        with DecodePool(1, spec.image, low_priority=False) as pool:

            def decode() -> None:
                if not isinstance(pool.submit(request).result(), DecodedPhoto):
                    raise TypeError("the photo was taken for known")

            decode()  # Starts the process.
            return [Measurement(f"decode a 12 MP JPEG of {path.stat().st_size / 1e6:.1f} MB", _median(decode))]


def _searching(library: Library) -> list[Measurement]:
    library.search(_QUESTIONS[0])  # Loads what is needed.
    photos = library.coverage().photos
    fresh = [_once(lambda q=question: library.search(q)) for question in _QUESTIONS[1:]]  # type: ignore[misc]
    again = _median(lambda: library.search(_QUESTIONS[0]))
    return [
        Measurement(f"a new question to {photos:,} photos", statistics.median(fresh)),
        Measurement("the same question again", again),
    ]


def _once(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _median(work: Callable[[], object], times: int = 15) -> float:
    return statistics.median(_once(work) for _ in range(times))
