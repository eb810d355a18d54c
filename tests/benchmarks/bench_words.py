"""What it costs to look words and facts up in a catalog of 100,000 photos, and to keep them in step."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.changes import Batch, Holding
from photo_search.conditions import Circle, Condition, DateRange, Key, Span
from photo_search.records import FileStamp, Filters, FoundFile, Metadata, PhotoContent, Place, SpaceIdentity

Row = dict[str, str | float]

MANY = 100_000
AT_ONCE = 1000
_SUBJECTS = ("sunset", "beach", "dog", "cat", "anna", "ben", "holiday", "party", "lake", "mountain")
_CAMERAS = (("Canon", "Canon EOS 5D"), ("NIKON", "D850"), ("Apple", "iPhone 12"))
_CANON = Condition(Key.CAMERA, "canon", "canon")
_RATED = Condition(Key.RATING, Span(3), ">=3")
_YEAR = Condition(Key.DATE, DateRange(date(2019, 1, 1), date(2019, 12, 31)), "2019")
_LOW_ISO = Condition(Key.ISO, Span(None, 800), "<=800")
_WIDE = Condition(Key.IS, "landscape", "landscape")
_TAG = Condition(Key.TAG, "sunset", "sunset")


def rows() -> list[Row]:
    """Return one row for each thing measured; takes about a minute."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "catalog.sqlite"
        Catalog.create(path)
        catalog = Catalog.open(path)
        try:
            return [
                _row(f"{AT_ONCE} new files written with their words and labels", _fill(catalog), 0),
                *_asked(catalog),
            ]
        finally:
            catalog.close()


def _asked(catalog: Catalog) -> list[Row]:
    words, photos = catalog.words, catalog.photos

    def facts(*conditions: Condition) -> Callable[[], object]:
        return lambda: photos.ids(Filters(conditions=conditions))

    return [
        _row("words: a rare one", _ms(lambda: words.find("000123")), 10),
        _row("words: one of every tenth photo", _ms(lambda: words.find("sunset")), 10),
        _row("words: one of every photo", _ms(lambda: words.find("dsc")), 10),
        _row("words: two frequent ones, and a beginning", _ms(lambda: words.find("album sunset d")), 10),
        _row("words: a beginning of one letter", _ms(lambda: words.find("d")), 10),
        _row("words: a beginning of five letters", _ms(lambda: words.find("albu")), 10),
        _row("words: a phrase", _ms(lambda: words.find("album 0120", exact=True)), 10),
        _row("words left out: a rare one", _ms(lambda: words.excluded("000123")), 10),
        _row("words left out: one of every tenth photo", _ms(lambda: words.excluded("sunset")), 10),
        _row("words left out: one of every photo", _ms(lambda: words.excluded("dsc")), 0),
        _row("suggestions for one letter", _ms(lambda: words.suggest("a")), 10),
        _row("suggestions for a word", _ms(lambda: words.suggest("holid")), 10),
        _row("suggestions for folders", _ms(lambda: words.suggest("folder:alb")), 10),
        _row("three filters: camera, year, rating", _ms(facts(_CANON, _YEAR, _RATED)), 10),
        _row("three filters: tag, landscape, ISO", _ms(facts(_TAG, _WIDE, _LOW_ISO)), 10),
        _row("three filters: numbers only", _ms(facts(_RATED, _WIDE, _LOW_ISO)), 10),
        _row("filter: a tenth of the photos by tag", _ms(facts(_TAG)), 0),
        _row("filter: a third of the photos by camera", _ms(facts(_CANON)), 0),
        _row("filter: names", _ms(facts(Condition(Key.NAME, "_00012", "_00012"))), 0),
        _row("filter: folders", _ms(facts(Condition(Key.FOLDER, "sunset", "sunset"))), 0),
        _row("filter: near", _ms(facts(Condition(Key.NEAR, Circle(48.1, 11.5, 200), ""))), 0),
        _row("filter: place", _ms(facts(Condition(Key.PLACE, "town 3", "town 3"))), 0),
    ]


def _fill(catalog: Catalog) -> float:
    """Make a library of a hundred thousand photos, and return the median of what a batch took, in ms."""
    dice = np.random.default_rng(0)
    folder = catalog.folders.add(b"/home/anna/Pictures")
    space = catalog.embeddings.space(SpaceIdentity("words", "1", "float32", 1, 4))
    letters = np.array(list("abcdefghijklmnoprstuvwz"))
    vocabulary = ["".join(dice.choice(letters, dice.integers(4, 10))) for _ in range(5000)]
    took = []
    for first in range(0, MANY, AT_ONCE):
        batch = Batch(space)
        for number in range(first, first + AT_ONCE):
            album = number // 100
            make, model = _CAMERAS[number % 3]
            caption = " ".join(vocabulary[n] for n in dice.integers(0, 5000, 8)) if number % 3 == 0 else None
            tags = tuple(dict.fromkeys(_SUBJECTS[n] for n in dice.integers(0, 10, 2))) if number % 4 == 0 else ()
            metadata = Metadata(
                taken=datetime(2000, 1, 1) + timedelta(hours=2 * number),
                camera_make=make,
                camera_model=model,
                lens="50mm f/1.8",
                iso=100 * (1 + number % 30),
                latitude=float(dice.uniform(-60, 70)) if number % 2 else None,
                longitude=float(dice.uniform(-180, 180)) if number % 2 else None,
                rating=number % 6 if number % 7 == 0 else None,
                caption=caption,
                keywords=tags,
            )
            name = number.to_bytes(20, "big")
            sides = (4032, 3024) if number % 3 else (3024, 4032)
            batch.contents.append(PhotoContent(name, number, "JPEG" if number % 5 else "HEIF", *sides, 0, metadata))
            path = (
                f"/home/anna/Pictures/{2000 + album // 50}/album {album:04} {_SUBJECTS[album % 10]}/DSC_{number:06}.jpg"
            )
            stamp = FileStamp(1, 2, 3, number)
            batch.holdings.append(Holding(folder.folder_id, FoundFile(path.encode(), stamp), name))
        started = time.perf_counter()
        catalog.write(batch).result()
        took.append((time.perf_counter() - started) * 1000)
    for positions in catalog.places.to_look_up("bench"):
        towns = {at: int(at.latitude * 3) for at in positions}
        catalog.places.write(
            "bench",
            {
                at: Place(f"Town {n}", f"Region {n // 20}", "Land", "LA", (f"Stadt {n}",), 0, 0)
                for at, n in towns.items()
            },
        )
    return statistics.median(took)


def _ms(ask: Callable[[], object]) -> float:
    """Return the median of what asking takes, in ms."""
    took = []
    for _ in range(15):
        started = time.perf_counter()
        ask()
        took.append((time.perf_counter() - started) * 1000)
    return statistics.median(took)


def _row(name: str, measured: float, limit: float) -> Row:
    return {"name": name, "measured": round(measured, 3), "limit": limit, "unit": "ms"}


if __name__ == "__main__":
    for row in rows():
        print(row)
