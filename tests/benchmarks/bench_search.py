"""What a question costs beside the model's own work, at 100,000 photos with vectors of 768 numbers."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.changes import Batch, Holding
from photo_search.records import (
    Expansion,
    FileStamp,
    Filters,
    FoundFile,
    Metadata,
    PhotoContent,
    SearchOptions,
    SpaceIdentity,
)
from photo_search.searching.composing import compose
from photo_search.searching.expansion import Thesaurus
from photo_search.searching.lineup import Lineup, Member
from photo_search.searching.query import parse
from photo_search.searching.question import Question, ask
from photo_search.searching.scan import Each
from photo_search.searching.search import Inquiry, Search
from photo_search.searching.space_graph import SpaceGraph
from photo_search.searching.space_index import SpaceIndex

Row = dict[str, str | float]

PHOTOS = 100_000
DIMENSION = 768
_TIMES = 15
_TODAY = date(2026, 11, 21)
_SUBJECTS = ("dog", "beach", "birthday", "mountain", "city", "party", "garden", "snow")
_PLAIN = "dog on a beach"
_FILTERED = "dog on a beach summer 2019 camera:canon iso:<800 -folder:work"


def rows() -> list[Row]:
    """Return one row for each thing measured; takes about two minutes."""
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(2) as together:
        Catalog.create(Path(scratch) / "catalog.sqlite")
        catalog = Catalog.open(Path(scratch) / "catalog.sqlite")
        try:
            return _measured(catalog, _filled(catalog, Path(scratch), together.map))
        finally:
            catalog.close()


def _measured(catalog: Catalog, search: Search) -> list[Row]:
    dice = np.random.default_rng(5)
    thesaurus = Thesaurus()
    thesaurus.of("dog")

    def understood(text: str, options: SearchOptions) -> Question:
        return ask(
            parse(text, _TODAY),
            Filters(),
            options.expansion,
            thesaurus=lambda: thesaurus,
            concept=lambda _: None,
            today=_TODAY,
        )

    def answer(text: str, options: SearchOptions, *, pictures: int = 0) -> Callable[[], object]:
        def run() -> object:
            question = understood(text, options)
            # Words and pictures that the model has not seen before, so that no answer is remembered.
            groups = [
                compose([(_near(dice), 1.0)], [(_near(dice), 1.0) for _ in range(pictures)])
                for _ in question.groups or (1,)
            ]
            vectors = np.stack(groups)
            asked = Inquiry(
                text,
                lambda _: vectors,
                question.filters,
                catalog.words.find(question.named),
                by_picture=pictures == 1 and not question.groups,
            )
            return search.answer(asked, options, limit=400)

        return run

    normal, deep = SearchOptions(), SearchOptions(expansion=Expansion.DEEP)
    folded = replace(normal, fold=True)
    return [
        *_rows("a question understood", lambda: understood(_FILTERED, normal), 1),
        *_rows("words, 400 hits", answer(_PLAIN, normal), None),
        *_rows("words with three filters and a date, expanded", answer(_FILTERED, normal), 15),
        *_rows("the same of words that stand in no name", answer("grandma, " + _FILTERED, normal), 15),
        *_rows("words with filters, near-duplicates folded", answer(_FILTERED, folded), None),
        *_rows("words, 400 hits, near-duplicates folded", answer(_PLAIN, folded), None),
        *_rows("deep search", answer(_PLAIN, deep), 40),
        *_rows("deep search with three filters and a date", answer(_FILTERED, deep), 40),
        *_rows("names alone", lambda: catalog.words.find("dog beach"), 10),
        *_rows("a picture, by the graph or exactly", answer("", normal, pictures=1), None),
    ]


_BASIS = np.random.default_rng(1).standard_normal((64, DIMENSION)).astype(np.float32)


def _near(dice: np.random.Generator, count: int | None = None) -> np.ndarray:
    """Return vectors of which a few directions tell most, as models give them: float32 [count, D], unit."""
    size = (1 if count is None else count, len(_BASIS))
    vectors = dice.standard_normal(size).astype(np.float32) @ _BASIS + 4 * _BASIS[0]
    vectors += 3 * dice.standard_normal(vectors.shape).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors if count is not None else vectors[0]


def _filled(catalog: Catalog, scratch: Path, each: Each) -> Search:
    dice = np.random.default_rng(0)
    identity = SpaceIdentity("bench", "1", "float32", 1, DIMENSION)
    space_id = catalog.embeddings.space(identity)
    folder = catalog.folders.add(b"/photos")
    start = datetime(2005, 1, 1)
    for first in range(0, PHOTOS, 1000):
        batch = Batch(space_id)
        vectors = _near(dice, 1000).astype(np.float16)
        for number in range(first, first + 1000):
            content = number.to_bytes(20, "big")
            subject = _SUBJECTS[number % 8]
            metadata = Metadata(
                taken=start + timedelta(hours=1.8 * number),
                camera_make=("Canon", "NIKON", "Apple")[number % 3],
                iso=100 * (1 + number % 32),
                caption=f"A {subject} by the {_SUBJECTS[number % 7]}" if number % 4 == 0 else None,
                keywords=(subject,) if number % 5 == 0 else (),
            )
            batch.contents.append(PhotoContent(content, 1, "JPEG", 4000, 3000, 0, metadata))
            place = b"/photos/%d %s/IMG_%06d.jpg" % (2005 + number // 5000, subject.encode(), number)
            batch.holdings.append(Holding(folder.folder_id, FoundFile(place, FileStamp(1, 2, 3, number + 1)), content))
            batch.vectors.append((content, vectors[number - first]))
        catalog.write(batch).result()
    index = SpaceIndex(catalog, space_id, identity, scratch / "index")
    graph = SpaceGraph(index, scratch / "index" / "bench.graph", "bench")
    member = Member(space_id, "bench", index.get, graph.get)
    index.get()
    return Search(catalog, Lineup(catalog, [member], member), "bench", each=each)


def _rows(name: str, work: Callable[[], object], limit: float | None) -> list[Row]:
    """Return the medians of the time and of the whole process's CPU time; the first run, which loads, doesn't count."""
    work()
    spent = []
    for _ in range(_TIMES):
        started, cpu_started = time.perf_counter(), time.process_time()
        work()
        spent.append((time.perf_counter() - started, time.process_time() - cpu_started))
    limited: Row = {} if limit is None else {"limit": limit}
    return [
        {"name": f"search at 100k, {name}", "measured": float(median * 1000), "unit": unit, **limited}
        for unit, median in zip(("ms", "ms CPU"), np.median(spent, axis=0), strict=True)
    ]
