"""What it costs to turn one photo into a thumbnail, a model's input and its metadata, and to keep the thumbnail."""

from __future__ import annotations

import io
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import wait
from functools import partial
from pathlib import Path

import numpy as np
import psutil
from PIL import Image

from photo_search.indexing.decode_pool import DecodePool, DecodeRequest
from photo_search.indexing.folder_walk import stamp_of
from photo_search.indexing.thumbnails import ThumbnailStore
from photo_search.models.preprocessing import fit_image
from photo_search.models.recipes import Fit, ImageRecipe

Row = dict[str, str | float]

_HALF = (0.5, 0.5, 0.5)
_STARTER = ImageRecipe(96, Fit.SQUASH, 96, 3, 1 / 255, _HALF, _HALF)
_DEFAULT = ImageRecipe(256, Fit.SQUASH, 256, 2, 1 / 255, _HALF, _HALF)
_PHOTOS = 40
_THUMBNAILS = 2000


def rows() -> list[Row]:
    """Return one row for each thing measured; takes about 20 seconds."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        plain, detailed = folder / "plain.jpg", folder / "detailed.jpg"
        _write_photo(plain, 4)
        _write_photo(detailed, 10)
        return [*_photo(plain), *_photo(detailed), *_preprocessing(detailed), *_keeping(folder / "thumbnails.sqlite")]


def _write_photo(path: Path, grain: int) -> None:
    """Write a 12 MP JPEG with large shapes, fine texture, and the grain of a sensor."""
    dice = np.random.default_rng(0)
    layers = [
        np.asarray(Image.fromarray(dice.integers(0, 256, (side * 3, side * 4, 3), dtype=np.uint8)).resize((4032, 3024)))
        for side in (3, 40, 300)
    ]
    scene = sum(share * layer for share, layer in zip((0.6, 0.25, 0.15), layers, strict=True))
    pixels = scene + dice.normal(0, grain, (3024, 4032, 1))
    Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(path, quality=85)


def _photo(path: Path) -> list[Row]:
    name = f"12 MP JPEG of {path.stat().st_size / 1e6:.1f} MB"
    data = path.read_bytes()
    return [
        _row(f"{name}, for the starter", _pool_ms(path, _STARTER), 45, "ms CPU"),
        _row(f"{name}, for a model of 256 px", _pool_ms(path, _DEFAULT), 45, "ms CPU"),
        # No way around this one: it has no limit.
        _row(f"{name}, reading its Huffman code", _cpu_ms(lambda: _load_eighth(data)), None, "ms CPU"),
    ]


def _pool_ms(path: Path, recipe: ImageRecipe) -> float:
    """Return the CPU time a photo takes in the decoder's process and in this one, starts not counted."""
    request = DecodeRequest(os.fsencode(path), stamp_of(path.stat()))
    before = multiprocessing.active_children()
    with DecodePool(1, recipe, low_priority=False) as pool:
        pool.submit(request).result()
        (child,) = (psutil.Process(c.pid) for c in multiprocessing.active_children() if c not in before)

        def spent() -> float:
            return sum(child.cpu_times()[:2]) + time.process_time()

        started = spent()
        wait([pool.submit(request) for _ in range(_PHOTOS)])
        return (spent() - started) * 1000 / _PHOTOS


def _load_eighth(data: bytes) -> None:
    """Decode just the mean of each 8 x 8 pixels: nearly all of that is reading the Huffman code."""
    with Image.open(io.BytesIO(data)) as picture:
        picture.draft(None, (picture.width // 8, picture.height // 8))
        picture.load()


def _preprocessing(path: Path) -> list[Row]:
    with Image.open(path) as picture:
        picture.draft(None, (1008, 756))
        picture.load()
        models = (("the starter", _STARTER), ("a model of 256 px", _DEFAULT))
        return [
            _row(f"decoded pixels to the input of {name}", _cpu_ms(partial(fit_image, picture, recipe)), 10, "ms CPU")
            for name, recipe in models
        ]


def _keeping(path: Path) -> list[Row]:
    dice = np.random.default_rng(0)
    jpeg = b"\xff\xd8" + dice.bytes(45_000) + b"\xff\xd9"
    keys = [dice.bytes(20) for _ in range(_THUMBNAILS)]
    store = ThumbnailStore.open(path)
    started = time.process_time()
    for batch in range(0, _THUMBNAILS, 200):
        store.put_many((key, jpeg) for key in keys[batch : batch + 200])
    written = time.process_time() - started
    dice.shuffle(keys)
    started = time.process_time()
    for key in keys:
        store.get(key)
    read = time.process_time() - started
    store.close()
    return [
        _row("thumbnail written", written * 1e6 / _THUMBNAILS, 100, "us CPU"),
        _row("thumbnail read", read * 1e6 / _THUMBNAILS, 40, "us CPU"),
    ]


def _cpu_ms(work: Callable[[], object], times: int = 9) -> float:
    figures = []
    for _ in range(times):
        started = time.process_time()
        work()
        figures.append((time.process_time() - started) * 1000)
    return statistics.median(figures)


def _row(name: str, measured: float, limit: float | None, unit: str) -> Row:
    return {"name": name, "measured": round(measured, 3), "unit": unit} | ({} if limit is None else {"limit": limit})


if __name__ == "__main__":
    for row in rows():
        print(f"{row['name']}: {row['measured']} {row['unit']} (limit {row.get('limit', '-')})")
