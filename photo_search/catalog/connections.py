"""Opens connections to a catalog file the way SQLite wants it here, and turns its errors into ours.

The SQLite that Python links on common systems (3.40, say) has a fault when two connections checkpoint a
write-ahead log at once. So one connection writes and checkpoints; all others only read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, QueuePool

from photo_search.catalog.migrations import APPLICATION_ID
from photo_search.errors import LibraryInUse, LibraryReadOnly, NotALibrary, StorageFull

_FULL = {sqlite3.SQLITE_FULL}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_READ_ONLY = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def connect_writer(path: Path) -> sqlite3.Connection:
    """Open the one connection that writes; makes the file if it is absent. Autocommit mode."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)
    for pragma in (
        "page_size = 8192",
        f"application_id = {APPLICATION_ID}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "temp_store = MEMORY",
        "cache_size = -16000",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def connect_reader(path: Path) -> sqlite3.Connection:
    """Open a connection that can't write, also where neither the file nor its folder may be written."""
    uri = path.absolute().as_uri()
    log = path.with_name(path.name + "-wal")
    connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, isolation_level=None, check_same_thread=False, timeout=5)
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.Error as error:
        connection.close()
        # A write-ahead log needs files beside it. Where none can be made there is no writer either, so the file
        # may be read as it stands, unless a log that was left there holds newer pages.
        if _code(error) not in _READ_ONLY or (log.exists() and log.stat().st_size):
            raise
        connection = sqlite3.connect(f"{uri}?immutable=1", uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    # Room for what every question with filters goes through: the numbers of 100,000 photos take 5 MB.
    connection.execute("PRAGMA cache_size = -16000")
    return connection


def writer_engine(path: Path) -> Engine:
    """Return an engine over the writing connection, for use by one thread."""
    engine = create_engine("sqlite+pysqlite://", creator=lambda: connect_writer(path), poolclass=NullPool)
    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def reader_engine(path: Path) -> Engine:
    """Return an engine over reading connections, for use by any thread."""
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: connect_reader(path),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=8,
    )
    _begin_with(engine, "BEGIN")
    return engine


def _begin_with(engine: Engine, sentence: str) -> None:
    # The driver's own transaction handling commits behind one's back before some statements, so it is off
    # (isolation_level None) and each transaction is begun here.
    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql(sentence)


def _code(error: BaseException) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


@contextmanager
def world_faults(path: Path) -> Iterator[None]:
    """Turn what the disk and other processes do to a catalog into errors with sentences.

    Raises StorageFull, LibraryInUse, LibraryReadOnly or NotALibrary; anything else is our own bug and passes.
    """
    try:
        yield
    except (sqlite3.Error, DBAPIError) as raised:
        error = raised.orig if isinstance(raised, DBAPIError) and raised.orig is not None else raised
        code = _code(error)
        if code in _FULL:
            raise StorageFull(
                f"The disk that holds the library ({path.parent}) is full.",
                "Make some room on it, then go on; nothing that was read so far is lost.",
            ) from raised
        if code == sqlite3.SQLITE_IOERR:
            raise StorageFull(
                f"The library at {path.parent} could not be read or written.",
                "Its disk may be full, damaged or unplugged: see to it, then try again; what was read so far is kept.",
            ) from raised
        if code in _BUSY:
            raise LibraryInUse(
                f"Another program is using the library at {path.parent}.", "Close it there, then try again."
            ) from raised
        if code in _READ_ONLY:
            raise LibraryReadOnly(
                f"The library at {path.parent} can't be written.",
                "Searching works. To index, give yourself permission to write there, or name another with --library.",
            ) from raised
        if code in _DAMAGED:
            raise damaged(path) from raised
        raise


def damaged(path: Path) -> NotALibrary:
    """Return the error for a catalog that is no catalog of ours, or not any more."""
    return NotALibrary(
        f"{path} is damaged or isn't a photo_search library.",
        "It was left as it is. If it is your library, “photo-search doctor --repair” puts it aside and brings"
        " back the newest good backup.",
    )


def looks_like_ours(path: Path) -> bool:
    """Say whether the file is an SQLite file with our mark. Raises sqlite3.Error or OSError if it can't be opened.

    SQLite is asked, not the file's header read: on POSIX systems closing a file gives up every lock that this process
    holds on it, those of other connections too, and another process would then take the log away from under them.
    See https://www.sqlite.org/howtocorrupt.html, section 2.2.
    """
    if not path.exists():
        raise FileNotFoundError(path)
    try:
        connection = connect_reader(path)
    except sqlite3.Error as error:
        if _code(error) in _DAMAGED:
            return False
        raise
    try:
        return bool(connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,))
    finally:
        connection.close()
