"""How fast a library that did not change is looked through again: 100,000 files in 1,000 folders."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

from photo_search.indexing.folder_walk import stamp_of
from photo_search.indexing.scanner import Finished, Snapshot, scan
from photo_search.records import KnownFile

FOLDERS, PHOTOS_EACH = 1000, 100
REPEATS = 5


def rows() -> list[dict[str, str | float]]:
    """Return one row for each thing measured, in CPU seconds."""
    with tempfile.TemporaryDirectory() as scratch:
        known = _fill(Path(scratch))
        root = os.fsencode(scratch)
        plain = _cpu_s(root, known, ())
        excluding = _cpu_s(root, known, ("*.png", "cache/", "/private", "**/tmp/**", "IMG_0*"))
    return [
        {"name": "re-check of 100k unchanged files", "measured": plain, "limit": 1.0, "unit": "s CPU"},
        {"name": "the same with 5 exclusions", "measured": excluding, "limit": 2.0, "unit": "s CPU"},
    ]


def _fill(root: Path) -> list[KnownFile]:
    known = []
    for i in range(FOLDERS):
        folder = root / f"{i // 50}" / f"album {i:04}"
        folder.mkdir(parents=True)
        for j in range(PHOTOS_EACH):
            photo = folder / f"DSC_{j:05}.jpg"
            photo.write_bytes(b"x")
            stamp, number = stamp_of(photo.lstat()), len(known)
            known.append(KnownFile(number, 1, os.fsencode(photo), stamp, missing=False, photo_id=number))
    return known


def _cpu_s(root: bytes, known: list[KnownFile], exclusions: tuple[str, ...]) -> float:
    times = []
    for _ in range(REPEATS):
        start = time.process_time()
        events = list(scan(root, Snapshot(known), exclusions, folder_id=1))
        times.append(time.process_time() - start)
        if events != [Finished(len(known), len(known))]:
            raise AssertionError(events[:3])
    return round(statistics.median(times), 3)


if __name__ == "__main__":
    for row in rows():
        print(f"{row['name']}: {row['measured']} {row['unit']} (limit {row['limit']})")
