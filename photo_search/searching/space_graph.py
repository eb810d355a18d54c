"""Offers a graph for finding similar photos in a large library, once it is ready; the exact index until then."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from photo_search.errors import StorageFull
from photo_search.searching.exact_index import ExactIndex
from photo_search.searching.graph_index import GraphIndex, graph_available
from photo_search.searching.space_index import SpaceIndex
from photo_search.searching.vector_index import VectorIndex

_log = logging.getLogger(__name__)

WORTH_A_GRAPH = 300_000
"""From so many photos on, a graph saves more time than loading it and its 3 KB a photo cost."""


class SpaceGraph:
    """The graph of one model space: loaded or built in the background when it is first asked for."""

    def __init__(self, space: SpaceIndex, path: Path, stamp: str, *, worth_from: int = WORTH_A_GRAPH) -> None:
        self._space = space
        self._path = path
        self._stamp = stamp
        self._worth_from = worth_from
        self._guard = threading.Lock()
        self._graph: GraphIndex | None = None
        self._base: ExactIndex | None = None
        self._maker: threading.Thread | None = None
        self._closed = False

    def get(self) -> VectorIndex:
        """Return the graph if there is one and it is worth it, else the exact index; both answer the same."""
        exact = self._space.get()
        if len(exact) < self._worth_from:
            return exact
        with self._guard:
            if self._graph is not None and self._base is exact and not self._graph.rebuild_advised:
                self._graph.catch_up()
                return self._graph
            if self._maker is None or not self._maker.is_alive():
                self._maker = threading.Thread(target=self._make, args=(exact,), name="graph-maker", daemon=True)
                self._maker.start()
        return exact

    def wait(self) -> None:
        """Wait until a graph that is being made is ready."""
        if self._maker is not None:
            self._maker.join()

    def close(self) -> None:
        """Let go of the graph. One that is being made, which may take minutes, is given up."""
        with self._guard:
            self._closed = True
            self._graph = self._base = None

    def _make(self, exact: ExactIndex) -> None:
        try:
            self._load_or_build(exact)
        except ValueError:  # The exact index was closed under it.
            if not self._closed:
                raise

    def _load_or_build(self, exact: ExactIndex) -> None:
        if not graph_available():
            return
        graph = GraphIndex.load(self._path, self._stamp, exact)
        if graph is None or graph.rebuild_advised:
            graph = GraphIndex.build(exact)
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                graph.save(self._path, self._stamp)
            except (StorageFull, OSError) as error:
                _log.warning("The graph was not kept: %s", error)
        with self._guard:
            if not self._closed:
                self._graph, self._base = graph, exact
