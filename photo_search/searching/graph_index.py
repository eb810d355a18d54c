"""Finds photos like a photo in a large library, through a graph of near neighbours. The only door to hnswlib.

hnswlib must be kept from harm: inserting or resizing while it searches, asking for more neighbours than there
are, and loading a damaged file can each end the process; a full disk goes unnoticed, and so does a file of another
dimension. So one thread at a time touches a graph (a search takes it a millisecond), and nothing is loaded but
what was verified.
"""

from __future__ import annotations

import errno
import os
import sys
import threading
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from blake3 import blake3
from numpy.typing import NDArray

from photo_search.searching.array_file import ArrayFile, Source, open_arrays, replacing, write_arrays
from photo_search.searching.exact_index import ExactIndex
from photo_search.searching.vector_index import Floats, Ids, Matches, checked_query

_SPACE = "ip"
_M = 16
_EF_CONSTRUCTION = 100
_EFS = (50, 75, 100, 150, 200, 300, 400, 600, 800, 1200, 1600)
_RECALL = 0.995  # on the sample; leaves room for its error above 0.99
_RECALL_AT = 50
_SAMPLE = 200
_SEED = 1
_MOST_ASKED = 500  # neighbours; for more, a scan is as fast
_INSERTED_AT_ONCE = 32  # a search waits for no more than these: some 10 ms
_READ_AT_ONCE = 4_096
_ROOM = 4_096
_CHURN_TOLERATED = 0.15


def graph_available() -> bool:
    """Tell whether hnswlib is installed and works; without it an ExactIndex does all."""
    try:
        trial = _bare_graph(2)
        trial.init_index(1)
        trial.add_items(np.ones((1, 2), np.float32), [7], num_threads=1)
        return bool(trial.knn_query(np.ones((1, 2), np.float32), k=1, num_threads=1)[0][0, 0] == 7)
    except (ImportError, AttributeError, RuntimeError):  # absent, half installed, or built for something else
        return False


class GraphIndex:
    """A graph over the photos of an exact index; see `VectorIndex` for what the methods promise.

    The graph only proposes photos; the exact index scores them, and answers whatever the graph is no good for:
    filters, very many matches, and everything while the recall that was measured is too low. Add and remove
    through the graph index, which hands on to the exact one. Photos with one vector share one node, since a
    heap of equal points cuts a graph in pieces.

    Neighbours of images are found well, neighbours of texts are not: these lie apart from what the graph was
    built on. Ask the exact index for those.
    """

    def __init__(self, exact: ExactIndex, graph: Any) -> None:
        self._exact = exact
        self._graph = graph
        self._labels: dict[bytes, int] = {}  # what a vector is like -> the photo that its node is named after
        self._likeness: dict[int, bytes] = {}  # photo -> what its vector is like
        self._twins: dict[int, list[int]] = {}  # the photo a node is named after -> other photos in the same place
        self._ef: int | None = None
        self._calibrated_for = 0
        self._churn = 0
        self._touching = threading.Lock()  # the graph, and which photos its nodes stand for
        self._writing = threading.Lock()  # anything that changes; taken first

    @classmethod
    def build(cls, exact: ExactIndex) -> GraphIndex:
        """Return a graph over all photos of `exact`, ready for use: half a millisecond a photo, or more.

        The same photos, added in the same order, give the same graph. Raises ImportError without hnswlib.
        """
        graph = _bare_graph(exact.dimension)
        graph.init_index(_ROOM, M=_M, ef_construction=_EF_CONSTRUCTION, random_seed=_SEED)
        index = cls(exact, graph)
        index.catch_up()
        return index

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return self._exact.dimension

    @property
    def ef(self) -> int | None:
        """How many candidates a search keeps; None while the graph's recall is too low for it to be asked."""
        return self._ef

    @property
    def rebuild_advised(self) -> bool:
        """Whether so many photos were removed or replaced that a newly built graph would be better."""
        return self._churn > _CHURN_TOLERATED * (len(self._labels) + self._churn)

    def __len__(self) -> int:
        return len(self._exact)

    def search(self, query: Floats, k: int, *, among: Ids | None = None, without: Ids | None = None) -> Matches:
        """Return the `k` nearest photos; see `VectorIndex`. At least 0.99 of 50 are right, for image queries."""
        asked = k + (0 if without is None else len(without))
        if among is None and k > 0 and asked <= _MOST_ASKED and self._ef is not None:
            near = self._near(checked_query(query, self.dimension), asked, self._ef)
            matches = self._exact.search(query, k, among=near, without=without)
            if len(matches.photo_ids) == k:
                return matches
        return self._exact.search(query, k, among=among, without=without)

    def add(self, photo_ids: Ids, vectors: NDArray[np.floating]) -> None:
        """Add or replace photos, here and in the exact index; see `VectorIndex`."""
        with self._writing:
            self._exact.add(photo_ids, vectors)
            ids = np.unique(np.asarray(photo_ids, np.int64))
            self._forget(ids.tolist())
            self._insert(ids)
            self._calibrate_if_grown()

    def remove(self, photo_ids: Ids) -> None:
        """Remove photos, here and from the exact index."""
        with self._writing:
            self._exact.remove(photo_ids)
            self._forget(np.asarray(photo_ids, np.int64).tolist())

    def photo_ids(self) -> Ids:
        """Return the ids of all photos, ascending."""
        return self._exact.photo_ids()

    def vectors(self, photo_ids: Ids) -> Floats:
        """Return the vectors of photos; see `VectorIndex`."""
        return self._exact.vectors(photo_ids)

    def close(self) -> None:
        """Let go of the graph and of the exact index."""
        with self._writing, self._touching:
            self._exact.close()
            self._ef = self._graph = None

    def catch_up(self) -> None:
        """Take in the photos that the exact index has and the graph lacks, and drop those it no longer has."""
        with self._writing:
            ids = self._exact.photo_ids()
            self._forget(self._likeness.keys() - ids.tolist())
            self._insert(np.array([photo for photo in ids.tolist() if photo not in self._likeness], np.int64))
            self._calibrate_if_grown()

    def save(self, path: Path, stamp: str) -> None:
        """Write the graph to `path` and what belongs to it beside it; `stamp` names library and model space.

        Raises StorageFull or LibraryReadOnly, with the old graph as it was or unusable, never a wrong one.
        """
        with self._writing:
            with replacing(path) as part:
                part.touch()
                self._graph.save_index(os.fsencode(part))
                size = self._graph.index_file_size()
                if part.stat().st_size != size:
                    # save_index ignores what the system says; a file cut short has hardly another reason.
                    raise OSError(errno.ENOSPC, "The graph was written incompletely.")
                digest = _digest(part)
            labels = np.fromiter(self._labels.values(), np.int64, len(self._labels))
            facts = _kind(self.dimension) | {
                "stamp": stamp,
                "bytes": size,
                "blake3": digest,
                "nodes": self._graph.get_current_count(),
                "churn": self._churn,
                "ef": self._ef,
                "calibrated_for": self._calibrated_for,
            }
            write_arrays(_beside(path), facts, {"labels": Source.of(labels)})

    @classmethod
    def load(cls, path: Path, stamp: str, exact: ExactIndex) -> GraphIndex | None:
        """Return the graph that was saved at `path`, brought up to date with `exact`.

        None if it is absent, damaged, of another kind or stamp, or can't be used here: then build it. A photo is
        told by its id alone: under one stamp an id must always mean the same vector.
        """
        if not graph_available():
            return None
        notes = open_arrays(_beside(path))
        if notes is None or not _fits(notes, path, stamp, exact.dimension):
            return None
        graph = _bare_graph(exact.dimension)
        try:
            graph.load_index(os.fsencode(path), max_elements=notes.facts["nodes"] + _ROOM)
        except RuntimeError:  # the file is what was written, so another build of hnswlib wrote it
            return None
        index = cls(exact, graph)
        index._ef, index._calibrated_for = notes.facts["ef"], notes.facts["calibrated_for"]
        index._churn = notes.facts["churn"]
        index._adopt(notes.arrays["labels"].tolist())
        index.catch_up()
        return index

    def _near(self, query: Floats, count: int, ef: int) -> Ids:
        """Return the ids of the photos at the nearest `count` nodes, as far as the graph finds them."""
        with self._touching:
            count = min(count, len(self._labels))
            if not count or self._graph is None:
                return np.empty(0, np.int64)
            self._graph.set_ef(max(ef, count))
            try:
                labels: list[int] = self._graph.knn_query(query[None], k=count, num_threads=1)[0][0].tolist()
            except RuntimeError:  # it reached fewer than `count`
                return np.empty(0, np.int64)
            twins = [twin for label in labels for twin in self._twins.get(label, ())]
        return np.array(labels + twins, np.int64)

    def _calibrate_if_grown(self) -> None:
        """Choose `ef` by recall, measured against the exact index on its own photos, if there are twice as many."""
        ids = self._exact.photo_ids()
        if len(ids) < max(1, 2 * self._calibrated_for):
            return
        sample = np.random.default_rng(_SEED).choice(ids, min(_SAMPLE, len(ids)), replace=False)
        queries = self._exact.vectors(sample)
        truths = [self._exact.search(query, min(_RECALL_AT, len(ids))) for query in queries]
        self._ef = next((ef for ef in _EFS if self._recall(queries, truths, ef) >= _RECALL), None)
        self._calibrated_for = len(ids)

    def _recall(self, queries: Floats, truths: list[Matches], ef: int) -> float:
        """Return which part of the true matches the graph finds. One that is as near as a true one counts."""
        right = total = 0
        for query, truth in zip(queries, truths, strict=True):
            k = len(truth.photo_ids)
            found = self._exact.search(query, k, among=self._near(query, k, ef))
            right += int(np.count_nonzero(found.cosines >= truth.cosines[-1]))
            total += k
        return right / total

    def _insert(self, ids: Ids) -> None:
        """Take in photos that the exact index has and the graph has not."""
        for start in range(0, len(ids), _READ_AT_ONCE):
            some = ids[start : start + _READ_AT_ONCE]
            vectors = self._exact.vectors(some)
            new = [i for i, photo in enumerate(some.tolist()) if self._named(photo, vectors[i].tobytes())]
            for a in range(0, len(new), _INSERTED_AT_ONCE):
                piece = new[a : a + _INSERTED_AT_ONCE]
                with self._touching:
                    lacking = self._graph.get_current_count() + len(piece) - self._graph.get_max_elements()
                    if lacking > 0:
                        self._graph.resize_index(2 * self._graph.get_max_elements() + lacking)
                    self._graph.add_items(vectors[piece], some[piece], num_threads=1)

    def _named(self, photo: int, vector: bytes) -> bool:
        """Note which node a photo belongs to; tell whether it is a new one, named after the photo."""
        likeness = blake3(vector).digest(8)
        with self._touching:
            self._likeness[photo] = likeness
            label = self._labels.setdefault(likeness, photo)
            if label != photo:
                self._twins.setdefault(label, []).append(photo)
        return label == photo

    def _forget(self, ids: Iterable[int]) -> None:
        """Take photos out of the graph; twins of one whose node is named after it get a node of their own."""
        gone = set(ids)
        heirs: list[int] = []
        for photo in gone & self._likeness.keys():
            with self._touching:
                likeness = self._likeness.pop(photo, None)
                if likeness is None:
                    continue  # it was the twin of one that has gone before
                label = self._labels[likeness]
                if label != photo:
                    self._twins[label].remove(photo)
                    continue
                self._graph.mark_deleted(photo)
                self._churn += 1
                del self._labels[likeness]
                orphans = self._twins.pop(photo, [])
                for orphan in orphans:
                    del self._likeness[orphan]
            heirs += [orphan for orphan in orphans if orphan not in gone]
        self._insert(np.array(heirs, np.int64))

    def _adopt(self, labels: list[int]) -> None:
        """Take over the nodes of a graph that was loaded; those of photos that are gone become deleted ones."""
        known = np.array(sorted(labels), np.int64)
        here = np.intersect1d(known, self._exact.photo_ids())
        for label in np.setdiff1d(known, here).tolist():
            self._graph.mark_deleted(label)
            self._churn += 1
        for start in range(0, len(here), _READ_AT_ONCE):
            some = here[start : start + _READ_AT_ONCE]
            for photo, vector in zip(some.tolist(), self._exact.vectors(some), strict=True):
                if not self._named(photo, vector.tobytes()):
                    self._graph.mark_deleted(photo)


def _bare_graph(dimension: int) -> Any:
    import hnswlib  # type: ignore[import-not-found, import-untyped, unused-ignore]  # noqa: PLC0415 - may be absent

    return hnswlib.Index(space=_SPACE, dim=dimension)


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".notes")


def _kind(dimension: int) -> dict[str, Any]:
    """Return the facts that must be equal for a graph's file to be readable and right."""
    machine = f"{sys.byteorder} {sys.maxsize.bit_length() + 1}"
    return {"kind": "graph", "dimension": dimension, "space": _SPACE, "hnswlib": version("hnswlib"), "machine": machine}


def _fits(notes: ArrayFile, path: Path, stamp: str, dimension: int) -> bool:
    """Tell whether the file at `path` is the graph that the notes are about, and the graph that is wanted."""
    wanted = _kind(dimension) | {"stamp": stamp}
    if any(notes.facts.get(name) != value for name, value in wanted.items()) or not notes.intact():
        return False
    try:
        return bool(path.stat().st_size == notes.facts["bytes"] and _digest(path) == notes.facts["blake3"])
    except OSError:
        return False


def _digest(path: Path) -> str:
    digest: str = blake3().update_mmap(path).hexdigest()
    return digest
