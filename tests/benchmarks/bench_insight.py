"""What it costs to explain: why a photo is here, where in it, what is in it, and whether a file is here already."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from photo_search.library import Library
from photo_search.records import Expansion, SearchOptions
from tests.benchmarks.bench_library import MANY, fill_library, large_photo

Row = dict[str, str | float]

_ROUNDS = 5


def rows() -> list[Row]:
    """Return one row for each thing measured, with the starter; takes about a minute."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        photo, known = _fill(place)
        with Library.open(place / "library", read_only=True) as library:
            return _measured(library, place, photo, known)


def _measured(library: Library, place: Path, photo: Path, known: int) -> list[Row]:
    insight = library.insight
    library.search("a dog")  # Loads the vectors and the model; others measure that.
    first = _once(lambda: insight.words(known))
    calls = insight.heat_map("a dog", known).calls
    copy = place / "copy.jpg"
    with Image.open(photo) as image:
        image.resize((image.width // 2, image.height // 2)).save(copy, quality=80)
    facts = "a dog iso:<400 width:>9"
    deep = SearchOptions(expansion=Expansion.DEEP)
    return [
        {"name": "heat map: pictures through the model", "measured": float(calls), "limit": 63.0, "unit": ""},
        _row("heat map of a 12 MP photo, starter", _median(lambda: insight.heat_map("a dog", known)), 2000),
        _row("words for a photo, the first ever: all terms through the model", first, 10_000),
        _row(f"words for a photo among {MANY:,}", _median(lambda: insight.words(known)), 50),
        _row(f"why, {MANY:,} photos", _median(lambda: insight.explain("a dog -people", known)), 300),
        _row("why, deep, with two facts", _median(lambda: insight.explain(facts, known, options=deep)), 800),
        _row("score histogram", _median(lambda: insight.histogram("a dog")), 100),
        _row("have I got this 12 MP photo: the same file", _median(lambda: insight.have(photo)), 500),
        _row("have I got this: a smaller copy", _median(lambda: insight.have(copy)), 500),
    ]


def _fill(place: Path) -> tuple[Path, int]:
    """Make a library of one photo of 12 MP and `MANY` made-up ones; return the photo and its number."""
    folder = place / "photos"
    folder.mkdir()
    photo = folder / "large.jpg"
    large_photo(photo, 0)
    fill_library(place / "many", place / "library")
    with Library.open(place / "library") as library:
        library.index([library.add_folder(folder).folder_id]).result()
        known = library.insight.photo_at(photo)
    if known is None:
        raise AssertionError("The photo was not indexed.")
    return photo, known


def _once(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _median(work: Callable[[], object]) -> float:
    return statistics.median(_once(work) for _ in range(_ROUNDS))


def _row(name: str, measured: float, limit: float) -> Row:
    return {"name": name, "measured": measured, "limit": float(limit), "unit": "ms"}
