"""What it costs to carry the embeddings of a library to another: to write the file, to check it, to load it."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.changes import Batch
from photo_search.embedding_file import EmbeddingFile, export_embeddings, load_embeddings
from photo_search.records import Metadata, PhotoContent, SpaceIdentity

Row = dict[str, str | float]
T = TypeVar("T")

_SPACE = SpaceIdentity("benchmark", "1", "fp32", 1, 768)
_BATCH = 2_000


def rows() -> list[Row]:
    """Return one row for each thing measured, with 100,000 photos of 768 numbers."""
    count = 100_000
    with tempfile.TemporaryDirectory() as scratch:
        here, there = (_catalog(Path(scratch) / name, count, vectors=name == "here") for name in ("here", "there"))
        path = Path(scratch) / "file.safetensors"
        _, export_s = _timed(lambda: export_embeddings(here, _SPACE, path))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        file, open_s = _timed(lambda: EmbeddingFile.open(path))
        with file:
            grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
            _, first_s = _timed(lambda: file.vector(_hash(0)))
            _, lookup_s = _timed(lambda: [file.vector(_hash(number)) for number in range(1_000)])
            _, load_s = _timed(lambda: load_embeddings(there, file, [_SPACE]))
            _, again_s = _timed(lambda: load_embeddings(there, file, [_SPACE]))
        megabytes = path.stat().st_size / 1e6
        here.close()
        there.close()
    return [
        _row("export of 100,000 embeddings of 768", export_s, 5, "s CPU"),
        _row("the file", megabytes, 160, "MB"),
        _row("opening it, every byte checked", open_s, 2, "s CPU"),
        _row("memory that opening adds to the peak", grown / 1e3, 20, "MB"),
        _row("first look for a photo in it", first_s * 1e3, 50, "ms CPU"),
        _row("each further", lookup_s, 0.1, "ms CPU"),
        _row("loading it into a library", load_s, 15, "s CPU"),
        _row("loading it again, nothing new", again_s, 10, "s CPU"),
    ]


def _catalog(folder: Path, count: int, *, vectors: bool) -> Catalog:
    folder.mkdir()
    Catalog.create(folder / "catalog.sqlite")
    catalog = Catalog.open(folder / "catalog.sqlite")
    space_id = catalog.embeddings.space(_SPACE)
    dice = np.random.default_rng(0)
    for first in range(0, count, _BATCH):
        batch = Batch(space_id)
        batch.contents += [_content(number) for number in range(first, first + _BATCH)]
        if vectors:
            drawn = dice.standard_normal((_BATCH, _SPACE.dimension)).astype(np.float32)
            drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
            batch.vectors += [(_hash(first + row), vector) for row, vector in enumerate(drawn)]
        catalog.write(batch).result()
    return catalog


def _content(number: int) -> PhotoContent:
    return PhotoContent(_hash(number), 1, "JPEG", 4, 3, 0, Metadata())


def _hash(number: int) -> bytes:
    # Spread over the whole range, as hashes are.
    return (number * 0x9E3779B97F4A7C15 % (1 << 64)).to_bytes(8, "big") + number.to_bytes(12, "big")


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.process_time()
    result = work()
    return result, time.process_time() - started


def _row(name: str, measured: float, limit: float, unit: str) -> Row:
    return {"name": name, "measured": round(measured, 3), "limit": limit, "unit": unit}


if __name__ == "__main__":
    for row in rows():
        print(row)
