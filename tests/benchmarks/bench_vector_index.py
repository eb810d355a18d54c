"""How fast and how complete the vector indexes are, over made-up vectors of 768 dimensions.

Times are CPU milliseconds of the whole process, medians of 100 queries. What is missed is the part of the 50 nearest,
by brute force in float64 over what was stored, that a search does not return. A million photos take some minutes
and 6 GB.
"""

from __future__ import annotations

import gc
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import psutil
from numpy.typing import NDArray

from photo_search.searching.exact_index import ExactIndex
from photo_search.searching.graph_index import GraphIndex, graph_available
from photo_search.searching.index_files import open_snapshot, save_snapshot, verify_snapshot
from photo_search.searching.vector_index import VectorIndex
from tests.benchmarks.synthetic_vectors import SyntheticVectors

Floats = NDArray[np.float32]
Row = dict[str, Any]
_T = TypeVar("_T")

HAS_LARGE = True

DIMENSION = 768
QUERIES = 100
K = 50
CHUNK = 20_000
TEXT_QUERY_LIMITS_MS = {100_000: 6.0, 1_000_000: 60.0}


def rows(*, large: bool = False) -> list[Row]:
    """Return one row for each thing measured; `large` adds a million photos."""
    world = SyntheticVectors(DIMENSION)
    measured = yardstick_rows(world)
    measured += exact_rows(world, 10_000)
    measured += exact_rows(world, 100_000)
    measured += graph_rows(world, 100_000)
    if large:
        measured += exact_rows(world, 1_000_000)
    return measured


def yardstick_rows(world: SyntheticVectors) -> list[Row]:
    """Measure the plain way, numpy over float32, by which one machine's figures compare with another's."""
    vectors = world.images(25_000)
    spent = _median_ms(lambda query: vectors @ query, world.texts(QUERIES))
    return [_row("yardstick: float32 matrix by vector, 100,000", 4 * spent, "ms CPU")]


def exact_rows(world: SyntheticVectors, n: int) -> list[Row]:
    """Measure an exact index of `n` photos, in memory and as a snapshot."""
    questions = {"text": world.texts(QUERIES), "image": world.images(QUERIES, stream=10**6)}
    gc.collect()
    before = psutil.Process().memory_info().rss
    index, build_s = _built(world, n)
    memory_mb = (psutil.Process().memory_info().rss - before) / 1e6
    found = [
        _row(f"index of {n:,}, built from float16", build_s, "s CPU"),
        _row(f"index of {n:,}, memory", memory_mb, "MB"),
    ]
    for kind, queries in questions.items():
        limit = TEXT_QUERY_LIMITS_MS.get(n)
        spent = _median_ms(lambda q: index.search(q, K), queries)
        found.append(_row(f"{kind} query in {n:,}", spent, "ms CPU", limit if kind == "text" else None))
    truths = _truths(world, n, np.concatenate(list(questions.values())))
    for kind, truth in zip(questions, np.split(truths, len(questions)), strict=True):
        missed = _missed(index, questions[kind], truth)
        found.append(_row(f"{kind} query, missed of the best 50 in {n:,}", missed, "%", 0.1))
    hundredth = np.sort(np.random.default_rng(0).choice(n, n // 100, replace=False))
    filtered = _median_ms(lambda q: index.search(q, K, among=hundredth), questions["text"])
    found.append(_row(f"text query in 1 % of {n:,}", filtered, "ms CPU"))
    found.append(
        _row(f"all scores of {n:,}", _median_ms(lambda query: index.scores(query[None]), questions["text"]), "ms CPU")
    )
    return found + _snapshot_rows(index, n, questions["text"])


def _snapshot_rows(index: ExactIndex, n: int, queries: Floats) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        save_s, _ = _timed(lambda: save_snapshot(index, path, "bench"))
        open_s, again = _timed(lambda: open_snapshot(path, "bench"))
        verify_s, _ = _timed(lambda: verify_snapshot(path))
        if again is None:
            raise RuntimeError("The snapshot can't be opened.")
        query_ms = _median_ms(lambda q: again.search(q, K), queries)
        return [
            _row(f"snapshot of {n:,}, saved", save_s * 1e3, "ms", note=f"{path.stat().st_size / 1e6:.0f} MB"),
            _row(f"snapshot of {n:,}, opened", open_s * 1e3, "ms"),
            _row(f"snapshot of {n:,}, all of it verified", verify_s * 1e3, "ms"),
            _row(f"snapshot of {n:,}, text query", query_ms, "ms CPU", TEXT_QUERY_LIMITS_MS.get(n)),
        ]


def graph_rows(world: SyntheticVectors, n: int) -> list[Row]:
    """Measure a graph of `n` photos; nothing without hnswlib."""
    if not graph_available():
        return []
    exact, _ = _built(world, n)
    started = time.process_time()
    graph = GraphIndex.build(exact)
    build_s = time.process_time() - started
    queries = world.images(QUERIES, stream=10**6)
    truths = _truths(world, n, queries)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph"
        save_s, _ = _timed(lambda: graph.save(path, "bench"))
        load_s, _ = _timed(lambda: GraphIndex.load(path, "bench", exact))
    return [
        _row(f"graph, image query, missed of 50 in {n:,}", _missed(graph, queries, truths), "%", 1.0, f"ef {graph.ef}"),
        _row(f"graph, image query in {n:,}", _median_ms(lambda q: graph.search(q, K), queries), "ms CPU"),
        _row(f"graph of {n:,}, built", build_s / n * 1e3, "ms CPU a photo"),
        _row(f"graph of {n:,}, saved", save_s * 1e3, "ms"),
        _row(f"graph of {n:,}, loaded", load_s * 1e3, "ms"),
    ]


def _built(world: SyntheticVectors, n: int) -> tuple[ExactIndex, float]:
    """Return an index of `n` float16 vectors and the CPU seconds that adding them took."""
    index = ExactIndex(DIMENSION)
    seconds = 0.0
    first = 0
    for vectors in world.image_chunks(n, CHUNK):
        stored = vectors.astype(np.float16)
        started = time.process_time()
        index.add(np.arange(first, first + len(stored)), stored)
        seconds += time.process_time() - started
        first += len(stored)
    return index, seconds


def _truths(world: SyntheticVectors, n: int, queries: Floats) -> NDArray[np.int64]:
    """Return the ids of the best K of what was stored for each query, by brute force in float64."""
    ids = np.zeros((len(queries), 0), np.int64)
    cosines = np.zeros((len(queries), 0))
    first = 0
    for vectors in world.image_chunks(n, CHUNK):
        fresh = queries.astype(np.float64) @ vectors.astype(np.float16).astype(np.float64).T
        cosines = np.concatenate([cosines, fresh], axis=1)
        ids = np.concatenate([ids, np.broadcast_to(np.arange(first, first + len(vectors)), fresh.shape)], axis=1)
        best = np.argpartition(-cosines, K, axis=1)[:, :K]
        cosines, ids = np.take_along_axis(cosines, best, axis=1), np.take_along_axis(ids, best, axis=1)
        first += len(vectors)
    return ids


def _missed(index: VectorIndex, queries: Floats, truths: NDArray[np.int64]) -> float:
    """Return the part of the truth that the index does not find, in percent."""
    found = sum(
        len(np.intersect1d(index.search(query, K).photo_ids, truth))
        for query, truth in zip(queries, truths, strict=True)
    )
    return 100 * (1 - found / truths.size)


def _median_ms(search: Callable[[Floats], object], queries: Floats) -> float:
    spent = []
    for query in queries:
        started = time.process_time()
        search(query)
        spent.append(time.process_time() - started)
    return statistics.median(spent) * 1e3


def _timed(work: Callable[[], _T]) -> tuple[float, _T]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def _row(name: str, measured: float, unit: str, limit: float | None = None, note: str = "") -> Row:
    row: Row = {"name": name, "measured": round(measured, 3), "unit": unit}
    return row | ({"limit": limit} if limit else {}) | ({"note": note} if note else {})


if __name__ == "__main__":
    for row in rows():
        print(row)
