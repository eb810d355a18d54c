"""The one thread that writes the catalog: changes queue up, each runs in a transaction of its own."""

from __future__ import annotations

import contextlib
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar, cast

from sqlalchemy import Connection

from photo_search.catalog.connections import world_faults, writer_engine
from photo_search.catalog.photo_words import settle_words
from photo_search.errors import Bug

T = TypeVar("T")
_Task = Callable[[], None]


class Writer:
    """Runs changes one after the other on a thread that owns the writing connection."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._closed = False
        self._guard = threading.Lock()
        self._connection: Connection | None = None
        self._thread = threading.Thread(target=self._run, name="catalog-writer", daemon=True)
        self._thread.start()

    def submit(self, change: Callable[[Connection], T]) -> Future[T]:
        """Queue `change`; it gets the connection inside a transaction, which ends with it.

        The future raises StorageFull, LibraryInUse, LibraryReadOnly or NotALibrary for the world's faults;
        the transaction is then undone as a whole.
        """
        future: Future[T] = Future()

        def task() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                with world_faults(self._path), self._open().begin() as _:
                    result = change(self._open())
                    settle_words(self._cursor())
            except BaseException as error:  # noqa: BLE001 - whoever waits for the future gets it, whatever it is
                future.set_exception(error)
            else:
                future.set_result(result)

        with self._guard:
            if self._closed:
                raise Bug("The catalog's writer was used after it was closed.")
            self._tasks.put(task)
        return future

    def close(self) -> None:
        """Finish what is queued, fold the log into the file, and end the thread."""
        with self._guard:
            if self._closed:
                return
            self._closed = True
            self._tasks.put(None)
        self._thread.join()

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = writer_engine(self._path).connect()
        return self._connection

    def _cursor(self) -> sqlite3.Cursor:
        return cast(sqlite3.Cursor, self._open().connection.cursor())

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            task()
        if self._connection is not None:
            raw = self._connection.connection.dbapi_connection
            if raw is not None:
                # Only a hint for the next opening: a full disk must not keep the library from closing.
                with contextlib.suppress(sqlite3.Error):
                    raw.execute("PRAGMA optimize")
            self._connection.close()
            self._connection.engine.dispose()
