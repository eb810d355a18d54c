"""One open catalog file: many readers, one writer, and a number that changes with the content."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar, cast

from sqlalchemy import Connection

from photo_search.catalog.connections import connect_reader, reader_engine, world_faults
from photo_search.catalog.writer import Writer
from photo_search.errors import LibraryReadOnly

T = TypeVar("T")


class Database:
    """Hands out reading connections to any thread, and takes changes for the writer's thread."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._readers = reader_engine(path)
        self._writer = None if read_only else Writer(path)
        self._watcher: sqlite3.Connection | None = None
        self._watcher_guard = threading.Lock()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one unchanging state of the catalog. Raises as `world_faults` does."""
        with world_faults(self.path), self._readers.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def read_rows(self) -> Iterator[sqlite3.Cursor]:
        """Give the driver's own cursor, for many rows: through SQLAlchemy's they take three times as long."""
        with self.read() as connection:
            yield cast(sqlite3.Cursor, connection.connection.cursor())

    def submit(self, change: Callable[[Connection], T]) -> Future[T]:
        """Queue a change for the writer's thread. Raises LibraryReadOnly if opened for reading."""
        if self._writer is None:
            raise LibraryReadOnly(
                f"The library at {self.path.parent} is open for reading only.",
                "Close the other photo_search first.",
            )
        return self._writer.submit(change)

    def write(self, change: Callable[[Connection], T]) -> T:
        """Make a change and wait for it."""
        return self.submit(change).result()

    def version(self) -> int:
        """Return a number that differs whenever anything was written since the last call, by any process."""
        with self._watcher_guard, world_faults(self.path):
            if self._watcher is None:
                self._watcher = connect_reader(self.path)
            (version,) = self._watcher.execute("PRAGMA data_version").fetchone()
            return int(version)

    def close(self) -> None:
        """Finish what is queued and close every connection."""
        if self._writer is not None:
            self._writer.close()
        self._readers.dispose()
        with self._watcher_guard:
            if self._watcher is not None:
                self._watcher.close()
                self._watcher = None
