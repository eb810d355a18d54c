"""How fast positions become places: reading the table, looking positions up, and a library that has none yet."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from pathlib import Path

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.changes import Batch, Holding
from photo_search.indexing.locating import look_up_places
from photo_search.indexing.places import Places
from photo_search.indexing.run import IndexRun
from photo_search.records import FileStamp, FoundFile, Metadata, PhotoContent, SpaceIdentity

REPEATS = 5
POSITIONS = 2000
PHOTOS = 20_000


def rows() -> list[dict[str, str | float]]:
    """Return one row for each thing measured."""
    firsts = []
    for _ in range(REPEATS):
        start = time.process_time()
        places = Places()
        places.at(48.137, 11.575)
        firsts.append(time.process_time() - start)
    north, east = _positions(POSITIONS)
    start = time.process_time()
    places.at_many(north, east)
    each = (time.process_time() - start) / POSITIONS
    return [
        {
            "name": "reading the table of places, first position",
            "measured": round(statistics.median(firsts), 3),
            "limit": 0.3,
            "unit": "s CPU",
        },
        {
            "name": "a position in Europe, all different",
            "measured": round(each * 1e3, 3),
            "limit": 1.0,
            "unit": "ms CPU",
        },
        {
            "name": "places of 20,000 photos that have none yet",
            "measured": round(_fill_s(places), 2),
            "limit": 15.0,
            "unit": "s",
        },
    ]


def _positions(count: int) -> tuple[list[float], list[float]]:
    chance = random.Random(1)
    return [chance.uniform(36, 58) for _ in range(count)], [chance.uniform(-9, 25) for _ in range(count)]


def _fill_s(places: Places) -> float:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "catalog.sqlite"
        Catalog.create(path)
        catalog = Catalog.open(path)
        try:
            folder = catalog.folders.add(b"/photos")
            batch = Batch(catalog.embeddings.space(SpaceIdentity("none", "1", "float32", 1, 4)))
            for number, (north, east) in enumerate(zip(*_positions(PHOTOS), strict=True)):
                content = number.to_bytes(20, "big")
                meta = Metadata(latitude=north, longitude=east)
                batch.contents.append(PhotoContent(content, 1, "JPEG", 4, 3, 0, meta))
                found = FoundFile(b"/photos/%d.jpg" % number, FileStamp(1, 2, 3, number))
                batch.holdings.append(Holding(folder.folder_id, found, content))
            catalog.write(batch).result()
            start = time.perf_counter()
            look_up_places(IndexRun(), catalog, places)
            return time.perf_counter() - start
        finally:
            catalog.close()


if __name__ == "__main__":
    for row in rows():
        print(f"{row['name']}: {row['measured']} {row['unit']} (limit {row['limit']})")
