"""Keeps one model space's vectors ready for searching: from a snapshot where there is one, else the catalog."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.embeddings import SpaceState
from photo_search.records import SpaceIdentity
from photo_search.searching.exact_index import ExactIndex
from photo_search.searching.index_files import open_snapshot, save_snapshot

_WORTH_SAVING = 20_000
"""Below that many vectors, making the index from the catalog takes less time than anyone notices."""

_STALE = 0.05
"""The part of an index that a snapshot may lack before it is written anew."""

_ROUNDING = 1e-3
"""More than float16 and a normalisation can change a component of a unit vector by."""


class SpaceIndex:
    """The index of one space: made when it is first asked for, then kept in step with the catalog.

    Embeddings are only ever added after the last one, or removed; the catalog counts both. So an index that has
    seen the same removals lacks nothing but what came after the last embedding that it knows.
    """

    def __init__(self, catalog: Catalog, space_id: int, identity: SpaceIdentity, folder: Path) -> None:
        self._catalog = catalog
        self._space_id = space_id
        self._identity = identity
        self._folder = folder
        self._guard = threading.Lock()
        self._version: int | None = None
        self._state: SpaceState | None = None
        self._index: ExactIndex | None = None
        self._saved_up_to = 0

    def get(self) -> ExactIndex:
        """Return the index, with every embedding that the catalog has of the space."""
        with self._guard:
            version = self._catalog.version()
            if self._index is None or version != self._version:
                self._index = self._refreshed(self._index)
                self._version = version
            return self._index

    @property
    def loaded(self) -> bool:
        """Whether the vectors are in memory."""
        return self._index is not None

    def save(self) -> None:
        """Leave a snapshot beside the catalog, so that the next opening is quick. Raises StorageFull or OSError.

        A snapshot that lacks little stays: what came after it is soon added, writing it anew takes longer.
        """
        index = self.get()
        with self._guard:
            state = self._state
            if state is None or len(index) < _WORTH_SAVING or state.last_id - self._saved_up_to < _STALE * len(index):
                return
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._snapshot(state.removals, state.last_id)
            save_snapshot(index, path, self._stamp(path))
            self._saved_up_to = state.last_id
            for old in self._folder.glob(f"{self._space_id}-*.vectors"):
                if old != path:
                    old.unlink(missing_ok=True)

    def faults(self, *, repair: bool) -> list[str]:
        """Compare every vector with the catalog's; return what differs. With `repair`, make the index anew."""
        index = self.get()
        differing = matched = 0
        for block in self._catalog.embeddings.blocks(self._space_id):
            known = np.isin(block.photo_ids, index.photo_ids())
            matched += int(known.sum())
            differing += int((~known).sum())
            mine = index.vectors(block.photo_ids[known])
            theirs = block.vectors[known].astype(np.float32)
            differing += int((np.abs(mine - theirs) > _ROUNDING).any(axis=1).sum())
        differing += len(index) - matched
        if not differing:
            return []
        if repair:
            self.close()
            for snapshot in self._folder.glob(f"{self._space_id}-*.vectors"):
                snapshot.unlink(missing_ok=True)
        return [f"The search index differs from the catalog in {differing:,} photos; it is made anew."]

    def close(self) -> None:
        """Let go of the vectors."""
        with self._guard:
            if self._index is not None:
                self._index.close()
            self._index = self._state = self._version = None

    def _refreshed(self, index: ExactIndex | None) -> ExactIndex:
        state = self._catalog.embeddings.state(self._space_id)
        if index is None or self._state is None or self._state.removals != state.removals:
            index, after = self._open(state)
        else:
            after = self._state.last_id
        for block in self._catalog.embeddings.blocks(self._space_id, after):
            index.add(block.photo_ids, block.vectors)
            # The catalog may have grown since its state was read.
            state = state._replace(last_id=block.last_id)
        self._state = state
        return index

    def _open(self, state: SpaceState) -> tuple[ExactIndex, int]:
        """Return the newest snapshot that fits the catalog, or an empty index, and the last embedding it knows."""
        prefix = f"{self._space_id}-{state.removals}-"
        last_ids = sorted(int(path.stem.removeprefix(prefix)) for path in self._folder.glob(f"{prefix}*.vectors"))
        for last_id in reversed(last_ids):
            if last_id <= state.last_id:
                path = self._snapshot(state.removals, last_id)
                index = open_snapshot(path, self._stamp(path))
                if index is not None:
                    self._saved_up_to = last_id
                    return index, last_id
        self._saved_up_to = 0
        return ExactIndex(self._identity.dimension), 0

    def _snapshot(self, removals: int, last_id: int) -> Path:
        return self._folder / f"{self._space_id}-{removals}-{last_id}.vectors"

    def _stamp(self, path: Path) -> str:
        who = self._identity
        return "|".join((path.name, who.model, who.revision, who.variant, str(who.preprocessing), str(who.dimension)))
