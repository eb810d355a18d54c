"""Gathers what a run found and writes it now and then; a full disk can be waited out."""

from __future__ import annotations

import time

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.changes import Batch
from photo_search.errors import StorageFull
from photo_search.indexing.run import IndexRun
from photo_search.indexing.thumbnails import ThumbnailStore

_WRITE_AT = 200
_WRITE_EVERY_S = 0.5
_FULL_DISK_RETRY_S = 10.0


class BatchWriter:
    """Holds the `batch` that is to be written next, and the `thumbnails` of its photos by content hash."""

    def __init__(
        self, run: IndexRun, catalog: Catalog, store: ThumbnailStore, space_id: int, *, wait_when_full: bool
    ) -> None:
        self._run = run
        self._catalog = catalog
        self._store = store
        self._space_id = space_id
        self._wait_when_full = wait_when_full
        self._last_write = time.monotonic()
        self.batch = Batch(space_id)
        self.thumbnails: dict[bytes, bytes] = {}

    def is_due(self) -> bool:
        """Say whether enough was gathered, or enough time went by."""
        return len(self.batch) >= _WRITE_AT or time.monotonic() - self._last_write > _WRITE_EVERY_S

    def write(self) -> int:
        """Write what was gathered and return how many embeddings were new; wait for room if that was asked for.

        Raises StorageFull, LibraryInUse or LibraryReadOnly.
        """
        self._last_write = time.monotonic()
        if not len(self.batch):
            return 0
        try:
            embedded = self._write_when_there_is_room()
        finally:
            self._run.end_rest()
        self.batch = Batch(self._space_id)
        self.thumbnails = {}
        return embedded

    def _write_when_there_is_room(self) -> int:
        while True:
            try:
                # Thumbnails first: one too many is harmless, a photo without one is not.
                self._store.put_many(self.thumbnails.items())
                return self._catalog.write(self.batch).result()
            except StorageFull as full:
                if not self._wait_when_full or self._run.cancelled:
                    raise
                self._run.rest_because(str(full), _FULL_DISK_RETRY_S)
