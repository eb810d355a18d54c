"""What the whole costs: a 12 MP photo beyond the model, a library of 100,000 files re-checked, opened and asked."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from PIL import Image

from photo_search.catalog.changes import Batch, Holding
from photo_search.indexing.folder_walk import stamp_of
from photo_search.indexing.indexer import IndexOptions
from photo_search.library import Library
from photo_search.models.encoder import Encoder
from photo_search.models.spec import bundled_starter, read_spec
from photo_search.records import FoundFile, Metadata, PhotoContent

Row = dict[str, str | float]

MANY = 100_000
LARGE_PHOTOS = 24


def rows() -> list[Row]:
    """Return one row for each thing measured; takes about two minutes."""
    with tempfile.TemporaryDirectory() as scratch:
        small = _one_photo(Path(scratch) / "small", detail=0.12)
        return [*small, *_one_photo(Path(scratch) / "usual", detail=0.38), *_many_files(Path(scratch))]


def _cpu_s() -> float:
    """Return the CPU time of this process and of its children that have ended, in seconds."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def large_photo(path: Path, seed: int, detail: float = 0.38) -> None:
    """Write a 12 MP JPEG of about 3.5 MB, or with less detail a smaller one: enlarged noise, as in a photo."""
    noise = np.random.default_rng(seed).integers(0, 256, (756, 1008, 3), dtype=np.uint8)
    smooth = np.asarray(Image.fromarray(noise).resize((252, 189), Image.Resampling.BOX).resize((1008, 756)))
    mixed = ((1 - detail) * smooth + detail * noise).astype(np.uint8)
    Image.fromarray(mixed).resize((4032, 3024), Image.Resampling.BICUBIC).save(path, quality=88)


def _one_photo(scratch: Path, *, detail: float) -> list[Row]:
    folder = scratch / "large"
    folder.mkdir(parents=True)
    for seed in range(LARGE_PHOTOS):
        large_photo(folder / f"{seed}.jpg", seed, detail)
    megabytes = sum(path.stat().st_size for path in folder.iterdir()) / LARGE_PHOTOS / 1e6

    def cost(count: int) -> float:
        """Return the CPU seconds of a run over the first `count` photos in a new library."""
        part = scratch / f"part{count}"
        part.mkdir()
        for seed in range(count):
            os.link(folder / f"{seed}.jpg", part / f"{seed}.jpg")
        with Library.open(scratch / f"library{count}") as library:
            library.add_folder(part)
            started = _cpu_s()
            report = library.index(options=IndexOptions(jobs=2, low_priority=False)).result()
            if report.embedded != count:
                raise AssertionError(report)
            return _cpu_s() - started

    # What a run costs whatever it finds, such as starting the decoder's processes and loading the model, goes away
    # in the difference.
    few = LARGE_PHOTOS // 4
    per_photo = (cost(LARGE_PHOTOS) - cost(few)) / (LARGE_PHOTOS - few) * 1000
    inference = _inference_ms()
    return [
        _row(f"12 MP JPEG of {megabytes:.1f} MB, beyond the model", per_photo - inference, 45, "ms CPU"),
        _row("12 MP JPEG, the whole", per_photo, 1.15 * (inference + 40), "ms CPU"),
        _row("peak memory while indexing, with two decoders", _peak_mb(scratch / "memory", folder), 1200, "MB"),
    ]


_INDEX = """
import resource, sys
from pathlib import Path
from photo_search.indexing.indexer import IndexOptions
from photo_search.library import Library
if __name__ == "__main__":
    with Library.open(Path(sys.argv[1])) as library:
        library.add_folder(sys.argv[2])
        library.index(options=IndexOptions(jobs=2)).result()
    usages = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print((usages[0].ru_maxrss + 2 * usages[1].ru_maxrss) / 1024)
"""


def _peak_mb(place: Path, folder: Path) -> float:
    """Return the most memory that a process that indexes `folder` and its two children ever held, added up."""
    script = place.with_suffix(".py")
    script.write_text(_INDEX)
    command = [sys.executable, script, place, folder]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": "."})
    return float(done.stdout)


def _inference_ms() -> float:
    spec = read_spec(bundled_starter())
    pixels = np.zeros((4, spec.image.size, spec.image.size, 3), np.uint8)
    with Encoder(spec) as encoder:
        encoder.encode_images(pixels)
        started = _cpu_s()
        for _ in range(25):
            encoder.encode_images(pixels)
        return (_cpu_s() - started) * 10


def _many_files(scratch: Path) -> list[Row]:
    folder, place = scratch / "many", scratch / "library"
    fill_library(folder, place)
    with Library.open(place) as library:
        started = _cpu_s()
        report = library.index(options=IndexOptions(low_priority=False)).result()
        recheck = _cpu_s() - started
        if (report.found, report.new, report.changed) != (MANY, 0, 0):
            raise AssertionError(report)
        library.search("a dog")
        new, again, known = [], [], []
        for number in range(15):
            new.append(library.search(f"a dog number {number}").took_ms)
            again.append(library.search("a dog").took_ms)
            known.append(library.similar(number + 1).took_ms)
    opened, searched = _fresh_process(place)
    return [
        _row("100k unchanged files re-checked by the library", recheck, 1.0, "s CPU"),
        _row("import, open a library of 100k", opened, 0.6, "s CPU"),
        _row("import, open, first question to 100k", searched, 1.5, "s CPU"),
        _row("new question to 100k (256-d), encoder included", float(np.median(new)), 150, "ms"),
        _row("the same question again", float(np.median(again)), 5, "ms"),
        _row("find similar to a known photo", float(np.median(known)), 5, "ms"),
    ]


def fill_library(folder: Path, place: Path, *, thumbnail: bytes | None = None) -> None:
    """Make a library that has met 100,000 files, without decoding any: they are all empty."""
    dice = np.random.default_rng(0)
    with Library.open(place) as library:
        for i in range(MANY // 100):
            (folder / f"{i // 50}" / f"album {i:04}").mkdir(parents=True)
        root = library.add_folder(folder)
        space_id = library._catalog.embeddings.space(library.spec.space)
        batch = Batch(space_id)
        for number in range(MANY):
            album = number // 100
            path = folder / f"{album // 50}" / f"album {album:04}" / f"DSC_{number:06}.jpg"
            path.touch()
            vector = dice.standard_normal(library.spec.dimension).astype(np.float32)
            name = number.to_bytes(20, "big")
            taken = datetime(2000, 1, 1) + timedelta(hours=2 * number)
            batch.contents.append(PhotoContent(name, 0, "JPEG", 4032, 3024, 0x808080, Metadata(taken=taken)))
            batch.holdings.append(Holding(root.folder_id, FoundFile(os.fsencode(path), stamp_of(path.lstat())), name))
            batch.vectors.append((name, vector / np.linalg.norm(vector)))
            if len(batch.vectors) == 2000 or number == MANY - 1:
                library._catalog.write(batch).result()
                if thumbnail is not None:
                    library._thumbnails.put_many((content.content_hash, thumbnail) for content in batch.contents)
                batch = Batch(space_id)


_FRESH = """
import sys, time
from pathlib import Path
from photo_search.library import Library
library = Library.open(Path(sys.argv[1]), read_only=True)
opened = time.process_time()
library.search("a dog")
print([opened, time.process_time()])
library.close()
"""


def _fresh_process(place: Path) -> tuple[float, float]:
    """Return the CPU seconds of a new process until the library is open, and until it has answered."""
    figures = []
    for _ in range(5):
        done = subprocess.run([sys.executable, "-c", _FRESH, str(place)], capture_output=True, text=True, check=True)
        figures.append(json.loads(done.stdout))
    opened, searched = np.median(figures, axis=0)
    return float(opened), float(searched)


def _row(name: str, measured: float, limit: float, unit: str) -> Row:
    return {"name": name, "measured": round(measured, 3), "limit": round(limit, 3), "unit": unit}


if __name__ == "__main__":
    started = time.monotonic()
    for row in rows():
        print(row)
    print(f"{time.monotonic() - started:.0f} s")
